"""Reading each type of question from its block."""
