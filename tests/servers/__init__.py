"""The real servers that tests talk to: PostgreSQL, a browser, a mail server, an S3 store."""
