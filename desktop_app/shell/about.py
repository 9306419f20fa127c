"""About the application: what it is, and to whom its data and fonts are owed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.ui.common.fonts import Type
from desktop_app.version import VERSION


class AboutDialog(QDialog):
    def __init__(self, scale: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Rebattre les cartes"))
        type_ = Type(scale)
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, type_.px(8), 0)
        column.setSpacing(type_.px(8))
        for text, font in (
            ("Rebattre les cartes", type_.interface(22, bold=True)),
            (
                self.tr(
                    "Lessons whose figures are alive, for the classroom, offline. "
                    "Version {version}."
                ).format(version=VERSION),
                type_.interface(14),
            ),
            (self.tr("The lesson"), type_.interface(15, bold=True)),
            (
                self.tr(
                    "After the article by Antoine Courmont, scientific director of the Cities and "
                    "digital technology chair of Sciences Po, in Urbanisme no. 418."
                ),
                type_.interface(13),
            ),
            (self.tr("Data"), type_.interface(15, bold=True)),
            (
                self.tr(
                    "Insee and Etalab (Open Licence 2.0), Assurance maladie, Cour des comptes, "
                    "Drees, Dares, Arcep, the United Nations (CC BY 3.0 IGO), Rosés and Wolf, "
                    "POPSU; the filings and statements of Slack and Zoom. Maps: Natural Earth. "
                    "Each figure names its source, and where it was read."
                ),
                type_.interface(13),
            ),
            (self.tr("Fonts"), type_.interface(15, bold=True)),
            (
                self.tr(
                    "Atkinson Hyperlegible, by the Braille Institute of America; Source Serif 4, "
                    "by Adobe. Both under the SIL Open Font License 1.1."
                ),
                type_.interface(13),
            ),
            (self.tr("Software"), type_.interface(15, bold=True)),
            (
                self.tr(
                    "Python, Qt and PySide6 (LGPL 3), pyqtgraph and markdown-it-py (MIT), NumPy "
                    "(BSD), ruamel.yaml (MIT)."
                ),
                type_.interface(13),
            ),
        ):
            label = QLabel(text)
            label.setFont(font)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        column.addStretch()
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QScrollArea.Shape.NoFrame)
        scroller.setWidget(page)
        close = QPushButton(self.tr("Close"))
        close.setFont(type_.interface(bold=True))
        close.setProperty("primary", True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(type_.px(24),) * 4)
        layout.setSpacing(type_.px(12))
        layout.addWidget(scroller, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(
            min(type_.px(520), parent.width() - 40), min(type_.px(520), parent.height() - 40)
        )
