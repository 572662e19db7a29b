//! Which colour each theme has.

use super::taxonomies::{SiteTaxonomy, SiteTerm};
use crate::base::digest::Digest;
use crate::config::PALETTE;

/// Gives each term of a taxonomy a colour: the one that its file names, else the one that is called as it is, else one that
/// follows from its name in addresses, so that it stays when other terms come. Two terms share one only where an editor said
/// so, or where there are more terms than colours.
pub(super) fn give_colours(taxonomy: &mut SiteTaxonomy) {
    let mut terms: Vec<&mut SiteTerm> = taxonomy.terms.iter_mut().chain(&mut taxonomy.unused).collect();
    terms.sort_by(|one, other| one.slug.cmp(&other.slug));
    let mut taken: Vec<&'static str> = Vec::new();
    for term in &mut terms {
        term.colour = own_colour(term);
        taken.extend(term.colour);
    }
    for term in terms.into_iter().filter(|term| term.colour.is_none()) {
        let first = usize::from(Digest::of(term.slug.as_str().as_bytes()).as_bytes()[0]);
        let mut candidates = (0..PALETTE.len()).map(|step| PALETTE[(first + step) % PALETTE.len()]);
        let colour = candidates.find(|colour| !taken.contains(colour)).unwrap_or(PALETTE[first % PALETTE.len()]);
        taken.push(colour);
        term.colour = Some(colour);
    }
}

fn own_colour(term: &SiteTerm) -> Option<&'static str> {
    let named = |name: &str| PALETTE.into_iter().find(|colour| *colour == name);
    let file = term.file.as_ref().and_then(|file| file.term.colour.as_deref());
    file.and_then(named).or_else(|| named(term.slug.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::slug::Slug;

    fn taxonomy(slugs: &[&str]) -> SiteTaxonomy {
        let term = |slug: &&str| SiteTerm {
            slug: Slug::parse(slug).unwrap(),
            name: (*slug).to_owned(),
            label: (*slug).to_owned(),
            colour: None,
            file: None,
            cases: Vec::new(),
        };
        SiteTaxonomy {
            id: "themes".to_owned(),
            title: None,
            singular: None,
            description: String::new(),
            kinds: Vec::new(),
            terms: slugs.iter().map(term).collect(),
            unused: Vec::new(),
            names: std::collections::BTreeMap::new(),
            without: Vec::new(),
            has_pages: true,
        }
    }

    #[test]
    fn thirteen_terms_have_thirteen_colours_and_a_fourteenth_has_one_too() {
        let slugs: Vec<String> = (1..=12).map(|number| format!("theme-{number}")).chain(["peace".to_owned()]).collect();
        let mut themes = taxonomy(&slugs.iter().map(String::as_str).collect::<Vec<_>>());
        give_colours(&mut themes);
        let mut colours: Vec<&str> = themes.terms.iter().filter_map(|term| term.colour).collect();
        assert_eq!(colours.last(), Some(&"peace"));
        colours.sort_unstable();
        assert_eq!(colours, PALETTE);
        let mut more = taxonomy(&slugs.iter().map(String::as_str).chain(["culture"]).collect::<Vec<_>>());
        give_colours(&mut more);
        assert!(more.terms.iter().all(|term| term.colour.is_some()));
    }
}
