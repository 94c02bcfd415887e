"""What a run leaves behind: the session note and its short papers, what each person takes away, and the data."""

from workshop.notes.calendar import commitment as commitment_file
from workshop.notes.data import FROM_FACTS, SHEETS, data_json, sheet, sheets
from workshop.notes.galley import as_it_went
from workshop.notes.galley import whole as galley
from workshop.notes.markdown import note_markdown
from workshop.notes.note import Note, draft, write
from workshop.notes.page import case_html, note_html, poster_html, takeaway_html, to_you_html
from workshop.notes.takeaway import promises
from workshop.notes.takeaway import write as take_away

__all__ = [
    "FROM_FACTS",
    "SHEETS",
    "Note",
    "as_it_went",
    "case_html",
    "commitment_file",
    "data_json",
    "draft",
    "galley",
    "note_html",
    "note_markdown",
    "poster_html",
    "promises",
    "sheet",
    "sheets",
    "take_away",
    "takeaway_html",
    "to_you_html",
    "write",
]
