"""What the benchmarks share: a server, the peers, the same migrations for each, interleaved timing."""
