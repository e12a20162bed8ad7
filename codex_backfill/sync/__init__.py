"""The ledger, the last run and the vault to what changed, what to repair and what to leave to a person."""
