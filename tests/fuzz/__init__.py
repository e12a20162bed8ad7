"""Mutated notes, links added to them, and judges that know nothing of how it is done."""
