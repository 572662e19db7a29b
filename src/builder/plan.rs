//! Everything that a prepared site consists of, and links to what it does not have.

use std::collections::{BTreeMap, BTreeSet};

use super::clashes::check_clashes;
use super::disk_names::check_disk_names;
use super::prepare::Prepared;
use crate::base::address::without_scheme;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::suggest::closest_path;
use crate::base::url::{SitePath, is_external};
use crate::casefile::FileName;
use crate::outputs::{self, Artifact, Edition};
use crate::site::{Redirect, Site};

impl Prepared {
    /// Everything that the site consists of. Two files that want one address, and links to addresses that no file has, are
    /// added to `problems`.
    pub fn plan(&self, problems: &mut Diagnostics) -> Vec<Artifact<'_>> {
        self.looked_through(outputs::plan(&self.editions, problems), problems)
    }

    /// The same without the indexes that it is searched by, which take as long as all the rest.
    #[must_use]
    pub fn plan_without_indexes(&self, problems: &mut Diagnostics) -> Vec<Artifact<'_>> {
        self.looked_through(outputs::plan_without_indexes(&self.editions, problems), problems)
    }

    fn looked_through<'a>(&'a self, mut artifacts: Vec<Artifact<'a>>, problems: &mut Diagnostics) -> Vec<Artifact<'a>> {
        self.drop_covered_redirects(&mut artifacts, problems);
        let ((), known) = rayon::join(
            || {
                check_clashes(&artifacts, &self.editions, problems);
                check_disk_names(&artifacts, problems);
            },
            || artifacts.iter().map(|artifact| artifact.path.as_str()).collect::<BTreeSet<&str>>(),
        );
        self.check_links(&known, problems);
        artifacts
    }

    /// Links of the content, the menus and the redirects to addresses that the site does not have.
    fn check_links(&self, known: &BTreeSet<&str>, problems: &mut Diagnostics) {
        for link in &self.addresses {
            let site = self.site_of(link.file());
            if !is_known(known, site.written(&link.path).as_str()) {
                problems.push(broken(site, &link.path, known).at(link.place()));
            }
        }
        for Edition { site, .. } in &self.editions {
            check_menu(site, known, problems);
        }
        for moved in &self.site().config.publishing.redirects {
            if !is_known(known, moved.to.as_str()) {
                problems.push(broken(self.site(), moved.to.as_str(), known).at(moved.written.place.clone()));
            }
        }
    }

    /// The edition in which a content file is first seen.
    fn site_of(&self, path: &str) -> &Site {
        let language = FileName::of(path).language;
        let own = self.editions.iter().find(|edition| Some(edition.site.config.language.as_str()) == language);
        own.map_or_else(|| self.site(), |edition| &edition.site)
    }

    /// A page at the address of an old post serves those who come for the post; nobody asked for that redirect by hand.
    fn drop_covered_redirects(&self, artifacts: &mut Vec<Artifact<'_>>, problems: &mut Diagnostics) {
        let redirects = self.editions.iter().flat_map(|edition| &edition.site.redirects);
        let of_import = redirects.filter(|redirect| !redirect.by_hand);
        let by_import: BTreeMap<&SitePath, &Redirect> = of_import.map(|redirect| (&redirect.from, redirect)).collect();
        if by_import.is_empty() {
            return;
        }
        let is_page = |artifact: &&Artifact<'_>| artifact.listing.is_page();
        let covered = artifacts.iter().filter(is_page);
        let covered = covered.filter_map(|page| Some((*by_import.get(&page.path)?, page.origin.as_ref())));
        let covered: Vec<(&Redirect, &str)> = covered.collect();
        covered.iter().for_each(|(redirect, page)| problems.push(self.covered(redirect, page)));
        let covered: BTreeSet<SitePath> = covered.iter().map(|(redirect, _)| redirect.from.clone()).collect();
        artifacts.retain(|artifact| {
            let is_page = artifact.listing.is_page();
            is_page || !covered.contains(&artifact.path)
        });
    }

    /// What to say of an old address at which another page stands.
    fn covered(&self, redirect: &Redirect, page: &str) -> Diagnostic {
        let Redirect { from, path, .. } = redirect;
        let message = say!(
            "at the old address {from} of the post in `{path}` stands another page, that of {page}",
            from,
            path,
            page
        );
        let problem = Diagnostic::warning(Code::AddressConflict, message)
            .help(say!("give one of the two another address, or take `origin` out if that page stands for the post"));
        match self.editions.iter().find_map(|edition| edition.site.text(path)) {
            Some(text) => problem.at(text.place_of(from.as_str().trim_end_matches('/'))),
            None => problem,
        }
    }
}

/// Entries of the menu that lead nowhere.
fn check_menu(site: &Site, known: &BTreeSet<&str>, problems: &mut Diagnostics) {
    for item in site.config.menu.iter().filter(|item| !is_external(&item.target.text)) {
        let target = item.target.text.split(['#', '?']).next().unwrap_or_default().trim_start_matches('/');
        if !is_known(known, site.written(target).as_str()) {
            let problem = broken(site, target, known).at(item.target.place.clone());
            problems.push(match without_scheme(&item.target.text) {
                Some(address) => problem.help(say!("did you mean `{near}`?", near = address)),
                None => problem,
            });
        }
    }
}

fn is_known(known: &BTreeSet<&str>, path: &str) -> bool {
    let page = SitePath::from_output_path(path);
    [path, page.as_str(), &format!("{path}/")].iter().any(|path| known.contains(path))
}

fn broken(site: &Site, path: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let here = path.strip_prefix(site.routes.folder()).unwrap_or(path);
    let left_out = site.config.outputs.left_out_at(here);
    let help = match (left_out, closest_path(path, known.iter().copied())) {
        (Some(key), _) => {
            say!("`outputs` in site.yaml leaves it out with `{key}: false`; take that out, or the link", key)
        }
        (None, Some(near)) => say!("did you mean `/{near}`?", near = near.trim_end_matches("index.html")),
        (None, None) => say!("write an address of the site, such as /cases/"),
    };
    Diagnostic::error(Code::BrokenLink, say!("the site has no page at `/{path}`", path)).help(help)
}
