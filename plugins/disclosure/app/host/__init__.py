"""The host: Pelican, its settings, and the templates it renders."""
