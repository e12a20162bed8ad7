"""Free text to what it cites: works, authors, titles, dates, identifiers."""
