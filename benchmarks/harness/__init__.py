"""What all benchmarks share: environments, inputs, peers, an index of our own, and the clock."""
