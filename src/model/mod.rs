//! What the site is about: cases, articles, pages and terms. No files, no HTML, no templates. The text of each stands beside
//! it, not in it: most of what looks at a case has no use for its text, and a site of many cases cannot hold them all.

use serde::{Deserialize, Serialize};

use crate::base::date::{Date, Moment};
use crate::base::slug::Slug;
use crate::base::url::SitePath;
use crate::places::{Coordinates, CountryCode};

/// One city's experience.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// The last part of its address and what other files call it; that of the original for a translation.
    pub slug: Slug,
    /// The last part of its address where that is another: a translation may have its own.
    pub own_address: Option<Slug>,
    /// Who translated it, and how far.
    pub translation: Translation,
    /// The heading: `Medellín, Colombia`.
    pub title: String,
    /// The city.
    pub city: String,
    /// The country.
    pub country: CountryCode,
    /// When it was first published.
    pub date: Option<Date>,
    /// When it last changed.
    pub updated: Option<Date>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// For each taxonomy of `site.yaml`, in its order: its id and the case's terms.
    pub terms: Vec<(String, Vec<Slug>)>,
    /// Where the city lies, if the editor said so.
    pub coordinates: Option<Coordinates>,
    /// The picture.
    pub image: Option<Image>,
    /// The article that the case came from.
    pub article: Option<Slug>,
    /// Where the text was first published.
    pub origin: Option<Origin>,
    /// Old addresses that lead here.
    pub aliases: Vec<SitePath>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Sources of the text, in Markdown.
    pub sources: Vec<String>,
    /// What was corrected since the first publication.
    pub corrections: Vec<Correction>,
    /// Cases that an editor wants to stand first among the related ones.
    pub related: Vec<Slug>,
    /// When it is shown.
    pub schedule: Schedule,
    /// Keys of the editor's own, for site themes that know them.
    pub extra: Vec<(String, String)>,
}

/// What a translated text says of its translation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// Who made it.
    pub translator: Option<String>,
    /// Has nobody reviewed it yet? Readers are told until an editor takes the line out.
    pub is_pending: bool,
}

/// When a text is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schedule {
    /// Not before an editor says so.
    pub draft: bool,
    /// Not before this day.
    pub publish: Option<Date>,
    /// Not from this day on.
    pub expires: Option<Date>,
}

/// Who looks: a reader on some day, or an editor who wants to see drafts as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audience {
    /// The day.
    pub today: Date,
    /// Are drafts, and texts whose day has not come, shown?
    pub drafts: bool,
}

/// Why a text is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Hidden {
    /// It is a draft.
    Draft,
    /// Its day has not come.
    Scheduled,
    /// Its day is over.
    Expired,
}

impl Schedule {
    /// Why a text with this schedule is not shown; none where it is.
    #[must_use]
    pub fn hidden_from(self, audience: Audience) -> Option<Hidden> {
        if self.draft && !audience.drafts {
            Some(Hidden::Draft)
        } else if self.publish.is_some_and(|day| audience.today < day) && !audience.drafts {
            Some(Hidden::Scheduled)
        } else if self.expires.is_some_and(|day| audience.today >= day) {
            Some(Hidden::Expired)
        } else {
            None
        }
    }
}

/// A picture of a case or an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The file below `assets/`; none until the picture is there.
    pub file: Option<String>,
    /// Where it was first published.
    pub source: Option<String>,
    /// The text for those who do not see it.
    pub alt: String,
    /// The caption, in Markdown.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

impl Image {
    /// The address of the picture where the site has no copy of it.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&str> {
        self.source.as_deref().filter(|_| self.file.is_none())
    }
}

/// Where a text was first published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The address of the post.
    pub url: String,
    /// The number of the post in its WordPress.
    pub id: Option<u64>,
    /// When the post last changed.
    pub modified: Option<Moment>,
}

/// A correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When it was made.
    pub date: Date,
    /// What was corrected, in Markdown.
    pub text: String,
}

