"""In which order a version shows the options of a question: always the same one."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.paper.request import VERSIONS
from desktop_app.quiz.model import (
    ChoiceQuestion,
    ChoicesQuestion,
    MatchQuestion,
    OrderQuestion,
    Question,
)
from desktop_app.quiz.shuffling import shuffled


@dataclass(frozen=True)
class Version:
    """``name`` is A, B, or "" for the order in which the window shows them."""

    name: str = ""

    def order(self, question: Question) -> tuple[int, ...]:
        """The ranks of the options, choices or items of ``question`` as they are printed.

        () where it has none that can change places.
        """
        match question:
            case ChoiceQuestion(options=options) | ChoicesQuestion(options=options):
                if not self.name and not question.rules.shuffled:
                    return tuple(range(len(options)))
                return self._mixed(question.id, len(options), never_sorted=False)
            case MatchQuestion(choices=choices):
                return self._mixed(question.id, len(choices), never_sorted=True)
            case OrderQuestion(items=items):
                return self._mixed(question.id, len(items), never_sorted=True)
            case _:
                return ()

    def gap_order(self, question: Question, number: int, count: int) -> tuple[int, ...]:
        """The ranks of the options of gap ``number`` (from 1), of which there are ``count``."""
        return self._mixed(f"{question.id}/{number}", count, never_sorted=False)

    def _mixed(self, key: str, count: int, *, never_sorted: bool) -> tuple[int, ...]:
        if not self.name:
            return shuffled(key, count, never_sorted=never_sorted)
        taken: list[tuple[int, ...]] = []
        for name in VERSIONS[: VERSIONS.index(self.name) + 1]:
            order = shuffled(f"{key} {name}", count, never_sorted=never_sorted)
            taken.append(_another(order, taken, never_sorted=never_sorted))
        return taken[-1]


def _another(
    order: tuple[int, ...], taken: list[tuple[int, ...]], *, never_sorted: bool
) -> tuple[int, ...]:
    """``order``, or the first of its rotations that no other version has."""
    told = {tuple(range(len(order)))} if never_sorted else set()
    turns = [(*order[by:], *order[:by]) for by in range(len(order))]
    return next((turn for turn in turns if turn not in taken and turn not in told), order)
