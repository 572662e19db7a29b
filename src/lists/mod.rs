//! What an editor wants to see of a site, as tables.
//!
//! Comes in: the editions of a publication, and which part of it is asked for; goes out: a table, whose rows `cli` shows to a
//! person or a program. Nothing is decided here that a page shows.

mod gaps;
mod redirects;
mod selection;
mod table;
mod terms;
mod texts;

pub use selection::{Selection, select};
pub use table::{Cell, Column, Table};

use crate::base::error::Result;
use crate::model::Audience;
use crate::outputs::Edition;

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// All cases, also those that nobody sees yet.
    Cases,
    /// Texts that an editor holds back.
    Drafts,
    /// Texts that appear or disappear on a day to come.
    Scheduled,
    /// Terms, and how many cases name them.
    Terms,
    /// Old addresses and where they lead.
    Redirects,
    /// Texts that a language lacks, and translations that are older than their originals.
    MissingTranslations,
    /// What texts lack.
    Gaps,
}

impl Subject {
    /// Does it list cases, so that one may ask for those of a term?
    #[must_use]
    pub fn has_cases(self) -> bool {
        matches!(self, Self::Cases | Self::Drafts | Self::Scheduled | Self::Gaps)
    }

    /// For whom the site has to be assembled, so that all that belongs into the list is in it.
    #[must_use]
    pub fn audience(self, asked: Audience) -> Audience {
        match self {
            // What is not shown on a day, be it yet or any more, was not over on the first day of all.
            Self::Cases | Self::Drafts | Self::Scheduled => Audience { today: jiff::civil::Date::MIN, drafts: true },
            _ => asked,
        }
    }
}

/// The table of a subject. `audience` is who asks, whoever the editions are for.
///
/// # Errors
/// A content file cannot be read any more.
pub fn list(subject: Subject, editions: &[Edition], selection: &Selection, audience: Audience) -> Result<Table> {
    Ok(match subject {
        Subject::Cases => texts::cases(editions, selection, audience),
        Subject::Drafts => texts::drafts(editions, selection),
        Subject::Scheduled => texts::scheduled(editions, selection, audience),
        Subject::Terms => terms::terms(editions, selection),
        Subject::Redirects => redirects::redirects(editions, selection),
        Subject::MissingTranslations => texts::missing_translations(editions, selection)?,
        Subject::Gaps => gaps::gaps(editions, selection)?,
    })
}
