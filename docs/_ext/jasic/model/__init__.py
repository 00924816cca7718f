"""What a record, a source, a date and a mistake are, and what one may ask of all of them. Reads no file."""
