"""A vault that nobody has described to the settings that describe it: which notes are claims, which are sources."""
