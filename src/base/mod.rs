//! What every layer may use: text, places in source files, problems, paths, dates, the disk and the network.

// Its macro `say!` is that of all modules below.
#[macro_use]
pub mod message;

pub mod address;
pub mod cache_file;
pub mod collate;
pub mod conflict;
pub mod date;
pub mod day;
mod detour;
pub mod diag;
pub mod digest;
pub mod error;
pub mod fold;
pub mod fs;
pub mod http;
pub mod jagged;
pub mod language;
pub mod private;
mod problems;
pub mod progress;
mod raw_bytes;
pub mod slug;
pub mod source;
pub mod srcset;
pub mod stop;
pub mod suggest;
pub mod url;
pub mod windows;
