"""Arithmetic and reasoning questions computed from templates, the same for the same seed."""
