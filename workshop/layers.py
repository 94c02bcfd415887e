"""A mapping that is made anew with every fact without being copied as a whole.

A few changes lie over what there was before; that is shared by all that came of it, and never changed. Once they are
more than the root of what they lie on, both are laid together. So a change costs the root of the size, not the size.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")

SMALL = 64
"""Up to so many it is cheaper to copy all of them, and it takes less memory."""

_NONE: dict[Any, Any] = {}
"""Nothing lies on it. One for all, as most lie bare; nobody writes into a layer."""


class Layered(Mapping[K, V]):
    """An immutable mapping in the order in which its keys came, as a dictionary has it."""

    __slots__ = ("_base", "_over")

    def __init__(self, base: Mapping[K, V] = _NONE) -> None:
        self._base: dict[K, V] = {**base}
        self._over: dict[K, V] = _NONE

    def having(self, new: Mapping[K, V]) -> Layered[K, V]:
        """The same with these, new ones or as they now are."""
        if not new:
            return self
        over = {**self._over, **new}
        if len(self._base) > SMALL and len(over) * len(over) <= len(self._base):
            return _laid(self._base, over)
        return _laid({**self._base, **over}, _NONE)

    def without(self, gone: Iterable[K]) -> Layered[K, V]:
        """The same without those of these that it has. Costs its size."""
        known = {key for key in gone if key in self}
        if not known:
            return self
        left = {**self._base, **self._over}
        for key in known:
            del left[key]
        return _laid(left, _NONE)

    def __getitem__(self, key: K) -> V:
        over = self._over
        return over[key] if key in over else self._base[key]

    def __contains__(self, key: object) -> bool:
        return key in self._over or key in self._base

    @overload
    def get(self, key: K, default: None = None, /) -> V | None: ...
    @overload
    def get(self, key: K, default: V | D, /) -> V | D: ...
    def get(self, key: K, default: Any = None, /) -> Any:
        """What stands under a key, or the default."""
        over = self._over
        return over[key] if key in over else self._base.get(key, default)

    def __bool__(self) -> bool:
        return bool(self._base or self._over)

    def __len__(self) -> int:
        return len(self._whole())

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole())

    def keys(self) -> KeysView[K]:
        """The keys, in the order in which they came."""
        return self._whole().keys()

    def values(self) -> ValuesView[V]:
        """What stands under them, in that order."""
        return self._whole().values()

    def items(self) -> ItemsView[K, V]:
        """Both."""
        return self._whole().items()

    def __repr__(self) -> str:
        return f"Layered({self._whole()!r})"

    def _whole(self) -> dict[K, V]:
        """All of it in one piece. It stays so, as whoever reads it all has paid for that; what it says is the same."""
        if self._over:
            self._base = {**self._base, **self._over}
            self._over = _NONE
        return self._base


def _laid(base: dict[K, V], over: dict[K, V]) -> Layered[K, V]:
    made: Layered[K, V] = object.__new__(Layered)
    made._base, made._over = base, over
    return made
