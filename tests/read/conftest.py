"""Files for the tests of reading, made on the spot. All texts, countries and agreements in them are invented."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

SENTENCES = (
    "The ministers of Arland and Borduria met on the margins of the regional forum and reviewed their relations. "
    "They underlined that the long-term partnership of both countries rests on mutual respect and on common interests. "
    "They decided to establish a joint coordination office in the port of Arlen before the end of the coming year. "
)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a new folder: ``folder("quartet", {"a.txt": "…"})`` gives its path."""

    def write(name: str, files: dict[str, str | bytes]) -> Path:
        root = tmp_path / name
        for inside, content in files.items():
            path = root / inside
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return write


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """A PDF of numbered paragraphs under a title, in one or two columns, with running head and page numbers."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph

    def make(
        columns: int = 1,
        paragraphs: int = 12,
        title: str = "Joint Statement",
        encrypt: object = None,
        head: str = "Ministry of Foreign Affairs of Arland",
    ) -> bytes:
        stream = io.BytesIO()
        width, height = A4[0] - 144, A4[1]

        def furniture(canvas: object, document: object) -> None:
            canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
            canvas.drawString(72, height - 40, head)  # type: ignore[attr-defined]
            canvas.drawCentredString(A4[0] / 2, 30, f"Page {document.page}")  # type: ignore[attr-defined]

        frames = [Frame(72, 72, width, height - 160)]
        if columns == 2:
            half = width / 2 - 10
            frames = [
                Frame(72, height - 160, width, 70),
                Frame(72, 72, half, height - 240),
                Frame(72 + half + 20, 72, half, height - 240),
            ]
        document = BaseDocTemplate(stream, pagesize=A4, encrypt=encrypt)
        document.addPageTemplates([PageTemplate("page", frames, onPage=furniture)])
        styles = getSampleStyleSheet()
        body = ParagraphStyle(
            "body", fontName="Times-Roman", fontSize=10, leading=12, alignment=TA_JUSTIFY, spaceAfter=6
        )
        story = [Paragraph(title, styles["Title"])] + ([FrameBreak()] if columns == 2 else [])
        for number in range(1, paragraphs + 1):
            story.append(Paragraph(f"{number}. {SENTENCES}Under point {number} of it {SENTENCES}", body))
        document.build(story)
        return stream.getvalue()

    return make
