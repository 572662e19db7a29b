//! What can only be checked when all files are known: names that exist, names that exist once, links that lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{ASSETS_FOLDER, Content, Document, LinkTarget, resolve};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::slug::Slug;
use crate::base::source::Place;
use crate::base::suggest::closest;
use crate::casefile::{ContentFile, FileName, Reference, Target, original_path};
use crate::markdown::{Scan, scan};
use crate::model::{Audience, Hidden, Schedule};

/// What one file's body holds.
struct Body<'a> {
    path: &'a str,
    scan: Scan,
    place: Box<dyn Fn(Range<usize>) -> Place + 'a>,
}

/// Everything that a reference may name.
struct Names<'a> {
    content: &'a Content,
    documents: BTreeMap<&'a str, (Document, Schedule)>,
    heading_ids: BTreeMap<&'a str, Vec<String>>,
    audience: Audience,
    used_terms: BTreeSet<Document>,
}

/// A link to an address of the site, which only the plan of the build can check.
#[derive(Debug, Clone)]
pub struct AddressLink {
    /// The address, decoded, without the leading slash.
    pub path: String,
    /// Where the link stands.
    pub place: Place,
}

/// Checks the content as a whole and adds every problem to `problems`. Links to addresses (`/themes/climate/`) are handed
/// back.
pub fn check(content: &Content, audience: Audience, problems: &mut Diagnostics) -> Vec<AddressLink> {
    check_slugs(content, problems);
    let bodies = bodies(content);
    let heading_ids = bodies
        .iter()
        .map(|body| (body.path, body.scan.headings.iter().map(|heading| heading.id.clone()).collect()))
        .collect();
    let used_terms = used_terms(content, audience);
    let names = Names { used_terms, content, documents: content.documents(), heading_ids, audience };
    check_references(&names, problems);
    let mut addresses = Vec::new();
    for body in &bodies {
        check_headings(body, problems);
        for link in &body.scan.links {
            if let LinkTarget::Address(path, _) = resolve(body.path, &link.target) {
                addresses.push(AddressLink { path, place: (body.place)(link.span.clone()) });
            }
            check_link(&names, body, &link.target, link.span.clone(), problems);
        }
    }
    addresses
}

/// The terms that a shown case names; only they have a page.
fn used_terms(content: &Content, audience: Audience) -> BTreeSet<Document> {
    let mut used = BTreeSet::new();
    let shown = content.cases.iter().filter_map(|file| file.value.as_ref());
    for case in shown.filter(|case| case.schedule.hidden_from(audience).is_none()) {
        for (taxonomy, slugs) in &case.terms {
            used.extend(slugs.iter().map(|slug| Document::Term(taxonomy.clone(), slug.clone())));
        }
    }
    used
}

fn bodies(content: &Content) -> Vec<Body<'_>> {
    let mut bodies = Vec::new();
    add_bodies(&mut bodies, &content.cases);
    add_bodies(&mut bodies, &content.articles);
    add_bodies(&mut bodies, &content.pages);
    for (_, files) in &content.terms {
        add_bodies(&mut bodies, files);
    }
    let translations = &content.translations;
    add_bodies(&mut bodies, &translations.cases);
    add_bodies(&mut bodies, &translations.articles);
    add_bodies(&mut bodies, &translations.pages);
    add_bodies(&mut bodies, &translations.terms);
    bodies
}

fn add_bodies<'a, T>(bodies: &mut Vec<Body<'a>>, files: &'a [ContentFile<T>]) {
    for file in files {
        let place = Box::new(move |span| file.body_place(span));
        bodies.push(Body { path: file.source.path(), scan: scan(file.body()), place });
    }
}

