//! All texts of a site, whatever kind they are of.

use std::sync::Arc;

use super::Site;
use crate::base::date::Date;
use crate::content::SourceText;
use crate::model::{Case, Image, Schedule};

/// A text that is shown, with what texts of all kinds may have.
pub struct SiteText<'s> {
    /// The text itself.
    pub text: &'s Arc<SourceText>,
    /// Its title; of a term, the name.
    pub title: &'s str,
    /// When it was first published.
    pub date: Option<Date>,
    /// When it changed last, as its file says.
    pub updated: Option<Date>,
    /// When it is shown; terms are shown as long as cases name them.
    pub schedule: Option<Schedule>,
    /// Its picture.
    pub image: Option<&'s Image>,
    /// The case that it is, if it is one.
    pub case: Option<&'s Case>,
    /// Is it an article?
    pub is_article: bool,
}

impl Site {
    /// The texts that are in the language of this edition: of the others, what there is to say is said in that of the original.
    pub fn own_texts(&self) -> impl Iterator<Item = SiteText<'_>> {
        self.texts().filter(|shown| self.is_own(shown.text.path()))
    }

    /// All texts: cases in the order of their files, articles, pages with that of the home page, and terms that have a file.
    pub fn texts(&self) -> impl Iterator<Item = SiteText<'_>> {
        let cases = self.cases_by_path().iter().map(|index| &self.cases[*index]).map(|entry| SiteText {
            text: &entry.text,
            title: &entry.case.title,
            date: entry.case.date,
            updated: entry.case.updated,
            schedule: Some(entry.case.schedule),
            image: entry.case.image.as_ref(),
            case: Some(&entry.case),
            is_article: false,
        });
        let articles = self.articles.iter().map(|entry| SiteText {
            text: &entry.text,
            title: &entry.article.title,
            date: entry.article.date,
            updated: entry.article.updated,
            schedule: Some(entry.article.schedule),
            image: entry.article.image.as_ref(),
            case: None,
            is_article: true,
        });
        let pages = self.pages.iter().chain(&self.home).map(|entry| SiteText {
            text: &entry.text,
            title: &entry.page.title,
            date: None,
            updated: entry.page.updated,
            schedule: Some(entry.page.schedule),
            image: None,
            case: None,
            is_article: false,
        });
        let terms = self.taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms).filter_map(|term| {
            let text = &term.file.as_ref()?.text;
            Some(SiteText {
                text,
                title: &term.name,
                date: None,
                updated: None,
                schedule: None,
                image: None,
                case: None,
                is_article: false,
            })
        });
        cases.chain(articles).chain(pages).chain(terms)
    }
}