/// The piece that a set of cases came from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The last part of its address and what other files call it; that of the original for a translation.
    pub slug: Slug,
    /// The last part of its address where that is another: a translation may have its own.
    pub own_address: Option<Slug>,
    /// Who translated it, and how far.
    pub translation: Translation,
    /// The title.
    pub title: String,
    /// When it was first published.
    pub date: Option<Date>,
    /// When it last changed.
    pub updated: Option<Date>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// The picture.
    pub image: Option<Image>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its cases, in its order.
    pub cases: Vec<Slug>,
    /// Where it was first published.
    pub origin: Option<Origin>,
    /// Old addresses that lead here.
    pub aliases: Vec<SitePath>,
    /// When it is shown.
    pub schedule: Schedule,
}

/// The line of an article's text in whose place its cases are shown: what stands before it is the introduction, what stands
/// after it the conclusion; without it all of the text is introduction. CommonMark passes it through as a comment.
pub const CASES_MARKER: &str = "<!-- cases -->";

/// Any other text: about, imprint. The page called `index` is the text of the home page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The last part of its address and what other files call it; that of the original for a translation.
    pub slug: Slug,
    /// The last part of its address where that is another: a translation may have its own.
    pub own_address: Option<Slug>,
    /// Who translated it, and how far.
    pub translation: Translation,
    /// The title.
    pub title: String,
    /// When it last changed.
    pub updated: Option<Date>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<SitePath>,
    /// When it is shown.
    pub schedule: Schedule,
}

/// An entry of a taxonomy: one theme, one network, one agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The last part of its address, the name of its file and what cases call it.
    pub slug: Slug,
    /// Who translated it, and how far.
    pub translation: Translation,
    /// The full name.
    pub name: String,
    /// The name for lists.
    pub short: Option<String>,
    /// One of the taxonomy's kinds.
    pub kind: Option<String>,
    /// The name of its colour; where there is none, the program chooses one.
    pub colour: Option<String>,
    /// What texts call it.
    pub aliases: Vec<String>,
    /// What texts call it where only this capitalisation counts, and not at the start of a sentence.
    pub exact_aliases: Vec<String>,
    /// Terms that are not counted from inside a mention of this one.
    pub absorbs: Vec<String>,
    /// The term it is a part of.
    pub part_of: Option<String>,
    /// Its home page.
    pub url: Option<String>,
    /// The year it was founded or signed.
    pub founded: Option<i16>,
    /// The year it ended.
    pub ended: Option<i16>,
    /// What it became.
    pub successor: Option<String>,
    /// Words that speak for it; a `*` at the end stands for any ending.
    pub keywords: Vec<String>,
    /// Words that speak for it half as much.
    pub weak_keywords: Vec<String>,
    /// Phrases in which a keyword does not count.
    pub except: Vec<String>,
    /// Pages that its facts came from.
    pub sources: Vec<String>,
    /// What an editor has to check; never shown.
    pub review: Option<String>,
}

impl Case {
    /// The last part of its address.
    #[must_use]
    pub fn address(&self) -> &str {
        self.own_address.as_ref().unwrap_or(&self.slug).as_str()
    }

    /// The day of the last change, or else of the first publication.
    #[must_use]
    pub fn modified(&self) -> Option<Date> {
        self.updated.or(self.date)
    }
}

impl Article {
    /// The last part of its address.
    #[must_use]
    pub fn address(&self) -> &str {
        self.own_address.as_ref().unwrap_or(&self.slug).as_str()
    }
}

impl Page {
    /// The last part of its address.
    #[must_use]
    pub fn address(&self) -> &str {
        self.own_address.as_ref().unwrap_or(&self.slug).as_str()
    }
}

impl Term {
    /// The name for lists: the short one where there is one.
    #[must_use]
    pub fn label(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A term that is called so, for tests of what looks for names.
    pub fn term(slug: &str, aliases: &[&str]) -> Term {
        Term {
            slug: Slug::parse(slug).unwrap(),
            translation: Translation::default(),
            name: format!("The full name of {slug}"),
            short: None,
            kind: None,
            colour: None,
            aliases: aliases.iter().map(ToString::to_string).collect(),
            exact_aliases: Vec::new(),
            absorbs: Vec::new(),
            part_of: None,
            url: None,
            founded: None,
            ended: None,
            successor: None,
            keywords: Vec::new(),
            weak_keywords: Vec::new(),
            except: Vec::new(),
            sources: Vec::new(),
            review: None,
        }
    }
}
