"""Somebody who means harm.  python flood.py PORT SECONDS   prints how often they were cut off."""

import sys
import time

from wire import WirePhone, frame


def main(port, seconds):
    blast, cut, end = frame('421["move",{"x":"' + "y" * 30 + '"}]') * 500, 0, time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            phone = WirePhone(("127.0.0.1", port))
            while time.monotonic() < end:
                phone.sock.sendall(blast)
        except (OSError, AssertionError):
            cut += 1
        phone.close()
    print(cut)


main(int(sys.argv[1]), float(sys.argv[2]))
