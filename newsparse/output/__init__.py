"""Articles to text: JSON, NDJSON, YAML, and the schema that they follow."""
