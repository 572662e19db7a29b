//! `site.yaml`, read and checked.
//!
//! Comes in: the text of the file; goes out: a complete `Config`, or every problem in it. What serde would guess is not
//! guessed here: an unknown key is a mistake.

mod identity;
mod keys;
mod languages;
mod licence;
mod loading;
mod outputs;
mod publishing;
mod read;
mod vocabulary;

pub use identity::{Colours, Identity, PALETTE};
pub use licence::Licence;
pub use loading::host_with_port;
pub use publishing::{Gone, Host, Moved, Publishing};
pub use read::{read, shape};

use std::collections::BTreeMap;

use crate::base::source::Place;
use crate::base::url::BaseUrl;
use crate::places::CountryCode;
use crate::yaml::{Fields, SpannedText};

/// The name of the configuration file at the root of a site.
pub const FILE_NAME: &str = "site.yaml";
/// The site theme that the program carries.
pub const DEFAULT_THEME: &str = "default";

/// What `site.yaml` says, with defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// The name of the publication.
    pub title: String,
    /// One line under the name; may be empty.
    pub tagline: String,
    /// One or two sentences for search engines; may be empty.
    pub description: String,
    /// Where the site will stand.
    pub base_url: BaseUrl,
    /// Does the site open from any folder, without a web server?
    pub relative: bool,
    /// On which hosts the site stands, and what else its publication needs.
    pub publishing: Publishing,
    /// The language of the texts, a BCP 47 tag such as `en` or `fa`.
    pub language: String,
    /// The language of the originals: of content files without a language in their names. The first of the publication.
    pub original_language: String,
    /// The folder of this language's pages below the address of the site, with a slash at its end; empty for the pages at the
    /// root.
    pub folder: String,
    /// What the language is called in itself, where `site.yaml` says so.
    pub language_name: Option<String>,
    /// The same in the other languages of the publication, in their order; empty in these.
    pub others: Vec<Config>,
    /// What countries are called here that have another name elsewhere.
    pub country_names: BTreeMap<CountryCode, String>,
    /// The folder below `themes/` that holds the site theme.
    pub theme: Located,
    /// How many cases a page of a list shows.
    pub paginate: usize,
    /// How many related cases a case shows.
    pub related: usize,
    /// Do names of terms in the texts of cases lead to the pages of the terms?
    pub link_terms: bool,
    /// May texts hold scripts, style sheets and the like, which reach beyond the text?
    pub allow_html: bool,
    /// Who publishes the site.
    pub publisher: Option<Publisher>,
    /// What may be done with the texts; may be empty.
    pub rights: String,
    /// Under which licence they stand; none where nothing is claimed.
    pub licence: Option<Licence>,
    /// The picture for link previews of pages without one: a file below `assets/`.
    pub image: Option<Located>,
    /// How the site shows itself.
    pub identity: Identity,
    /// The main menu.
    pub menu: Vec<MenuItem>,
    /// The sections of a case and the labels that lead to them on import. In another language than the first: only those
    /// whose headings `site.yaml` gives in it.
    pub sections: Vec<SectionRule>,
    /// By what cases are indexed.
    pub taxonomies: Vec<Taxonomy>,
    /// Which parts the site has, of those that may be left out.
    pub outputs: OutputChoice,
}

/// The parts of a site that may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputChoice {
    /// The index of the countries, and a page for each.
    pub countries: bool,
    /// A feed for each term, besides that of the site.
    pub term_feeds: bool,
    /// The feeds as JSON, besides those in Atom.
    pub json_feeds: bool,
    /// The page of the map, and small maps on other pages.
    pub map: bool,
    /// The page of the matrix, and a part of it on the home page.
    pub matrix: bool,
    /// The page of the coverage: themes by parts of the world.
    pub coverage: bool,
    /// The index of the years, and a list for each.
    pub years: bool,
    /// The page of search, its dialog and its index.
    pub search: bool,
    /// What the list of all cases is narrowed by.
    pub filters: bool,
    /// The page that lays cases side by side.
    pub compare: bool,
    /// The cases as tables and for maps, and the page that describes them.
    pub data: bool,
    /// How cases are cited, and files for reference managers.
    pub citations: bool,
    /// Each text as Markdown, and a list of them for programs that read texts.
    pub markdown: bool,
    /// The whole library in one file.
    pub bundle: bool,
    /// All cases on one page, and those of each term, to be printed; none where `site.yaml` leaves it to their number.
    pub booklets: Option<bool>,
    /// A picture of each case for link previews; none where `site.yaml` leaves it to their number.
    pub share_cards: Option<bool>,
}

