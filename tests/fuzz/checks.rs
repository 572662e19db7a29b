//! What must hold for any bytes at all. Comes in: what the fuzzer made; goes out: nothing, or a panic that says what is
//! wrong. Nothing is written: an import here is a dry run for a site that is not there.

use std::cell::RefCell;
use std::path::Path;
use std::sync::OnceLock;

use chancery::base::diag::{Code, Diagnostics};
use chancery::base::source::SourceFile;
use chancery::config::{self, Config};
use chancery::content::{self, Content};
use chancery::import::{self, Input, MediaOptions, Options};
use serde_json::json;

pub mod pictures;
#[path = "../suite/round_trip.rs"]
pub mod round_trip;

/// The rules and the vocabulary of the repository's own site.
struct Site {
    config: Config,
    content: Content,
}

fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().expect("one thread");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let yaml = SourceFile::new("site.yaml", include_str!("../../site.yaml"));
        let config = config::read(&yaml, &RefCell::default()).expect("site.yaml is right");
        let content = content::load_terms(&root, &config, &mut Diagnostics::new()).expect("the terms can be read");
        Site { config, content }
    })
}

/// Imports the bytes. Nothing of a post may be lost without a reason, each file must read as it was meant, and each
/// problem must say what to do.
pub fn import_bytes(bytes: &[u8]) {
    let site = site();
    let input = Input::Bytes { name: "input".to_owned(), bytes: bytes.to_vec() };
    let options = Options { dry_run: true, ..Options::default() };
    let media = MediaOptions::offline();
    let mut problems = Diagnostics::new();
    let nowhere = Path::new("/nowhere");
    let report = import::import(&[input], nowhere, &site.config, &site.content, options, &media, &mut problems)
        .expect("bytes at hand need no disk");
    for post in &report.posts {
        assert!(post.losses.is_empty(), "lost without a reason: {:?}", post.losses);
    }
    for problem in problems.into_sorted() {
        assert!(problem.code != Code::ImportRoundTrip, "a file would not be read as it was meant: {problem:?}");
        let help = problem.help.as_deref().unwrap_or_default();
        assert!(!problem.message.is_empty() && !help.is_empty(), "a message that helps nobody: {problem:?}");
    }
}

/// Imports a post with this content.
pub fn import_content(html: &str) {
    let post = json!({"id": 7, "slug": "a-post", "status": "publish", "link": "https://old.example.org/en/a-post/",
        "date": "2025-06-02T11:22:26", "title": {"rendered": "A post"}, "content": {"rendered": html}});
    import_bytes(post.to_string().as_bytes());
}

/// Imports bytes as an export, whatever they begin with.
pub fn import_export(bytes: &[u8]) {
    const HEAD: &[u8] = b"<?xml version='1.0'?><!-- wordpress.org/export/ -->";
    import_bytes(&[HEAD, bytes].concat());
}

/// Converts the HTML to Markdown and back. Words, structure, links and pictures must stay.
pub fn round_trip_of(html: &str) {
    if let Err(difference) = round_trip::round_trip(html) {
        panic!("{difference}");
    }
}
