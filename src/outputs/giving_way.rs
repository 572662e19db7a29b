//! Pages that the program adds, such as the map, give way to a page that the site has at the same address.

use std::collections::{BTreeMap, BTreeSet};

use super::Artifact;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::Place;

/// Takes out every file that gives way to another, and says so: once, also where a page stands in several languages.
pub(super) fn drop_those_that_give_way(artifacts: &mut Vec<Artifact<'_>>, problems: &mut Diagnostics) {
    let giving = artifacts.iter().filter(|artifact| artifact.gives_way).map(|artifact| artifact.path.clone());
    let mut others: BTreeMap<_, Option<String>> = giving.map(|path| (path, None)).collect();
    for artifact in artifacts.iter().filter(|artifact| !artifact.gives_way) {
        if let Some(other) = others.get_mut(&artifact.path) {
            *other = Some(artifact.origin.clone().into_owned());
        }
    }
    let mut told = BTreeSet::new();
    artifacts.retain(|artifact| {
        let other = others.get(&artifact.path).and_then(Option::as_ref).filter(|_| artifact.gives_way);
        let new = other.filter(|other| told.insert((artifact.origin.clone(), *other)));
        new.into_iter().for_each(|other| problems.push(left_out(artifact, other)));
        other.is_none()
    });
}

fn left_out(artifact: &Artifact<'_>, other: &str) -> Diagnostic {
    let Artifact { path, origin, .. } = artifact;
    let message =
        say!("{origin} is left out, as the site has a page of its own at {path}: {other}", origin, path, other);
    let problem = Diagnostic::warning(Code::AddressConflict, message)
        .help(say!("give that page another address, or leave the part out in `site.yaml` under `outputs`"));
    match other.find("content/").and_then(|start| other.get(start..)) {
        Some(file) => problem.at(Place::of_file(file)),
        None => problem,
    }
}
