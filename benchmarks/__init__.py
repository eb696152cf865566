"""What the system costs, measured on the machine at hand: `python -m benchmarks --n 100000`.

Ratios carry over between machines, milliseconds do not: both sides of every ratio are
measured in one run, in turn.
"""
