"""The guides of resources/guides: their examples are read and drawn, so that none goes stale."""
