"""A proved plan to files, all or nothing: journal, landing, history, undo."""
