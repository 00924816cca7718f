"""What counts as a mistake: a registry of rules, each a function that yields what must be mended, and `check`."""
