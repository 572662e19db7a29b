//! A build that makes only what changed gives what a build of everything gives: over random histories of a site, in which
//! somebody edits, adds, removes and renames files, changes a template or the configuration, and meddles with the output
//! folder and with what the last build remembered.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chancery::base::day::parse_day;
use chancery::base::diag::{Code, Diagnostics, Severity};
use chancery::base::stop::Stop;
use chancery::base::url::BaseUrl;
use chancery::builder::{Progress, Settings, build};
use chancery::model::Audience;
use proptest::prelude::*;

use crate::events::event;
use crate::history::{A_TICK, Event, FOREIGN, Options, apply, bare_site, case_path, first_site, write_on};
use crate::support::{TODAY, TestSite, files_below, rounds};

/// Severity, message and place of each problem.
pub type Told = Vec<(Severity, String, String)>;

/// Builds a site; gives back what there was to tell, but for addresses that were published before: only a build that
/// remembers can know them.
fn told(root: &Path) -> Told {
    told_of(root, None, &Options::default())
}

pub fn told_of(root: &Path, output: Option<&Path>, options: &Options) -> Told {
    let today = parse_day(if options.is_later { LATER } else { TODAY }).unwrap();
    let audience = Audience { today, drafts: options.drafts };
    let mut problems = Diagnostics::new();
    let progress = Progress::default();
    let settings = Settings {
        base_url: options.other_address.then(|| BaseUrl::parse("https://example.net/library/").unwrap()),
        relative: options.relative,
        precompress: options.precompress,
        bundle: false,
        take_over: false,
        audience,
        card_progress: progress.clone(),
        file_progress: progress.clone(),
        progress,
        stop: Stop::default(),
        process_ends: false,
    };
    build(root, output, &settings, &mut problems).unwrap();
    let list = problems.into_sorted().into_iter().filter(|problem| problem.code != Code::VanishedAddress);
    list.map(|problem| {
        let place = problem.place.map(|place| format!("{}:{:?}", place.source.path(), place.position()));
        (problem.severity, problem.message.english(), place.unwrap_or_default())
    })
    .collect()
}

/// A day on which texts are shown that are not on [`TODAY`].
const LATER: &str = "2025-07-15";

/// The options that an event sets.
fn options_of(event: &Event) -> Option<Options> {
    match event {
        Event::Options(options) => Some(options.clone()),
        _ => None,
    }
}

fn without_cache(site: &TestSite) -> TestSite {
    let mut clean = TestSite::empty();
    for (path, bytes) in site.files(".") {
        if !path.starts_with("output/") && !path.starts_with(".cache/") {
            clean = clean.file(&path, bytes);
        }
    }
    clean
}

/// The files of the output folder that differ, for a message that can be read.
fn different(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let all = one.keys().chain(other.keys());
    let mut names: Vec<String> = all.filter(|path| one.get(*path) != other.get(*path)).cloned().collect();
    names.dedup();
    names
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(30, 150), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happened_a_build_gives_what_a_build_of_everything_gives(
        history in prop::collection::vec(prop::collection::vec(event(), 1..4), 1..4),
        is_bare in prop::bool::weighted(0.5),
    ) {
        let site = if is_bare { bare_site() } else { first_site() };
        told(&site.root());
        let (mut last, mut options) = (Vec::new(), Options::default());
        let mut meddled = BTreeSet::new();
        for events in &history {
            meddled.extend(events.iter().filter_map(|event| apply(&site, event)));
            options = events.iter().rev().find_map(options_of).unwrap_or(options);
            last = told_of(&site.root(), None, &options);
        }
        let clean = without_cache(&site);
        prop_assert_eq!(&told_of(&clean.root(), None, &options), &last, "what is told differs");
        if last.iter().all(|(severity, ..)| *severity != Severity::Error) {
            let (mut built, expected) = (site.files("output"), files_below(&clean.root().join("output")));
            // A build that remembers nothing does not know which files are old ones of its own, and leaves them; so does any
            // build with an old file that somebody changed.
            let forgets = |event: &Event| matches!(event, Event::LoseMemory | Event::DamageMemory(..));
            let forgot = history.iter().flatten().any(forgets);
            built.retain(|path, _| expected.contains_key(path) || !(forgot || meddled.contains(path)));
            prop_assert_eq!(different(&built, &expected), Vec::<String>::new(), "files differ");
            // And then there is nothing to do.
            let stamp = |path: &String| std::fs::metadata(site.root().join("output").join(path)).unwrap().modified().unwrap();
            let before: Vec<_> = built.keys().map(stamp).collect();
            told_of(&site.root(), None, &options);
            prop_assert_eq!(before, built.keys().map(stamp).collect::<Vec<_>>(), "a build with nothing to do touched a file");
        }
    }
}

/// A site with one case, built when the clock of the disk had gone on.
fn settled_site() -> TestSite {
    let site = first_site();
    for _ in 0..3 {
        std::thread::sleep(A_TICK);
        told(&site.root());
        let page = case_path(0);
        site.write(&page, site.read(&page));
    }
    std::thread::sleep(A_TICK);
    told(&site.root());
    site
}

#[test]
fn what_a_build_into_another_folder_read_is_still_new_here() {
    let site = settled_site();
    write_on(&site, &case_path(1), 1);
    told_of(&site.root(), Some(&site.outside().join("elsewhere")), &Options::default());
    std::thread::sleep(A_TICK);
    told(&site.root());
    assert!(site.read("output/cases/case-1/index.html").contains("More 1."));
}

#[test]
fn what_a_failed_build_read_is_still_looked_at() {
    let site = settled_site();
    write_on(&site, &case_path(1), FOREIGN);
    let first = told(&site.root());
    // The few rules of its style sheet are told, too.
    assert_eq!(first.len(), 2, "{first:?}");
    std::thread::sleep(A_TICK);
    assert_eq!(told(&site.root()), first);
}

#[test]
fn what_somebody_changed_in_the_output_is_made_again_beside_an_edit() {
    let site = settled_site();
    site.write("output/cases/case-0/index.html", "changed by hand");
    std::fs::remove_file(site.root().join("output/cases/index.html")).unwrap();
    write_on(&site, &case_path(1), 1);
    std::thread::sleep(A_TICK);
    told(&site.root());
    let clean = without_cache(&site);
    told(&clean.root());
    let (built, expected) = (site.files("output"), files_below(&clean.root().join("output")));
    assert_eq!(different(&built, &expected), Vec::<String>::new());
}

#[test]
fn what_is_damaged_costs_only_time() {
    for file in ["content.bin"] {
        for is_title in [false, true] {
            let site = settled_site();
            let kept = site.root().join(".cache").join(file);
            let mut bytes = std::fs::read(&kept).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            std::fs::write(&kept, bytes).unwrap();
            let page = case_path(1);
            let text = site.read(&page);
            let edited = if is_title { text.replacen("title: ", "title: New ", 1) } else { format!("{text}\nMore.\n") };
            site.write(&page, edited);
            std::thread::sleep(A_TICK);
            told(&site.root());
            let clean = without_cache(&site);
            told(&clean.root());
            let (built, expected) = (site.files("output"), files_below(&clean.root().join("output")));
            assert_eq!(different(&built, &expected), Vec::<String>::new(), "{file}, {is_title}");
        }
    }
}
