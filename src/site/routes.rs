//! The only maker of addresses: links, feeds, the sitemap and redirects all ask here.

use super::years::YEARS;
use crate::base::url::{BaseUrl, SitePath, percent_encode};

/// What links begin with where the site has no place of its own (`--relative`). `builder/relative.rs` puts the way from the
/// file in its stead when the file is finished; so a menu or a card is the same for all pages until then.
pub const RELATIVE_ROOT: &str = "/~chancery-root~/";

/// The addresses of a site.
#[derive(Debug, Clone)]
pub struct Routes {
    base: BaseUrl,
    /// What links begin with.
    root: String,
    /// The folder of the edition's pages below the site, with a slash at its end; empty where they stand at the root.
    folder: String,
}

impl Routes {
    /// The addresses of a site that stands at `base`.
    #[must_use]
    pub fn new(base: BaseUrl) -> Self {
        Self { root: base.path().to_owned(), base, folder: String::new() }
    }

    /// The addresses of a site that opens from any folder. What has to be absolute is so by `base`.
    #[must_use]
    pub fn relative(base: BaseUrl) -> Self {
        Self { root: RELATIVE_ROOT.to_owned(), base, folder: String::new() }
    }

    /// The same for the edition whose pages lie in `folder`.
    #[must_use]
    pub fn in_folder(self, folder: &str) -> Self {
        Self { folder: folder.to_owned(), ..self }
    }

    /// The folder of the edition's pages, with a slash at its end; empty where they stand at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// An address within the edition.
    #[must_use]
    pub fn in_edition(&self, path: &str) -> SitePath {
        SitePath::file([self.folder.as_str(), path].concat())
    }

    /// An address that somebody wrote for this edition; one that begins with its folder has it already.
    #[must_use]
    pub fn written_for_edition(&self, path: &SitePath) -> SitePath {
        if path.as_str().starts_with(&self.folder) { path.clone() } else { self.in_edition(path.as_str()) }
    }

    /// Does the site open from any folder?
    #[must_use]
    pub fn is_relative(&self) -> bool {
        self.root == RELATIVE_ROOT
    }

    /// What to write into `href` for an address within the site.
    #[must_use]
    pub fn link(&self, path: &SitePath) -> String {
        [self.root.as_str(), &percent_encode(path.as_str())].concat()
    }

    /// The whole address.
    #[must_use]
    pub fn absolute(&self, path: &SitePath) -> String {
        self.base.absolute(path)
    }

    /// The whole address of what [`Routes::link`] gave, whatever follows it (`#context`).
    #[must_use]
    pub fn absolute_link(&self, link: &str) -> String {
        let path = link.strip_prefix(self.root.as_str()).unwrap_or(link);
        format!("{}{}{path}", self.base.origin(), self.base.path())
    }

    /// What links begin with: the folder of the site on its host, such as `/` or `/library/`, or [`RELATIVE_ROOT`].
    #[must_use]
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The folder of the site on its host, such as `/` or `/library/`.
    #[must_use]
    pub fn host_root(&self) -> &str {
        self.base.path()
    }

    /// The address on the site's own host, percent-encoded, for those who answer there.
    #[must_use]
    pub fn host_link(&self, path: &SitePath) -> String {
        self.base.link(path)
    }

    /// The home page.
    #[must_use]
    pub fn home(&self) -> SitePath {
        self.in_edition("")
    }

    /// A page of the list of all cases; the first has no number.
    #[must_use]
    pub fn cases(&self, page: usize) -> SitePath {
        self.numbered(&["cases"], page)
    }

    /// A case.
    #[must_use]
    pub fn case(&self, slug: &str) -> SitePath {
        self.page(&["cases", slug])
    }

    /// The drawn cover of a case.
    #[must_use]
    pub fn cover(&self, slug: &str) -> SitePath {
        self.in_edition(&format!("cases/{slug}/cover.svg"))
    }

    /// All cases on one page, to be printed.
    #[must_use]
    pub fn booklet(&self) -> SitePath {
        self.page(&["booklet"])
    }

    /// The cases of a term on one page.
    #[must_use]
    pub fn term_booklet(&self, taxonomy: &str, term: &str) -> SitePath {
        self.page(&[taxonomy, term, "booklet"])
    }

    /// The host of the site.
    #[must_use]
    pub fn host(&self) -> &str {
        let origin = self.base.origin();
        origin.split_once("://").map_or(origin, |(_, host)| host)
    }

    /// The page of the map.
    #[must_use]
    pub fn map(&self) -> SitePath {
        self.page(&["map"])
    }

    /// The land of a map: the world, or a part of it.
    #[must_use]
    pub fn land(&self, name: &str) -> SitePath {
        self.in_edition(&format!("map/{name}.svg"))
    }

    /// The page of the matrix.
    #[must_use]
    pub fn matrix(&self) -> SitePath {
        self.page(&["matrix"])
    }

    /// The page of the coverage.
    #[must_use]
    pub fn coverage(&self) -> SitePath {
        self.page(&["coverage"])
    }

    /// The index of the years.
    #[must_use]
    pub fn years(&self) -> SitePath {
        self.page(&[YEARS])
    }

    /// A page of the cases of a year; the first has no number.
    #[must_use]
    pub fn year(&self, year: i16, page: usize) -> SitePath {
        self.numbered(&[YEARS, &year.to_string()], page)
    }

