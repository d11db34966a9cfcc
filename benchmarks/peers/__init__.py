"""Other programs that do the same, each in an environment of its own.

The Python of an environment runs the peer's module as a script; it never sees this project.
"""
