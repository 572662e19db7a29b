//! The text of a content file, which is at hand where the file was just read, and is fetched when somebody asks where an
//! earlier build had read it.

use std::ops::{Deref, Range};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use crate::base::digest::Digest;
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::source::{Place, SourceFile};

/// The text of a content file.
#[derive(Debug)]
pub struct Text {
    path: String,
    root: Arc<Path>,
    body_start: usize,
    fingerprint: Digest,
    source: RwLock<Option<Arc<SourceFile>>>,
}

impl Text {
    /// The text of a file that was just read. Its body begins at `body_start`, in bytes.
    #[must_use]
    pub fn at_hand(root: &Arc<Path>, source: &Arc<SourceFile>, body_start: usize) -> Self {
        Self {
            path: source.path().to_owned(),
            root: Arc::clone(root),
            body_start,
            fingerprint: Digest::of(source.text().as_bytes()),
            source: RwLock::new(Some(Arc::clone(source))),
        }
    }

    /// The text of the file at `path` below `root`, which had this fingerprint when it was read last.
    #[must_use]
    pub fn in_file(root: &Arc<Path>, path: String, body_start: usize, fingerprint: Digest) -> Self {
        Self { path, root: Arc::clone(root), body_start, fingerprint, source: RwLock::default() }
    }

    /// The file, relative to the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Is the text at hand?
    #[must_use]
    pub fn is_at_hand(&self) -> bool {
        self.source.read().unwrap_or_else(PoisonError::into_inner).is_some()
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

    /// The text below the front matter.
    ///
    /// # Errors
    /// The file cannot be read, or somebody changed it while the build runs.
    pub fn body(&self) -> Result<Body> {
        Ok(Body { source: self.source()?, start: self.body_start })
    }

    /// Lets the text go, which the page that needs it has shown; who needs it again reads the file again.
    pub fn release(&self) {
        *self.source.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The file as a whole, for messages.
    #[must_use]
    pub fn place(&self) -> Place {
        self.span(0..0)
    }

    /// A stretch of the file, in bytes, for messages. Where the text cannot be had any more the file is named all the same.
    #[must_use]
    pub fn span(&self, span: Range<usize>) -> Place {
        match self.source() {
            Ok(source) => Place::new(&source, span),
            Err(_) => Place::start_of(&SourceFile::new(self.path.clone(), "")),
        }
    }

    /// A stretch of the body, in bytes from its start.
    #[must_use]
    pub fn body_span(&self, span: Range<usize>) -> Place {
        self.span(self.body_start + span.start..self.body_start + span.end)
    }

    fn source(&self) -> Result<Arc<SourceFile>> {
        if let Some(source) = self.source.read().unwrap_or_else(PoisonError::into_inner).as_ref() {
            return Ok(Arc::clone(source));
        }
        let file = self.root.join(&self.path);
        let bytes = fs::read(&file)?;
        let text = String::from_utf8(bytes).ok().filter(|text| Digest::of(text.as_bytes()) == self.fingerprint);
        let Some(text) = text else {
            return Err(Error::Usage(format!("`{}` was changed while the site was built; build again", self.path)));
        };
        let source = SourceFile::new(self.path.clone(), text);
        *self.source.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&source));
        Ok(source)
    }
}

/// The text of a content file below its front matter.
pub struct Body {
    source: Arc<SourceFile>,
    start: usize,
}

impl Deref for Body {
    type Target = str;

    fn deref(&self) -> &str {
        self.source.text().get(self.start..).unwrap_or_default()
    }
}
