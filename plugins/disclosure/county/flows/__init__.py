"""The flow of a power as a layout-free graph, and the same in words."""
