//! Makes the golden vectors: the example writes what this makes, a test compares it.

pub(crate) mod file;
pub(crate) mod rng;

mod codec;
mod deposit;
mod derivation;
mod forge;
mod kdf;
mod keys;
mod parcel;
mod reply;
mod signatures;
mod words;

/// Every file under `tests/vectors` except the README.
pub(crate) fn vectors() -> Vec<file::Vector> {
    [
        codec::vectors(),
        deposit::vectors(),
        derivation::vectors(),
        kdf::vectors(),
        keys::vectors(),
        parcel::vectors(),
        reply::vectors(),
        signatures::vectors(),
        words::vectors(),
    ]
    .concat()
}
