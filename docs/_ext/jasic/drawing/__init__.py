"""What figures are drawn with: SVG, shapes, colours, scales of time, and words and lines that find their room."""
