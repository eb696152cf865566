"""The shape of the questions to the registers."""
