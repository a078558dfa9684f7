//! What the envelope promises, from outside.

mod codec;
mod conversation;
mod file;
mod parcel;
mod reply;
mod secrets;
mod signatures;
mod stack;
mod vectors;
mod words;

#[path = "../make/all.rs"]
mod make;
