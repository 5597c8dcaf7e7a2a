"""The outermost shell: commands, disk, clock, processes, and Pelican as host."""
