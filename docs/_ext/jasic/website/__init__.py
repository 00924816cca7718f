"""The website: pages, navigation, search, and in exports.py the data to download."""
