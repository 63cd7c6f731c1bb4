"""Local files and objects in object stores, read and written by the same functions (see `stores`)."""
