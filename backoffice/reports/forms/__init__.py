"""The shape of the questions in addresses, and of the order to take a report out."""
