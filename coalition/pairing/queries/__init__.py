"""Reading what suggestions are made from, and what became of them."""
