"""The board, the list and the search: which appeals stand where, and whose turn it is.
Serves policy 4 (answer in time) and 2 (people see what their work needs).
Must never show personal data, write a case, or let a search term into an address or a log."""
