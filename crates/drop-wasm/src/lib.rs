//! drop-client in the visitor's browser, behind a raw C ABI.
