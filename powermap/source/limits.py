"""How much reading takes on: a list has some 60 files of 10 kB, nested 8 deep; far more is a mistake or an attack."""

MAX_FILE_BYTES = 2_000_000
"""Largest file, in bytes. One byte more and the file is not read at all."""

MAX_FILES = 500
"""Most files in one list, with everything it inherits."""

MAX_LINES = 20_000
"""Most lines in one file; 60 items in a single file have some 6000."""

MAX_DEPTH = 30
"""Deepest nesting of lists and mappings."""

MAX_NODES = 50_000
"""Most nodes (keys, texts, lists, mappings) in one file, each alias counted with all it stands for."""

MAX_ALIASED_NODES = 2_000
"""Most nodes that aliases may add to one file: repeating a paragraph is fine, a bomb is not."""

MAX_LINE = 20_000
"""Longest line, in characters, in which slips are looked for; a file with a longer one is only parsed."""

MAX_SLIPS = 200
"""Most slips told for one file; nobody reads on after so many."""

MAX_REACH = 200
"""How far, in characters, the end of a full-width bracket or quote is looked for."""
