"""Doubts about the words of a question, after the rules that item writers agree on.

T. M. Haladyna, S. M. Downing, M. C. Rodriguez, “A Review of Multiple-Choice Item-Writing
Guidelines for Classroom Assessment”, *Applied Measurement in Education* 15(3), 2002: keep
options about as long as one another, avoid “all of the above”, word the stem positively.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.content.document import Node
from desktop_app.content.problems import ProblemLog
from desktop_app.content.sentences import sentence_spans
from desktop_app.quiz.model import (
    ChoiceGap,
    ChoiceQuestion,
    ChoicesQuestion,
    GapsQuestion,
    Option,
    Question,
    TrueFalseQuestion,
)
from desktop_app.quiz.reading.attributes import prose_text

TIMES_LONGER = 2.0
"""An option this many times as long as the others are on average gives itself away…"""
TIMES_NEXT = 1.5
"""…if it is also this much longer than the next longest…"""
LONGER_BY = 35
"""…by that many characters."""


def check_wording(question: Question, log: ProblemLog) -> None:
    """Report options that give themselves away, and stems that trip readers up."""
    for options in _option_lists(question):
        _check_lengths(options, log)
        for option in options:
            text = prose_text(option.text)
            if is_catch_all(text):
                log.warning("all-of-the-above", option.location, text=text)
    if isinstance(question, ChoiceQuestion | ChoicesQuestion | TrueFalseQuestion):
        sentence = negative_sentence(question.prompt)
        if sentence:
            log.warning("negative-wording", question.location, text=sentence)


def _option_lists(question: Question) -> Iterator[Sequence[Option]]:
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            yield question.options
        case GapsQuestion():
            yield from (gap.options for gap in question.gaps if isinstance(gap, ChoiceGap))
        case _:
            pass


def _check_lengths(options: Sequence[Option], log: ProblemLog) -> None:
    if len(options) < 2:
        return
    sized = sorted(options, key=lambda option: len(prose_text(option.text)))
    *others, next_longest, longest = (len(prose_text(option.text)) for option in sized)
    mean = (sum(others) + next_longest) / (len(sized) - 1)
    is_longer = longest >= TIMES_LONGER * mean and longest >= TIMES_NEXT * next_longest
    if is_longer and longest - next_longest >= LONGER_BY:
        text = prose_text(sized[-1].text)
        log.warning("option-much-longer", sized[-1].location, text=text, length=longest)


# -- all of the above ---------------------------------------------------------------------

_ANSWERS = (
    r"(?:réponses?|propositions?|options?|affirmations?|choix|solutions?"
    r"|answers?|choices?|statements?)"
)
_ABOVE = r"(?:ci-dessus|qui précèdent|ce qui précède|précédent\w*|above|preceding)"
_VERDICT = (
    r"(?:justes?|vraie?s?|exacte?s?|correcte?s?|bonnes?|fauss?e?s?|possibles?"
    r"|right|correct|true|wrong|false|possible)"
)
_TAIL = (
    rf"(?: (?:{_ABOVE}|à la fois|proposées|given|listed|(?:are|is) (?:all )?{_VERDICT}"
    rf"|(?:sont|n[’']est) (?:toutes |tous )?{_VERDICT}))*"
)
_SEVERAL = r"(?:deux|trois|quatre|cinq)"
_CATCH_ALL = re.compile(
    rf"(?:tou(?:te)?s|aucune?)(?: les| ces| des| de ces| de)? {_ANSWERS}{_TAIL}"
    rf"|(?:tou(?:te)?s|aucune?|rien|tout)(?: [\w’']+){{0,5}} {_ABOVE}"
    r"|(?:aucune?|tou(?:te)?s) (?:d[’']entre elles|d[’']entre eux|(?:les|des) deux|celles-ci"
    r"|ceux-ci|à la fois)"
    rf"|(?:tou(?:te)?s|aucune?) (?:sont|n[’']est) {_VERDICT}|(?:all|none) (?:is|are) {_VERDICT}"
    r"|ni l[’']une? ni l[’']autre|les (?:deux|trois|quatre) à la fois|tout cela(?: à la fois)?"
    rf"|aucune? (?:autre {_ANSWERS}|des autres(?: {_ANSWERS})?)|all (?:three|four|of it)"
    rf"|les (?:trois|quatre|cinq)|(?:les )?{_ANSWERS} [a-e1-5](?:, (?:{_ANSWERS} )?[a-e1-5])*"
    rf",? (?:et|and) (?:{_ANSWERS} )?[a-e1-5]|[a-e]\) (?:et|and) [a-e]\)?"
    rf"|les (?:deux|trois|quatre|cinq)(?: premi\w+| derni\w+)? (?:{_ANSWERS}|{_ABOVE}){_TAIL}"
    r"|(?:les )?(?:réponses? |answers? )?[a-e](?:, [a-e])*,? (?:et|and) [a-e]"
    rf"|(?:all|none|both|either|neither|any)(?: of)?(?: the| these| those)?"
    rf" (?:{_ABOVE}|these|them|those|(?:other |above )?{_ANSWERS}){_TAIL}"
    r"|(?:both|either|only|seulement|uniquement) [a-e] (?:and|or|et|ou) [a-e]|ni [a-e],? ni [a-e]"
    rf"|(?:tou(?:te)?s|aucune?) (?:les|des) {_SEVERAL}"
    rf"|(?:les {_SEVERAL}|both) (?:sont|are) {_VERDICT}",
    re.IGNORECASE,
)
_LONGEST_CATCH_ALL = 80


def is_catch_all(text: str) -> bool:
    """Whether an option speaks of the other options: « toutes les réponses », “none of these”."""
    plain = " ".join(text.split()).strip(" .!")
    return len(plain) <= _LONGEST_CATCH_ALL and _CATCH_ALL.fullmatch(plain) is not None


# -- negative stems -----------------------------------------------------------------------

_EXCEPTION = r"\b(?:sauf|hormis|except[ée]e?s?|except)\b|à l[’']exception d"
_NEGATION = re.compile(
    r"(?<![\w’'])(?:ne\b|n[’'](?!importe))(?:(?!\bque\b|\bqu[’'])[^.;:!?]){0,60}?"
    r"\b(?:pas|jamais|aucune?|rien|ni|nullement|guère)\b"
    rf"|{_EXCEPTION}|\b(?:not|never|nor)\b|\w+n[’']t\b",
    re.IGNORECASE,
)
_WRONG_ONE = re.compile(
    r"\b(?:(?:la|le|les)?quel(?:le)?s?|which|what)\b[^.;:!?]{0,60}"
    r"\b(?:est|sont|paraît|semblent?|is|are) (?:[\w’']+(?:ment|ly) )?"
    r"(?:fausse?s?|faux|incorrecte?s?|inexacte?s?|erronée?s?|impossibles?"
    r"|false|incorrect|untrue|wrong|inaccurate|impossible)\b"
    r"|\b(?:choisi|coche|trouve|rep[èé]re|indique|désigne|sélectionne)\w*\b[^.;:!?]{0,40}"
    r"\b(?:fausse|incorrecte|inexacte|erronée)\b"
    r"|\b(?:choose|select|find|pick|tick|identify)\b[^.;:!?]{0,40}"
    r"\b(?:false|incorrect|wrong|untrue)\b"
    r"|\bintrus\b|\bodd one out\b|\bcannot\b",
    re.IGNORECASE,
)
"""Asks for the one that is wrong, or does not fit."""
_ONE_OUT = re.compile(_EXCEPTION, re.IGNORECASE)
_ASKS_WHY = re.compile(
    r"\W*(?:et |mais |and |but )?(?:pourquoi|pour quelles? raisons?|comment|why|how"
    r"|combien|(?:de |à |dans )?quel(?:le)?s? (?:part|proportion|pourcentage|nombre|taux|fraction)"
    r"|(?:in |to |by )?what (?:share|proportion|percentage|number|fraction|rate))\b",
    re.IGNORECASE,
)
"""Asks about something negative, or for how many there are of it."""
_HARMLESS = re.compile(
    r"n[’']est-ce pas|whether or not|not only|non seulement|sauf erreur", re.IGNORECASE
)
_SHORT = 3
"""A question of so few words asks about the sentence before it: « Laquelle ? »."""


def negative_sentence(prompt: Sequence[Node]) -> str:
    """The sentence of a stem that asks in the negative, "" where none does.

    *Why … not?* asks about something negative, and passes; so does what only leads up to
    the question.
    """
    text = prose_text(prompt)
    found = [text[start:end] for start, end in sentence_spans(text)]
    asked = [rank for rank, sentence in enumerate(found) if sentence.endswith(_QUESTION_ENDS)]
    for rank in asked or range(max(len(found) - 1, 0), len(found)):
        sentence = found[rank]
        plain = _HARMLESS.sub("", sentence)
        is_negative = _NEGATION.search(plain) or _WRONG_ONE.search(plain)
        if is_negative and not _ASKS_WHY.match(sentence):
            return sentence
        if rank and len(sentence.split()) <= _SHORT and _ONE_OUT.search(found[rank - 1]):
            return found[rank - 1]
    return ""


_QUESTION_ENDS = ("?", "?»", "?\u202f»", "?”", '?"')
