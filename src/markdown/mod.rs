//! Markdown into HTML, and what else can be read from it.
//!
//! In: the Markdown of a body or a caption. Out: HTML in sections ([`render`]), headings and links with their places for
//! validation ([`scan_and_draft`]), plain text and summaries. It knows no site: addresses are made by the function that the caller
//! gives. Raw HTML in Markdown is passed through; who may write it is for the caller to say.

mod alternatives;
mod attributes;
mod comments;
mod element_tags;
mod elements;
mod elsewhere;
mod embed;
mod events;
mod heading_ids;
mod raw_html;
mod reach;
mod tags;

mod balance;
mod footnotes;
mod mistakes;
mod mojibake;
mod names;
mod outline;
mod parts;
mod pasted_style;
mod picture;
mod placeholders;
mod plain;
mod render;
mod scan;
mod slips;
mod slips_in_lines;
mod slips_in_notes;
mod slips_in_text;
mod tables;
mod typography;
mod writer;

pub use alternatives::{Alternative, is_file_name, pictures_without_alt};
pub use balance::{Unpaired, unpaired};
pub use comments::comments;
pub use element_tags::{ElementTag, element_tags, straightened};
pub use elsewhere::file_name;
pub use mistakes::{Mistake, in_line};
pub use mojibake::mended;
pub use names::NameLinks;
pub use outline::{Skip, empty_sections, lone_lines, paragraphs, reads_as_title, section_titles, skipped_levels};
pub use picture::{Loading, Picture};
pub use plain::{first_sentence, headings_and_text, plain_text, summary};
pub use render::{Draft, Rendered, Section, Targets, inline, render};
pub use scan::{Heading, Link, Scan, scan_and_draft};
pub use typography::{TypographySlip, running_text, typography};

use pulldown_cmark::Options;

/// Which Markdown is read: CommonMark with tables, strikethrough and footnotes, punctuation as it was written. The importer
/// checks what it writes with the same options.
pub fn options() -> Options {
    crate::html::markdown_options()
}
