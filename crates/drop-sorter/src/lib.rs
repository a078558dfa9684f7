//! Opens outer layers, batches, makes editions and the key list; no I/O.
