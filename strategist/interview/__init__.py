"""Questions and answers at a prompt: two fronts over one pure machine, with every answer on disk before the next question."""
