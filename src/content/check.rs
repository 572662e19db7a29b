//! What can only be checked when all files are known: names that exist, names that exist once, links that lead somewhere.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::fragments::{HeadingIds, missing_fragment};
use super::suggestions::{meant_term, near_asset};
use super::{
    AnyEntry, Content, ContentValue, DocumentKind, Entry, LinkTarget, Reference, ReferenceKind, SourceText, days,
    resolve, term_names, way,
};
use crate::base::address;
use crate::base::conflict::conflict;
use crate::base::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::base::message::Message;
use crate::base::slug::Slug;
use crate::base::source::Place;
use crate::base::suggest::{closest, closest_path};
use crate::casefile::{FileName, Target, original_path};
use crate::markdown::reads_as_title;
use crate::model::{Audience, Hidden};

/// What stands between the parts of a list in Persian and Arabic, and is a letter to YAML.
const PERSIAN_COMMAS: [char; 2] = ['،', '؛'];

/// Everything that a reference may name.
struct Names<'a> {
    content: &'a Content,
    audience: Audience,
    /// For each folder that front matter refers to (cases, articles, and the taxonomies in their order), the slugs in it,
    /// sorted.
    slugs: Vec<(&'a str, OnceLock<Vec<&'a str>>)>,
    /// The terms that a shown case names, by taxonomy; only few texts link to terms.
    used_terms: OnceLock<BTreeSet<(&'a str, &'a str)>>,
}

/// A link to an address of the site, which only the plan of the build can check.
#[derive(Debug, Clone)]
pub struct AddressLink {
    /// The address, decoded, without the leading slash.
    pub path: String,
    text: Arc<SourceText>,
    span: Range<usize>,
}

impl AddressLink {
    /// The content file that holds it.
    #[must_use]
    pub fn file(&self) -> &str {
        self.text.path()
    }

    /// Where the link stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.text.body_span(self.span.clone())
    }
}

/// Checks the content as a whole and adds every problem to `problems`. Links to addresses (`/themes/climate/`)
/// are handed back.
pub fn check(content: &Content, audience: Audience, problems: &mut Diagnostics) -> Vec<AddressLink> {
    let terms = content.terms.iter().map(|(id, _)| id.as_str());
    let slugs = ["cases", "articles"].into_iter().chain(terms).map(|folder| (folder, OnceLock::new())).collect();
    let names = Names { content, audience, slugs, used_terms: OnceLock::new() };
    let mut addresses = Vec::new();
    for (links, own) in content.find(|entry| check_entry(&names, entry)) {
        addresses.extend(links);
        problems.extend(own.into_iter().collect());
    }
    check_slugs(content, problems);
    term_names::check(content, problems);
    addresses
}

/// What there is to say of one file, if anything.
fn check_entry(names: &Names<'_>, entry: AnyEntry<'_>) -> Option<(Vec<AddressLink>, Vec<Diagnostic>)> {
    let text = entry.text;
    let (mut addresses, mut problems) = (Vec::new(), Vec::new());
    problems.extend(days::check(names.audience.today, entry));
    let mut ids = HeadingIds::new();
    for Reference { kind, text: words, span } in &text.analysis().references {
        match kind {
            ReferenceKind::Name(target) => {
                let problem = check_reference(names, text, *target, words);
                problems.extend(problem.map(|problem| problem.at(text.span(span.clone()))));
            }
            ReferenceKind::Title => problems.push(heading(words).at(text.body_span(span.clone()))),
            ReferenceKind::Underlined => {
                let place = text.body_span(span.clone());
                // Of the line between two versions of a text, Markdown makes a heading.
                if conflict(&place.source).is_none() {
                    problems.push(underlined(words).at(place));
                }
            }
            // Those of all files are counted together.
            ReferenceKind::Load | ReferenceKind::Source => {}
            ReferenceKind::Link | ReferenceKind::Picture => {
                let resolved = resolve(text.path(), words);
                if let Some(problem) = check_link(names, &mut ids, text, words, &resolved) {
                    problems.push(problem.at(text.body_span(span.clone())));
                }
                if let LinkTarget::Address(path, _) = resolved {
                    addresses.push(AddressLink { path, text: Arc::clone(text), span: span.clone() });
                }
            }
        }
    }
    (!addresses.is_empty() || !problems.is_empty()).then_some((addresses, problems))
}

