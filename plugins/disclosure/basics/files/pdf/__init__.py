"""PDF: its pages as they read, whatever else it holds, and what no program here reads."""
