"""Drawings on a grid: compact and lanes, from rows and columns to routes and pixels."""
