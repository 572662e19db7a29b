//! Which case names which term, as a table: the whole of what `/matrix/` shows, a case a row and a term a column.

use std::borrow::Cow;

use super::file::BYTE_ORDER_MARK;
use super::pieces::{no_formula, row};
use crate::base::digest::Digester;
use crate::outputs::artifact::{Artifact, MadeFile};
use crate::outputs::cards::country_name;
use crate::outputs::{Input, Purpose};
use crate::site::{Site, TermId};

/// Has the site something to put into it?
pub(in crate::outputs) fn has_matrix_file(site: &Site) -> bool {
    site.has_data() && !site.relation().groups.is_empty()
}

/// Plans `/data/matrix.csv`.
pub(super) fn plan(input: Input<'_>) -> Option<Artifact<'_>> {
    let make = |input: Input<'_>| {
        let mut key = Digester::new("matrix.csv");
        for (index, entry) in input.site.cases.iter().enumerate() {
            key.text(entry.case.slug.as_str())
                .text(&entry.case.city)
                .text(country_name(&input.site.config, &entry.case));
            for id in input.site.named_by(index) {
                key.number(id.taxonomy).number(id.term);
            }
            key.flag(true);
        }
        key.value(&header(input.site));
        let bytes = if input.purpose == Purpose::Key { Vec::new() } else { table(input) };
        Ok(MadeFile { key: key.finish(), bytes })
    };
    let path = input.site.routes.matrix_file();
    has_matrix_file(input.site).then(|| Artifact::made(input, path, "the matrix as a table", make).giving_way())
}

/// The terms in the order of the matrix.
fn terms(site: &Site) -> Vec<TermId> {
    site.relation().groups.into_iter().flat_map(|group| group.terms).collect()
}

/// A term is called by its taxonomy and its id, which are the same in all languages: `networks/c40`.
fn header(site: &Site) -> Vec<String> {
    let name = |id: TermId| format!("{}/{}", site.taxonomies[id.taxonomy].id, site.term(id).slug);
    ["id", "city", "country"].into_iter().map(str::to_owned).chain(terms(site).into_iter().map(name)).collect()
}

fn table(input: Input<'_>) -> Vec<u8> {
    let site = input.site;
    let mut table = BYTE_ORDER_MARK.to_vec();
    table.extend(row(header(site).into_iter().map(Cow::Owned)));
    let terms = terms(site);
    for index in site.relation().cases {
        let case = &site.cases[index].case;
        let about = [case.slug.as_str(), &case.city, country_name(&site.config, case)];
        let about = about.into_iter().map(|text| no_formula(Cow::Borrowed(text)));
        let named = terms.iter().map(|id| Cow::Borrowed(if site.names(index, *id) { "1" } else { "0" }));
        table.extend(row(about.chain(named)));
    }
    table
}
