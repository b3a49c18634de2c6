"""`python -m powermap`: the command line, also where the folder of scripts is not on the search path."""

import sys

from powermap.cli import main

if __name__ == "__main__":
    sys.exit(main())
