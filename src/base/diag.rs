//! Problems in what people wrote, as data.
//!
//! Comes in: a code, what was found, where, and what to do; goes out: a list that is sorted and shown at the edge.
//! Messages are lower case, without a full stop, with code in backticks; the help is an action. Nothing here prints.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::message::Message;
pub use super::problems::Diagnostics;
use super::source::{Place, SourceFile};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The work goes on.
    Warning,
    /// Somebody may want to know; nothing is wrong for readers.
    Notice,
}

impl Severity {
    /// The word for it: `error`, `warning`, `notice`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }
}

/// The permanent name of a kind of problem. `docs/diagnostics.md` has a heading for each; a test holds that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each code is explained where users look it up: docs/diagnostics.md")]
pub enum Code {
    AddressConflict,
    BadAddress,
    BadCoordinates,
    BadCountry,
    BadDate,
    BadFileName,
    BadSlug,
    BadYaml,
    BrokenFragment,
    BrokenImage,
    BrokenLink,
    BrokenMarkdown,
    BrokenXml,
    ConflictMark,
    ContentLost,
    DeadLink,
    DoubtfulCity,
    DuplicateKey,
    DuplicatePost,
    DuplicateSlug,
    DuplicateText,
    EmptyInput,
    ForbiddenHtml,
    ForeignHost,
    HeadingLevel,
    ImportConflict,
    ImportDiffers,
    ImportRoundTrip,
    IncompleteCase,
    LinkOutside,
    LowContrast,
    MissingAlt,
    MissingConfig,
    MissingFile,
    MissingFrontMatter,
    MissingImage,
    MissingKey,
    MissingOriginal,
    MissingTranslation,
    MovedLink,
    NotAFile,
    NotAPost,
    NotJson,
    NotUtf8,
    OrphanPage,
    OutdatedTranslation,
    PictureNotFetched,
    RedirectOutside,
    TemplateError,
    Typography,
    UnbalancedHtml,
    UnfinishedText,
    UnknownCase,
    UnknownCity,
    UnknownHost,
    UnknownKey,
    UnknownLicence,
    UnknownSection,
    UnknownTerm,
    UnpairedTranslation,
    UnpublishedPost,
    UntriedLink,
    UnusedTerm,
    VanishedAddress,
    WrongLanguage,
    WrongType,
}

impl Code {
    /// Every code, in the order of their names.
    pub const ALL: [Self; 66] = [
        Self::AddressConflict,
        Self::BadAddress,
        Self::BadCoordinates,
        Self::BadCountry,
        Self::BadDate,
        Self::BadFileName,
        Self::BadSlug,
        Self::BadYaml,
        Self::BrokenFragment,
        Self::BrokenImage,
        Self::BrokenLink,
        Self::BrokenMarkdown,
        Self::BrokenXml,
        Self::ConflictMark,
        Self::ContentLost,
        Self::DeadLink,
        Self::DoubtfulCity,
        Self::DuplicateKey,
        Self::DuplicatePost,
        Self::DuplicateSlug,
        Self::DuplicateText,
        Self::EmptyInput,
        Self::ForbiddenHtml,
        Self::ForeignHost,
        Self::HeadingLevel,
        Self::ImportConflict,
        Self::ImportDiffers,
        Self::ImportRoundTrip,
        Self::IncompleteCase,
        Self::LinkOutside,
        Self::LowContrast,
        Self::MissingAlt,
        Self::MissingConfig,
        Self::MissingFile,
        Self::MissingFrontMatter,
        Self::MissingImage,
        Self::MissingKey,
        Self::MissingOriginal,
        Self::MissingTranslation,
        Self::MovedLink,
        Self::NotAFile,
        Self::NotAPost,
        Self::NotJson,
        Self::NotUtf8,
        Self::OrphanPage,
        Self::OutdatedTranslation,
        Self::PictureNotFetched,
        Self::RedirectOutside,
        Self::TemplateError,
        Self::Typography,
        Self::UnbalancedHtml,
        Self::UnfinishedText,
        Self::UnknownCase,
        Self::UnknownCity,
        Self::UnknownHost,
        Self::UnknownKey,
        Self::UnknownLicence,
        Self::UnknownSection,
        Self::UnknownTerm,
        Self::UnpairedTranslation,
        Self::UnpublishedPost,
        Self::UntriedLink,
        Self::UnusedTerm,
        Self::VanishedAddress,
        Self::WrongLanguage,
        Self::WrongType,
    ];

    /// The kind that users call so: by its name, also in brackets as messages show it.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.trim_matches(['[', ']', '`', ' ']).to_lowercase().replace('_', "-");
        Self::ALL.into_iter().find(|code| code.name() == name)
    }

    /// The name that users see and look up: `unknown-key`.
    #[must_use]
    pub fn name(self) -> String {
        let mut name = String::new();
        for character in format!("{self:?}").chars() {
            if character.is_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.extend(character.to_lowercase());
        }
        name
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.name())
    }
}

/// A problem in what people wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its kind.
    pub code: Code,
    /// What was found and what was expected.
    pub message: Message,
    /// Where, if a file is to blame.
    pub place: Option<Place>,
    /// A second place that matters, with what it is.
    pub related: Option<(Place, Message)>,
    /// What to do.
    pub help: Option<Message>,
}

impl Diagnostic {
    /// A problem that ends the run before anything is written.
    #[must_use]
    pub fn error(code: Code, message: impl Into<Message>) -> Self {
        let message = message.into();
        Self { severity: Severity::Error, code, message, place: None, related: None, help: None }
    }

    /// A problem that is told while the work goes on.
    #[must_use]
    pub fn warning(code: Code, message: impl Into<Message>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Something that is told to those who ask for it, and wrong for nobody.
    #[must_use]
    pub fn notice(code: Code, message: impl Into<Message>) -> Self {
        Self { severity: Severity::Notice, ..Self::error(code, message) }
    }

    /// Says where.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self { place: Some(place), ..self }
    }

    /// Says where, by file and bytes.
    #[must_use]
    pub fn in_file(self, source: &Arc<SourceFile>, span: Range<usize>) -> Self {
        self.at(Place::new(source, span))
    }

    /// Says where the other side of the problem is.
    #[must_use]
    pub fn related(self, place: Place, label: impl Into<Message>) -> Self {
        Self { related: Some((place, label.into())), ..self }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(self, help: impl Into<Message>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// By place; what is told of no file in particular is most often the outcome of what is told before.
    pub(super) fn sort_key(&self) -> (bool, Option<&str>, usize, Code) {
        let place = self.place.as_ref();
        let path = place.map(|place| place.source.path());
        (path.is_none(), path, place.map_or(0, |place| place.span.start), self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_sorted() {
        assert_eq!(Code::NotUtf8.name(), "not-utf8");
        let names: Vec<String> = Code::ALL.iter().map(|code| code.name()).collect();
        assert!(names.is_sorted());
    }

    #[test]
    fn a_kind_is_found_by_the_name_that_a_message_shows() {
        for name in ["unknown-key", "[unknown-key]", "Unknown_Key"] {
            assert_eq!(Code::by_name(name), Some(Code::UnknownKey), "{name}");
        }
        assert_eq!(Code::by_name("unknown"), None);
    }
}
