//! A site that is looked at while it is written: prepared again after each edit, one file of it made at a time.
//!
//! Comes in: the folder of a site; goes out: what rendering needs, and the bytes of one artifact. The output folder is not
//! touched and the lock of the build not taken. Of `.cache/` only what is made of pictures is written, as a build writes it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::content_cache::{ContentCache, MemoryCache};
use super::external::{self, ExternalCheck};
use super::manifest::CACHE_FOLDER;
use super::prepare::{prepare_from, read_config_and_key};
use super::render::{key_of, render_one};
use super::sources::Sources;
use super::{Prepared, Settings};
use crate::base::diag::Diagnostics;
use crate::base::digest::{Digest, Digester};
use crate::base::error::{Error, Result};
use crate::base::fs::{self, Clock};
use crate::content::ASSETS_FOLDER;
use crate::outputs::{Artifact, Content};
use crate::site::Stored;

/// The file in `.cache/` whose time is the clock of the disk.
pub(super) const CLOCK_FILE: &str = "clock";

/// A site, and what the last look at it left.
pub struct Preview {
    root: PathBuf,
    cache: MemoryCache,
    /// The clock of the disk at the last look that could write: an older clock trusts fewer files.
    clock: Option<Clock>,
    /// The states of all files at the last look; none where there is no `site.yaml` that can be read.
    states: Option<Digest>,
}

impl Preview {
    /// The site at `root`, not looked at yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), cache: MemoryCache::default(), clock: None, states: None }
    }

    /// Reads what changed since the last look, and checks everything. Problems are added to `problems`; there is nothing to
    /// render where the configuration, the content or the site theme has an error.
    ///
    /// # Errors
    /// A file or folder is there and cannot be read.
    pub fn prepare(&mut self, settings: &Settings, problems: &mut Diagnostics) -> Result<Option<Prepared>> {
        self.states = None;
        // On a disk that is full or read-only the last clock holds.
        self.clock = fs::clock(&self.root.join(CACHE_FOLDER).join(CLOCK_FILE)).ok().or(self.clock);
        let Some((mut config, config_key)) = read_config_and_key(&self.root, problems)? else { return Ok(None) };
        config.set_bundle(false);
        config.keep_nothing_offline();
        let sources = Sources::look(&self.root, &config, config_key, settings)?;
        self.states = Some(states(&sources, settings));
        let content_cache = match self.clock {
            Some(clock) => ContentCache::InMemory(&mut self.cache, clock),
            None => ContentCache::Off,
        };
        prepare_from(&self.root, config, sources, settings, content_cache, problems)
    }

    /// Has any file another state than at the last look?
    #[must_use]
    pub fn is_outdated(&self, settings: &Settings) -> bool {
        let now = || -> Result<Option<Digest>> {
            let read = read_config_and_key(&self.root, &mut Diagnostics::new())?;
            let look = |(config, key)| Ok(states(&Sources::look(&self.root, &config, key, settings)?, settings));
            read.map(look).transpose()
        };
        now().is_ok_and(|states| states != self.states)
    }
}

/// The states of all files, and the day, with which texts come and go.
fn states(sources: &Sources, settings: &Settings) -> Digest {
    Digester::new("preview").digest(sources.states()).text(&settings.audience.today.to_string()).finish()
}

/// The bytes of one file of the site. A mistake in a template, and what the file would load from other hosts, is added to
/// `problems`; there are no bytes where it cannot be made.
///
/// # Errors
/// A file that it is made from cannot be read any more, or changed since the site was prepared.
pub fn make_one<'a>(
    root: &Path,
    prepared: &Prepared,
    artifact: &'a Artifact<'a>,
    problems: &mut Diagnostics,
) -> Result<Option<Cow<'a, [u8]>>> {
    // What lies there now may be another file, or a link that leads out of the site.
    if let Content::Asset(file) = &artifact.content
        && let Stored::Source(stamp) = file.stored
    {
        let path = root.join(ASSETS_FOLDER).join(&file.source);
        if fs::oddity(root, &format!("{ASSETS_FOLDER}/{}", file.source)).is_some() || fs::stamp(&path)? != Some(stamp) {
            return Err(Error::Usage(say!("`{path}` has just changed", path = path.display())));
        }
    }
    let bytes = match render_one(root, prepared, artifact)? {
        Ok((bytes, _)) => bytes,
        Err(problem) => {
            problems.push(prepared.theme_diagnostic(root, &problem)?);
            return Ok(None);
        }
    };
    let config = &prepared.site().config;
    let loads = ExternalCheck::new(config).look(&artifact.path.output_path(), &artifact.origin, &bytes);
    external::report(root, config, loads, problems)?;
    Ok((!problems.has_errors()).then_some(bytes))
}

