"""The shape of the questions, of a rule and of what is said of a flag."""
