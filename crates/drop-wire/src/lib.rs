//! What travels between a client and the relay: requests, responses, fixed sizes; ciphertext is opaque.
