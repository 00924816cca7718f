"""The e-book: the pages of the book as one EPUB 3, for readers on phones and on paper-like screens."""
