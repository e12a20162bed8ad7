"""Bytes to notes: the vault's files, their frontmatter, and the claims and sources among them."""
