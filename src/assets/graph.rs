//! Files that name each other, under names with fingerprints.
//!
//! A file's name changes with its bytes, and the bytes of a style sheet change with the names that it holds. So the
//! fingerprint is that of the file as written and of all files that it leads to, as written; they may name each other in a
//! circle.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::names::{fingerprint, fingerprinted, has_fingerprint, is_text};
use super::{Reference, css, minify, script};
use crate::base::url::{is_external, percent_decode, percent_encode};

/// A file as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedFile<'a> {
    /// The name, with the fingerprint if it gets one.
    pub name: String,
    /// What is in it.
    pub bytes: Cow<'a, [u8]>,
}

/// A style sheet that names a file that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingReference {
    /// The style sheet.
    pub file: String,
    /// Where it names the file, in bytes of the style sheet as written.
    pub start: usize,
    /// What it names.
    pub target: String,
}

/// A file that may name others.
struct Node<'a> {
    bytes: Cow<'a, [u8]>,
    references: Vec<Reference>,
    /// For each reference the file that it leads to, where it is one of ours.
    targets: Vec<Option<Target>>,
}

enum Target {
    /// One of the files.
    Own(String),
    /// The published name of a file elsewhere, relative to where ours are published.
    Other(String),
}

/// Publishes files, given by their paths. `other` says under which address, relative to the folder that the files are
/// published in, a file outside of it is published: `../assets/map.png`.
///
/// # Errors
/// Addresses in style sheets that lead nowhere. A script's are left as they are: it may mean another place.
pub fn publish<'a>(
    files: &BTreeMap<String, Cow<'a, [u8]>>,
    other: &dyn Fn(&str) -> Option<String>,
) -> Result<BTreeMap<String, PublishedFile<'a>>, Vec<MissingReference>> {
    let mut missing = Vec::new();
    let mut nodes: BTreeMap<&str, Node<'a>> = BTreeMap::new();
    for (path, bytes) in files {
        let node = node(path, bytes.clone(), files, other, &mut missing);
        nodes.insert(path, node);
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    let own: BTreeMap<&str, String> = nodes.iter().map(|(path, node)| (*path, fingerprint(&node.bytes))).collect();
    let name_of = |path: &str| match has_fingerprint(path) {
        true => fingerprinted(path, &joint_fingerprint(path, &nodes, &own)),
        false => path.to_owned(),
    };
    let names: BTreeMap<&str, String> = nodes.keys().map(|path| (*path, name_of(path))).collect();
    let publish_one = |(path, node): (&&str, &Node<'a>)| {
        let bytes = rewritten(path, node, &names);
        let name = names.get(path).cloned().unwrap_or_default();
        ((*path).to_owned(), PublishedFile { name, bytes })
    };
    Ok(nodes.iter().map(publish_one).collect())
}

fn is_script(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    path.ends_with(".js") || path.ends_with(".mjs")
}

fn node<'a>(
    path: &str,
    bytes: Cow<'a, [u8]>,
    files: &BTreeMap<String, Cow<'a, [u8]>>,
    other: &dyn Fn(&str) -> Option<String>,
    missing: &mut Vec<MissingReference>,
) -> Node<'a> {
    let is_sheet = is_text(path) && !is_script(path);
    let text = if is_text(path) { std::str::from_utf8(&bytes).ok() } else { None };
    let Some(text) = text else { return Node { bytes, references: Vec::new(), targets: Vec::new() } };
    let target = |reference: &Reference| target(path, &reference.target, files, other);
    if !is_sheet {
        let references = script::references(text);
        let targets = references.iter().map(target).collect();
        return Node { references, targets, bytes };
    }
    for reference in css::references(text) {
        if !is_elsewhere(&reference.target) && target(&reference).is_none() {
            let (file, start) = (path.to_owned(), reference.span.start);
            missing.push(MissingReference { file, start, target: reference.target });
        }
    }
    let short = minify::minified(text);
    let references = css::references(&short);
    let targets = references.iter().map(target).collect();
    Node { references, targets, bytes: Cow::Owned(short.into_bytes()) }
}

/// Is it no file that could be ours: another host, data, or a part of a drawing on the same page?
fn is_elsewhere(target: &str) -> bool {
    is_external(target) || target.is_empty() || target.starts_with('#')
}

fn target(
    from: &str,
    target: &str,
    files: &BTreeMap<String, Cow<'_, [u8]>>,
    other: &dyn Fn(&str) -> Option<String>,
) -> Option<Target> {
    if is_elsewhere(target) || target.starts_with('/') {
        return None;
    }
    let (address, _) = split_address(target);
    let address = percent_decode(address)?;
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let path = parts.join("/");
    if files.contains_key(&path) { Some(Target::Own(path)) } else { other(&path).map(Target::Other) }
}

/// An address and what stands behind it, such as `#icon`.
fn split_address(target: &str) -> (&str, &str) {
    target.split_at(target.find(['?', '#']).unwrap_or(target.len()))
}

