//! What a page depends on, as fingerprints.
//!
//! Each artifact has a key that covers everything its bytes depend on. An output makes the key beside the view, from the
//! pieces here: a page that shows a card adds the card's key, one that links to a term adds the term's. A page with the key
//! of the last build is not rendered again. A key may cover too much, which costs time; it must never cover too little,
//! which the test of random histories in `tests/suite/incremental.rs` looks for.

use rayon::prelude::*;

use super::Input;
use crate::base::date::Date;
use crate::base::digest::{Digest, Digester};
use crate::base::url::SitePath;
use crate::casefile::Target;
use crate::content::{BodyLink, Facts, LinkTarget, Text, resolve};
use crate::site::{Site, SiteTerm, TermId};

/// The keys of what stands in many pages.
pub struct Keys {
    /// What all pages depend on: the program, the site theme, the configuration, and the site as a whole.
    base: Digest,
    /// For each case, its card.
    cards: Vec<Digest>,
    /// For each article, its card.
    articles: Vec<Digest>,
    /// For each taxonomy and each of its terms, a link to the term.
    terms: Vec<Vec<Digest>>,
}

impl Keys {
    /// Looks at the site once. `base` is the fingerprint of all that no content file says.
    #[must_use]
    pub fn new(site: &Site, base: Digest) -> Self {
        let terms: Vec<Vec<Digest>> =
            site.taxonomies.iter().map(|taxonomy| taxonomy.terms.iter().map(term).collect()).collect();
        let card = |case: &crate::site::SiteCase| {
            let mut key = Digester::new("card");
            key.digest(case.facts.face);
            let image = case.case.image.as_ref().and_then(|image| image.file.as_deref());
            add_picture(&mut key, site, image);
            for place in &case.terms[0] {
                key.digest(terms[0][*place]);
            }
            key.finish()
        };
        let article = |article: &crate::site::SiteArticle| {
            Digester::new("article card").digest(article.facts.face).number(article.cases.len()).finish()
        };
        // The picture of link previews stands on all pages that have none of their own.
        let preview = site.config.image.as_ref().map(|image| site.asset(&image.text));
        let base = Digester::new("base").digest(base).optional(preview.as_ref().map(SitePath::as_str)).finish();
        Self {
            base,
            cards: site.cases.par_iter().with_min_len(256).map(card).collect(),
            articles: site.articles.iter().map(article).collect(),
            terms,
        }
    }
}

/// What is known of a picture below `assets/` besides its name.
fn add_picture(key: &mut Digester, site: &Site, file: Option<&str>) {
    let picture = file.and_then(|file| site.files.picture_key(file));
    key.flag(picture.is_some()).digest(picture.unwrap_or_default());
}

fn term(term: &SiteTerm) -> Digest {
    let mut key = Digester::new("term");
    key.text(term.slug.as_str()).text(&term.name).text(&term.label);
    key.flag(term.file.is_some());
    if let Some(file) = &term.file {
        key.digest(file.facts.face);
    }
    key.finish()
}

/// The key of an artifact in the making.
pub(super) struct Key<'a> {
    input: Input<'a>,
    digester: Digester,
}

impl<'a> Key<'a> {
    /// Begins the key of an artifact of this kind, with what all artifacts depend on.
    pub fn new(input: Input<'a>, kind: &str) -> Self {
        let mut digester = Digester::new(kind);
        digester.digest(input.keys.base);
        Self { input, digester }
    }

    /// A text.
    pub fn text(mut self, text: &str) -> Self {
        self.digester.text(text);
        self
    }

    /// A number.
    pub fn number(mut self, number: usize) -> Self {
        self.digester.number(number);
        self
    }

    /// A content file: its front matter, its body, and where its links lead.
    pub fn file(mut self, text: &Text, facts: &Facts) -> Self {
        let site = self.input.site;
        self.digester.digest(text.fingerprint()).text(text.path());
        for reference in facts.references.iter().filter(|reference| reference.target == Target::Asset) {
            add_picture(&mut self.digester, site, Some(&reference.name));
        }
        for BodyLink { target, .. } in &facts.links {
            match resolve(text.path(), target) {
                LinkTarget::External | LinkTarget::Fragment(_) => {}
                LinkTarget::Asset(file) => {
                    self.digester.text(site.files.name(&file));
                    add_picture(&mut self.digester, site, Some(&file));
                }
                resolved => {
                    self.digester.optional(site.link_to(&resolved).as_deref());
                }
            }
        }
        self
    }

    /// A day.
    pub fn date(mut self, date: Option<Date>) -> Self {
        let numbers = date.map(|date| [i64::from(date.year()), date.month().into(), date.day().into()]);
        for number in numbers.into_iter().flatten() {
            self.digester.signed(number);
        }
        self.digester.flag(date.is_some());
        self
    }

    /// The cards of some cases.
    pub fn cards(mut self, cases: &[usize]) -> Self {
        self.digester.number(cases.len());
        for case in cases {
            self.digester.digest(self.input.keys.cards[*case]);
        }
        self
    }

    /// The title and address of a case, for a plain link to it.
    pub fn case_link(mut self, case: Option<usize>) -> Self {
        let case = case.map(|case| &self.input.site.cases[case].case);
        self.digester.optional(case.map(|case| case.title.as_str())).optional(case.map(|case| case.slug.as_str()));
        self
    }

    /// The cards of all articles.
    pub fn articles(mut self) -> Self {
        for article in &self.input.keys.articles {
            self.digester.digest(*article);
        }
        self
    }

    /// The title and address of an article.
    pub fn article_link(mut self, article: Option<usize>) -> Self {
        let article = article.map(|article| &self.input.site.articles[article].article);
        self.digester.optional(article.map(|article| article.title.as_str()));
        self.digester.optional(article.map(|article| article.slug.as_str()));
        self
    }

    /// Links to some terms.
    pub fn terms(mut self, ids: impl IntoIterator<Item = TermId>) -> Self {
        for id in ids {
            self.digester.number(id.taxonomy).digest(self.input.keys.terms[id.taxonomy][id.term]);
        }
        self
    }

    /// All terms of a taxonomy, with the number of their cases.
    pub fn taxonomy(mut self, taxonomy: usize) -> Self {
        let terms = &self.input.site.taxonomies[taxonomy].terms;
        self.digester.number(terms.len());
        for (term, key) in terms.iter().zip(&self.input.keys.terms[taxonomy]) {
            self.digester.digest(*key).number(term.cases.len());
        }
        self
    }

    /// The key.
    pub fn finish(self) -> Digest {
        self.digester.finish()
    }
}
