"""Fonts, widths and line breaks: from characters to measured text, with the font files that will be drawn."""
