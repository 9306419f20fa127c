"""The version of the application, for its commands, reports and packaging."""

VERSION = "0.1.0"
