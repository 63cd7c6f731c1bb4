"""Find many inputs, and read one."""
