"""Keeps of each font the weights that the pages use: `python fonts.py FOLDER`, run by `make vendor`.

The lightest fifth of a font that nobody writes with weighs as much on the Wi-Fi as the rest.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = {"atkinson-hyperlegible-next": (400, 700), "bricolage-grotesque": (400, 800)}
"""Text is never bolder than 700; titles go up to 800."""


def main(folder: Path) -> None:
    """Rewrites every font in a folder, the same to the byte each time."""
    for path in sorted(folder.glob("*.woff2")):
        least, most = next(span for family, span in WEIGHTS.items() if path.name.startswith(family))
        font = instancer.instantiateVariableFont(TTFont(path, recalcTimestamp=False), {"wght": (least, most)})
        font.flavor = "woff2"
        font.save(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
