"""powermap: power lists in, print-ready route maps out."""

__version__ = "0.1.0"
