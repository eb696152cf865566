"""What an inspector asks for: who has access, which data is held, all of it in one pack.

Serves policy 2, 5.3 and rule 2.27. Changes no case and shows no resident's data.
"""
