"""``python -m desktop_app``: the same as the command ``rebattre``."""

import sys

from desktop_app.cli import main

sys.exit(main())