/// Two files of one kind with the same slug would want the same address.
fn check_slugs(content: &Content, problems: &mut Diagnostics) {
    slugs_once(content.cases.iter().filter_map(|file| Some((&file.value.as_ref()?.slug, file.place()))), problems);
    slugs_once(content.articles.iter().filter_map(|file| Some((&file.value.as_ref()?.slug, file.place()))), problems);
    slugs_once(content.pages.iter().filter_map(|file| Some((&file.value.as_ref()?.slug, file.place()))), problems);
    for (_, files) in &content.terms {
        slugs_once(files.iter().filter_map(|file| Some((&file.value.as_ref()?.slug, file.place()))), problems);
    }
}

fn slugs_once<'a>(slugs: impl Iterator<Item = (&'a Slug, Place)>, problems: &mut Diagnostics) {
    let mut first: BTreeMap<&Slug, Place> = BTreeMap::new();
    for (slug, place) in slugs {
        if let Some(other) = first.get(slug) {
            let message = format!("two files have the slug `{slug}`, this one and `{}`", other.source.path());
            problems.push(
                Diagnostic::error(Code::DuplicateSlug, message)
                    .at(place)
                    .help("give one of them another `slug:` or another file name"),
            );
        } else {
            first.insert(slug, place);
        }
    }
}

fn check_references(names: &Names<'_>, problems: &mut Diagnostics) {
    references_of(&names.content.cases, names, problems);
    references_of(&names.content.articles, names, problems);
    for (_, files) in &names.content.terms {
        references_of(files, names, problems);
    }
    let translations = &names.content.translations;
    references_of(&translations.cases, names, problems);
    references_of(&translations.articles, names, problems);
    references_of(&translations.pages, names, problems);
    references_of(&translations.terms, names, problems);
}

fn references_of<T>(files: &[ContentFile<T>], names: &Names<'_>, problems: &mut Diagnostics) {
    for file in files {
        for reference in &file.references {
            if let Some(problem) = check_reference(names, reference) {
                problems.push(problem.in_file(&file.source, reference.span.clone()));
            }
        }
    }
}

fn check_reference(names: &Names<'_>, reference: &Reference) -> Option<Diagnostic> {
    let (folder, code) = match &reference.target {
        Target::Asset => return missing_asset(names, &reference.name),
        Target::Term(taxonomy) => (taxonomy.as_str(), Code::UnknownTerm),
        Target::Case => ("cases", Code::UnknownCase),
        Target::Article => ("articles", Code::UnknownCase),
    };
    let known = slugs_in(names.content, folder);
    if known.contains(&reference.name.as_str()) {
        return None;
    }
    let message = format!("there is no `{}` in content/{folder}", reference.name);
    let help = match closest(&reference.name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("choose one of the files in content/{folder}, or add `content/{folder}/{}.md`", reference.name),
    };
    Some(Diagnostic::error(code, message).help(help))
}

/// The slugs in a folder. A file that could not be read counts by its name, so that its mistake is not told twice.
fn slugs_in<'a>(content: &'a Content, folder: &str) -> Vec<&'a str> {
    fn collect<'a, T>(files: &'a [ContentFile<T>], slug: impl Fn(&'a T) -> &'a Slug) -> Vec<&'a str> {
        let name = |file: &'a ContentFile<T>| match &file.value {
            Some(value) => slug(value).as_str(),
            None => FileName::of(file.source.path()).stem,
        };
        files.iter().map(name).collect()
    }
    match folder {
        "cases" => collect(&content.cases, |case| &case.slug),
        "articles" => collect(&content.articles, |article| &article.slug),
        taxonomy => collect(content.terms_of(taxonomy), |term| &term.slug),
    }
}

fn missing_asset(names: &Names<'_>, file: &str) -> Option<Diagnostic> {
    let assets = &names.content.assets;
    if assets.binary_search_by(|asset| asset.as_str().cmp(file)).is_ok() {
        return None;
    }
    let other_case = assets.iter().find(|asset| asset.to_lowercase() == file.to_lowercase());
    let help = match other_case.map(String::as_str).or_else(|| closest(file, assets.iter().map(String::as_str))) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("put the file at `{ASSETS_FOLDER}/{file}`, or leave the line out until it is there"),
    };
    Some(Diagnostic::error(Code::MissingImage, format!("there is no file `{ASSETS_FOLDER}/{file}`")).help(help))
}

