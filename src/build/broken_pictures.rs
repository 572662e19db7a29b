//! Pictures that cannot be shown, told where they are named.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::assets::Assets;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::source::{Place, SourceFile};
use crate::casefile::Target;
use crate::config::Config;
use crate::content::{ASSETS_FOLDER, Content, Entry, LinkTarget, Scope, resolve};
use crate::images::{self, Broken};

/// How many files are looked at as one piece of work.
const AT_ONCE: usize = 128;

/// A place where content names a file below `assets/`.
struct Mention {
    file: String,
    place: Place,
}

/// Adds a problem for each place in the files of `scope` that shows a picture, or leads to one, which is none or cannot be decoded. A broken picture
/// that nobody names is told as well, as it is not published.
///
/// # Errors
/// A file cannot be read.
pub(super) fn check(
    root: &Path,
    config: &Config,
    (content, scope): (&Content, Scope),
    assets: &Assets,
    problems: &mut Diagnostics,
) -> Result<()> {
    let mut mentions = Mentions { assets, scope, found: Vec::new() };
    mentions.of(&content.cases);
    mentions.of(&content.articles);
    mentions.of(&content.pages);
    content.terms.iter().for_each(|(_, terms)| mentions.of(terms));
    let translations = &content.translations;
    mentions.of(&translations.cases);
    mentions.of(&translations.articles);
    mentions.of(&translations.pages);
    mentions.of(&translations.terms);
    if let Some(image) = &config.image {
        let mention = mentions.mention(&image.text, true, || image.place.clone());
        mentions.found.extend(mention);
    }
    let mut reasons: BTreeMap<String, Option<Broken>> = BTreeMap::new();
    let mut named = BTreeSet::new();
    for Mention { file, place } in mentions.found {
        let reason = match assets.broken.get(&file) {
            Some(reason) => Some(reason.clone()),
            None => match reasons.get(&file) {
                Some(reason) => reason.clone(),
                None => {
                    let reason = images::process(&fs::read(&root.join(ASSETS_FOLDER).join(&file))?).err();
                    reasons.insert(file.clone(), reason.clone());
                    reason
                }
            },
        };
        problems.push(problem(&file, reason.as_ref()).at(place));
        named.insert(file);
    }
    for (file, reason) in assets.broken.iter().filter(|(file, _)| !named.contains(*file)) {
        let place = Place::start_of(&SourceFile::new(format!("{ASSETS_FOLDER}/{file}"), ""));
        let message = format!("the picture `{ASSETS_FOLDER}/{file}` is not published: {reason}");
        let problem = Diagnostic::warning(Code::BrokenImage, message).at(place);
        problems.push(problem.help("nothing names it: take it away, or put a picture in its place"));
    }
    Ok(())
}

fn problem(file: &str, reason: Option<&Broken>) -> Diagnostic {
    let Some(reason) = reason else {
        let message = format!("the picture `{ASSETS_FOLDER}/{file}` has no name of a picture");
        return Diagnostic::error(Code::BrokenImage, message)
            .help("give it the ending of its kind, such as `.jpg`, `.png` or `.webp`, here and there");
    };
    let message = format!("the picture `{ASSETS_FOLDER}/{file}` cannot be shown: {reason}");
    Diagnostic::error(Code::BrokenImage, message).help(reason.help())
}

/// Collects the mentions of files that are no pictures.
struct Mentions<'a> {
    assets: &'a Assets,
    scope: Scope,
    found: Vec<Mention>,
}

impl Mentions<'_> {
    fn of<T: Sync>(&mut self, entries: &[Entry<T>]) {
        let in_entry = |Entry { text, facts, .. }: &Entry<T>| {
            let mut found = Vec::new();
            for reference in facts.references.iter().filter(|reference| reference.target == Target::Asset) {
                found.extend(self.mention(&reference.name, true, || text.span(reference.span.clone())));
            }
            for link in &facts.links {
                // Most links lead elsewhere, which costs less to see than to resolve.
                if (link.is_image || !self.assets.broken.is_empty())
                    && let LinkTarget::Asset(file) = resolve(text.path(), &link.target)
                {
                    found.extend(self.mention(&file, link.is_image, || text.body_span(link.span.clone())));
                }
            }
            found
        };
        let is_looked_at = |entry: &&Entry<T>| self.scope.has(&entry.text);
        let looked_at = entries.par_iter().with_min_len(AT_ONCE).filter(is_looked_at);
        let found: Vec<Mention> = looked_at.flat_map_iter(in_entry).collect();
        self.found.extend(found);
    }

    /// A file that is not there was reported before.
    fn mention(&self, file: &str, is_shown: bool, place: impl FnOnce() -> Place) -> Option<Mention> {
        let files = &self.assets.files;
        let is_wrong =
            self.assets.broken.contains_key(file) || is_shown && files.is_there(file) && files.picture(file).is_none();
        is_wrong.then(|| Mention { file: file.to_owned(), place: place() })
    }
}
