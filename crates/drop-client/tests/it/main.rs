//! The client against a small organisation: real keys, real seals, no network and no clock.

mod client;
mod clock;
mod compose;
mod keylist;
mod queue;
mod window;
mod words;
mod world;
