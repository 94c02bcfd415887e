"""What the room is compared with: three servers that only count votes, in memory, and tell everybody.

One contract for all: who connects is sent `snapshot`; a `vote` is answered with how many there are; `ctl` from the
projector either sets `naive` (a `tally` to everybody after each vote) or begins `coal`, a tally so many times a second.
"""
