"""A decision toolkit for the purpose of customer service."""

__version__ = "0.1.0"
