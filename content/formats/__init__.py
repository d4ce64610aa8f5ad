"""Question files of other tools and our own: read into drafts, written from questions."""