/// What a page depends on: with the same key it has the same bytes. None where its views cannot be made.
#[must_use]
pub fn key_of_page(prepared: &Prepared, artifact: &Artifact<'_>) -> Option<Digest> {
    let key = key_of(artifact).ok()?;
    Some(Digester::new("preview").digest(key).digest(prepared.base_key()).finish())
}

#[cfg(test)]
mod tests {
    use super::super::{Progress, prepare, render};
    use super::*;
    use crate::base::day::parse_day;
    use crate::model::Audience;

    fn settings() -> Settings {
        Settings {
            base_url: None,
            relative: false,
            precompress: false,
            take_over: false,
            bundle: false,
            audience: Audience { today: parse_day("2025-07-01").unwrap(), drafts: false },
            progress: Progress::default(),
            card_progress: Progress::default(),
            file_progress: Progress::default(),
            stop: crate::base::stop::Stop::default(),
            process_ends: false,
        }
    }

    /// All files of the site.
    fn made(root: &Path, prepared: Option<Prepared>) -> Vec<(String, Vec<u8>)> {
        let prepared = prepared.unwrap();
        let mut problems = Diagnostics::new();
        let artifacts = prepared.plan(&mut problems);
        let rendered = render(root, &prepared, &artifacts, &Progress::default(), &mut problems).unwrap();
        assert!(!problems.has_errors(), "{problems:?}");
        rendered.into_iter().map(|file| (file.path, file.bytes.into_owned())).collect()
    }

    #[test]
    fn after_any_edit_it_is_as_if_the_site_was_never_looked_at_before() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let write = |path: &str, text: &str| fs::write_whole(&root.join(path), text.as_bytes()).unwrap();
        let case = |name: &str, body: &str| format!("---\ntitle: {name}\ncity: {name}\ncountry: NO\n---\n\n{body}\n");
        let yaml = "title: T\nbase_url: https://example.org/\nlanguages: [{ id: en }, { id: fa }]\n";
        write("site.yaml", yaml);
        write("content/cases/oslo.md", &case("Oslo", "See [Bern](bern.md)."));
        write("content/cases/bern.md", &case("Bern", "Text."));
        let mut preview = Preview::new(root);
        preview.prepare(&settings(), &mut Diagnostics::new()).unwrap().unwrap();
        let steps: [(&str, Option<String>); 8] = [
            ("content/cases/bern.md", Some(case("Bern", "Another text."))),
            ("content/cases/bern.md", Some(case("Berne", "Another text."))),
            ("content/cases/bern.fa.md", Some("---\ntitle: برن\n---\n\nمتن\n".to_owned())),
            ("content/cases/rome.md", Some(case("Rome", "New."))),
            ("content/cases/rome.md", None),
            ("themes/default/templates/case.html", Some("{{ case.title }}".to_owned())),
            ("site.yaml", Some(yaml.replace("title: T", "title: Another"))),
            ("content/cases/bern.fa.md", None),
        ];
        for (path, text) in steps {
            assert!(!preview.is_outdated(&settings()), "before {path}");
            match &text {
                Some(text) => write(path, text),
                None => fs::remove_file_and_empty_folders(&root.join(path), root).unwrap(),
            }
            assert!(preview.is_outdated(&settings()), "{path}");
            let again = preview.prepare(&settings(), &mut Diagnostics::new()).unwrap();
            let fresh = prepare(root, &settings(), &mut Diagnostics::new()).unwrap();
            assert!(made(root, again) == made(root, fresh), "{path}");
        }
        assert!(!fs::is_folder(&root.join("output")));
    }

    #[test]
    fn the_day_alone_makes_it_outdated() {
        let folder = tempfile::tempdir().unwrap();
        let yaml = "title: T\nbase_url: https://example.org/\n";
        fs::write_whole(&folder.path().join("site.yaml"), yaml.as_bytes()).unwrap();
        let mut preview = Preview::new(folder.path());
        preview.prepare(&settings(), &mut Diagnostics::new()).unwrap();
        let audience = Audience { today: parse_day("2025-07-02").unwrap(), drafts: false };
        assert!(preview.is_outdated(&Settings { audience, ..settings() }));
    }
}
