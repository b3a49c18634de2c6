"""Placed boxes and a theme in; a closed display list of literal items out."""
