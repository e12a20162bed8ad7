"""Undecided matches to a person's answers, kept for good: a terminal dialogue, one offline page."""
