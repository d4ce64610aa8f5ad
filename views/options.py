"""Letters of options, and names of languages as their speakers write them."""

LETTERS = "ABCDE"
LANGUAGE_NAMES = {"en": "English", "hi": "हिन्दी"}
