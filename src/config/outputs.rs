//! `outputs` in `site.yaml`: which parts the site has, of those that may be left out.

use super::OutputChoice;
use crate::yaml::Fields;

/// What a site has whose `site.yaml` says nothing of it: everything but the bundle, which takes as long as the site.
pub(super) const UNLESS_SAID: OutputChoice = OutputChoice {
    countries: true,
    term_feeds: true,
    json_feeds: true,
    map: true,
    data: true,
    citations: true,
    markdown: true,
    bundle: false,
    matrix: true,
    coverage: true,
    years: true,
    search: true,
    booklets: None,
};

/// Which parts are made.
pub(super) fn outputs(fields: &Fields<'_>) -> OutputChoice {
    let Some(inner) = fields.mapping("outputs") else { return UNLESS_SAID };
    let choice = |key| inner.boolean(key, true);
    let where_said = |key| inner.node(key).is_some().then(|| inner.boolean(key, true));
    let choice = OutputChoice {
        countries: choice("countries"),
        term_feeds: choice("term_feeds"),
        json_feeds: choice("json_feeds"),
        map: choice("map"),
        data: choice("data"),
        citations: choice("citations"),
        markdown: choice("markdown"),
        bundle: inner.boolean("bundle", false),
        matrix: choice("matrix"),
        coverage: choice("coverage"),
        years: choice("years"),
        search: choice("search"),
        booklets: where_said("booklets"),
    };
    inner.finish();
    choice
}
