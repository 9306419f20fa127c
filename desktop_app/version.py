"""The name and version of the application, for its commands, reports, folders and packaging."""

NAME = "rebattre-les-cartes"
VERSION = "0.1.0"
