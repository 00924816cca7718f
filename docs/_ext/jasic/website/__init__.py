"""The website: pages, navigation, and in exports.py the data to download."""
