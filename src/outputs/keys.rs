//! What a page depends on, as fingerprints.
//!
//! Each artifact has a key that covers everything its bytes depend on. An output makes the key beside the view, from the
//! pieces here: a page that shows a card adds the card's key, one that links to a term adds the term's. A page with the key
//! of the last build is not rendered again. A key may cover too much, which costs time; it must never cover too little,
//! which the test of random histories in `tests/suite/incremental.rs` looks for. Where nothing but the text of some bodies
//! changed, pages that show none of these need no key at all.

use std::sync::OnceLock;

use super::Input;
use crate::base::date::Date;
use crate::base::digest::{Digest, Digester};
use crate::base::kept::Later;
use crate::base::url::SitePath;
use crate::casefile::Target;
use crate::content::{Facts, FindKind, LinkTarget, Text, resolve};
use crate::site::{Site, SiteTerm, TermId};

/// The keys of what stands in many pages.
pub struct Keys {
    /// What all pages depend on: the program, the site theme, the configuration, and the site as a whole.
    base: Digest,
    /// For each case, its card; made when a page asks for it.
    cards: Vec<OnceLock<Digest>>,
    /// For each article, its card.
    articles: Vec<Digest>,
    /// For each taxonomy and each of its terms, a link to the term.
    terms: Vec<Vec<Digest>>,
    /// Is all but the bodies that were just read as it was for the last build?
    only_bodies_changed: bool,
}

impl Keys {
    /// Looks at the site once. `base` is the fingerprint of all that no content file says; `only_bodies_changed` says that
    /// the last build made the same site, but for the text of the bodies that this one read.
    #[must_use]
    pub fn new(site: &Site, base: Digest, only_bodies_changed: bool) -> Self {
        let terms: Vec<Vec<Digest>> =
            site.taxonomies.iter().map(|taxonomy| taxonomy.terms.iter().map(term).collect()).collect();
        let article = |article: &crate::site::SiteArticle| {
            Digester::new("article card").digest(article.facts.get().face).number(article.cases.len()).finish()
        };
        // The picture of link previews stands on all pages that have none of their own.
        let preview = site.config.image.as_ref().map(|image| site.asset(&image.text));
        let base = Digester::new("base").digest(base).optional(preview.as_ref().map(SitePath::as_str)).finish();
        Self {
            base,
            cards: std::iter::repeat_with(OnceLock::new).take(site.cases.len()).collect(),
            articles: site.articles.iter().map(article).collect(),
            terms,
            only_bodies_changed,
        }
    }

    /// The key of a case's card.
    fn card(&self, site: &Site, index: usize) -> Digest {
        let make = || {
            let case = &site.cases[index];
            let mut key = Digester::new("card");
            key.digest(case.facts.get().face);
            add_picture(&mut key, site, case.filing().image.as_deref());
            for id in site.terms_in(index, 0) {
                key.digest(self.terms[0][id.term]);
            }
            key.finish()
        };
        *self.cards[index].get_or_init(make)
    }
}

/// What is known of a picture below `assets/` besides its name.
fn add_picture(key: &mut Digester, site: &Site, file: Option<&str>) {
    let picture = file.and_then(|file| site.files.picture_key(file));
    key.flag(picture.is_some()).digest(picture.unwrap_or_default());
}

/// What a link or a picture in a body leads to.
fn add_target(key: &mut Digester, site: &Site, target: &LinkTarget) {
    match target {
        LinkTarget::External | LinkTarget::Fragment(_) => {}
        LinkTarget::Asset(file) => {
            key.text(site.files.name(file));
            add_picture(key, site, Some(file));
        }
        resolved => {
            key.optional(site.link_to(resolved).as_deref());
        }
    }
}

fn add_terms(key: &mut Digester, keys: &Keys, ids: impl IntoIterator<Item = TermId>) {
    for id in ids {
        key.number(id.taxonomy).digest(keys.terms[id.taxonomy][id.term]);
    }
}

fn term(term: &SiteTerm) -> Digest {
    let mut key = Digester::new("term");
    key.text(term.slug.as_str()).text(&term.name).text(&term.label);
    key.flag(term.file.is_some());
    if let Some(file) = &term.file {
        key.digest(file.facts.get().face);
    }
    key.finish()
}

/// The key of an artifact, from its kind and its parts. None says that the last build made the artifact as this one would:
/// nothing but bodies changed, and it shows none of these.
pub(super) fn key<'a>(input: Input<'a>, kind: &str, parts: impl Fn(Key<'a>) -> Key<'a>) -> Option<Digest> {
    if input.keys.only_bodies_changed && !parts(Key::question(input)).shows_fresh {
        return None;
    }
    parts(Key::new(input, kind)).digester.map(|digester| digester.finish())
}