fn check_headings(body: &Body<'_>, problems: &mut Diagnostics) {
    for heading in body.scan.headings.iter().filter(|heading| heading.level == 1) {
        let message = format!("the heading `{}` is of level 1, which is the page's title", heading.text);
        let problem = Diagnostic::error(Code::HeadingLevel, message).at((body.place)(heading.span.clone()));
        problems.push(problem.help(format!("write `## {}`; the title of the page comes from `title:`", heading.text)));
    }
}

fn check_link(names: &Names<'_>, body: &Body<'_>, target: &str, span: Range<usize>, problems: &mut Diagnostics) {
    let problem = match resolve(body.path, target) {
        LinkTarget::External | LinkTarget::Address(..) => None,
        LinkTarget::Fragment(id) => missing_fragment(names, body.path, &id),
        LinkTarget::File(path, id) => hidden_translation(body.path, &path)
            .filter(|_| names.heading_ids.contains_key(path.as_str()))
            .or_else(|| broken_file(names, &path))
            .or_else(|| missing_fragment(names, &path, &id?)),
        LinkTarget::Asset(file) => {
            missing_asset(names, &file).map(|problem| Diagnostic { code: Code::MissingFile, ..problem })
        }
        LinkTarget::Outside => {
            let message = format!("`{target}` leads out of the site's folder");
            Some(Diagnostic::error(Code::BrokenLink, message).help("link to a file of the site, or to a web address"))
        }
    };
    problems.extend(problem.into_iter().map(|problem| problem.at((body.place)(span.clone()))).collect());
}

/// A translation has no page yet; only other translations may lead to it.
fn hidden_translation(from: &str, path: &str) -> Option<Diagnostic> {
    FileName::of(from).language.is_none().then_some(())?;
    let original = original_path(path)?;
    let message = format!("the link leads to `{path}`, a translation, which has no page yet");
    Some(Diagnostic::error(Code::BrokenLink, message).help(format!("link to `{original}`, or take the link out")))
}

fn broken_file(names: &Names<'_>, path: &str) -> Option<Diagnostic> {
    match names.documents.get(path) {
        Some((term @ Document::Term(..), _)) if !names.used_terms.contains(term) => {
            let message = format!("the link leads to `{path}`, which has no page because no published case names it");
            Some(Diagnostic::error(Code::BrokenLink, message).help("take the link out, or name the term in a case"))
        }
        Some((_, schedule)) => {
            let reason = match schedule.hidden_from(names.audience)? {
                Hidden::Draft => "is a draft",
                Hidden::Scheduled => "is not published yet",
                Hidden::Expired => "is no longer published",
            };
            let message = format!("the link leads to `{path}`, which {reason}");
            Some(Diagnostic::error(Code::BrokenLink, message).help("publish that file too, or take the link out"))
        }
        None if names.heading_ids.contains_key(path) => None,
        None => {
            let help = match closest(path, names.documents.keys().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "links between content files name the file, such as `../cases/paris.md`".to_owned(),
            };
            Some(Diagnostic::error(Code::BrokenLink, format!("there is no file `{path}`")).help(help))
        }
    }
}

fn missing_fragment(names: &Names<'_>, path: &str, id: &str) -> Option<Diagnostic> {
    let ids = names.heading_ids.get(path)?;
    if id.is_empty() || id == "top" || ids.iter().any(|known| known == id) {
        return None;
    }
    let help = match closest(id, ids.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `#{near}`?"),
        None if ids.is_empty() => "that file has no headings".to_owned(),
        None => format!("its headings are {}", ids.iter().map(|id| format!("#{id}")).collect::<Vec<_>>().join(", ")),
    };
    Some(Diagnostic::error(Code::BrokenFragment, format!("`{path}` has no heading `#{id}`")).help(help))
}
