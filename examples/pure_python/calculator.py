"""A loose module: no package, no build file."""


def multiply(a, b):
    return a * b
