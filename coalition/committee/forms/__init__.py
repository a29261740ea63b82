"""Forms of the Coordination Committee."""
