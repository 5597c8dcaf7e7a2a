"""How drawings are inked: SVG, text widths, palette, captions, DOT."""
