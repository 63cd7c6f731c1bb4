"""Conversion of directories to files: plan -> shards -> parts -> commit; engines run the shards."""
