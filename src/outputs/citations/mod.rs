//! How the cases are cited: a line of text on each page, and files for reference managers of each case, of each term and of the
//! whole library.

mod bibtex;
mod csl;
mod names;
mod ris;

pub use names::is_office;

use std::sync::OnceLock;

use names::Name;

use super::artifact::{Artifact, MadeFile};
use super::cards::country_name;
use super::{Input, Purpose};
use crate::base::date::Date;
use crate::base::digest::{Digest, Digester};
use crate::base::url::SitePath;
use crate::config::Config;
use crate::markdown::plain_text;
use crate::site::{COUNTRIES, Site};
use crate::theme::views::{CitationLineView, CitationView, LinkView};

/// Up to how many characters a summary stands behind the title as its second part.
const LONGEST_SUBTITLE: usize = 120;

/// What reference managers know of a text.
struct Citation {
    /// By what documents name it: letters, digits and hyphens of ASCII.
    key: String,
    title: String,
    authors: Vec<Name>,
    /// The name of the site.
    container: String,
    publisher: String,
    date: Option<Date>,
    url: String,
    language: String,
    summary: Option<String>,
    keywords: Vec<String>,
    /// The corrections.
    note: Option<String>,
}

/// A format of reference managers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    BibTex,
    Ris,
    Csl,
}

impl Format {
    const ALL: [Self; 3] = [Self::BibTex, Self::Ris, Self::Csl];

    fn title(self) -> &'static str {
        match self {
            Self::BibTex => "BibTeX",
            Self::Ris => "RIS",
            Self::Csl => "CSL-JSON",
        }
    }

    /// The ending of the file of a case.
    fn ending(self) -> &'static str {
        match self {
            Self::BibTex => "bib",
            Self::Ris => "ris",
            Self::Csl => "json",
        }
    }

    /// The ending of the file of many: `cases.json` is that of the data.
    fn ending_of_many(self) -> &'static str {
        match self {
            Self::Csl => "csl.json",
            other => other.ending(),
        }
    }
}

/// The citations of an edition, each made once: a case stands in the files of all its terms.
pub(super) struct CitationCache(Vec<OnceLock<Pieces>>);

struct Pieces {
    digest: Digest,
    bibtex: String,
    ris: String,
    csl: String,
}

impl CitationCache {
    /// Room for the cases of a site.
    pub fn new(site: &Site) -> Self {
        let room = if site.config.outputs.citations { site.cases.len() } else { 0 };
        Self(std::iter::repeat_with(OnceLock::new).take(room).collect())
    }

    fn pieces(&self, input: Input<'_>, case: usize) -> &Pieces {
        self.0[case].get_or_init(|| {
            let citation = of_case(input, case);
            let csl = csl::csl(&citation);
            Pieces {
                digest: Digest::of(csl.as_bytes()),
                bibtex: bibtex::bibtex(&citation),
                ris: ris::ris(&citation),
                csl,
            }
        })
    }
}

/// Plans `/cases/medellin/cite.bib`, `/networks/c40/cases.bib`, `/data/cases.bib` and the same in the other formats.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    let routes = &site.routes;
    if !site.has_citations() {
        return Vec::new();
    }
    let mut artifacts = Vec::new();
    for format in Format::ALL {
        let all: Vec<usize> = (0..site.cases.len()).collect();
        let path = routes.data_file(format.ending_of_many());
        artifacts.push(of_many(input, path, "the citations of all cases".to_owned(), all, format));
        for index in site.cases_by_path() {
            let path = routes.citation(site.cases[*index].case.address(), format.ending());
            let origin = format!("the citation of {}", site.cases[*index].text.path());
            artifacts.push(of_many(input, path, origin, vec![*index], format));
        }
        for (_, taxonomy) in site.taxonomies_with_pages() {
            for term in &taxonomy.terms {
                let path = routes.term_data(&taxonomy.id, term.slug.as_str(), format.ending_of_many());
                let origin = format!("the citations of {}", term.name);
                artifacts.push(of_many(input, path, origin, term.cases.clone(), format));
            }
        }
    }
    artifacts
}

/// A file with some citations.
fn of_many(input: Input<'_>, path: SitePath, origin: String, cases: Vec<usize>, format: Format) -> Artifact<'_> {
    let make = move |input: Input<'_>| {
        let pieces = || cases.iter().map(|case| input.edition.citations.pieces(input, *case));
        let mut key = Digester::new(format.ending_of_many());
        pieces().for_each(|case| {
            key.digest(case.digest);
        });
        let text = match (input.purpose, format) {
            (Purpose::Key, _) => String::new(),
            (_, Format::BibTex) => pieces().map(|case| case.bibtex.as_str()).collect::<Vec<_>>().join("\n"),
            (_, Format::Ris) => pieces().map(|case| case.ris.as_str()).collect::<Vec<_>>().join("\r\n"),
            (_, Format::Csl) => {
                format!("[\n{}\n]\n", pieces().map(|case| case.csl.as_str()).collect::<Vec<_>>().join(",\n"))
            }
        };
        Ok(MadeFile { key: key.finish(), bytes: text.into_bytes() })
    };
    Artifact::made(input, path, origin, make).giving_way()
}

