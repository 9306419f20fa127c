from __future__ import annotations

from tests.journeys.conftest import play as play
