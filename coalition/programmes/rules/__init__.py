"""What a published programme says, which of it is mine action, and what changes between versions."""
