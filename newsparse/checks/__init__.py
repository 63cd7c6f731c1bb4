"""Rules over a news file, and the fixes that they allow."""
