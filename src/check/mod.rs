//! Checks of what would be written.
