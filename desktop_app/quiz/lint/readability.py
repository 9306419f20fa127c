"""How hard a text is to read, in French and in English, and questions far above the rest.

The measure is LIX: words a sentence, plus the percentage of words of more than six
letters (C.-H. Björnsson, *Läsbarhet*, Stockholm, 1968). It needs no dictionary of
syllables and was found sound for English and French alike (J. Anderson, “Analysing the
readability of English and non-English texts in the classroom with Lix”, Australian Reading
Association, 1981). Below 30 is easy, 40 is a newspaper, above 60 is very hard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.content.document import plain_text
from desktop_app.content.lesson import Lesson
from desktop_app.content.problems import ProblemLog
from desktop_app.content.sentences import sentence_spans, sentences
from desktop_app.quiz.model import (
    ChoiceQuestion,
    ChoicesQuestion,
    MatchQuestion,
    OrderQuestion,
    Prose,
    Question,
)

LONG_WORD = 6
"""A long word has more letters than that."""
FAR_ABOVE = 25
"""More than two of the ten-point classes of LIX: questions of one lesson differ by two."""
FEWEST_WORDS = 20
"""A question of fewer words has no reading level to speak of."""
FEWEST_IN_LESSON = 60
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text is made of."""

    words: int = 0
    long_words: int = 0
    sentences: int = 0

    @classmethod
    def of(cls, texts: Iterable[str]) -> Reading:
        """Count ``texts``; each ends a sentence, whether it has a full stop or not."""
        words = long_words = count = 0
        for text in texts:
            for start, end in sentence_spans(text):
                found = [word[0] for word in _WORD.finditer(text, start, end)]
                if found:
                    count += 1
                    words += len(found)
                    long_words += sum(len(word) > LONG_WORD for word in found)
        return cls(words, long_words, count)

    @property
    def lix(self) -> float:
        """The index; 0 for no words."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long_words / self.words


def lesson_reading(lesson: Lesson, language: str) -> Reading:
    """The reading level of a lesson's own prose in one language."""
    texts = []
    for name in lesson.chapter_ids:
        edition = lesson.edition(name, language)
        for step in edition.steps if edition else ():
            texts += [sentence.text for sentence in sentences(step)]
    return Reading.of(texts)


def question_reading(question: Question) -> Reading:
    """The reading level of what has to be read to answer."""
    return Reading.of(" ".join(plain_text(prose).split()) for prose in _read_first(question))


def _read_first(question: Question) -> Sequence[Prose]:
    found: list[Prose] = [question.prompt]
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            found += [option.text for option in question.options]
        case OrderQuestion():
            found += [item.text for item in question.items]
        case MatchQuestion():
            found += [pair.left for pair in question.pairs]
            found += question.choices
        case _:
            pass
    return found


def check_reading(question: Question, lesson: Reading, log: ProblemLog) -> None:
    """Report a question that is far harder to read than the lesson around it."""
    own = question_reading(question)
    if own.words < FEWEST_WORDS or lesson.words < FEWEST_IN_LESSON:
        return
    if own.lix > lesson.lix + FAR_ABOVE:
        log.warning(
            "hard-to-read",
            question.location,
            found=f"{own.lix:.0f}",
            lesson=f"{lesson.lix:.0f}",
        )
