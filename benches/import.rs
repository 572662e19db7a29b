//! How fast the import is, and how much memory it needs: 1,000 posts, by the program as a user runs it.
//!
//! Comes in: `benches/post.json`, a long post of ours, repeated with other ids; where `CHANCERY_WORDPRESS` names a folder
//! with real exports, the posts below its `rest/` in turn. Goes out: a line with wall time, processor time and peak memory
//! for a first import, and one for a second import that finds nothing changed.
//!
//! `cargo bench --bench import`. The goal is 2 s and 150 MB; more than that fails, unless `CHANCERY_BENCH_ANY` is set.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark is run by an engineer, who should see where it stops"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value as Json;

const POSTS: usize = 1000;
const MOST_SECONDS: f64 = 2.0;
const MOST_MEGABYTES: f64 = 150.0;
/// Each import is timed this often; the fastest run counts, as the others waited for something else.
const RUNS: usize = 3;

/// What a run cost.
struct Cost {
    wall: Duration,
    /// Time of the processors, on Linux.
    processors: Option<Duration>,
    /// On Linux.
    megabytes: Option<f64>,
}

fn main() {
    let posts = posts();
    let folder = std::env::temp_dir().join(format!("chancery-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let input = folder.join("posts.json");
    fs::write(&input, repeated(&posts)).unwrap();
    let size = fs::metadata(&input).unwrap().len() / 1024 / 1024;
    println!("{POSTS} posts, {size} MB of JSON, made of {} posts", posts.len());
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        let site = folder.join(format!("site-{run}"));
        chancery(&["init"], &site);
        first.push(import(&input, &site));
        second.push(import(&input, &site));
    }
    fs::remove_dir_all(&folder).unwrap();
    let first = show("first import", first);
    show("second import", second);
    let too_slow = first.wall.as_secs_f64() > MOST_SECONDS;
    let too_large = first.megabytes.is_some_and(|megabytes| megabytes > MOST_MEGABYTES);
    if (too_slow || too_large) && std::env::var_os("CHANCERY_BENCH_ANY").is_none() {
        panic!("the goal is {MOST_SECONDS} s and {MOST_MEGABYTES} MB");
    }
}

/// The posts that are repeated.
fn posts() -> Vec<Json> {
    let real = std::env::var_os("CHANCERY_WORDPRESS").filter(|value| !value.is_empty());
    let Some(folder) = real.map(|folder| PathBuf::from(folder).join("rest")) else {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/post.json");
        return vec![serde_json::from_slice(&fs::read(file).unwrap()).unwrap()];
    };
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let json = |file: &PathBuf| serde_json::from_slice::<Json>(&fs::read(file).unwrap()).ok();
    let entries = files.iter().filter_map(json).flat_map(|json| match json {
        Json::Array(entries) => entries,
        other => vec![other],
    });
    let is_post = |entry: &Json| entry["type"] == "post" && entry["content"]["rendered"].is_string();
    entries.filter(is_post).collect()
}

/// As many posts as wanted, each with an id, a slug and an address of its own.
fn repeated(posts: &[Json]) -> String {
    assert!(!posts.is_empty(), "there is no post to repeat");
    let numbered = posts.iter().cycle().zip(1..=POSTS).map(|(post, number)| {
        let mut post = post.clone();
        post["id"] = number.into();
        post["slug"] = format!("post-{number}").into();
        post["link"] = format!("https://old.example.org/post-{number}/").into();
        post
    });
    Json::Array(numbered.collect()).to_string()
}

fn import(input: &Path, site: &Path) -> Cost {
    let root = site.to_str().unwrap();
    let before = processor_time_of_children();
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["import", input.to_str().unwrap(), "--offline", "--root", root])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut megabytes = None;
    let status = loop {
        megabytes = peak_memory(child.id()).or(megabytes);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let wall = start.elapsed();
    assert!(status.success(), "the import failed");
    let articles = fs::read_dir(site.join("content/articles")).unwrap().count();
    assert!(articles >= POSTS, "only {articles} articles were written");
    let processors = processor_time_of_children().zip(before).map(|(after, before)| after - before);
    Cost { wall, processors, megabytes }
}

fn chancery(arguments: &[&str], site: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_chancery")).args(arguments).arg(site).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The most memory that a process has had so far, as Linux counts it.
fn peak_memory(process: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The user and system time of all children that ended, as Linux counts it (`man 5 proc`, fields 16 and 17 of `stat`).
fn processor_time_of_children() -> Option<Duration> {
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index)?.parse::<u32>().ok();
    Some(TICK * (ticks(13)? + ticks(14)?))
}

/// Prints the fastest run, with the most memory of any, and gives it back.
fn show(what: &str, mut costs: Vec<Cost>) -> Cost {
    costs.sort_by_key(|cost| cost.wall);
    let most = costs.iter().filter_map(|cost| cost.megabytes).reduce(f64::max);
    let fastest = Cost { megabytes: most, ..costs.swap_remove(0) };
    let text =
        |value: Option<f64>, unit: &str| value.map_or("unknown".to_owned(), |value| format!("{value:.2} {unit}"));
    println!(
        "{what}: {:.2} s wall, {} of the processors, {} at most",
        fastest.wall.as_secs_f64(),
        text(fastest.processors.map(|time| time.as_secs_f64()), "s"),
        text(fastest.megabytes, "MB"),
    );
    fastest
}
