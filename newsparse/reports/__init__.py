"""Reports: findings, fixes and repairs as text for readers and CI systems."""
