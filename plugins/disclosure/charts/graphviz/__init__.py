"""The only way to Graphviz."""
