"""Files of this machine and objects of stores behind one protocol."""
