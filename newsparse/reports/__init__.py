"""Reports: findings, fixes and repairs as text for people and CI systems."""
