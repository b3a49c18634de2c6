"""Scenes in; bytes of finished files out. Nothing is decided here."""
