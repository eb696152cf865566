"""What an applicant does not want to be given, to whom, and since when (policy 8; R-8.3).

Never changes or removes a recorded objection: lifting one is a row of its own.
"""
