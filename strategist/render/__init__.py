"""Renderers: one format a file, each a plain function from finished objects to text; imported on demand."""
