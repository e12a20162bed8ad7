"""One file a command: its options, its stages from top to bottom, its output."""
