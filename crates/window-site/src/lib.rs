//! Guides, facts and glossary to pages, search and a site folder.
