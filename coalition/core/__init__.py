"""Core: words that every room uses: errors, money, dates, text. No database, no web."""
