"""From files to the model: pages, bibliography, search aliases, state of addresses, settings. Starts no Sphinx."""
