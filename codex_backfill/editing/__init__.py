"""Accepted links to edits, a plan, a diff; and, in one module, files."""
