//! The text of a content file, with what it says to others: its draft is at hand where the file was just read, and is made
//! when somebody asks where an earlier build had read it.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::Analysis;
use crate::base::digest::Digest;
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::source::{Place, SourceFile};
use crate::markdown::{self, Draft};

/// The text of a content file.
#[derive(Debug)]
pub struct SourceText {
    path: String,
    root: Arc<Path>,
    body_start: usize,
    fingerprint: Digest,
    analysis: Analysis,
    /// The HTML of its body, until the page that shows it takes it.
    draft: Mutex<Option<Box<Draft>>>,
    /// The words of its body, until the file of search that shows them takes them.
    plain: Mutex<Option<String>>,
    /// The file, once a message shows a place in it.
    source: OnceLock<Arc<SourceFile>>,
}

impl SourceText {
    /// The text of a file that was just read. Its body begins at `body_start`, in bytes.
    #[must_use]
    pub fn just_read(
        root: &Arc<Path>,
        source: &SourceFile,
        body_start: usize,
        analysis: Analysis,
        (draft, plain): (Draft, String),
    ) -> Self {
        let fingerprint = Digest::of(source.text().as_bytes());
        Self {
            draft: Mutex::new(Some(Box::new(draft))),
            plain: Mutex::new(Some(plain)),
            ..Self::in_file(root, source.path().to_owned(), body_start, fingerprint, analysis)
        }
    }

    /// The text of the file at `path` below `root`, which had this fingerprint when an earlier build read it.
    #[must_use]
    pub fn in_file(root: &Arc<Path>, path: String, body_start: usize, fingerprint: Digest, analysis: Analysis) -> Self {
        Self {
            path,
            root: Arc::clone(root),
            body_start,
            fingerprint,
            analysis,
            draft: Mutex::default(),
            plain: Mutex::default(),
            source: OnceLock::new(),
        }
    }

    /// The file, relative to the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What others need to know of it.
    #[must_use]
    pub fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// The fingerprint of all bytes of the file.
    #[must_use]
    pub fn fingerprint(&self) -> Digest {
        self.fingerprint
    }

    /// Where the body begins, in bytes.
    #[must_use]
    pub fn body_start(&self) -> usize {
        self.body_start
    }

    /// The draft of the text below the front matter. It is handed out once, as most texts are shown by one page; who asks
    /// later has it made once more.
    ///
    /// # Errors
    /// The file cannot be read, or somebody changed it while the build runs.
    pub fn draft(&self) -> Result<Draft> {
        let kept = self.draft.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(draft) = kept {
            return Ok(*draft);
        }
        Ok(Draft::new(self.read()?.text().get(self.body_start..).unwrap_or_default()))
    }

    /// The words of the text below the front matter without its marks, a line for each block. Handed out once, as the draft is;
    /// a site without search has none at hand.
    ///
    /// # Errors
    /// The file cannot be read, or somebody changed it while the build runs.
    pub fn plain(&self) -> Result<String> {
        let kept = self.plain.lock().unwrap_or_else(PoisonError::into_inner).take();
        kept.map_or_else(|| Ok(markdown::plain_text(&self.body()?)), Ok)
    }

    /// The text below the front matter.
    ///
    /// # Errors
    /// The file cannot be read, or somebody changed it while the build runs.
    pub fn body(&self) -> Result<String> {
        Ok(self.read()?.text().get(self.body_start..).unwrap_or_default().to_owned())
    }

    /// Some words of the front matter, for messages; the start of the file where it is written in other words.
    #[must_use]
    pub fn place_of(&self, words: &str) -> Place {
        let front_matter = self.source().text().get(..self.body_start).unwrap_or_default();
        self.span(front_matter.find(words).map_or(0..0, |start| start..start + words.len()))
    }

    /// Is there a heading with this id?
    #[must_use]
    pub fn has_heading(&self, id: &str) -> bool {
        self.analysis.heading_ids.lines().any(|heading| heading == id)
    }

    /// The value of a key of the front matter that stands on the key's line, for messages; the start of the file where it is
    /// written in another way.
    #[must_use]
    pub fn place_of_value(&self, key: &str) -> Place {
        let front_matter = self.source().text().get(..self.body_start).unwrap_or_default();
        let mut start = 0;
        let value = front_matter.split_inclusive('\n').find_map(|line| {
            let line_start = start;
            start += line.len();
            let value = line.strip_prefix(key)?.strip_prefix(':')?.trim();
            let from = line_start + line.find(value).filter(|_| !value.is_empty())?;
            Some(from..from + value.len())
        });
        self.span(value.unwrap_or(0..0))
    }

    /// A stretch of the file, in bytes, for messages. Where the text cannot be had any more the file is named all the same.
    #[must_use]
    pub fn span(&self, span: Range<usize>) -> Place {
        let source = self.source();
        if source.text().is_empty() { Place::start_of(source) } else { Place::new(source, span) }
    }

    /// A stretch of the body, in bytes from its start.
    #[must_use]
    pub fn body_span(&self, span: Range<usize>) -> Place {
        self.span(self.body_start + span.start..self.body_start + span.end)
    }

    fn source(&self) -> &Arc<SourceFile> {
        let empty = || SourceFile::new(self.path.clone(), "");
        self.source.get_or_init(|| self.read().unwrap_or_else(|_| empty()))
    }

    fn read(&self) -> Result<Arc<SourceFile>> {
        let bytes = fs::read(&self.root.join(&self.path))?;
        let text = String::from_utf8(bytes).ok().filter(|text| Digest::of(text.as_bytes()) == self.fingerprint);
        match text {
            Some(text) => Ok(SourceFile::new(self.path.clone(), text)),
            None => {
                Err(Error::Usage(say!("`{path}` was changed while the site was built; build again", path = self.path)))
            }
        }
    }
}
