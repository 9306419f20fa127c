"""Maps: projections of the earth, and paths of what is on it."""