/// The key of an artifact in the making.
pub(super) struct Key<'a> {
    input: Input<'a>,
    /// None where it is only asked what the artifact shows.
    digester: Option<Digester>,
    /// Does the artifact show a body that was just read?
    shows_fresh: bool,
}

impl<'a> Key<'a> {
    /// Begins the key of an artifact of this kind, with what all artifacts depend on.
    fn new(input: Input<'a>, kind: &str) -> Self {
        let mut digester = Digester::new(kind);
        digester.digest(input.keys.base);
        Self { input, digester: Some(digester), shows_fresh: false }
    }

    /// Begins to ask whether the artifact shows a body that was just read.
    fn question(input: Input<'a>) -> Self {
        Self { input, digester: None, shows_fresh: false }
    }

    /// Adds to the key, if there is one.
    fn with(mut self, add: impl FnOnce(Input<'a>, &mut Digester)) -> Self {
        if let Some(digester) = &mut self.digester {
            add(self.input, digester);
        }
        self
    }

    /// A text.
    pub fn text(self, text: &str) -> Self {
        self.with(|_, key| {
            key.text(text);
        })
    }

    /// A number.
    pub fn number(self, number: usize) -> Self {
        self.with(|_, key| {
            key.number(number);
        })
    }

    /// A content file: its front matter, its body, and where its links lead.
    pub fn file(mut self, text: &Text, facts: &Later<Box<Facts>>) -> Self {
        self.shows_fresh |= text.is_fresh();
        self.with(|Input { site, .. }, key| {
            key.digest(text.fingerprint()).text(text.path());
            for find in facts.get().finds.iter() {
                match find.kind {
                    FindKind::Reference(Target::Asset) => add_picture(key, site, Some(find.text)),
                    FindKind::Link | FindKind::Picture => add_target(key, site, &resolve(text.path(), find.text)),
                    FindKind::Reference(_) | FindKind::Title | FindKind::Load | FindKind::Source => {}
                }
            }
        })
    }

    /// A day.
    pub fn date(self, date: Option<Date>) -> Self {
        self.with(|_, key| {
            let numbers = date.map(|date| [i64::from(date.year()), date.month().into(), date.day().into()]);
            for number in numbers.into_iter().flatten() {
                key.signed(number);
            }
            key.flag(date.is_some());
        })
    }

    /// The cards of some cases.
    pub fn cards(self, cases: &[usize]) -> Self {
        self.with(|Input { site, keys, .. }, key| {
            key.number(cases.len());
            for case in cases {
                key.digest(keys.card(site, *case));
            }
        })
    }

    /// The title and address of a case, for a plain link to it.
    pub fn case_link(self, case: Option<usize>) -> Self {
        self.with(|Input { site, .. }, key| {
            let case = case.map(|case| site.cases[case].filing());
            key.optional(case.map(|case| case.title.as_str())).optional(case.map(|case| case.slug.as_str()));
        })
    }

    /// The cards of all articles.
    pub fn articles(self) -> Self {
        self.with(|Input { keys, .. }, key| {
            for article in &keys.articles {
                key.digest(*article);
            }
        })
    }

    /// The title and address of the article that a case came from.
    pub fn article_link(self, case: usize) -> Self {
        self.with(|Input { site, .. }, key| {
            let article = site.article_of(case).map(|article| &site.articles[article].article);
            key.optional(article.map(|article| article.title.as_str()));
            key.optional(article.map(|article| article.slug.as_str()));
        })
    }

    /// Links to some terms.
    pub fn terms(self, ids: impl IntoIterator<Item = TermId>) -> Self {
        self.with(|Input { keys, .. }, key| add_terms(key, keys, ids))
    }

    /// Links to the terms that two cases share.
    pub fn shared_terms(self, case: usize, other: usize) -> Self {
        self.with(|Input { site, keys, .. }, key| add_terms(key, keys, site.shared_terms(case, other)))
    }

    /// All terms of a taxonomy, with the number of their cases.
    pub fn taxonomy(self, taxonomy: usize) -> Self {
        self.with(|Input { site, keys, .. }, key| {
            let terms = &site.taxonomies[taxonomy].terms;
            key.number(terms.len());
            for (term, term_key) in terms.iter().zip(&keys.terms[taxonomy]) {
                key.digest(*term_key).number(term.cases.len());
            }
        })
    }
}
