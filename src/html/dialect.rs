//! Which Markdown is written and read: CommonMark with GitHub's tables, strikethrough and footnotes.
//!
//! In: nothing. Out: the options of pulldown-cmark. They stand here, and not in `markdown`, because the converter checks
//! what it writes with them; `markdown::options` passes them on.

use pulldown_cmark::Options;

/// The options that every reader of Markdown in Chancery uses. Punctuation stays as it was written, headings carry no
/// attributes, and what other dialects know beyond these (task lists, mathematics, wiki links) is plain text.
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES
}
