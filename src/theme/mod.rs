//! The site theme: templates, views and strings.
//!
//! Comes in: the files of the site's own theme and the views that outputs make. Goes out: pages as text, and the files
//! that every page needs (style sheet, icon). Knows no site, no folder and no address; those are in the views already.

pub mod embedded;
pub mod engine;
pub mod format;
pub mod problem;
pub mod views;

mod blocks;
mod fields;
mod files;
mod filters;
mod paths;
mod placeholders;
mod replaced;
mod strings;
mod strings_file;
mod syntax;
mod tags;
mod tera_words;
mod unescaped;
mod unused;

pub use engine::{Theme, ThemeFile};
pub use fields::unknown_fields;
pub use files::SiteAssets;
pub use format::direction;
pub use placeholders::other_placeholders;
pub use problem::{DEFAULT, TEMPLATES, ThemeProblem};
pub use replaced::replaced_style;
pub use strings::StringValue;
pub use tags::{extended, without_tags};
pub use unescaped::unescaped_html;
pub use unused::{unused_files, unused_strings};

#[cfg(test)]
mod language_tests;
#[cfg(test)]
mod sample_views;
#[cfg(test)]
mod theme_tests;
