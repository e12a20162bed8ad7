"""What `validate` found, as text, as data and as one offline page."""
