//! Markdown of the site's texts into HTML, and links to terms.

use super::{Input, Purpose, pictures};
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::url::SitePath;
use crate::content::{LinkTarget, ReferenceKind, SourceText, resolve};
use crate::markdown::{self, Loading, Rendered, Targets};
use crate::places::CountryCode;
use crate::site::{COUNTRIES, Site, SiteTaxonomy, SiteTerm, TermId};
use crate::theme::views::{Derived, LinkView, TermLinkView};

/// Renders the body of a content file, its links and pictures as this site writes them.
pub(super) fn render(input: Input<'_>, text: &SourceText, first: Loading) -> Result<Derived<Rendered>> {
    let from = text.path();
    let targets = Targets {
        link: &|target| input.site.link(from, target),
        picture: &|target| pictures::in_page(input, from, target),
        is_foreign: &|address| input.site.config.foreign_host(address).is_some(),
        first,
        number: &|number| input.theme.number_text(number),
    };
    derived(input, text, &targets)
}

/// Renders a line of the front matter: a caption, a source.
pub(super) fn render_line(input: Input<'_>, line: &str) -> String {
    markdown::inline(line, &|address| input.site.config.foreign_host(address).is_some())
}

/// The same with absolute addresses, for feed readers.
pub(super) fn render_absolute(input: Input<'_>, text: &SourceText) -> Result<Derived<Rendered>> {
    let from = text.path();
    let targets = Targets {
        link: &|target| input.site.link(from, target).map(|link| input.site.routes.absolute_link(&link)),
        picture: &|target| pictures::in_feed(input, from, target),
        is_foreign: &|address| input.site.config.foreign_host(address).is_some(),
        first: Loading::Lazy,
        number: &|number| input.theme.number_text(number),
    };
    derived(input, text, &targets)
}

/// The HTML of a text, with what it depends on; nothing but the latter where a key is all that is asked for.
fn derived(input: Input<'_>, text: &SourceText, targets: &Targets<'_>) -> Result<Derived<Rendered>> {
    let value = match input.purpose {
        Purpose::Key => Rendered::default(),
        Purpose::Page => text.draft()?.fill(targets),
    };
    Ok(Derived { value, token: token(input, text) })
}

/// Covers a text, and where its links and pictures lead.
pub(super) fn token(input: Input<'_>, text: &SourceText) -> Digest {
    let site = input.site;
    let mut token = Digester::new("body");
    token.digest(text.fingerprint()).text(text.path());
    for reference in &text.analysis().references {
        if !matches!(reference.kind, ReferenceKind::Link | ReferenceKind::Picture) {
            continue;
        }
        match resolve(text.path(), &reference.text) {
            LinkTarget::External | LinkTarget::Fragment(_) => {}
            LinkTarget::Asset(file) => {
                token.text(site.files.name(&file)).value(&site.files.picture_key(&file));
            }
            resolved => {
                token.optional(site.link_to(&resolved).as_deref());
            }
        }
    }
    token.finish()
}

/// The address of a case.
pub(super) fn case_url(site: &Site, case: usize) -> String {
    site.routes.link(&site.routes.case(site.cases[case].case.address()))
}

/// The address of a country's page; empty where `site.yaml` leaves out the countries.
pub(super) fn country_url(site: &Site, country: CountryCode) -> String {
    let url = || site.routes.link(&site.routes.term(COUNTRIES, country.slug().as_str(), 1));
    if site.config.outputs.countries { url() } else { String::new() }
}

/// A link to a term.
pub(super) fn term_link(input: Input<'_>, id: TermId) -> TermLinkView {
    let taxonomy = &input.site.taxonomies[id.taxonomy];
    let term = input.site.term(id);
    TermLinkView {
        title: term.label.clone(),
        full_name: full_name(term),
        url: term_url(input, taxonomy, term),
        colour: term.colour,
    }
}

/// The full name, where it differs from the label.
pub(super) fn full_name(term: &SiteTerm) -> Option<String> {
    (term.name != term.label).then(|| term.name.clone())
}

/// The address of a term's page; empty where it has none.
pub(super) fn term_url(input: Input<'_>, taxonomy: &SiteTaxonomy, term: &SiteTerm) -> String {
    let routes = &input.site.routes;
    if taxonomy.has_pages { routes.link(&routes.term(&taxonomy.id, term.slug.as_str(), 1)) } else { String::new() }
}

/// The address of a term's feed, if the site has feeds for terms.
pub(super) fn term_feed(input: Input<'_>, taxonomy: &SiteTaxonomy, term: &SiteTerm) -> Option<SitePath> {
    let Site { routes, config, .. } = input.site;
    config.outputs.term_feeds.then(|| routes.term_feed(&taxonomy.id, term.slug.as_str()))
}

/// Another term of the same taxonomy by its slug. A term that no case names has no page, and so no address.
pub(super) fn other_term(input: Input<'_>, taxonomy: &SiteTaxonomy, slug: &str) -> Option<LinkView> {
    if let Some(term) = taxonomy.terms.iter().find(|term| term.slug.as_str() == slug) {
        return Some(LinkView { title: term.label.clone(), url: term_url(input, taxonomy, term) });
    }
    let name = taxonomy.names.get(slug)?;
    Some(LinkView { title: name.clone(), url: String::new() })
}

/// The address of the site's feed as JSON, if it has one.
pub(super) fn json_feed(input: Input<'_>) -> Option<SitePath> {
    let Site { routes, config, .. } = input.site;
    config.outputs.json_feeds.then(|| routes.json_feed())
}

/// The same of a term.
pub(super) fn term_json_feed(input: Input<'_>, taxonomy: &SiteTaxonomy, term: &SiteTerm) -> Option<SitePath> {
    let Site { routes, config, .. } = input.site;
    let is_there = config.outputs.term_feeds && config.outputs.json_feeds;
    is_there.then(|| routes.term_json_feed(&taxonomy.id, term.slug.as_str()))
}

/// A taxonomy's title and its index.
pub(super) fn taxonomy_link(input: Input<'_>, taxonomy: &SiteTaxonomy) -> LinkView {
    let routes = &input.site.routes;
    LinkView { title: taxonomy_title(input, taxonomy), url: routes.link(&routes.taxonomy(&taxonomy.id)) }
}

/// A taxonomy's title; the countries' is the theme's to say.
pub(super) fn taxonomy_title(input: Input<'_>, taxonomy: &SiteTaxonomy) -> String {
    taxonomy.title.clone().unwrap_or_else(|| input.theme.text("countries", &[]))
}

/// What one term of a taxonomy is called.
pub(super) fn taxonomy_singular(input: Input<'_>, taxonomy: &SiteTaxonomy) -> String {
    taxonomy.singular.clone().unwrap_or_else(|| input.theme.text("country", &[]))
}

/// The title of a term's feed.
pub(super) fn feed_title(input: Input<'_>, term: &SiteTerm) -> String {
    let values = [("term", term.label.as_str().into()), ("site", input.site.config.title.as_str().into())];
    input.theme.text("term_feed_title", &values)
}