/// The terms that a shown case names; only they have a page.
fn used_terms(content: &Content, audience: Audience) -> BTreeSet<(&str, &str)> {
    let shown = content.cases.iter().filter_map(|entry| entry.value.as_ref());
    let shown = shown.filter(|case| case.schedule.hidden_from(audience).is_none());
    shown
        .flat_map(|case| &case.terms)
        .flat_map(|(taxonomy, slugs)| slugs.iter().map(move |slug| (taxonomy.as_str(), slug.as_str())))
        .collect()
}

/// Two files of one kind with the same slug would want the same address.
fn check_slugs(content: &Content, problems: &mut Diagnostics) {
    slugs_once(&content.cases, problems);
    slugs_once(&content.articles, problems);
    slugs_once(&content.pages, problems);
    for (_, terms) in &content.terms {
        slugs_once(terms, problems);
    }
}

fn slugs_once<T: ContentValue>(entries: &[Entry<T>], problems: &mut Diagnostics) {
    let mut slugs: Vec<(&Slug, usize)> =
        entries.iter().enumerate().filter_map(|(index, entry)| Some((entry.value.as_ref()?.slug(), index))).collect();
    // Files come sorted by name, which most slugs are.
    slugs.sort();
    let mut twice: Vec<(usize, usize)> = Vec::new();
    for same in slugs.chunk_by(|(one, _), (other, _)| one == other) {
        if let [(_, first), others @ ..] = same {
            twice.extend(others.iter().map(|(_, other)| (*other, *first)));
        }
    }
    twice.sort_unstable();
    for (index, first) in twice {
        let (entry, other) = (&entries[index], &entries[first]);
        let Some(slug) = entry.value.as_ref().map(ContentValue::slug) else { continue };
        // At most one of them is called so; it is the other that says `slug:`.
        let is_called_so = FileName::of(entry.text.path()).stem == slug.as_str();
        let (entry, other) = if is_called_so { (other, entry) } else { (entry, other) };
        let message = say!("two files have the slug `{slug}`, this one and `{other}`", slug, other = other.text.path());
        problems.push(
            Diagnostic::error(Code::DuplicateSlug, message)
                .at(entry.text.place_of(&format!("slug: {slug}")))
                .help(say!("give one of them another `slug:` or another file name")),
        );
    }
}

fn check_reference(names: &Names<'_>, text: &SourceText, target: Target, name: &str) -> Option<Diagnostic> {
    let (place, code) = match target {
        Target::Asset => return missing_asset(names, text, name),
        Target::Case => (0, Code::UnknownCase),
        Target::Article => (1, Code::UnknownCase),
        Target::Term(taxonomy) => (2 + taxonomy, Code::UnknownTerm),
    };
    let (folder, known) = names.slugs.get(place)?;
    let known = known.get_or_init(|| slugs_in(names.content, folder));
    // Nothing refers to itself.
    let own = FileName::of(text.path()).stem;
    let is_own = |slug: &str| slug == own && text.path().split('/').nth(1) == Some(folder);
    if known.binary_search(&name).is_ok() {
        let message = say!("`{name}` is this text itself", name);
        let help = say!("name another one, or take it out");
        return is_own(name).then(|| Diagnostic::warning(code, message).help(help));
    }
    let message = say!("there is no `{name}` in content/{folder}", name, folder);
    if let Target::Term(_) = target
        && let Some(help) = meant_term(names.content, folder, name)
    {
        return Some(Diagnostic::error(code, message).help(help));
    }
    let help = match closest(name, known.iter().copied().filter(|slug| !is_own(slug))) {
        _ if name.contains(PERSIAN_COMMAS) || are_several(name, known) => {
            let parts = |one: char| PERSIAN_COMMAS.contains(&one) || are_several(name, known) && one.is_whitespace();
            let several: Vec<&str> = name.split(parts).map(str::trim).filter(|one| !one.is_empty()).collect();
            say!("write `,` between the entries of a list: `[{several}]`", several = several.join(", "))
        }
        Some(near) => say!("did you mean `{near}`?", near),
        None if name.contains(',') => say!("write several as a list: `[{name}]`", name),
        None if name.starts_with('-') || name.contains(" -") => {
            say!("put each entry of a list on a line of its own, behind a hyphen and a space")
        }
        None => say!("choose one of the files in content/{folder}, or add `content/{folder}/{name}.md`", folder, name),
    };
    Some(Diagnostic::error(code, message).help(help))
}

