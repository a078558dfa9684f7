//! Tags, direction, digits, plurals, normalisation, word lists, catalogues.
