//! One artifact into bytes.

use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::external::{self, ExternalCheck};
use super::relative::relative;
use super::{Prepared, drawn, pictures};
use crate::base::diag::Diagnostics;
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::progress::Progress;
use crate::content::ASSETS_FOLDER;
use crate::outputs::{Artifact, Content, Failure, MadeFile, Purpose, Views};
use crate::site::{Published, Stored};
use crate::theme::ThemeProblem;

/// A file of the site, ready to be written.
pub struct Rendered<'a> {
    /// Its path below the output folder, with `/` between the parts.
    pub path: String,
    /// What is in it.
    pub bytes: Cow<'a, [u8]>,
}

/// The bytes of an artifact and its key, or the mistake in a template that keeps it from being made.
pub(super) type Made<'a> = std::result::Result<(Cow<'a, [u8]>, Digest), Box<ThemeProblem>>;

/// The key of an artifact, without making it: with the same key it has the same bytes, as far as the artifact decides.
///
/// # Errors
/// Those of making its views.
pub(super) fn key_of(artifact: &Artifact<'_>) -> std::result::Result<Digest, Failure> {
    Ok(match &artifact.content {
        Content::Page { template, views, .. } => page_key(template, &views(Purpose::Key)?),
        Content::Bytes(bytes) => Digest::of(bytes),
        Content::Made(make) => make(Purpose::Key)?.key,
        Content::Drawn { draw, .. } => draw(Purpose::Key, &[]).key,
        Content::Asset(file) => file.key,
    })
}

fn page_key(template: &str, views: &Views) -> Digest {
    Digester::new(template).digest(views.key()).finish()
}

/// Makes the bytes of one artifact.
///
/// # Errors
/// A content file, or a file below `assets/`, cannot be read any more.
pub(super) fn render_one<'a>(root: &Path, prepared: &Prepared, artifact: &'a Artifact<'a>) -> Result<Made<'a>> {
    let routes = &prepared.site().routes;
    let in_folder = |bytes: &[u8]| relative(routes, &artifact.path.output_path(), bytes);
    Ok(match &artifact.content {
        Content::Page { theme, template, views } => {
            let views = match views(Purpose::Page) {
                Ok(views) => views,
                Err(Failure::Theme(problem)) => return Ok(Err(problem)),
                Err(Failure::Content(error)) => return Err(error),
            };
            let key = page_key(template, &views);
            let bytes = theme.render(template, &views.into_context());
            bytes.map(|bytes| (Cow::Owned(in_folder(&bytes).unwrap_or(bytes)), key))
        }
        Content::Bytes(bytes) => {
            let relative = in_folder(bytes).map_or(Cow::Borrowed(bytes.as_ref()), Cow::Owned);
            Ok((relative, Digest::of(bytes)))
        }
        Content::Made(make) => match make(Purpose::Page) {
            Ok(MadeFile { key, bytes }) => Ok((Cow::Owned(in_folder(&bytes).unwrap_or(bytes)), key)),
            Err(Failure::Theme(problem)) => Err(problem),
            Err(Failure::Content(error)) => return Err(error),
        },
        Content::Drawn { shown, draw } => {
            let shown = || shown.map_or(Ok(Cow::Borrowed(&[][..])), |file| published_bytes(root, file));
            let MadeFile { key, bytes } = drawn::bytes(root, draw, shown)?;
            Ok((Cow::Owned(bytes), key))
        }
        Content::Asset(file) => Ok((published_bytes(root, file)?, file.key)),
    })
}

/// The bytes of what is published of a file below `assets/`.
fn published_bytes<'a>(root: &Path, file: &'a Published) -> Result<Cow<'a, [u8]>> {
    Ok(match &file.stored {
        Stored::Here(bytes) => Cow::Borrowed(bytes.as_slice()),
        Stored::Source(_) => Cow::Owned(fs::read(&root.join(ASSETS_FOLDER).join(&file.source))?),
        Stored::Cache { file: name, index, fingerprint } => {
            Cow::Owned(pictures::bytes(root, &file.source, name, *index, fingerprint)?)
        }
    })
}

/// Is it a picture that was made or is drawn? Nobody who looks at finished pages looks into it, and it may be in no cache yet.
fn is_made_picture(artifact: &Artifact<'_>) -> bool {
    match &artifact.content {
        Content::Asset(file) => matches!(file.stored, Stored::Cache { .. }),
        Content::Drawn { .. } => true,
        _ => false,
    }
}

/// Renders everything but pictures and holds it in memory, for those who look at finished pages; `progress` hears how many. Mistakes in templates, and what would be
/// loaded from other hosts, are added to `problems`.
///
/// # Errors
/// A content file, or a file below `assets/`, cannot be read any more.
pub fn render<'a>(
    root: &Path,
    prepared: &Prepared,
    artifacts: &'a [Artifact<'a>],
    progress: &Progress,
    problems: &mut Diagnostics,
) -> Result<Vec<Rendered<'a>>> {
    let done = AtomicUsize::new(0);
    let config = &prepared.site().config;
    let external_check = ExternalCheck::new(config);
    let render_and_look = |artifact: &'a Artifact<'a>| -> Result<_> {
        let path = artifact.path.output_path();
        progress.tell(done.fetch_add(1, Ordering::Relaxed) + 1, artifacts.len());
        if is_made_picture(artifact) {
            return Ok(Ok((Vec::new(), Rendered { path, bytes: Cow::Borrowed(&[]) })));
        }
        Ok(render_one(root, prepared, artifact)?.map(|(bytes, _)| {
            let external = external_check.look(&path, &artifact.origin, &bytes);
            (external, Rendered { path, bytes })
        }))
    };
    let mut rendered = Vec::with_capacity(artifacts.len());
    let mut found = Vec::new();
    for result in artifacts.par_iter().map(render_and_look).collect::<Vec<_>>() {
        match result? {
            Ok((external, file)) => {
                found.extend(external);
                rendered.push(file);
            }
            Err(problem) => problems.push(prepared.theme_diagnostic(root, &problem)?),
        }
    }
    external::report(root, config, found, problems)?;
    Ok(rendered)
}
