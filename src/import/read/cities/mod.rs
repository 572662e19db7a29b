//! The cities of a post: which headings are cities, and what stands under each.
//!
//! Comes in: the tree of a post and the labels that `site.yaml` knows; goes out: its introduction, its cities and its
//! conclusion (`recognise`), and the text of a city by section (`sections`). What proves a city stands below its heading:
//! labels, or a picture with a caption. What stays in doubt is told (`doubts`).

mod blocks;
mod city_tables;
mod doubts;
mod label_counts;
mod label_lines;
mod labels;
mod marks;
mod parts;
mod place_name;
mod recognise;
mod sections;
mod split;
mod tables;
mod wrapped;
mod years;

pub use split::SplitBy;

pub(super) use doubts::Doubt;
pub(in crate::import) use doubts::short;
pub(super) use marks::title_of;
pub(super) use parts::CityPart;
pub(super) use recognise::recognise;
pub(in crate::import) use sections::SectionText;
pub(super) use sections::{CityText, city_text};
