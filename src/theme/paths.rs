//! Names with fields in the tags of a template (`list.pagination.current`), followed from what the template sees.
//!
//! Comes in: tags, and what the template sees. Goes out: each field that is not there. What a template calls so itself is followed where
//! it is one of a list (`{% for card in list.cases %}`), and otherwise nothing is said of it.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{Kind, Names, Views};
use super::tags::{Tag, Word};

/// A field that its value does not have.
#[derive(Debug)]
pub(super) struct Path<'t> {
    /// The value, as the template calls it: `list.pagination`.
    pub parent: String,
    /// What the value may be.
    pub views: BTreeSet<&'static str>,
    /// The field.
    pub field: &'t str,
    /// Where the field stands in the template.
    pub at: usize,
    /// Is it only asked for, so that Tera takes one that is not there for none?
    pub is_asked: bool,
}

/// Words by which a template asks whether something is there.
const ASKING: [&str; 6] = ["if", "elif", "or", "and", "not", "else"];
/// Words by which it says what holds where something is not there.
const CAREFUL: [&str; 3] = ["defined", "undefined", "default"];

/// The names that tags give to values of their own.
pub(super) fn bound_names<'t>(tags: &[Tag<'t>]) -> BTreeSet<&'t str> {
    let mut names = BTreeSet::new();
    for tag in tags {
        if tag.is("set") || tag.is("set_global") || tag.is("component") {
            names.extend(tag.words.iter().filter(|word| word.is_name()).map(|word| word.text));
        }
        names.extend(loop_names(&tag.words).into_iter().map(|word| word.text));
    }
    names
}

/// The names that a loop gives: `for card in`, `for key, value in`.
fn loop_names<'t>(words: &[Word<'t>]) -> Vec<Word<'t>> {
    let Some(start) = words.iter().position(|word| word.text == "for") else { return Vec::new() };
    let names = words[start + 1..].iter().take_while(|word| word.text != "in");
    names.filter(|word| word.is_name()).copied().collect()
}

/// The fields that are not there.
pub(super) fn paths<'t>(tags: &[Tag<'t>], views: &Views, seen: Names) -> Vec<Path<'t>> {
    let mut scope = Scope { views, seen, loops: Vec::new() };
    let of_template = |tag: &&Tag<'_>| tag.is("set") || tag.is("set_global");
    for tag in tags.iter().filter(of_template) {
        bound_names(std::slice::from_ref(tag)).into_iter().for_each(|name| drop(scope.seen.remove(name)));
    }
    let careful = careful_paths(tags, &scope);
    let mut found = Vec::new();
    let mut is_in_component = false;
    for tag in tags {
        is_in_component = !tag.is("endcomponent") && (is_in_component || tag.is("component"));
        // A component sees only what it is given.
        if is_in_component || CAREFUL.iter().any(|word| tag.has(word)) {
            continue;
        }
        let is_asking = ASKING.iter().any(|word| tag.has(word));
        for start in scope.starts(tag) {
            if let Step::Missing { parent, views, field } = scope.follow(&tag.words, start).0
                && !careful.contains(&(parent.clone(), field.text))
            {
                found.push(Path { parent, views, field: field.text, at: field.at, is_asked: is_asking });
            }
        }
        scope.enter_or_leave(tag);
    }
    found
}

/// The fields that the template itself takes to be missing at times, somewhere in it.
fn careful_paths<'t>(tags: &[Tag<'t>], scope: &Scope<'_, 't>) -> BTreeSet<(String, &'t str)> {
    let mut paths = BTreeSet::new();
    for tag in tags.iter().filter(|tag| CAREFUL.iter().any(|word| tag.has(word))) {
        for start in scope.starts(tag) {
            if let Step::Missing { parent, field, .. } = scope.follow(&tag.words, start).0 {
                paths.insert((parent, field.text));
            }
        }
    }
    paths
}

/// What names mean at a place of the template.
struct Scope<'v, 't> {
    views: &'v Views,
    seen: Names,
    /// What the loops around the place call so, the innermost last.
    loops: Vec<BTreeMap<&'t str, Kind>>,
}

/// How far a name with fields can be followed.
enum Step<'t> {
    /// To its end.
    Whole(Kind),
    /// To a field that is not there.
    Missing { parent: String, views: BTreeSet<&'static str>, field: Word<'t> },
}

impl<'t> Scope<'_, 't> {
    /// Where names begin that stand for a value: the index of each among the words.
    fn starts(&self, tag: &Tag<'t>) -> Vec<usize> {
        // What a loop within a value is about stands before its name: `[a.b for a in c]`.
        let within = if tag.is("for") { Vec::new() } else { loop_names(&tag.words) };
        let is_start = |at: &usize| {
            let word = tag.words[*at];
            let before = at.checked_sub(1).map_or("", |before| tag.words[before].text);
            word.is_name()
                && !matches!(before, "." | "<")
                && !within.iter().any(|name| name.text == word.text)
                && self.kind(word.text).is_some()
        };
        (0..tag.words.len()).filter(is_start).collect()
    }

    /// What a name stands for; none where nobody knows it.
    fn kind(&self, name: &str) -> Option<&Kind> {
        self.loops.iter().rev().find_map(|names| names.get(name)).or_else(|| self.seen.get(name))
    }

    /// Follows the fields of the name at `start`; says with what, and behind which word.
    fn follow(&self, words: &[Word<'t>], start: usize) -> (Step<'t>, usize) {
        let mut kind = self.kind(words[start].text).cloned().unwrap_or_default();
        let mut parent = words[start].text.to_owned();
        let mut at = start + 1;
        loop {
            let text = |at: usize| words.get(at).map_or("", |word| word.text);
            match text(at) {
                "." if words.get(at + 1).is_some_and(|word| word.is_name()) => {
                    let field = words[at + 1];
                    if let Kind::View(views) = &kind {
                        let Some(next) = self.views.field(views, field.text) else {
                            return (Step::Missing { parent, views: views.clone(), field }, at);
                        };
                        kind = next;
                    } else {
                        kind = Kind::Other;
                    }
                    parent = format!("{parent}.{}", field.text);
                    at += 2;
                }
                "[" => {
                    let Some(end) = words[at..].iter().position(|word| word.text == "]").map(|end| at + end) else {
                        return (Step::Whole(Kind::Other), at);
                    };
                    let is_part = words[at..end].iter().any(|word| word.text == ":");
                    kind = match kind {
                        Kind::List(views) if is_part => Kind::List(views),
                        Kind::List(views) => Kind::View(views),
                        _ => Kind::Other,
                    };
                    at = end + 1;
                }
                _ => return (Step::Whole(kind), at),
            }
        }
    }

    /// A loop begins or ends at this tag.
    fn enter_or_leave(&mut self, tag: &Tag<'t>) {
        if tag.is("endfor") {
            self.loops.pop();
        }
        if !tag.is("for") {
            return;
        }
        let names = loop_names(&tag.words);
        let value = tag.words.iter().position(|word| word.text == "in").map_or(0, |at| at + 1);
        // Of what a filter makes of a list, nothing is known.
        let element = match tag.words.get(value).map(|_| self.follow(&tag.words, value)) {
            Some((Step::Whole(Kind::List(views)), end)) if end == tag.words.len() && names.len() == 1 => {
                Kind::View(views)
            }
            _ => Kind::Other,
        };
        self.loops.push(names.into_iter().map(|name| (name.text, element.clone())).collect());
    }
}
