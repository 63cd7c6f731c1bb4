"""Process many inputs by several processes, in the order of the inputs."""
