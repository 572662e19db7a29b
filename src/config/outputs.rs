//! `outputs` in `site.yaml`: which parts the site has, of those that may be left out.

use super::OutputChoice;
use crate::yaml::Fields;

/// Everything is made unless it is switched off, but for the bundle, which takes as long as the site.
pub(super) fn outputs(fields: &Fields<'_>) -> OutputChoice {
    let Some(inner) = fields.mapping("outputs") else {
        return OutputChoice {
            countries: true,
            term_feeds: true,
            json_feeds: true,
            map: true,
            data: true,
            citations: true,
            matrix: true,
            coverage: true,
            years: true,
            search: true,
            markdown: true,
            bundle: false,
        };
    };
    let choice = |key| inner.boolean(key, true);
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
    };
    inner.finish();
    choice
}