    /// A page of search, which is a list of everything from A to Z; the first has no number.
    #[must_use]
    pub fn search(&self, page: usize) -> SitePath {
        self.numbered(&["search"], page)
    }

    /// A file of the index that search looks into.
    #[must_use]
    pub fn search_file(&self, name: &str) -> SitePath {
        self.in_edition(&format!("search/{name}.js"))
    }

    /// A file that the list of all cases is narrowed by.
    #[must_use]
    pub fn filters_file(&self, name: &str) -> SitePath {
        self.in_edition(&format!("filters/{name}.js"))
    }

    /// The page that lays cases side by side.
    #[must_use]
    pub fn compare(&self) -> SitePath {
        self.page(&["compare"])
    }

    /// A file of the cases that it shows.
    #[must_use]
    pub fn compare_file(&self, name: &str) -> SitePath {
        self.in_edition(&format!("compare/{name}.js"))
    }

    /// What a browser needs to know to search the site (OpenSearch).
    #[must_use]
    pub fn search_description(&self) -> SitePath {
        self.in_edition("opensearch.xml")
    }

    /// The list of articles.
    #[must_use]
    pub fn articles(&self) -> SitePath {
        self.page(&["articles"])
    }

    /// An article.
    #[must_use]
    pub fn article(&self, slug: &str) -> SitePath {
        self.page(&["articles", slug])
    }

    /// A page.
    #[must_use]
    pub fn text(&self, slug: &str) -> SitePath {
        self.page(&[slug])
    }

    /// The index of a taxonomy.
    #[must_use]
    pub fn taxonomy(&self, taxonomy: &str) -> SitePath {
        self.page(&[taxonomy])
    }

    /// A page of the cases of a term; the first has no number.
    #[must_use]
    pub fn term(&self, taxonomy: &str, term: &str, page: usize) -> SitePath {
        self.numbered(&[taxonomy, term], page)
    }

    /// The page that describes the data.
    #[must_use]
    pub fn data(&self) -> SitePath {
        self.page(&["data"])
    }

    /// The sitemap.
    #[must_use]
    pub fn sitemap(&self) -> SitePath {
        SitePath::file("sitemap.xml")
    }

    /// What crawlers may read.
    #[must_use]
    pub fn robots(&self) -> SitePath {
        SitePath::file("robots.txt")
    }

    /// What a server shows where there is no page.
    #[must_use]
    pub fn not_found(&self) -> SitePath {
        self.in_edition("404.html")
    }

    /// A file of the site theme.
    #[must_use]
    pub fn theme_file(&self, file: &str) -> SitePath {
        SitePath::file(format!("theme/{file}"))
    }

    /// A file below `assets/`.
    #[must_use]
    pub fn asset(&self, file: &str) -> SitePath {
        SitePath::file(["assets/", file].concat())
    }

    /// The address within the site of an absolute path on its host, such as that of an old post; none where it lies
    /// outside the site's folder.
    #[must_use]
    pub fn within(&self, host_path: &str) -> Option<SitePath> {
        let decoded_base = crate::base::url::percent_decode(self.base.path())?;
        let decoded = crate::base::url::percent_decode(host_path)?;
        SitePath::parse_page(decoded.strip_prefix(&decoded_base)?)
    }

    fn page(&self, parts: &[&str]) -> SitePath {
        self.in_edition(SitePath::page(parts).as_str())
    }

    fn numbered(&self, parts: &[&str], page: usize) -> SitePath {
        if page <= 1 {
            return self.page(parts);
        }
        self.page(&[parts, &["page", &page.to_string()]].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_of_a_list_has_no_number() {
        let routes = Routes::new(BaseUrl::root());
        assert_eq!(routes.term("themes", "climate", 1).as_str(), "themes/climate/");
        assert_eq!(routes.term("themes", "climate", 2).as_str(), "themes/climate/page/2/");
    }

    #[test]
    fn the_pages_of_an_edition_lie_in_its_folder_and_shared_files_do_not() {
        let routes = Routes::new(BaseUrl::root()).in_folder("fa/");
        assert_eq!(routes.home().as_str(), "fa/");
        assert_eq!(routes.term("themes", "climate", 2).as_str(), "fa/themes/climate/page/2/");
        assert_eq!((routes.feed().as_str(), routes.sitemap().as_str()), ("fa/feed.xml", "sitemap.xml"));
        let written = |path| routes.written_for_edition(&SitePath::file(path)).as_str().to_owned();
        assert_eq!((written("old/"), written("fa/old/")), ("fa/old/".to_owned(), "fa/old/".to_owned()));
    }

    #[test]
    fn where_a_site_has_no_place_only_its_absolute_addresses_have_one() {
        let routes = Routes::relative(BaseUrl::parse("https://example.org/library/").unwrap());
        let link = routes.link(&routes.case("oslo"));
        assert_eq!(link, format!("{RELATIVE_ROOT}cases/oslo/"));
        assert_eq!(routes.absolute_link(&format!("{link}#x")), "https://example.org/library/cases/oslo/#x");
        assert_eq!(routes.absolute(&routes.case("oslo")), "https://example.org/library/cases/oslo/");
    }

    #[test]
    fn old_addresses_outside_the_sites_folder_are_not_ours() {
        let routes = Routes::new(BaseUrl::parse("https://example.org/library/").unwrap());
        assert_eq!(routes.within("/library/en/post/").unwrap().as_str(), "en/post/");
        assert_eq!(routes.within("/en/post/"), None);
    }
}
