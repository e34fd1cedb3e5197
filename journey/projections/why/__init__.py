"""Why: the events and the sentence behind each row of every answer."""
