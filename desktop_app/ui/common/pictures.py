"""The pictures of a lesson, decoded within limits, as Qt's rich text can show them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from desktop_app.content.files import LessonFiles, UnreadableFile

MOST_BYTES = 8 * 2**20
MOST_PIXELS = 24_000_000
LARGEST = 1600
"""A picture is made no larger than that on its longer side: no card is."""


@dataclass(frozen=True)
class Picture:
    """A decoded picture; ``address`` holds all of it, for ``<img src=…>``."""

    image: QImage
    address: str

    @property
    def width(self) -> int:
        return max(self.image.width(), 1)

    @property
    def height(self) -> int:
        return max(self.image.height(), 1)


class Pictures:
    """Finds pictures by their path in a lesson; each is decoded once."""

    def __init__(self, files: LessonFiles) -> None:
        self._files = files
        self._found: dict[str, Picture | None] = {}

    def find(self, path: str) -> Picture | None:
        """The picture at ``path``; None where it can't be had, or is too large to show."""
        if path not in self._found:
            self._found[path] = self._read(path)
        return self._found[path]

    def _read(self, path: str) -> Picture | None:
        image = read_image(self._files, path)
        return Picture(image, _address(image)) if image is not None else None


def read_image(files: LessonFiles, path: str, largest: int = LARGEST) -> QImage | None:
    """The picture at ``path``, its longer side of ``largest`` pixels at most; None where it
    can't be had, can't be decoded, or is too large to show. May be called in a job.
    """
    try:
        data = files.read(path)
    except UnreadableFile:
        return None
    if len(data) > MOST_BYTES:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return None
    if max(size.width(), size.height()) > largest:
        factor = largest / max(size.width(), size.height())
        reader.setScaledSize(
            QSize(max(round(size.width() * factor), 1), max(round(size.height() * factor), 1))
        )
    image = reader.read()
    return None if image.isNull() else image


def _address(image: QImage) -> str:
    """``image`` as an address that holds it: labels fetch nothing from anywhere."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return f"data:image/png;base64,{b64encode(buffer.data().data()).decode('ascii')}"
