"""Which class is in front of the teacher: choosing it, and going on from where it stopped."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from desktop_app.learning.classroom.marks import NO_CLASS
from desktop_app.learning.school_classes import LONGEST_NAME, clean_name, new_class, same_name
from desktop_app.session.presentation import Presentation
from desktop_app.shell.class_history import ClassHistory
from desktop_app.shell.class_log import ClassLog
from desktop_app.shell.class_reminder import halt_words
from desktop_app.shell.voting_desk import VotingDesk


class TeachingDesk(QObject):
    """The class is the one that votes: ``voting`` knows which."""

    changed = Signal()

    def __init__(self, voting: VotingDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._voting = voting
        self._log: ClassLog | None = None
        self._presentation: Presentation | None = None
        self._is_said = True
        self.history = ClassHistory(self)
        self.history.changed.connect(self._say_again)
        voting.changed.connect(self._follow)

    def attend(self, log: ClassLog) -> None:
        self._log = log
        self.history.attend(log)

    def begin(self, presentation: Presentation) -> None:
        """``presentation`` is shown from now on."""
        self._presentation = presentation
        self.history.follow(presentation)
        self._follow()

    def end(self) -> None:
        """It is over, for now."""
        self._presentation = None
        self.history.end()

    def _follow(self) -> None:
        if self._presentation is not None and self._voting.class_id != self.history.class_id:
            self._is_said = True
            self.history.teach(self._voting.class_id)
            self.changed.emit()

    def _say_again(self) -> None:
        self._is_said = False
        self.changed.emit()

    # -- what is said of it --------------------------------------------------------------

    @property
    def name(self) -> str:
        """The class that is there, "" for none by name."""
        return self._voting.classes.get(self.history.class_id, "")

    @property
    def recalls(self) -> bool:
        """Whether there are questions to ask again."""
        return bool(self.history.retrieval())

    def words(self, language: str) -> str:
        """Where the class stopped last time; "" where nobody knows, or has to."""
        stopped, presentation = self.history.stopped, self._presentation
        if stopped is None or presentation is None or self._is_said:
            return ""
        titles = {step.id: step.title for _, step in presentation.steps}
        return halt_words(self.name, titles[stopped.step], stopped, language)

    def do(self, command: str) -> None:
        """Go on from there, ask again what was done last time, or neither."""
        self._is_said = True
        if command == "resume":
            self.history.resume()
        elif command == "recall" and self._presentation is not None:
            questions = self.history.retrieval()
            self.history.resume()
            self._presentation.recall(questions)
        self.changed.emit()

    # -- choosing it ---------------------------------------------------------------------

    def fill(self, menu: QMenu, window: QWidget) -> None:
        """Let ``menu``, of ``window``, offer the classes whenever it opens."""
        menu.aboutToShow.connect(lambda: self._offer(menu, window))

    def _offer(self, menu: QMenu, window: QWidget) -> None:
        menu.clear()
        here = self._voting.class_id
        for class_id, name in ((NO_CLASS, self.tr("No class")), *self._voting.classes.items()):
            action = QAction(name.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(class_id == here)
            action.triggered.connect(lambda _=False, one=class_id: self._voting.choose_class(one))
            menu.addAction(action)
        menu.addSeparator()
        new = menu.addAction(self.tr("New class…"))
        new.triggered.connect(lambda: self._ask_for_name(window))

    def _ask_for_name(self, window: QWidget) -> None:
        name, given = QInputDialog.getText(
            window, self.tr("New class"), self.tr("Name"), QLineEdit.EchoMode.Normal, ""
        )
        if given:
            self.add(name)

    def add(self, name: str) -> None:
        """Teach a class of that name, a new one unless there is one."""
        name = clean_name(name)[:LONGEST_NAME]
        if not name or self._log is None:
            return
        known = (one for one, other in self._voting.classes.items() if same_name(name, other))
        class_id = next(known, "")
        if not class_id:
            event = new_class(name, datetime.now(UTC))
            self._log.keep(event)
            class_id = event.class_id
            self._voting.know(class_id, name)
        self._voting.choose_class(class_id)
