//! The blind relay: handlers and the store of ciphertext.
