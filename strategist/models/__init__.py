"""The nouns: frozen, without files and without output."""
