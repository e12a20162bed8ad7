"""Accepted links to edits, a proved plan and a diff: text to text, no disk."""
