"""Break the transport on purpose: for each mutation the named test must fail.

python tests/transport/mutants.py [name ...]
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

CATCHES = {
    "torn-frames": "test_fanout.py::test_a_slow_reader_gets_whole_frames_and_never_a_gap_without_a_fresh_view",
    "no-brake": "test_websocket.py::test_too_many_messages_are_closed_with_1008",
    "silent-gap": "test_fanout.py::test_a_slow_reader_gets_whole_frames_and_never_a_gap_without_a_fresh_view",
    "never-cut-off": "test_fanout.py::test_a_phone_that_never_reads_is_cut_off",
    "reserved-allowed": "test_websocket.py::test_reserved_and_malformed_events_are_refused",
    "bombs-go-off": "test_deflate.py::test_a_small_message_cannot_become_a_big_one",
    "words-of-a-table-are-pressed": "test_deflate.py::test_what_only_some_may_read_is_never_compressed",
    "http-after-upgrade": "test_polling.py::test_an_upgrade_that_fails_writes_no_http_into_the_stream",
}


def main(names):
    missed = [name for name in names or CATCHES if not caught(name)]
    sys.exit(f"missed: {', '.join(missed)}" if missed else 0)


def caught(name):
    environ = {**os.environ, "WORKSHOP_MUTANT": name}
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", str(HERE / CATCHES[name])]
    ended = subprocess.run(command, cwd=HERE.parent.parent, env=environ, capture_output=True, text=True, timeout=110)
    failed = ended.returncode == 1 and "FAILED" in ended.stdout
    print("caught" if failed else "MISSED", name, ended.stdout.strip().splitlines()[-1], flush=True)
    return failed


if __name__ == "__main__":
    main(sys.argv[1:])
