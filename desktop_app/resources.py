"""Where the files of ``resources/`` are, in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder of resources; raises FileNotFoundError where there is none."""
    package = Path(__file__).resolve().parent
    for folder in (package / "_resources", package.parent / "resources"):
        if (folder / "lessons").is_dir():
            return folder
    raise FileNotFoundError(f"the resources folder is missing beside {package}")


def resource(path: str) -> Path:
    """The resource at ``path``, relative to the folder of resources."""
    return resources() / path


FIRST_LESSON = "rebattre-les-cartes"
"""The lesson that the library shows first."""


def installed_lessons() -> dict[str, Path]:
    """The lessons that come with the application, by id; the main one comes first."""
    folders = [path.parent for path in resource("lessons").glob("*/lesson.yaml")]
    folders.sort(key=lambda folder: (folder.name != FIRST_LESSON, folder.name))
    return {folder.name: folder for folder in folders}
