//! WordPress posts into content files.
