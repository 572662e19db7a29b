//! What every layer may use: text, places in source files, problems, paths, dates and the disk.

pub mod fold;
pub mod slug;
pub mod suggest;
