//! codec 1
use alloc::string::String;
use alloc::vec::Vec;
/// Encodes.
#[must_use]
pub fn encode(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}
/// Decodes.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
/// Splits.
#[must_use]
pub fn split(text: &str, _max_bytes: usize) -> Vec<Vec<u8>> {
    alloc::vec![encode(text)]
}
