"""Strategies: the affected State's guiding documents, their versions and objectives."""
