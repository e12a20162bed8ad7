"""The command line: arguments in, calls to the rooms, output and exit codes out. The only wiring."""
