"""One personal value, one key: seal, reveal, find, destroy (policy 3.5, 5.e).

Never hands out a value outside a witnessed reading or a deed, and never keeps a key with
the data.
"""
