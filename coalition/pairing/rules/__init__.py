"""What suits a coalition and a donor, and who is asked when. No database, no web."""
