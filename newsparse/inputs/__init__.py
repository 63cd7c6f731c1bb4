"""Find the inputs of a command (search, walk, globs, .gitignore, lists of paths), and read one of them (reader)."""
