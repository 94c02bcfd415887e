"""The promise, sentence by sentence: T1 to T23, each with a way to break it on purpose."""
