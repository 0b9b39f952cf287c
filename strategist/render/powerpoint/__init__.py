"""The only place that knows the library that writes decks: `deck.write` places finished slides in a file, ours or a client's."""
