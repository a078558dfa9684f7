//! Tests of a vault on a real disk.

// `cfg(test)` says to the lints that helpers are tests as well.
#[cfg(test)]
mod backup;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod desks;
#[cfg(test)]
mod folder;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod log;
#[cfg(test)]
mod plaintext;
#[cfg(test)]
mod space;
#[cfg(test)]
mod state;
#[cfg(test)]
mod support;
