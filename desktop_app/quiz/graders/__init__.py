"""Grading each type of question."""
