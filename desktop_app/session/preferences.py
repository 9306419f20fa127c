"""What a person chose about the application, whatever lesson is open."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.session.store import StateStore

LANGUAGES = ("fr", "en")
THEMES = ("light", "dark", "contrast")
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes in percent."""


@dataclass(frozen=True)
class Preferences:
    language: str = "fr"
    theme: str = "light"
    text_size: int = 100
    teacher_notes: bool = False
    motion: bool = True
    """Whether a chart may move from one state to the next."""
    practice: bool = False
    """Whether questions are answered without marks."""

    @property
    def scale(self) -> float:
        return self.text_size / 100


def look(state: Preferences) -> tuple[str, int]:
    """What a widget follows that sets its own fonts: a style takes them back, each time."""
    return state.theme, state.text_size


class PreferenceStore(StateStore[Preferences]):
    def set_language(self, language: str) -> None:
        if language in LANGUAGES:
            self._replace(language=language)

    def set_theme(self, theme: str) -> None:
        if theme in THEMES:
            self._replace(theme=theme)

    def set_text_size(self, percent: int) -> None:
        """Text size in percent, held between 80 and 200."""
        self._replace(text_size=min(max(percent, TEXT_SIZES[0]), TEXT_SIZES[-1]))

    def larger_text(self) -> None:
        size = self.state.text_size
        self.set_text_size(next((step for step in TEXT_SIZES if step > size), TEXT_SIZES[-1]))

    def smaller_text(self) -> None:
        size = self.state.text_size
        smaller = [step for step in TEXT_SIZES if step < size]
        self.set_text_size(smaller[-1] if smaller else TEXT_SIZES[0])

    def allow_motion(self, allowed: bool) -> None:
        self._replace(motion=allowed)

    def show_teacher_notes(self, shown: bool) -> None:
        self._replace(teacher_notes=shown)

    def practise(self, practice: bool) -> None:
        """Answer questions without marks, or with them."""
        self._replace(practice=practice)
