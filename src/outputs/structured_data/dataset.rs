//! The data of all cases as a data set (schema.org Dataset).

use serde::Serialize;

use super::{Agent, Node, publisher};
use crate::base::date::Date;
use crate::base::url::SitePath;
use crate::outputs::Input;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::outputs) struct Dataset {
    name: String,
    description: String,
    url: String,
    in_language: String,
    is_accessible_for_free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    creator: Agent,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<Date>,
    distribution: Vec<Download>,
}

/// A file of a data set.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "DataDownload")]
pub(in crate::outputs) struct Download {
    #[serde(rename = "encodingFormat")]
    pub media_type: &'static str,
    /// Its absolute address.
    #[serde(rename = "contentUrl")]
    pub url: String,
}

/// The data of all cases.
pub(in crate::outputs) fn dataset(
    input: Input<'_>,
    description: &str,
    path: &SitePath,
    distribution: Vec<Download>,
) -> Node {
    let site = input.site;
    let licence = site.config.licence.as_ref();
    Node::Dataset(Dataset {
        name: site.config.title.clone(),
        description: description.to_owned(),
        url: site.routes.absolute(path),
        in_language: site.config.language.clone(),
        is_accessible_for_free: true,
        license: licence.map(|licence| licence.url.clone().unwrap_or_else(|| licence.id.clone())),
        creator: publisher(site),
        date_modified: site.latest,
        distribution,
    })
}
