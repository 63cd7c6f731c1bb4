"""Directories to files: a plan, its shards, their parts, one commit."""