/// The slugs in a folder, sorted. A file that could not be read counts by its name, so that its mistake is not told twice.
fn slugs_in<'a>(content: &'a Content, folder: &str) -> Vec<&'a str> {
    fn collect<'a, T: ContentValue>(entries: &'a [Entry<T>]) -> Vec<&'a str> {
        let name = |entry: &'a Entry<T>| match &entry.value {
            Some(value) => value.slug().as_str(),
            None => FileName::of(entry.text.path()).stem,
        };
        let mut slugs: Vec<&str> = entries.iter().map(name).collect();
        slugs.sort();
        slugs.dedup();
        slugs
    }
    // A translation is called as its original is; one without an original, by the name of its file.
    fn names<T>(entries: &[Entry<T>]) -> Vec<&str> {
        entries.iter().map(|entry| FileName::of(entry.text.path()).stem).collect()
    }
    let (mut slugs, translated) = match folder {
        "cases" => (collect(&content.cases), names(&content.translations.cases)),
        "articles" => (collect(&content.articles), names(&content.translations.articles)),
        taxonomy => return collect(content.terms_of(taxonomy)),
    };
    slugs.extend(translated);
    slugs.sort_unstable();
    slugs.dedup();
    slugs
}

fn missing_asset(names: &Names<'_>, text: &SourceText, file: &str) -> Option<Diagnostic> {
    let assets = &names.content.assets;
    if assets.binary_search_by(|(asset, _)| asset.as_str().cmp(file)).is_ok() {
        return None;
    }
    // Windows writes paths with backslashes; addresses have slashes.
    let written = file.replace('\\', "/");
    let help = match near_asset(names.content, text, &written) {
        Some(near) => say!("did you mean `{near}`?", near),
        None if written != file => {
            say!("write it with slashes, `{written}`, and put it at `assets/{written}`", written)
        }
        None => say!("put the file at `assets/{file}`, or leave the line out until it is there", file),
    };
    Some(Diagnostic::error(Code::MissingImage, say!("there is no file `assets/{file}`", file)).help(help))
}

fn heading(words: &str) -> Diagnostic {
    let message = say!("the heading `{words}` is of level 1, which is the page's title", words);
    let help = say!("write `## {words}`; the title of the page comes from `title:`", words);
    Diagnostic::error(Code::HeadingLevel, message).help(help)
}

/// A line of `=` below the words: of a merge, or one that should part the text.
fn underlined(words: &str) -> Diagnostic {
    let message = say!("this line makes a heading of the text above it, of level 1, which is the page's title");
    let help = match reads_as_title(words) {
        true => {
            say!("write `## {words}` in place of both lines; or take this one out, if it is left from a merge", words)
        }
        false => say!("take it out, as it may be left from a merge; to part the text, write `---` between empty lines"),
    };
    Diagnostic::error(Code::HeadingLevel, message).help(help)
}

fn check_link<'h>(
    names: &'h Names<'_>,
    ids: &mut HeadingIds<'h>,
    text: &'h SourceText,
    target: &str,
    resolved: &LinkTarget,
) -> Option<Diagnostic> {
    match resolved {
        LinkTarget::External | LinkTarget::Address(..) => None,
        LinkTarget::Fragment(id) => missing_fragment(ids, text.analysis(), text.path(), id),
        LinkTarget::File(path, id) => {
            let path = names.content.in_language_of(text.path(), path);
            let document = names.content.document(&path);
            let other = document.as_ref().and_then(|_| other_language(text.path(), &path));
            other
                .or_else(|| broken_file(names, text, target, &path))
                .or_else(|| missing_fragment(ids, document?.analysis, &path, id.as_deref()?))
        }
        LinkTarget::Asset(file) => {
            let slip = address::mistake(target, false);
            // What runs something is told where the text is read.
            if slip.as_ref().is_some_and(|slip| slip.severity == Severity::Error) {
                return None;
            }
            let problem = Diagnostic { code: Code::MissingFile, ..missing_asset(names, text, file)? };
            Some(match slip.and_then(|slip| slip.help).or_else(|| meant_link(names, text, target)) {
                Some(help) => problem.help(help),
                None if address::is_like_a_host(target) => {
                    problem.help(say!("to link to another site, write `https://{target}`", target))
                }
                None => problem,
            })
        }
        LinkTarget::Outside => {
            let message = say!("`{target}` leads out of the site's folder", target);
            let help = meant_link(names, text, target);
            let help = help.unwrap_or_else(|| say!("link to a file of the site, or to a web address"));
            Some(Diagnostic::error(Code::BrokenLink, message).help(help))
        }
    }
}

