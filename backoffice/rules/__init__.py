"""The law in tables: who may, in which state, which field, how long, in what form.
Serves every clause of the policy; each table says which one.
Must never import Flask, SQLAlchemy or any other part of the house."""
