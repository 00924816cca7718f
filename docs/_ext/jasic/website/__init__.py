"""The website: pages, navigation, search, data."""
