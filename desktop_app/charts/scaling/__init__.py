"""Scales as Vega and d3 have them: from values of the data to pixels, colours, shapes."""
