"""A checked list in; pages of scenes out: which pages, which regions, in what order."""
