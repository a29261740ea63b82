"""Reading files from outside: hostile until parsed. No database, no web."""
