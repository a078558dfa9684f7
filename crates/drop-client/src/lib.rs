//! The clock with cover parcels, the queue, the reading of replies: what runs in a visitor's browser.
