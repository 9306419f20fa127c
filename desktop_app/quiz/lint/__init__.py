"""What can be doubted about how a question is written."""
