//! What a translation has of its original: every key that it does not give, but for texts, as those of the original are in
//! another language.

use super::entry::{ContentValue, Entry};
use crate::model::{Article, Case, Image, Page, Schedule, Term};

/// A value that can be translated.
pub trait Inherit: ContentValue + Clone + Send {
    /// A translation, with what is the original's where `gives` says that it does not give a key itself.
    #[must_use]
    fn over(&self, original: &Entry<Self>, gives: &dyn Fn(&str) -> bool) -> Self;

    /// The keys that the text of an original must have, beside its title: one without an original has to give them.
    fn required() -> &'static [&'static str] {
        &[]
    }
}

/// The picture of a text: the file is the original's, what is said of it is not.
fn image(own: Option<&Image>, original: Option<&Image>) -> Option<Image> {
    let (own, original) = (own.cloned(), original.cloned());
    let Some(mut image) = own else {
        return original.map(|image| Image { alt: String::new(), caption: None, ..image });
    };
    let original = original.unwrap_or_default();
    if image.file.is_none() {
        (image.file, image.source) = (original.file, image.source.or(original.source));
    }
    Some(Image { credit: image.credit.or(original.credit), ..image })
}

/// When a translation is shown: when its original is, but for what it says itself. Whoever keeps a text back may not think of its
/// translations.
fn schedule(own: Schedule, original: Schedule, gives: &dyn Fn(&str) -> bool) -> Schedule {
    Schedule {
        draft: choose(gives("draft"), &own.draft, &original.draft),
        publish: choose(gives("publish"), &own.publish, &original.publish),
        expires: choose(gives("expires"), &own.expires, &original.expires),
    }
}

/// The own value of a key where it is given.
fn choose<T: Clone>(is_given: bool, own: &T, original: &T) -> T {
    if is_given { own.clone() } else { original.clone() }
}

impl Inherit for Case {
    fn over(&self, entry: &Entry<Self>, gives: &dyn Fn(&str) -> bool) -> Self {
        let Some(original) = &entry.value else { return self.clone() };
        let own_terms = |id: &str| self.terms.iter().find(|(own, _)| own == id);
        let terms = original.terms.iter().map(|term| match own_terms(&term.0) {
            Some(own) if gives(&term.0) => own.clone(),
            _ => term.clone(),
        });
        Self {
            slug: original.slug.clone(),
            own_address: gives("slug").then(|| self.slug.clone()),
            city: choose(gives("city"), &self.city, &original.city),
            country: choose(gives("country"), &self.country, &original.country),
            date: choose(gives("date"), &self.date, &original.date),
            updated: choose(gives("updated"), &self.updated, &original.updated),
            terms: terms.collect(),
            coordinates: self.coordinates.or(original.coordinates).or(entry.text.analysis().coordinates),
            image: image(self.image.as_ref(), original.image.as_ref()),
            article: choose(gives("article"), &self.article, &original.article),
            origin: choose(gives("origin"), &self.origin, &original.origin),
            authors: choose(gives("authors"), &self.authors, &original.authors),
            sources: choose(gives("sources"), &self.sources, &original.sources),
            related: choose(gives("related"), &self.related, &original.related),
            extra: choose(gives("extra"), &self.extra, &original.extra),
            schedule: schedule(self.schedule, original.schedule, gives),
            ..self.clone()
        }
    }

    fn required() -> &'static [&'static str] {
        &["city", "country"]
    }
}

impl Inherit for Article {
    fn over(&self, entry: &Entry<Self>, gives: &dyn Fn(&str) -> bool) -> Self {
        let Some(original) = &entry.value else { return self.clone() };
        Self {
            slug: original.slug.clone(),
            own_address: gives("slug").then(|| self.slug.clone()),
            date: choose(gives("date"), &self.date, &original.date),
            updated: choose(gives("updated"), &self.updated, &original.updated),
            image: image(self.image.as_ref(), original.image.as_ref()),
            authors: choose(gives("authors"), &self.authors, &original.authors),
            cases: choose(gives("cases"), &self.cases, &original.cases),
            origin: choose(gives("origin"), &self.origin, &original.origin),
            schedule: schedule(self.schedule, original.schedule, gives),
            ..self.clone()
        }
    }
}

impl Inherit for Page {
    fn over(&self, entry: &Entry<Self>, gives: &dyn Fn(&str) -> bool) -> Self {
        let Some(original) = &entry.value else { return self.clone() };
        Self {
            slug: original.slug.clone(),
            own_address: gives("slug").then(|| self.slug.clone()),
            updated: choose(gives("updated"), &self.updated, &original.updated),
            schedule: schedule(self.schedule, original.schedule, gives),
            ..self.clone()
        }
    }
}

impl Inherit for Term {
    /// Only what readers see of a term is translated; what it is, and what the import knows it by, is the original's.
    fn over(&self, entry: &Entry<Self>, gives: &dyn Fn(&str) -> bool) -> Self {
        let Some(original) = &entry.value else { return self.clone() };
        let names_itself = gives("name");
        Self {
            name: choose(names_itself, &self.name, &original.name),
            short: choose(names_itself || gives("short"), &self.short, &original.short),
            url: choose(gives("url"), &self.url, &original.url),
            translation: self.translation.clone(),
            ..original.clone()
        }
    }

    fn required() -> &'static [&'static str] {
        &["name"]
    }
}
