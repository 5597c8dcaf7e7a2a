"""The county's own graphs: units and levels, 七分权, and where a decision comes from.

Each kind of graph is a module of its own (``hierarchy``, ``split_powers``, ``provenance``) that reads
a ``Site`` and leaves a layout-free ``Network``; ``network_places`` has Graphviz order it,
``network_drawing`` draws it, and ``network_in_words`` tells the same as a nested list.
"""
