//! The cases to take along: tables, lists for programs and for maps, of the library and of each term, and the page that
//! describes them.

mod field;
mod file;
mod matrix;
mod page;
mod pieces;

use std::borrow::Cow;

pub(super) use matrix::has_matrix_file;
pub(super) use pieces::DataCache;

use super::Input;
use super::artifact::Artifact;
use crate::base::url::SitePath;
use crate::site::Site;
use crate::theme::views::LinkView;
use file::{DataFile, Format};

/// Links to the files of all formats, whose address `path` tells from their ending.
pub(super) fn data_links(site: &Site, path: impl Fn(&str) -> SitePath) -> Vec<LinkView> {
    let link =
        |format: Format| LinkView { title: format.title().to_owned(), url: site.routes.link(&path(format.ending())) };
    Format::ALL.map(link).into()
}

/// Plans `/data/` and the files in it, and those of each term: `/networks/c40/cases.csv`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if !site.has_data() {
        return Vec::new();
    }
    let page = Artifact::page(input, site.routes.data(), "the page of the data", site.latest, "data.html", page::page);
    let mut artifacts = vec![page.giving_way()];
    artifacts.extend(matrix::plan(input));
    for format in Format::ALL {
        let cases = Cow::Owned((0..site.cases.len()).collect());
        let file = DataFile { title: &site.config.title, page: site.routes.data(), cases, format };
        let path = site.routes.data_file(format.ending());
        artifacts.push(file.artifact(input, path, "the data of all cases"));
    }
    for (_, taxonomy) in site.taxonomies_with_pages() {
        for term in &taxonomy.terms {
            let page = site.routes.term(&taxonomy.id, term.slug.as_str(), 1);
            for format in Format::ALL {
                let cases = Cow::Borrowed(term.cases.as_slice());
                let file = DataFile { title: &term.name, page: page.clone(), cases, format };
                let path = site.routes.term_data(&taxonomy.id, term.slug.as_str(), format.ending());
                artifacts.push(file.artifact(input, path, format!("the data of {}", term.name)));
            }
        }
    }
    artifacts
}
