"""Search for inputs, and read one."""
