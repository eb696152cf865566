"""Registers staff and inspectors expect: appeals, subject requests, destruction acts, holds.

One package a register, on the frame of `exports`. They read and change nothing (policy 12).
"""
