"""The bar at the top: what is open, and the few buttons that are always at hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop_app.session.preferences import PreferenceStore, look
from desktop_app.shell.actions import Actions
from desktop_app.ui.common.elided_label import ElidedLabel
from desktop_app.ui.common.fonts import Type
from desktop_app.ui.common.watching import stop_with


class Header(QFrame):
    """Title on the left, commands on the right."""

    def __init__(
        self, actions: Actions, preferences: PreferenceStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._actions = actions
        self._preferences = preferences
        self._compact = False
        self._title = ElidedLabel()
        self._subtitle = ElidedLabel()
        self._subtitle.setProperty("muted", True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._subtitle.setTextFormat(Qt.TextFormat.PlainText)
        self.search = self._button("search")
        self.smaller = self._button("smaller-text")
        self.larger = self._button("larger-text")
        self.language = self._button("switch-language")
        self.present = self._button("present")
        self.menu_button = QPushButton()
        self.menu = QMenu(self.menu_button)
        actions.fill(self.menu)
        self.menu_button.setMenu(self.menu)
        self._row = QHBoxLayout(self)
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 1)
        for button in self._buttons:
            self._row.addWidget(button)
        stop_with(self, preferences.watch(look, lambda _: self._style()))
        self._translate()
        self._style()

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.search,
            self.smaller,
            self.larger,
            self.language,
            self.present,
            self.menu_button,
        )

    def show_title(self, title: str, subtitle: str) -> None:
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def set_compact(self, compact: bool) -> None:
        """On a narrow window, leave out what the menu holds as well."""
        if compact == self._compact:
            return
        self._subtitle.setVisible(not compact)
        self.present.setVisible(not compact)
        self.smaller.setVisible(not compact)
        self.larger.setVisible(not compact)
        self._compact = compact
        self._translate()
        # The subtitle's stretch keeps the buttons at the right, also when it is hidden.
        self._row.setStretch(0, 1 if compact else 0)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the window wants: :meth:`set_compact` follows its width."""
        return QSize(0, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    def _button(self, command: str) -> QPushButton:
        button = QPushButton()
        action = self._actions[command]
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _translate(self) -> None:
        self.search.setText(self.tr("Search…") if self._compact else self.tr("Search… Ctrl+K"))
        self.smaller.setText("A−")
        self.larger.setText("A+")
        self.language.setText("FR / EN")
        self.present.setText(self.tr("Present F5"))
        self.menu_button.setText(self.tr("Menu"))
        names = {
            self.search: self.tr("Search"),
            self.smaller: self.tr("Smaller text"),
            self.larger: self.tr("Larger text"),
            self.language: self.tr("Switch between French and English"),
            self.present: self.tr("Present full screen"),
            self.menu_button: self.tr("Menu"),
        }
        for button, name in names.items():
            button.setAccessibleName(name)
            button.setToolTip(name)

    def _style(self) -> None:
        type_ = Type(self._preferences.state.scale)
        self._title.setFont(type_.interface(20, bold=True))
        self._subtitle.setFont(type_.interface(13))
        for button in self._buttons:
            button.setFont(type_.interface())
        self._row.setContentsMargins(type_.px(20), type_.px(9), type_.px(20), type_.px(9))
        self._row.setSpacing(type_.px(8))
