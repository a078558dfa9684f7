//! Tests of a vault on a real disk.

mod backup;
mod damage;
mod desks;
mod folder;
mod kill;
mod log;
mod plaintext;
mod space;
mod state;
mod support;
