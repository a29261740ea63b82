"""Answer rounds: a package of needs goes to chosen donors, and each need gets an answer."""
