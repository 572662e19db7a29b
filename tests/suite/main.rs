//! The promises of Chancery, held against the program as a user runs it.
//!
//! A golden test is a folder (`tests/sites/<name>/`, `tests/imports/<name>/`, `tests/diagnostics/<code>/`).
//! `SNAPSHOTS=overwrite cargo test --test suite` writes what the program gives now; a golden that no test reads fails.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and look at the disk as a user does"
)]

mod export_items;
mod links;
#[cfg(feature = "http")]
#[path = "../loopback/mod.rs"]
mod loopback;
mod new_files;
mod output_folder;
mod pages;
mod round_trip;
#[cfg(feature = "serve")]
mod server;
mod support;

mod addresses;
mod bad_input;
mod booklets;
mod builds;
mod bundle;
mod captions;
mod citations;
mod cms;
mod compare;
mod data;
mod desk;
mod diagnostics;
mod editions;
mod eject;
mod encodings;
mod events;
mod exports;
#[cfg(feature = "http")]
mod external_links;
mod featured;
mod filters;
mod footnotes;
mod foreign;
mod headings;
mod history;
mod hosts;
mod identity;
mod incremental;
mod init;
#[cfg(all(unix, feature = "http"))]
mod interrupted;
mod layers;
mod link_safety;
mod lists;
mod manual;
mod maps;
mod merging;
mod messages;
mod mistakes;
mod offline;
mod overviews;
#[cfg(feature = "images")]
mod pictures;
mod plain_copies;
#[cfg(target_os = "linux")]
mod prompts;
mod properties;
mod publishing_files;
mod real_exports;
mod recognition;
mod reimport;
mod report;
mod safety;
mod schemas;
mod search;
mod seed;
#[cfg(feature = "serve")]
mod serve;
mod share_cards;
mod sites;
mod tables;
mod term_links;
mod translated_posts;
mod translations;
mod turndown;
mod twins;
mod unseen;
mod upgrades;
mod vanished;
#[cfg(feature = "serve")]
mod whole_day;
mod withdrawn;
mod words;
