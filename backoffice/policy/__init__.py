"""The published policy and its versions (policy 1, 12, 13).

Never changes a published version, never asks a reader who they are.
"""
