"""A seeded generator of believable vaults of any size; nothing in them exists."""
