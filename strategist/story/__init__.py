"""What a report says, chapter by chapter: the one place where a reading becomes sentences. `tell.tell` gives the whole."""
