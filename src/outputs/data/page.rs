//! The page that describes the data: which files there are, what each field holds, and what may be done with it.

use super::field::Field;
use super::file::Format;
use crate::outputs::Input;
use crate::outputs::artifact::{Failure, Views};
use crate::outputs::citations::{citation_links, library_citation};
use crate::outputs::page::{Page, page_views};
use crate::outputs::structured_data::{self, Download};
use crate::outputs::view_cache::cached_date;
use crate::site::Site;
use crate::theme::views::{DataFieldView, DataFileView, DataView};

/// The address of the whole library in one file. Who has that file finds it on the web.
fn bundle_url(site: &Site) -> String {
    let Site { config, routes, .. } = site;
    match (config.outputs.bundle, config.relative) {
        (false, _) => String::new(),
        (true, false) => routes.link(&routes.bundle()),
        (true, true) => routes.absolute(&routes.bundle()),
    }
}

/// Makes the page.
pub(super) fn page(input: Input<'_>) -> Result<Views, Failure> {
    let Input { site, theme, .. } = input;
    let path = site.routes.data();
    let title = theme.text("data", &[]);
    let description = theme.text("data_description", &[("site", site.config.title.as_str().into())]);
    let page = Page {
        data: structured_data::if_shown(input, || {
            let download = |format: Format| Download {
                media_type: format.media_type(),
                url: site.routes.absolute(&site.routes.data_file(format.ending())),
            };
            structured_data::dataset(input, &description, &path, Format::ALL.map(download).into())
        }),
        modified: site.latest,
        description,
        ..Page::new("data", title, path)
    };
    let file = |format: Format| DataFileView {
        title: format.title().to_owned(),
        url: site.routes.link(&site.routes.data_file(format.ending())),
        about: format.about(theme),
    };
    let field = |(field, name): (Field, &str)| DataFieldView {
        name: name.to_owned(),
        kind: field.kind().title(theme),
        about: field.about(input),
    };
    let view = DataView {
        count: site.cases.len(),
        updated: site.latest.map(|date| cached_date(input, date)),
        files: Format::ALL.map(file).into(),
        bundle_url: bundle_url(site),
        citation: site.has_citations().then(|| library_citation(input, &site.routes.data())),
        citation_files: citation_links(site, |ending| site.routes.data_file(ending)),
        fields: input.edition.data.columns().map(field).collect(),
    };
    Ok(page_views(input, page, "data", &view))
}
