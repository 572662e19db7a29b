//! Chancery: a static site generator for an urban-diplomacy publication.
//!
//! The modules below stand in layers: a module may use only modules listed above it. `tests/layers.rs` reads the order
//! from this file and holds it. `docs/architecture.md` says what each layer is for.

#[macro_use]
pub mod base;

pub mod assets;

pub mod images;

pub mod yaml;

pub mod places;

pub mod map;

pub mod search;

pub mod config;

pub mod model;

pub mod html;

pub mod markdown;

pub mod casefile;

pub mod content;

pub mod import;

pub mod site;

pub mod theme;

#[cfg(feature = "share-cards")]
pub mod share_card;

pub mod outputs;

pub mod builder;

pub mod check;

pub mod lists;

pub mod schema;

pub mod report;

pub mod scaffold;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;
