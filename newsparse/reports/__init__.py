"""Findings and repairs as people and CI systems read them."""
