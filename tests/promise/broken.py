"""The workshop command with one property broken on purpose, for the controls of the promise's tests.

python -m tests.promise.broken MODULE:FUNCTION run --port 8000 …

The function is called without arguments after everything is loaded and before the command begins; it patches what it
breaks. `none:` breaks nothing, so that a test and its control start the same way.
"""

from gevent import monkey

monkey.patch_all()

import importlib  # noqa: E402
import sys  # noqa: E402


def main() -> None:
    module, _, function = sys.argv.pop(1).partition(":")
    from workshop.__main__ import main as workshop

    if function:
        getattr(importlib.import_module(module), function)()
    sys.argv[0] = "workshop"
    workshop()


if __name__ == "__main__":
    main()
