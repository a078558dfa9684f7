//! The staff's local pages on loopback; composes the desk.
