//! Content files, read and written.
