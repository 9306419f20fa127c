"""Data files of a lesson: CSV, TSV, JSON, GeoJSON, TopoJSON."""
