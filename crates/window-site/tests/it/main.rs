//! Mini-sites in folders, built and read back; every fault of a library; the site over HTTP.

mod content;
mod headers;
mod http;
mod pages;
mod problems;
mod search;
mod support;
