//! Addresses within an edition: where links lead, and what stands at an address of another edition.

use std::collections::BTreeMap;

use super::years::YEARS;
use super::{AssetPicture, Site, SiteArticle, SiteCase, SitePage, SiteTerm};
use crate::base::slug::Slug;
use crate::base::url::SitePath;
use crate::casefile::{compare_as_originals, is_translation};
use crate::config::Config;
use crate::content::{CONTENT_FOLDER, LinkTarget, SourceText, resolve};

/// Up to how many cases a site has booklets, unless `site.yaml` says otherwise.
const FEW_CASES: usize = 500;

/// Where the texts of an edition stand, by the last parts of their addresses.
#[derive(Default)]
pub(super) struct ByAddress {
    cases: BTreeMap<String, usize>,
    /// The cases by their slugs, of which there are many.
    case_slugs: BTreeMap<Slug, usize>,
    articles: BTreeMap<String, usize>,
    pages: BTreeMap<String, usize>,
}

/// What stands at an address, in words that all editions of a publication have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKey<'a> {
    /// A case, by its slug.
    Case(&'a Slug),
    /// An article, by its slug.
    Article(&'a Slug),
    /// A page, by its slug.
    Text(&'a Slug),
    /// A list, a term or the home page, by its address within the edition.
    Other(&'a str),
}

impl ByAddress {
    /// Is there one language, in which nobody asks?
    fn is_empty(&self) -> bool {
        self.cases.is_empty() && self.articles.is_empty() && self.pages.is_empty()
    }

    /// Where these stand.
    pub(super) fn of(cases: &[SiteCase], articles: &[SiteArticle], pages: &[SitePage]) -> Self {
        let indexed = |addresses: Vec<&str>| {
            addresses.into_iter().enumerate().map(|(index, address)| (address.to_owned(), index)).collect()
        };
        Self {
            cases: indexed(cases.iter().map(|entry| entry.case.address()).collect()),
            case_slugs: cases.iter().enumerate().map(|(index, entry)| (entry.case.slug.clone(), index)).collect(),
            articles: indexed(articles.iter().map(|entry| entry.article.address()).collect()),
            pages: indexed(pages.iter().map(|entry| entry.page.address()).collect()),
        }
    }
}

impl Site {
    /// The address to write for a link or picture in the content file at `from`; none where it is left as it is.
    #[must_use]
    pub fn link(&self, from: &str, target: &str) -> Option<String> {
        self.link_to(&resolve(from, target))
    }

    /// The same for a link or picture of which it is known what it leads to.
    #[must_use]
    pub fn link_to(&self, target: &LinkTarget) -> Option<String> {
        let with_fragment = |path: String, fragment: &Option<String>| match fragment {
            Some(fragment) => format!("{path}#{fragment}"),
            None => path,
        };
        match target {
            LinkTarget::External | LinkTarget::Fragment(_) | LinkTarget::Outside => None,
            LinkTarget::File(file, fragment) => {
                let path = self.address(file)?;
                // The headings of a translation have other names than those of the original, which the link knows.
                let is_there = |id: &String| self.text_of(file).is_none_or(|text| text.has_heading(id));
                let fragment = fragment.clone().filter(|id| self.by_address.is_empty() || is_there(id));
                Some(with_fragment(self.routes.link(&path), &fragment))
            }
            LinkTarget::Asset(file) => Some(self.routes.link(&self.asset(file))),
            LinkTarget::Address(path, fragment) => Some(with_fragment(self.routes.link(&self.written(path)), fragment)),
        }
    }

    /// What an address means that somebody wrote, decoded and without its leading slash: the page of this edition, where it has
    /// one there.
    #[must_use]
    pub fn written(&self, path: &str) -> SitePath {
        let written = SitePath::written(path);
        let folder = self.routes.folder();
        let is_here = !folder.is_empty() && !path.starts_with(folder) && self.has(written.as_str());
        if is_here { self.routes.in_edition(written.as_str()) } else { written }
    }

    /// The address of a file below `assets/`.
    #[must_use]
    pub fn asset(&self, file: &str) -> SitePath {
        self.routes.asset(self.files.name(file))
    }

    /// The picture below `assets/` that the content file at `from` calls `target`; none where it is another thing.
    #[must_use]
    pub fn picture(&self, from: &str, target: &str) -> Option<&AssetPicture> {
        match resolve(from, target) {
            LinkTarget::Asset(file) => self.files.picture(&file),
            _ => None,
        }
    }

    /// Where the content file at `path` is shown, or its translation in this edition; none where it is not.
    #[must_use]
    pub fn address(&self, path: &str) -> Option<SitePath> {
        let (folder, _) = path.strip_prefix(CONTENT_FOLDER)?.strip_prefix('/')?.split_once('/')?;
        let is_same = |text: &SourceText| compare_as_originals(text.path(), path).is_eq();
        match folder {
            "cases" => Some(self.routes.case(self.case_at(path)?.case.address())),
            "articles" => {
                let article = self.articles.iter().find(|article| is_same(&article.text))?;
                Some(self.routes.article(article.article.address()))
            }
            "pages" if self.home.as_ref().is_some_and(|home| is_same(&home.text)) => Some(self.routes.home()),
            "pages" => {
                let page = self.pages.iter().find(|page| is_same(&page.text))?;
                Some(self.routes.text(page.page.address()))
            }
            _ => {
                let taxonomy = self.taxonomies.iter().find(|taxonomy| taxonomy.id == folder)?;
                let is_shown = |term: &&SiteTerm| term.file.as_ref().is_some_and(|file| is_same(&file.text));
                let term = taxonomy.terms.iter().find(is_shown)?;
                Some(self.routes.term(&taxonomy.id, term.slug.as_str(), 1))
            }
        }
    }

    /// The case in the content file at `path`, or its translation in this edition.
    fn case_at(&self, path: &str) -> Option<&SiteCase> {
        let order = |index: &usize| compare_as_originals(self.cases[*index].text.path(), path);
        let found = self.by_path.binary_search_by(order).ok()?;
        Some(&self.cases[self.by_path[found]])
    }

    /// The text that this edition shows of the case, article or page at `path`.
    pub(super) fn text_of(&self, path: &str) -> Option<&SourceText> {
        let is_same = |text: &&SourceText| compare_as_originals(text.path(), path).is_eq();
        if let Some(entry) = self.case_at(path) {
            return Some(&entry.text);
        }
        let articles = self.articles.iter().map(|entry| &*entry.text);
        articles.chain(self.pages.iter().chain(&self.home).map(|entry| &*entry.text)).find(is_same)
    }

    /// Has this edition a page of its own at an address, which is given without the edition's folder?
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let is_page_of = |count: usize, number: &str| {
            number.parse::<usize>().is_ok_and(|number| number > 1 && number <= count.div_ceil(self.config.paginate))
        };
        match parts[..] {
            [] => true,
            ["cases"] => self.has_case_list(),
            ["articles"] => !self.articles.is_empty(),
            ["feed.xml" | "404.html"] => true,
            ["feed.json"] => self.config.outputs.json_feeds,
            ["cases", "page", number] => is_page_of(self.cases.len(), number),
            ["cases", slug] => self.by_address.cases.contains_key(slug),
            ["articles", slug] => self.by_address.articles.contains_key(slug),
            [slug] if self.by_address.pages.contains_key(slug) => true,
            ["map"] => self.has_map(),
            ["matrix"] if self.has_matrix() => true,
            ["coverage"] if self.has_coverage() => true,
            [YEARS] if !self.years.is_empty() => true,
            [YEARS, year] if !self.years.is_empty() => self.year_at(year).is_some(),
            [YEARS, year, "feed.xml"] if !self.years.is_empty() => {
                self.config.outputs.term_feeds && self.year_at(year).is_some()
            }
            [YEARS, year, "page", number] if !self.years.is_empty() => {
                self.year_at(year).is_some_and(|year| is_page_of(year.cases.len(), number))
            }
            ["search"] => self.has_search(),
            ["compare"] => self.has_compare(),
            ["data"] => self.has_data(),
            ["booklet"] => self.has_booklets(),
            [taxonomy, term, "booklet"] => self.has_booklets() && self.term_at(taxonomy, term).is_some(),
            [taxonomy] => self.taxonomies_with_pages().any(|(_, known)| known.id == taxonomy),
            [taxonomy, term] => self.term_at(taxonomy, term).is_some(),
            [taxonomy, term, "feed.xml"] => self.config.outputs.term_feeds && self.term_at(taxonomy, term).is_some(),
            [taxonomy, term, "page", number] => {
                self.term_at(taxonomy, term).is_some_and(|term| is_page_of(term.cases.len(), number))
            }
            _ => false,
        }
    }

    fn term_at(&self, taxonomy: &str, term: &str) -> Option<&SiteTerm> {
        let (_, taxonomy) = self.taxonomies_with_pages().find(|(_, known)| known.id == taxonomy)?;
        taxonomy.terms.iter().find(|known| known.slug.as_str() == term)
    }

    /// Has it a list of all cases? Without a case there is nothing to list, but a menu that leads there may wait for the first.
    #[must_use]
    pub fn has_case_list(&self) -> bool {
        !self.cases.is_empty() || self.config.menu_leads_to("cases")
    }

    /// Has it a page of the map? Not without a case that has a place there.
    #[must_use]
    pub fn has_map(&self) -> bool {
        self.config.outputs.map && self.cases.iter().any(|entry| entry.on_map().is_some())
    }

    /// Can its readers search it? Not without a case, and not where something of its own stands at the address.
    #[must_use]
    pub fn has_search(&self) -> bool {
        self.config.outputs.search && !self.cases.is_empty() && !self.is_taken("search")
    }

    /// Has the site a page or a taxonomy of its own at an address?
    fn is_taken(&self, address: &str) -> bool {
        self.pages.iter().any(|entry| entry.page.address() == address)
            || self.taxonomies.iter().any(|taxonomy| taxonomy.id == address)
    }

    /// Has it a page that lays cases side by side? That takes two, and not where something of its own stands at the address.
    #[must_use]
    pub fn has_compare(&self) -> bool {
        self.config.outputs.compare && self.cases.len() > 1 && !self.is_taken("compare")
    }

    /// Can its readers narrow the list of all cases? There is nothing to choose between with one.
    #[must_use]
    pub fn has_filters(&self) -> bool {
        self.config.outputs.filters && self.cases.len() > 1
    }

    /// Has it files of data? Not without a case.
    #[must_use]
    pub fn has_data(&self) -> bool {
        self.config.outputs.data && !self.cases.is_empty()
    }

    /// Has it citations? Not without a case.
    #[must_use]
    pub fn has_citations(&self) -> bool {
        self.config.outputs.citations && !self.cases.is_empty()
    }

    /// Has it its texts as Markdown? Not without a case.
    #[must_use]
    pub fn has_markdown(&self) -> bool {
        self.config.outputs.markdown && !self.cases.is_empty()
    }

    /// Has it booklets? Where `site.yaml` does not say so, those of many cases would take longer than all other pages.
    #[must_use]
    pub fn has_booklets(&self) -> bool {
        self.is_made(self.config.outputs.booklets)
    }

    /// Are share cards made? Each takes a while.
    #[must_use]
    pub fn has_share_cards(&self) -> bool {
        self.is_made(self.config.outputs.share_cards)
    }

    /// Is it more than a folder of files: has it an address, where browsers install it and keep its pages?
    #[must_use]
    pub fn has_web_manifest(&self) -> bool {
        !self.routes.is_relative()
    }

    /// Do browsers keep what was read, for when there is no network?
    #[must_use]
    pub fn has_offline(&self) -> bool {
        let Config { publishing, base_url, .. } = &self.config;
        publishing.offline == Some(true) && !self.routes.is_relative() && base_url.is_secure()
    }

    /// Is something made of each case that `site.yaml` may ask for, or not?
    fn is_made(&self, choice: Option<bool>) -> bool {
        !self.cases.is_empty() && choice.unwrap_or(self.cases.len() <= FEW_CASES)
    }

    /// What stands at an address of this edition.
    #[must_use]
    pub fn page_key<'a>(&'a self, path: &'a SitePath) -> PageKey<'a> {
        let path = path.as_str().strip_prefix(self.routes.folder()).unwrap_or(path.as_str());
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let known = match parts[..] {
            ["cases", slug] => {
                self.by_address.cases.get(slug).map(|index| PageKey::Case(&self.cases[*index].case.slug))
            }
            ["articles", slug] => {
                self.by_address.articles.get(slug).map(|index| PageKey::Article(&self.articles[*index].article.slug))
            }
            [slug] => self.by_address.pages.get(slug).map(|index| PageKey::Text(&self.pages[*index].page.slug)),
            _ => None,
        };
        known.unwrap_or(PageKey::Other(path))
    }

    /// Where this edition shows the same; none where it does not.
    #[must_use]
    pub fn address_of(&self, key: &PageKey<'_>) -> Option<SitePath> {
        match key {
            PageKey::Case(slug) => {
                let index = self.by_address.case_slugs.get(*slug)?;
                Some(self.routes.case(self.cases[*index].case.address()))
            }
            PageKey::Article(slug) => {
                let entry = self.articles.iter().find(|entry| entry.article.slug == **slug)?;
                Some(self.routes.article(entry.article.address()))
            }
            PageKey::Text(slug) => {
                let entry = self.pages.iter().find(|entry| entry.page.slug == **slug)?;
                Some(self.routes.text(entry.page.address()))
            }
            PageKey::Other(path) => self.has(path).then(|| self.routes.in_edition(path)),
        }
    }

    /// The text of what stands there; none for lists.
    #[must_use]
    pub fn text_at(&self, key: &PageKey<'_>) -> Option<&SourceText> {
        match key {
            PageKey::Case(slug) => self.by_address.case_slugs.get(*slug).map(|index| &*self.cases[*index].text),
            PageKey::Article(slug) => {
                self.articles.iter().find(|entry| entry.article.slug == **slug).map(|entry| &*entry.text)
            }
            PageKey::Text(slug) => self.pages.iter().find(|entry| entry.page.slug == **slug).map(|entry| &*entry.text),
            PageKey::Other(path) => {
                let (taxonomy, rest) = path.split_once('/')?;
                let (term, _) = rest.split_once('/')?;
                self.term_at(taxonomy, term)?.file.as_ref().map(|file| &*file.text)
            }
        }
    }

    /// The list of this edition that is nearest to what it does not have.
    #[must_use]
    pub fn nearest(&self, key: &PageKey<'_>) -> SitePath {
        match key {
            PageKey::Case(_) if self.has_case_list() => self.routes.cases(1),
            PageKey::Article(_) if !self.articles.is_empty() => self.routes.articles(),
            PageKey::Case(_) | PageKey::Article(_) | PageKey::Text(_) => self.routes.home(),
            PageKey::Other(path) => {
                let mut folders = path.trim_end_matches('/').rmatch_indices('/').map(|(slash, _)| &path[..=slash]);
                folders
                    .find(|folder| self.has(folder))
                    .map_or_else(|| self.routes.home(), |path| self.routes.in_edition(path))
            }
        }
    }

    /// The language of the text in the content file at `path`, if it is another than that of this edition: an original stands
    /// there for want of a translation.
    #[must_use]
    pub fn other_language(&self, path: &str) -> Option<&str> {
        let originals = &self.config.original_language;
        (*originals != self.config.language && !is_translation(path)).then_some(originals.as_str())
    }

    /// Is the text in the content file at `path` in the language of this edition?
    #[must_use]
    pub fn is_own(&self, path: &str) -> bool {
        self.other_language(path).is_none()
    }
}
