"""Stored profiles checked: which files, what is found in each, what of it is accepted, and what got worse."""
