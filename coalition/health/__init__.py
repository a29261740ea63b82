"""The health review of coalitions: twelve indicators, their evidence, comments and remedies."""