/// What a link means that is no file: a mail address, or a content file without its ending.
fn meant_link(names: &Names<'_>, text: &SourceText, target: &str) -> Option<Message> {
    let (name, host) = target.split_once('@').unwrap_or_default();
    if !name.is_empty() && host.contains('.') && !target.contains(['/', ' ']) {
        return Some(say!("to link to a mail address, write `mailto:{target}`", target));
    }
    let (path, fragment) = target.split_once('#').map_or((target, ""), |(path, _)| (path, &target[path.len()..]));
    let file = format!("{}.md", path.trim_end_matches('/'));
    let is_there = |file: &str| matches!(resolve(text.path(), file), LinkTarget::File(path, _) if names.content.document(&path).is_some());
    let near = is_there(&file).then(|| format!("{file}{fragment}"))?;
    Some(say!("did you mean `{near}`?", near))
}

/// A link names the original, and leads to what its own language has of it. Another language is another place.
fn other_language(from: &str, path: &str) -> Option<Diagnostic> {
    let original = original_path(path).filter(|_| FileName::of(from).language != FileName::of(path).language)?;
    let message = say!("the link leads to `{path}`, a translation into another language than that of this text", path);
    let help = say!(
        "link to `{original}`: each language leads to its own page; or write the address, such as /fa/about/",
        original
    );
    Some(Diagnostic::error(Code::BrokenLink, message).help(help))
}

fn broken_file(names: &Names<'_>, text: &SourceText, target: &str, path: &str) -> Option<Diagnostic> {
    let Some(document) = names.content.document(path) else {
        let others = || names.content.paths().filter(|other| *other != text.path());
        // The way from the folder of the site, where that from the file is asked for.
        let whole = target.split('#').next().and_then(|target| others().find(|other| *other == target));
        let help = match whole.or_else(|| closest_path(path, others())) {
            Some(near) => say!("did you mean `{near}`?", near = way(text.path(), near)),
            None => say!("links between content files name the file, such as `../cases/paris.md`"),
        };
        return Some(Diagnostic::error(Code::BrokenLink, say!("there is no file `{path}`", path)).help(help));
    };
    // A file with a mistake of its own is there; that mistake is told where it stands.
    match document.kind? {
        DocumentKind::Term(taxonomy, slug) => {
            let used = names.used_terms.get_or_init(|| used_terms(names.content, names.audience));
            // A case that cannot be read may name it.
            let is_unsure = || names.content.cases.iter().any(|case| case.value.is_none());
            if used.contains(&(taxonomy, slug.as_str())) || is_unsure() {
                return None;
            }
            let message =
                say!("the link leads to `{path}`, which has no page because no published case names it", path);
            Some(
                Diagnostic::error(Code::BrokenLink, message)
                    .help(say!("take the link out, or name the term in a case")),
            )
        }
        DocumentKind::Text(schedule) => {
            let reason = match schedule.hidden_from(names.audience)? {
                Hidden::Draft => say!("is a draft"),
                Hidden::Scheduled => say!("is not published yet"),
                Hidden::Expired => say!("is no longer published"),
            };
            let message = say!("the link leads to `{path}`, which {reason}", path, reason);
            let help = match schedule.hidden_from(names.audience)? {
                Hidden::Expired => {
                    say!("its `expires` is past: write a later day if the text is to stay, or take the link out")
                }
                _ => say!("publish that file too, or take the link out"),
            };
            Some(Diagnostic::error(Code::BrokenLink, message).help(help))
        }
    }
}

/// `c40 iclei`: names of files with nothing but spaces between them.
fn are_several(name: &str, known: &[&str]) -> bool {
    let is_known = |one: &str| known.binary_search(&one).is_ok();
    name.contains(char::is_whitespace) && name.split_whitespace().all(is_known)
}