/// Who publishes the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// The name of the office.
    pub name: String,
    /// Its home page.
    pub url: Option<String>,
}

/// A text and where it stands, for messages.
#[derive(Debug, Clone)]
pub struct Located {
    /// The text.
    pub text: String,
    /// Its place in `site.yaml`.
    pub place: Place,
}

fn located(fields: &Fields<'_>, text: SpannedText) -> Located {
    Located { place: Place::new(fields.source(), text.span), text: text.text }
}

/// An entry of the main menu.
#[derive(Debug, Clone)]
pub struct MenuItem {
    /// The text to show.
    pub title: String,
    /// An address within the site (`/cases/`) or on another host.
    pub target: Located,
}

impl Config {
    /// Where a key stands in `site.yaml`, farthest to the left.
    #[must_use]
    pub fn place_of_key(&self, key: &str) -> Place {
        let source = &self.theme.place.source;
        let wanted = format!("{key}:");
        let mut start = 0;
        for line in source.text().split_inclusive('\n') {
            if line.starts_with(&wanted) {
                return Place::new(source, start..start + key.len());
            }
            start += line.len();
        }
        Place::start_of(source)
    }

    /// Where a taxonomy is given its id in `site.yaml`.
    #[must_use]
    pub fn place_of_id(&self, id: &str) -> Place {
        let source = &self.theme.place.source;
        let written = [format!("id: {id}"), format!("id: \"{id}\"")];
        let start = written.iter().find_map(|words| source.text().find(words.as_str()));
        start.map_or_else(
            || self.place_of_key("taxonomies"),
            |start| Place::new(source, start..start + "id: ".len() + id.len()),
        )
    }

    /// Does the menu lead to this folder of the site, such as `cases`?
    #[must_use]
    pub fn menu_leads_to(&self, folder: &str) -> bool {
        self.menu.iter().any(|item| item.target.text.trim_matches('/') == folder)
    }
}

/// A section that cases have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRule {
    /// A name for machines: `key-actions`.
    pub id: String,
    /// The heading that import writes.
    pub title: String,
    /// What posts call it, in any language.
    pub labels: Vec<String>,
    /// How much its words count when import looks for themes; 1 where nothing is said.
    pub weight: u32,
}

/// A way to index cases: by theme, by network …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taxonomy {
    /// The folder below `content/`, the key in front matter and the first part of the address: `networks`.
    pub id: String,
    /// The heading of its index.
    pub title: String,
    /// What one term is called.
    pub singular: String,
    /// What the taxonomy is; may be empty.
    pub description: String,
    /// The kinds its terms are grouped by; empty where they are not.
    pub kinds: Vec<Kind>,
}

/// A kind of term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// What terms say: `city-network`.
    pub id: String,
    /// The heading of the group.
    pub title: String,
    /// What one such term is called.
    pub singular: String,
}

impl Config {
    /// The configurations of all editions, that of the first language first.
    pub fn editions(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.others)
    }

    /// Sets what the command line says of the place of the site, in all editions.
    pub fn set_address(&mut self, base_url: Option<&BaseUrl>, relative: bool) {
        if let Some(base_url) = base_url {
            self.base_url = base_url.clone();
        }
        self.relative |= relative;
        self.others.iter_mut().for_each(|other| other.set_address(base_url, relative));
    }

    /// Sets whether the whole library is packed into one file, in all editions.
    pub fn set_bundle(&mut self, is_made: bool) {
        self.outputs.bundle = is_made;
        self.others.iter_mut().for_each(|other| other.set_bundle(is_made));
    }

    /// For who looks at a site while it is written: nothing is kept on the device, and what was kept leaves it.
    pub fn keep_nothing_offline(&mut self) {
        let offline = &mut self.publishing.offline;
        *offline = offline.map(|_| false);
        self.others.iter_mut().for_each(Self::keep_nothing_offline);
    }

    /// What the site calls a country: as `country_names` says, else by its everyday name in the language of the site.
    #[must_use]
    pub fn country_name(&self, country: CountryCode) -> &str {
        self.country_names.get(&country).map_or_else(|| country.name(&self.language), String::as_str)
    }

    /// The taxonomy with this id.
    #[must_use]
    pub fn taxonomy(&self, id: &str) -> Option<&Taxonomy> {
        self.taxonomies.iter().find(|taxonomy| taxonomy.id == id)
    }
}

impl Taxonomy {
    /// The kind with this id.
    #[must_use]
    pub fn kind(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }
}
