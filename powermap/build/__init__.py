"""The pipeline: a list and what is wanted of it in; files on disk and a report out. The only package that writes."""
