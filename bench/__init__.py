"""How the room does in a full hall, measured beside others. `python -m bench`; docs/bench.md tells how to read it."""
