//! Tests of the rules of conversations.

// `cfg(test)` says to the lints that helpers are tests as well.
#[cfg(test)]
mod conversation;
#[cfg(test)]
mod order;
#[cfg(test)]
mod outbox;
#[cfg(test)]
mod stored;
#[cfg(test)]
mod support;
