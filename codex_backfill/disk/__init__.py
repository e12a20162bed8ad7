"""The operating system in one place: folders, locks, caches and files, so that no other room asks it."""
