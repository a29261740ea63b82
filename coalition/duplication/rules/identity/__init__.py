"""Are two records the same money or programme? Signals, learned weights, a probability, and reasons."""
