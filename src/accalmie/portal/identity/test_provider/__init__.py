"""An identity provider of the demonstration: it believes whoever one chooses to be.

Mounted only in a demonstration. Its key and its codes live in the memory of the one process that
serves it and end with it.
"""
