//! The program from outside: what is typed, what is printed, what is left on the disk, what goes over HTTP.
#![cfg(all(feature = "window", feature = "relay", feature = "desk", unix))]
#![expect(
    clippy::panic,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]
#![cfg_attr(
    not(feature = "moved-clock"),
    expect(
        dead_code,
        reason = "tests that move the clock on use more of what is shared"
    )
)]

#[cfg(feature = "moved-clock")]
mod certificate;
#[cfg(feature = "moved-clock")]
mod clocks;
mod demo;
#[cfg(feature = "moved-clock")]
mod founding;
mod kills;
mod markers;
mod messages;

mod support;
