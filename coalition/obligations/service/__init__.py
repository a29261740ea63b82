"""What States and the ISU do: one function an act; the caller commits."""
