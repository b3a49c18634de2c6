"""What was typed in; words for a person and an exit code out. The only package that prints."""

from powermap.cli.run import main

__all__ = ["main"]
