"""Jobs: what the house does by itself. Each is an act of a room, done on the clock, once."""
