//! Which part of a list is asked for: the cases of some terms, or one language.

use crate::base::error::{Error, Result};
use crate::base::slug::Slug;
use crate::base::suggest::closest;
use crate::model::Case;
use crate::outputs::Edition;
use crate::site::{COUNTRIES, Site, SiteTaxonomy};

use super::Subject;

/// Which part of a list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The terms that a case must have, all of them: the id of a taxonomy and the slug of a term; of the list of terms, which
    /// of them. Without a slug, any term of the taxonomy will do.
    pub terms: Vec<(String, Option<Slug>)>,
    /// The place of the edition that is asked for, if one is.
    pub edition: Option<usize>,
}

/// What a selection means on this site: terms as `networks/c40` or `networks`, and a language.
///
/// # Errors
/// There is no such term or language, or the list has no cases of which to ask for some.
pub fn select(subject: Subject, editions: &[Edition], terms: &[String], language: Option<&str>) -> Result<Selection> {
    if !terms.is_empty() && !subject.has_cases() && subject != Subject::Terms {
        return Err(Error::Usage(say!(
            "`--term` chooses among cases, and this list has none; it goes with cases, drafts, scheduled, \
                 terms and gaps"
        )));
    }
    let edition = language.map(|language| edition(editions, language)).transpose()?;
    let site = editions.first().map(|edition| &edition.site);
    let terms = terms.iter().filter_map(|written| Some(term(site?, written))).collect::<Result<_>>()?;
    Ok(Selection { terms, edition })
}

fn edition(editions: &[Edition], language: &str) -> Result<usize> {
    let languages = || editions.iter().map(|edition| edition.site.config.language.as_str());
    languages().position(|known| known.eq_ignore_ascii_case(language)).ok_or_else(|| {
        let help = match closest(language, languages()) {
            Some(near) => say!("did you mean `{near}`?", near),
            None => say!("it has {languages}", languages = languages().collect::<Vec<_>>().join(", ")),
        };
        Error::Usage(say!("the site does not have the language `{language}`; {help}", language, help))
    })
}

fn term(site: &Site, written: &str) -> Result<(String, Option<Slug>)> {
    let (id, name) = written.split_once('/').map_or((written, None), |(id, name)| (id, Some(name)));
    let ids = || site.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str());
    let Some(taxonomy) = site.taxonomies.iter().find(|taxonomy| taxonomy.id == id) else {
        let help = match closest(id, ids()) {
            Some(near) => {
                say!("did you mean `{near}`?", near = name.map_or(near.to_owned(), |name| format!("{near}/{name}")))
            }
            None => say!(
                "it has {ids}; write `{first}/one`",
                ids = ids().collect::<Vec<_>>().join(", "),
                first = ids().next().unwrap_or(COUNTRIES)
            ),
        };
        return Err(Error::Usage(say!("the site has no taxonomy `{id}`; {help}", id, help)));
    };
    let Some(name) = name.filter(|name| !name.is_empty()) else { return Ok((id.to_owned(), None)) };
    let slug = known_slug(taxonomy, name).ok_or_else(|| unknown(taxonomy, name))?;
    Ok((id.to_owned(), Some(slug)))
}

fn slugs(taxonomy: &SiteTaxonomy) -> impl Iterator<Item = &Slug> {
    taxonomy.terms.iter().chain(&taxonomy.unused).map(|term| &term.slug)
}

fn known_slug(taxonomy: &SiteTaxonomy, name: &str) -> Option<Slug> {
    slugs(taxonomy).find(|slug| slug.as_str() == name).cloned()
}

fn unknown(taxonomy: &SiteTaxonomy, name: &str) -> Error {
    let id = &taxonomy.id;
    let by_label = taxonomy.terms.iter().chain(&taxonomy.unused).find(|term| term.label == name || term.name == name);
    let near = by_label.map(|term| term.slug.as_str());
    let help = match near.or_else(|| closest(name, slugs(taxonomy).map(Slug::as_str))) {
        Some(near) => say!("did you mean `{id}/{near}`?", id, near),
        None => say!("`chancery list terms --term {id}` names them", id),
    };
    Error::Usage(say!("there is no `{name}` among the {id}; {help}", name, id, help))
}

impl Selection {
    /// Does a case have the terms that are asked for?
    pub(super) fn takes(&self, case: &Case) -> bool {
        self.terms.iter().all(|(id, slug)| {
            if id == COUNTRIES {
                return slug.as_ref().is_none_or(|slug| case.country.slug() == slug);
            }
            let own = case.terms.iter().find(|(own, _)| own == id).map(|(_, slugs)| slugs);
            own.is_some_and(|own| slug.as_ref().map_or(!own.is_empty(), |slug| own.contains(slug)))
        })
    }

    /// Is it all that there is?
    pub(super) fn takes_all(&self) -> bool {
        self.terms.is_empty()
    }

    /// The edition that is asked for, else that of the originals.
    pub(super) fn one_edition<'e>(&self, editions: &'e [Edition]) -> Option<&'e Edition> {
        editions.get(self.edition.unwrap_or_default())
    }

    /// The edition that is asked for, else all of them.
    pub(super) fn editions<'e>(&self, editions: &'e [Edition]) -> &'e [Edition] {
        match self.edition {
            Some(place) => editions.get(place..=place).unwrap_or_default(),
            None => editions,
        }
    }
}
