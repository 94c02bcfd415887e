"""What a run leaves behind: the session note (Markdown, HTML) and the data (CSV, JSON)."""

from workshop.notes.data import data_json, sheets
from workshop.notes.markdown import note_markdown
from workshop.notes.note import Note, write
from workshop.notes.page import note_html, style_hash

__all__ = ["Note", "data_json", "note_html", "note_markdown", "sheets", "style_hash", "write"]
