"""Staff: sign-in, sessions that end on the server, roles, leaving (policy 2).

Never tells whether a name exists, never keeps a password, never locks a colleague out.
"""
