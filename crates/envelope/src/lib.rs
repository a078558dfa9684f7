//! Entropy to keys; pad, seal, open: no I/O, no clock, no global randomness.
