"""Questions in the formats that others read and write: GIFT, Moodle's XML, Anki."""
