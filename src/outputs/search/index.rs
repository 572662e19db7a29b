//! The files of the index: scripts that each call one function with their data.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::super::Input;
use super::super::artifact::{Artifact, Content, Failure, MadeFile, Purpose};
use super::super::data_scripts::{data_script, fingerprint};
use super::INDEX;
use super::documents::{Found, Group, Shown, groups};
use crate::base::digest::{Digest, Digester};
use crate::search::{Document, Index, Shard, term_shards, word_shards};

/// The function that all files call; the site theme's `static/search.js` has it.
const FUNCTION: &str = "chancerySearch";

/// How the keys of the words begin that the script shows.
const STRINGS: &str = "search";

/// What the script has to know before it can look for a word.
#[derive(Serialize)]
struct Start<'a> {
    /// The language of the edition.
    language: &'a str,
    /// What stands behind the address of a page: `index.html`, where no server looks for it.
    suffix: &'static str,
    groups: Vec<GroupStart<'a>>,
    terms: Pieces<'a>,
    words: Pieces<'a>,
    common: String,
    strings: BTreeMap<String, BTreeMap<String, String>>,
}

/// Results of one kind.
#[derive(Serialize)]
struct GroupStart<'a> {
    id: &'a str,
    title: &'a str,
    count: usize,
    at_once: usize,
    /// The fingerprints of its files.
    files: Vec<String>,
}

/// Files that hold words.
#[derive(Serialize)]
struct Pieces<'a> {
    /// The first word of each.
    firsts: Vec<&'a str>,
    /// Their fingerprints.
    files: Vec<String>,
}

/// All files of the index.
pub(super) fn files(input: Input<'_>) -> Vec<Artifact<'_>> {
    let groups = groups(input);
    let cases = groups.first().map_or(0, |group| group.found.len());
    let all: Vec<&Document<'_>> = groups.iter().flat_map(|group| &group.found).map(|found| &found.document).collect();
    let index = Index::new(&all, cases);
    let (terms, words) = rayon::join(|| term_shards(&index), || word_shards(&index));
    let mut artifacts = Vec::new();
    let mut pieces = |kind: &str, shards: &[Shard]| -> Vec<String> {
        let scripts: Vec<Vec<u8>> = shards
            .par_iter()
            .enumerate()
            .map(|(place, shard)| script(&format!("{kind}-{place}"), &shard.text))
            .collect();
        let named = |(place, script): (usize, Vec<u8>)| {
            let fingerprint = fingerprint(Digest::of(&script));
            artifacts.push(file(input, &format!("{kind}-{place}.{fingerprint}"), bytes(script)));
            fingerprint
        };
        scripts.into_iter().enumerate().map(named).collect()
    };
    let start = Start {
        language: &input.site.config.language,
        suffix: if input.site.config.relative { "index.html" } else { "" },
        terms: Pieces { files: pieces("terms", &terms), firsts: firsts(&terms) },
        words: Pieces { files: pieces("words", &words), firsts: firsts(&words) },
        groups: groups.iter().map(start_of).collect(),
        common: index.common.join(" "),
        strings: input.theme.forms_of(STRINGS),
    };
    artifacts.push(file(input, INDEX, bytes(script(INDEX, &start))));
    for (number, group) in groups.into_iter().enumerate() {
        artifacts.extend(results(input, number, group));
    }
    artifacts
}

fn start_of<'a>(group: &'a Group<'_>) -> GroupStart<'a> {
    GroupStart {
        id: &group.id,
        title: &group.title,
        count: group.found.len(),
        at_once: group.at_once,
        files: group.found.chunks(group.at_once).map(|found| fingerprint(key(found))).collect(),
    }
}

/// The files that hold the results of a group.
fn results<'a>(input: Input<'a>, number: usize, group: Group<'a>) -> Vec<Artifact<'a>> {
    let Group { found, at_once, .. } = group;
    let found: Arc<[Found<'a>]> = found.into();
    let file = |place: usize| {
        let found = Arc::clone(&found);
        let range = place * at_once..found.len().min((place + 1) * at_once);
        let key = key(found.get(range.clone()).unwrap_or_default());
        let name = format!("results-{number}-{place}");
        let path = format!("{name}.{}", fingerprint(key));
        let make = move |purpose: Purpose| -> Result<MadeFile, Failure> {
            let shown =
                || found.get(range.clone()).unwrap_or_default().iter().map(Found::whole).collect::<Vec<Shown>>();
            let bytes = if purpose == Purpose::Page { script(&name, &shown()) } else { Vec::new() };
            Ok(MadeFile { key, bytes })
        };
        self::file(input, &path, Content::Made(Box::new(make)))
    };
    (0..found.len().div_ceil(at_once)).map(file).collect()
}

fn key(found: &[Found<'_>]) -> Digest {
    let mut key = Digester::new("results");
    found.iter().for_each(|one| {
        key.digest(one.key());
    });
    key.finish()
}

fn firsts(shards: &[Shard]) -> Vec<&str> {
    shards.iter().map(|shard| shard.first.as_str()).collect()
}

fn script(name: &str, data: &(impl Serialize + ?Sized)) -> Vec<u8> {
    data_script(FUNCTION, name, data)
}

fn bytes(script: Vec<u8>) -> Content<'static> {
    Content::Bytes(Cow::Owned(script))
}

fn file<'a>(input: Input<'a>, name: &str, content: Content<'a>) -> Artifact<'a> {
    Artifact::file(input.site.routes.search_file(name), "the index of search", content)
}
