//! What a content file is filed under: its name, when it is shown, and what decides where it stands among the others.
//!
//! Comes in: the value of a content file; goes out: the little of it that every build needs of every file. The value itself
//! stays in bytes until a page shows it, as most builds make few pages.

use serde::{Deserialize, Serialize};

use crate::base::date::Date;
use crate::base::slug::Slug;
use crate::model::{Article, Case, Page, Schedule, Term};
use crate::places::CountryCode;

/// What a content file is filed under. Only cases have more than a slug and a schedule: there are thousands of them, and of
/// the others so few that their values are read at once.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Filing {
    /// The last part of its address.
    pub slug: Slug,
    /// When it is shown.
    pub schedule: Schedule,
    /// The title.
    pub title: String,
    /// When it was first published.
    pub date: Option<Date>,
    /// When it last changed.
    pub updated: Option<Date>,
    /// The country.
    pub country: Option<CountryCode>,
    /// The article that it came from.
    pub article: Option<Slug>,
    /// Cases that its editor wants to stand first among the related ones.
    pub related: Vec<Slug>,
    /// Its picture below `assets/`, which stands on its card.
    pub image: Option<String>,
    /// Had it another address, or may it have had one?
    pub has_moved: bool,
    /// For each taxonomy a line with the slugs of its terms. A slug has neither spaces nor line breaks.
    terms: String,
}

/// A value that can be filed.
pub trait Filed {
    /// What it is filed under. What nobody asks of the value any more leaves it: its terms, its article, what is related.
    fn take_filing(&mut self) -> Filing;
}

impl Filing {
    /// For each taxonomy of `site.yaml`, in its order, the slugs of the terms that it names.
    pub fn terms(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        let lines = self.terms.split_terminator('\n');
        lines.map(|line| line.split_terminator(' '))
    }

    /// The day of the last change, or else of the first publication.
    #[must_use]
    pub fn modified(&self) -> Option<Date> {
        self.updated.or(self.date)
    }
}

impl Filed for Case {
    fn take_filing(&mut self) -> Filing {
        let line = |slugs: &[Slug]| slugs.iter().map(|slug| slug.as_str().len() + 1).sum::<usize>() + 1;
        let mut terms = String::with_capacity(self.terms.iter().map(|(_, slugs)| line(slugs)).sum());
        for (_, slugs) in std::mem::take(&mut self.terms) {
            for slug in slugs {
                terms.push_str(slug.as_str());
                terms.push(' ');
            }
            terms.push('\n');
        }
        Filing {
            slug: self.slug.clone(),
            schedule: self.schedule,
            title: self.title.clone(),
            date: self.date,
            updated: self.updated,
            country: Some(self.country),
            article: self.article.take(),
            related: std::mem::take(&mut self.related),
            image: self.image.as_ref().and_then(|image| image.file.clone()),
            has_moved: self.origin.is_some() || !self.aliases.is_empty(),
            terms,
        }
    }
}

impl Filed for Article {
    fn take_filing(&mut self) -> Filing {
        let Self { date, updated, schedule, .. } = *self;
        Filing { slug: self.slug.clone(), schedule, date, updated, ..Filing::default() }
    }
}

impl Filed for Page {
    fn take_filing(&mut self) -> Filing {
        let Self { updated, schedule, .. } = *self;
        Filing { slug: self.slug.clone(), schedule, updated, ..Filing::default() }
    }
}

impl Filed for Term {
    fn take_filing(&mut self) -> Filing {
        Filing { slug: self.slug.clone(), ..Filing::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terms_of_each_taxonomy_come_back_in_their_places() {
        let slugs = |texts: &[&str]| texts.iter().map(|text| Slug::parse(text).unwrap()).collect::<Vec<_>>();
        let terms =
            [("themes", slugs(&["climate", "تهران"])), ("networks", Vec::new()), ("agreements", slugs(&["sdg"]))];
        let mut case = Case { terms: terms.map(|(id, slugs)| (id.to_owned(), slugs)).into(), ..Case::default() };
        let filed: Vec<Vec<String>> =
            case.take_filing().terms().map(|slugs| slugs.map(str::to_owned).collect()).collect();
        assert_eq!(filed, [vec!["climate".to_owned(), "تهران".to_owned()], vec![], vec!["sdg".to_owned()]]);
        assert_eq!(Case::default().take_filing().terms().count(), 0);
    }
}
