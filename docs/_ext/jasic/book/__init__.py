"""The book, set by Typst from the same pages."""