/// The fingerprint of a file and all that it leads to; that of its bytes alone where it leads nowhere.
fn joint_fingerprint(path: &str, nodes: &BTreeMap<&str, Node<'_>>, own: &BTreeMap<&str, String>) -> String {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut others: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&str> = vec![path];
    while let Some(current) = open.pop() {
        if !reached.insert(current) {
            continue;
        }
        for target in nodes.get(current).iter().flat_map(|node| node.targets.iter().flatten()) {
            match target {
                Target::Own(next) => open.push(next),
                Target::Other(name) => {
                    others.insert(name);
                }
            }
        }
    }
    let of = |path: &str| own.get(path).cloned().unwrap_or_default();
    if reached.len() == 1 && others.is_empty() {
        return of(path);
    }
    let mut text = format!("{path}\n");
    for path in reached {
        text.push_str(&format!("{path} {}\n", of(path)));
    }
    others.into_iter().for_each(|name| text.push_str(&format!("{name}\n")));
    fingerprint(text.as_bytes())
}

fn rewritten<'a>(path: &str, node: &Node<'a>, names: &BTreeMap<&str, String>) -> Cow<'a, [u8]> {
    let Ok(text) = std::str::from_utf8(&node.bytes) else { return node.bytes.clone() };
    let mut written = String::with_capacity(text.len());
    let mut done = 0;
    for (reference, target) in node.references.iter().zip(&node.targets) {
        let published = match target {
            Some(Target::Own(path)) => names.get(path.as_str()).map(String::as_str),
            Some(Target::Other(address)) => Some(address.as_str()),
            None => None,
        };
        let Some(published) = published else { continue };
        let (_, behind) = split_address(&reference.target);
        let address = format!("{}{behind}", percent_encode(&relative(path, published)));
        written.push_str(text.get(done..reference.span.start).unwrap_or_default());
        if is_script(path) {
            // A module's address without `./` would be the name of a package.
            let is_bare = !address.starts_with("../");
            written.push_str(if is_bare { "./" } else { "" });
            written.push_str(&address);
        } else {
            written.push_str(&css::written(text.get(reference.span.clone()).unwrap_or_default(), &address));
        }
        done = reference.span.end;
    }
    if done == 0 {
        return node.bytes.clone();
    }
    written.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(written.into_bytes())
}

/// The way from the folder of one file to another; both are relative to the same folder.
fn relative(from: &str, to: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    let mut parts: Vec<&str> = to.split('/').collect();
    while folders.first().is_some_and(|folder| parts.len() > 1 && parts.first() == Some(folder) && *folder != "..") {
        folders.remove(0);
        parts.remove(0);
    }
    folders.iter().map(|_| "..").chain(parts).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    type Files<'a> = [(&'a str, &'a str)];

    fn published(files: &Files<'_>) -> Result<Vec<(String, String)>, Vec<MissingReference>> {
        let other = |path: &str| path.strip_prefix("../assets/").map(|file| format!("../assets/{file}.0123"));
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(text.as_bytes()))).collect();
        let published = publish(&files, &other)?;
        let text = |file: PublishedFile<'_>| (file.name, String::from_utf8(file.bytes.into_owned()).unwrap());
        Ok(published.into_values().map(text).collect())
    }

    fn name(files: &Files<'_>, stem: &str) -> String {
        let all = published(files).unwrap();
        all.into_iter().map(|(name, _)| name).find(|name| name.starts_with(stem)).unwrap()
    }

    #[test]
    fn style_sheets_name_the_files_as_they_are_published() {
        let files = [
            ("css/style.css", "@import \"base.css\"; a { src: url(../fonts/a%20b.woff2#x) } b { c: url(data:x) }"),
            ("css/base.css", "a { background: url('../../assets/p.png') }"),
            ("fonts/a b.woff2", "font"),
            ("LICENSE", "text"),
        ];
        let found = published(&files).unwrap();
        let font = fingerprint(b"font");
        let base = &found[1].0;
        assert_eq!(found[0], ("LICENSE".to_owned(), "text".to_owned()));
        assert_eq!(found[1].1, "a{background:url(\"../../assets/p.png.0123\")}");
        let import = base.strip_prefix("css/").unwrap();
        let expected =
            format!("@import \"{import}\";a{{src:url(\"../fonts/a%20b.{font}.woff2#x\")}}b{{c:url(data:x)}}");
        assert_eq!(found[2].1, expected);
        assert_eq!(found[3].0, format!("fonts/a b.{font}.woff2"));
    }

    #[test]
    fn a_name_changes_with_all_that_the_file_leads_to_and_with_nothing_else() {
        let with = |font: &'static str, other: &'static str| {
            let files =
                [("a.css", "@import 'b.css';"), ("b.css", "x{y:url(f.woff2)}"), ("f.woff2", font), ("o.js", other)];
            name(&files, "a.")
        };
        assert_eq!(with("1", "1"), with("1", "2"));
        assert_ne!(with("1", "1"), with("2", "1"));
    }

    #[test]
    fn files_may_name_each_other_in_a_circle() {
        let files = [("a.js", "import './b.js'; import './none.js'"), ("b.js", "import './a.js'")];
        let found = published(&files).unwrap();
        assert_eq!(found[0].1, format!("import './{}'; import './none.js'", found[1].0));
        assert_eq!(found[1].1, format!("import './{}'", found[0].0));
        assert_ne!(found[0].0, found[1].0);
    }

    #[test]
    fn an_address_that_leads_nowhere_is_told_with_its_place() {
        let files = [("a.css", "/* one */\na { b: url(none.png); c: url(/root.png) }")];
        let missing = published(&files).unwrap_err();
        let places: Vec<_> = missing.iter().map(|one| (one.start, one.target.as_str())).collect();
        assert_eq!(places, [(17, "none.png"), (35, "/root.png")]);
    }
}
