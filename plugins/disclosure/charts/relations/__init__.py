"""The county's own graphs: units and levels, 七分权, and where a decision comes from.

Each kind of graph is a room of its own (``units``, ``separation``, ``provenance``) that reads a
``Site`` and leaves a layout-free ``Network``; ``layered`` has Graphviz order it, ``drawing`` draws
it, and ``outline`` tells the same as a nested list.
"""
