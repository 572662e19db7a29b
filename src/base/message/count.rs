//! How many of something, as a phrase: the languages have plurals of their own.

use super::Message;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the word that it is called by")]
pub enum Noun {
    Case,
    Day,
    Draft,
    File,
    Link,
    Mistake,
    OldFile,
    Page,
    Picture,
    Post,
    Redirect,
    Term,
    Text,
    Translation,
    Warning,
    Word,
}

/// `1 mistake`, `2 mistakes`.
#[must_use]
pub fn counted(count: usize, noun: Noun) -> Message {
    match (noun, count) {
        (Noun::Case, 1) => say!("1 case"),
        (Noun::Case, _) => say!("{count} cases", count),
        (Noun::Day, 1) => say!("1 day"),
        (Noun::Day, _) => say!("{count} days", count),
        (Noun::Draft, 1) => say!("1 draft"),
        (Noun::Draft, _) => say!("{count} drafts", count),
        (Noun::File, 1) => say!("1 file"),
        (Noun::File, _) => say!("{count} files", count),
        (Noun::Link, 1) => say!("1 link"),
        (Noun::Link, _) => say!("{count} links", count),
        (Noun::Mistake, 1) => say!("1 mistake"),
        (Noun::Mistake, _) => say!("{count} mistakes", count),
        (Noun::OldFile, 1) => say!("1 old file"),
        (Noun::OldFile, _) => say!("{count} old files", count),
        (Noun::Page, 1) => say!("1 page"),
        (Noun::Page, _) => say!("{count} pages", count),
        (Noun::Picture, 1) => say!("1 picture"),
        (Noun::Picture, _) => say!("{count} pictures", count),
        (Noun::Post, 1) => say!("1 post"),
        (Noun::Post, _) => say!("{count} posts", count),
        (Noun::Redirect, 1) => say!("1 redirect"),
        (Noun::Redirect, _) => say!("{count} redirects", count),
        (Noun::Term, 1) => say!("1 term"),
        (Noun::Term, _) => say!("{count} terms", count),
        (Noun::Text, 1) => say!("1 text"),
        (Noun::Text, _) => say!("{count} texts", count),
        (Noun::Translation, 1) => say!("1 translation"),
        (Noun::Translation, _) => say!("{count} translations", count),
        (Noun::Warning, 1) => say!("1 warning"),
        (Noun::Warning, _) => say!("{count} warnings", count),
        (Noun::Word, 1) => say!("1 word"),
        (Noun::Word, _) => say!("{count} words", count),
    }
}
