"""Text to what a terminal shows: colours, cells, wrapping, progress."""
