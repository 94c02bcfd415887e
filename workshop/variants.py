"""Variants: several lengths of one session in one file, such as half a day and an hour and a half.

Whatever stands in a list may say `only = ["short"]`: elsewhere it is left out. Any table may have a table `in.short`
with what is different there: keys replace, tables mingle. All this is settled before an agenda is checked, so that what
comes after is an ordinary agenda.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from workshop.moves import Json
from workshop.sheet import Id, Shape, Sheet, Spot, Title, did_you_mean, listed


class Variant(Shape):
    """One length of a session. Its `title` is added to the agenda's subtitle; its minutes are the agenda's."""

    id: Id
    title: Title
    minutes: Annotated[float, Field(gt=0, le=1440)]


class _Variants(Shape):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    variant: list[Variant] = Field([], max_length=6)


def of(sheet: Sheet) -> list[Variant]:
    """The variants of a sheet in order; none for an ordinary agenda. Raises `AgendaError`."""
    return sheet.check(_Variants, sheet.content).variant


def settle(sheet: Sheet, wanted: str) -> None:
    """Make the sheet an ordinary agenda: this variant, or the first one for "". Raises `AgendaError`."""
    known = of(sheet)
    if not known and not wanted:
        return
    ids = [variant.id for variant in known]
    if wanted and wanted not in ids:
        raise sheet.fault(("variant",), f'there is no variant "{wanted}"{_among(wanted, ids)}')
    variant = next(one for one in known if one.id == (wanted or ids[0]))
    settled = _Settler(sheet, variant.id, ids).settled(
        {key: value for key, value in sheet.content.items() if key != "variant"}, ()
    )
    sheet.file = f'{sheet.file}, variant "{variant.id}"'
    sheet.content = _headed(settled, variant)


def _headed(content: Json, variant: Variant) -> Json:
    head = content.get("agenda")
    if not isinstance(head, dict):
        return content
    subtitle = ", ".join(filter(None, [str(head.get("subtitle", "")), variant.title]))
    return {**content, "agenda": {**head, "subtitle": subtitle, "minutes": variant.minutes}}


class _Settler:
    """Goes through a sheet for one variant."""

    def __init__(self, sheet: Sheet, variant: str, known: Collection[str]) -> None:
        self._sheet, self._variant, self._known = sheet, variant, known

    def settled(self, value: Any, spot: Spot) -> Any:
        """The value with what is different in this variant, and without what is not in it."""
        if isinstance(value, dict):
            return self._table(value, spot)
        if isinstance(value, list):
            inner = ((one, (*spot, no)) for no, one in enumerate(value))
            return [self.settled(one, there) for one, there in inner if self._belongs(one, there)]
        return value

    def _table(self, table: Json, spot: Spot) -> Json:
        here = {key: value for key, value in table.items() if key not in ("in", "only")}
        return {key: self.settled(value, (*spot, key)) for key, value in _mingled(here, self._different(table, spot))}

    def _belongs(self, value: Any, spot: Spot) -> bool:
        if not isinstance(value, dict) or "only" not in value:
            return True
        only = value["only"]
        if not isinstance(only, list):
            raise self._sheet.fault((*spot, "only"), "this should be a list, in square brackets")
        for no, name in enumerate(only):
            self._check(name, (*spot, "only", no))
        return self._variant in only

    def _different(self, table: Json, spot: Spot) -> Json:
        there = table.get("in", {})
        if not isinstance(there, dict):
            raise self._sheet.fault((*spot, "in"), "this should be a table for each variant, such as in.short")
        for name, different in there.items():
            self._check(name, (*spot, "in", name))
            if not isinstance(different, dict):
                raise self._sheet.fault((*spot, "in", name), "this should be a table with keys of its own")
        return dict(there.get(self._variant, {}))

    def _check(self, name: object, spot: Spot) -> None:
        if name not in self._known:
            raise self._sheet.fault(spot, f'there is no variant "{name}"{_among(name, self._known)}')


def _mingled(table: Json, different: Mapping[str, Any]) -> list[tuple[str, Any]]:
    mingled = dict(table)
    for key, value in different.items():
        both = isinstance(value, dict) and isinstance(table.get(key), dict)
        mingled[key] = dict(_mingled(table[key], value)) if both else value
    return list(mingled.items())


def _among(name: object, known: Collection[str]) -> str:
    return f"; it is one of {listed(known)}{did_you_mean(name, known)}" if known else ""
