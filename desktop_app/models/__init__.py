"""Simulation models: parameters in, outputs and series out. NumPy only, no Qt."""
