//! What the room promises to the others.

mod catalogues;
mod checker;
mod digits;
mod lines;
mod lists;
mod normalising;
mod plurals;
mod tags;
mod typing;
