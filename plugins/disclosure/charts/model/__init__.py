"""Shapes without ink: geometry, networks, outlines."""
