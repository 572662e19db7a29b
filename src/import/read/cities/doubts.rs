//! Headings that may be cities and are none, with the reason and what to do.
//!
//! Comes in: what `split` could not settle; goes out: warnings. The text below such a heading stays where it is, so that
//! nothing is lost.

use crate::base::diag::{Code, Diagnostic};
use crate::base::message::Message;

/// A heading that may be a city's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) enum Doubt {
    /// Known labels follow, but it names no country that is known.
    NoCountry(String),
    /// It names several cities.
    Several(String),
    /// Only a picture with a caption speaks for it.
    Alone {
        heading: String,
        /// Its level; none for a bold paragraph.
        level: Option<u8>,
    },
    /// What follows looks like labels, and none of them is known.
    UnknownLabels {
        headings: Vec<String>,
        /// The level of the first of them.
        level: Option<u8>,
        labels: Vec<String>,
    },
    /// It stands in a quotation, a list, a table or a caption within the text of a city.
    Hidden { heading: String, city: String },
}

/// A message names this many headings or labels.
const SHOWN: usize = 6;

impl Doubt {
    /// The headings, as the post has them.
    pub fn headings(&self) -> &[String] {
        match self {
            Self::NoCountry(heading) | Self::Several(heading) => std::slice::from_ref(heading),
            Self::Alone { heading, .. } | Self::Hidden { heading, .. } => std::slice::from_ref(heading),
            Self::UnknownLabels { headings, .. } => headings,
        }
    }

    /// The warning.
    pub fn warning(&self) -> Diagnostic {
        let heading = self.headings().first().map(|heading| short(heading)).unwrap_or_default();
        match self {
            Self::NoCountry(_) => Diagnostic::warning(
                Code::BadCountry,
                say!("`{heading}` looks like a city, but names no country that is known", heading),
            )
            .help(say!("its text stays in the article; write the heading as `City, Country` and import again")),
            Self::Several(_) => {
                doubtful(say!("`{heading}` names more cities than one, and a case is about one", heading))
                    .help(say!("its text stays in the article; give each city a heading of its own and import again"))
            }
            Self::Alone { level, .. } => {
                doubtful(say!("`{heading}` may be a city, but only a picture with a caption speaks for it", heading))
                    .help(say!("its text stays in the article; if it is a city, {how}", how = force(*level)))
            }
            Self::UnknownLabels { headings, level, labels } => {
                let others = headings.len().saturating_sub(1);
                let cities = match others {
                    0 => say!("`{heading}` may be a city", heading),
                    _ => say!("`{heading}` and {others} more may be cities", heading, others),
                };
                let shown: Vec<String> = labels.iter().take(SHOWN).map(|label| format!("“{}”", short(label))).collect();
                let rest = if labels.len() > SHOWN { " …" } else { "" };
                doubtful(say!(
                    "{cities}, but what looks like labels below is not known: {shown}{rest}",
                    cities,
                    shown = shown.join(", "),
                    rest
                ))
                .help(say!(
                    "add them to the `labels` of `sections` in `site.yaml` and import again, or {how}",
                    how = force(*level)
                ))
            }
            Self::Hidden { city, .. } => doubtful(say!(
                "`{heading}` looks like a city, but stands within the text of `{city}`",
                heading,
                city = short(city)
            ))
            .help(say!("take the heading out of the quotation, list, table or caption around it and import again")),
        }
    }
}

fn doubtful(message: Message) -> Diagnostic {
    Diagnostic::warning(Code::DoubtfulCity, message)
}

/// How to say that a heading is a city's.
fn force(level: Option<u8>) -> Message {
    match level {
        Some(level) => say!("import with `--split h{level}`", level),
        None => say!("make the line a heading in the post and import with `--split` and its level, such as `h3`"),
    }
}

/// A heading as a message can show it.
pub(in crate::import) fn short(heading: &str) -> String {
    const LONGEST: usize = 60;
    match heading.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &heading[..end]),
        None => heading.to_owned(),
    }
}
