"""What the kinds are about, each thing in a module of its own: as pure as the kinds, and knowing none of them."""

import workshop.kinds  # noqa: F401  the registry first: a kind and its matter need each other while they are read
