//! `outputs` in `site.yaml`: which parts the site has, of those that may be left out.

use super::OutputChoice;
use crate::yaml::Fields;

impl OutputChoice {
    /// The key by which `site.yaml` leaves out what would stand at an address, which is given without a language's folder.
    #[must_use]
    pub fn left_out_at(&self, address: &str) -> Option<&'static str> {
        let name = address.split('/').find(|part| !part.is_empty())?;
        let switched_off = [
            ("compare", !self.compare),
            ("countries", !self.countries),
            ("coverage", !self.coverage),
            ("data", !self.data),
            ("map", !self.map),
            ("matrix", !self.matrix),
            ("search", !self.search),
            ("years", !self.years),
            ("booklets", self.booklets == Some(false)),
            ("json_feeds", !self.json_feeds),
        ];
        let key = match name {
            "booklet" => "booklets",
            "feed.json" => "json_feeds",
            name => name,
        };
        switched_off.into_iter().find(|(known, is_off)| *known == key && *is_off).map(|(known, _)| known)
    }
}

/// Which parts are made: everything that is not switched off, but for the bundle, which takes as long as the site.
pub(super) fn outputs(fields: &Fields<'_>) -> OutputChoice {
    let inner = fields.mapping("outputs");
    let said = |key| {
        let inner = inner.as_ref()?;
        let is_made = inner.boolean(key, true);
        inner.node(key).is_some().then_some(is_made)
    };
    let unless_off = |key| said(key).unwrap_or(true);
    let choice = OutputChoice {
        countries: unless_off("countries"),
        term_feeds: unless_off("term_feeds"),
        json_feeds: unless_off("json_feeds"),
        map: unless_off("map"),
        matrix: unless_off("matrix"),
        coverage: unless_off("coverage"),
        years: unless_off("years"),
        search: unless_off("search"),
        filters: unless_off("filters"),
        compare: unless_off("compare"),
        data: unless_off("data"),
        citations: unless_off("citations"),
        markdown: unless_off("markdown"),
        bundle: said("bundle").unwrap_or(false),
        booklets: said("booklets"),
        share_cards: said("share_cards"),
    };
    if let Some(inner) = inner {
        inner.finish();
    }
    choice
}
