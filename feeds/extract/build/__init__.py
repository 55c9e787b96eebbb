"""Builds the data files from packages: `make data`."""