/// What a case is cited as. An original that stands in for a translation is cited as what it is.
fn of_case(input: Input<'_>, index: usize) -> Citation {
    let site = input.site;
    let entry = &site.cases[index];
    let case = &entry.case;
    let config = &site.config;
    let publisher = publisher(config);
    let names = case.authors.iter().map(|author| Name::of(author, &[publisher, &config.title]));
    let authors: Vec<Name> = names.filter(|name| !name.in_reading_order().is_empty()).collect();
    let own_language = site.other_language(entry.text.path()).unwrap_or(&config.language);
    let term = |id: &crate::site::TermId| match site.taxonomies[id.taxonomy].id.as_str() {
        COUNTRIES => country_name(config, case).to_owned(),
        _ => site.term(*id).name.clone(),
    };
    let correction =
        |correction: &crate::model::Correction| format!("{}: {}", correction.date, plain_text(&correction.text).trim());
    let corrections: Vec<String> = case.corrections.iter().map(correction).collect();
    let note = (!corrections.is_empty())
        .then(|| input.theme.text("citation_corrections", &[("list", corrections.join("; ").as_str().into())]));
    Citation {
        key: key(case.slug.as_str(), own_language, &config.original_language),
        title: title(&case.title, case.summary.as_deref()),
        authors: if authors.is_empty() { vec![Name::Whole(publisher.to_owned())] } else { authors },
        container: config.title.clone(),
        publisher: publisher.to_owned(),
        date: case.date,
        url: super::alternates::canonical(input, &site.routes.case(case.address())),
        language: own_language.to_owned(),
        summary: Some(entry.summary().to_owned()).filter(|summary| !summary.is_empty()),
        keywords: site.terms_of(index).iter().map(term).collect(),
        note,
    }
}

fn publisher(config: &Config) -> &str {
    config.publisher.as_ref().map_or(&config.title, |publisher| &publisher.name)
}

/// The title, with a short summary behind it: `Medellín, Colombia: Urban resilience in the face of crises`.
fn title(title: &str, summary: Option<&str>) -> String {
    let summary = summary.unwrap_or_default().trim().trim_end_matches(['.', '。', '۔']);
    let is_short = !summary.is_empty() && summary.chars().count() <= LONGEST_SUBTITLE && !summary.contains(". ");
    if is_short { format!("{title}: {summary}") } else { title.to_owned() }
}

/// By what documents name a text: a translation is another text than its original. Programs of today's TeX take keys in
/// ASCII alone.
fn key(slug: &str, language: &str, originals: &str) -> String {
    let slug = match slug.is_ascii() {
        true => slug.to_owned(),
        false => format!("case-{}", Digest::of(slug.as_bytes()).short()),
    };
    if language == originals { slug } else { format!("{slug}-{language}") }
}

/// What the page of a case shows of its citation, if the site has citations.
pub(super) fn case_citation(input: Input<'_>, index: usize) -> Option<CitationView> {
    let site = input.site;
    if !site.has_citations() {
        return None;
    }
    let citation = of_case(input, index);
    let address = site.cases[index].case.address();
    let link = |format: Format| LinkView {
        title: format.title().to_owned(),
        url: site.routes.link(&site.routes.citation(address, format.ending())),
    };
    Some(CitationView {
        line: line(input, &citation),
        files: Format::ALL.map(link).into(),
        title: citation.title,
        authors: citation.authors.iter().map(Name::in_reading_order).collect(),
        date: citation.date.map(|date| date.to_string().replace('-', "/")).unwrap_or_default(),
        publisher: citation.publisher,
        language: citation.language,
        permalink: citation.url,
        keywords: citation.keywords,
    })
}

/// The citation of all cases, for the page of the data.
pub(super) fn library_citation(input: Input<'_>, page: &SitePath) -> CitationLineView {
    let site = input.site;
    let config = &site.config;
    let citation = Citation {
        key: String::new(),
        title: String::new(),
        authors: Vec::new(),
        container: config.title.clone(),
        publisher: publisher(config).to_owned(),
        date: site.latest,
        url: site.routes.absolute(page),
        language: config.language.clone(),
        summary: None,
        keywords: Vec::new(),
        note: None,
    };
    line(input, &citation)
}

/// Links to the files of many cases, whose address `path` tells from their ending; none where the site has no citations.
pub(super) fn citation_links(site: &Site, path: impl Fn(&str) -> SitePath) -> Vec<LinkView> {
    let link = |format: Format| LinkView {
        title: format.title().to_owned(),
        url: site.routes.link(&path(format.ending_of_many())),
    };
    if site.has_citations() { Format::ALL.map(link).into() } else { Vec::new() }
}

/// A citation as a line of text.
fn line(input: Input<'_>, citation: &Citation) -> CitationLineView {
    let theme = input.theme;
    let is_signed = citation.authors.iter().any(|name| name.in_reading_order() != citation.publisher);
    let names: Vec<String> = citation.authors.iter().filter(|_| is_signed).map(Name::in_reading_order).collect();
    let names = names.join(&theme.text("list_separator", &[]));
    let quoted = || theme.text("cited_title", &[("title", citation.title.as_str().into())]);
    CitationLineView {
        by: if names.is_empty() { names } else { format!("{}.", names.trim_end_matches('.')) },
        title: if citation.title.is_empty() { String::new() } else { quoted() },
        publisher: Some(citation.publisher.clone()).filter(|name| *name != citation.container).unwrap_or_default(),
        container: citation.container.clone(),
        date: citation.date.map(|date| theme.date_text(date)).unwrap_or_default(),
        note: citation.note.clone().unwrap_or_default(),
        permalink: citation.url.clone(),
    }
}
