//! The content folder, read and checked.
