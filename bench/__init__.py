"""What powermap costs in time, beside a peer in the same run. `make bench` runs it; tests contain no timing."""
