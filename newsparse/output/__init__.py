"""Articles as JSON, YAML, tables, text and Markdown, and the schema of the data."""
