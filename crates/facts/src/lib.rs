//! A value with source, grade, verified_on and expiry.
