"""Rates: what a currency was worth in US dollars on a day, and who said so."""
