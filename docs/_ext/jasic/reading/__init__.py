"""From files to the model: pages, the bibliography, search aliases, the state of addresses, settings. No Sphinx build."""
