//! Conversations and their rules: pure functions over operations.
