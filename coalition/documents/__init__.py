"""Documents: files that were handed in, kept outside the database, and the words in them."""
