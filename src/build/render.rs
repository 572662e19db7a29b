//! Artifacts into bytes, on all cores.

use std::borrow::Cow;
use std::path::Path;

use rayon::prelude::*;

use super::Prepared;
use super::foreign::{self, Gate};
use super::relative::relative;
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::fs;
use crate::content::ASSETS_FOLDER;
use crate::outputs::{Artifact, Content};
use crate::theme::ThemeProblem;

/// A file of the site, ready to be written.
pub struct Rendered<'a> {
    /// Its path below the output folder, with `/` between the parts.
    pub path: String,
    /// What is in it.
    pub bytes: Cow<'a, [u8]>,
}

/// Renders everything. Mistakes in templates, and what would be loaded from other hosts, are added to `problems`.
///
/// # Errors
/// A file below `assets/` cannot be read.
pub fn render<'a>(
    root: &Path,
    prepared: &Prepared,
    artifacts: &'a [Artifact<'a>],
    problems: &mut Diagnostics,
) -> Result<Vec<Rendered<'a>>> {
    let (theme, routes) = (prepared.theme(), &prepared.site().routes);
    let gate = Gate::new(&prepared.site().config);
    let look = |file: &Rendered<'a>, artifact: &'a Artifact<'a>| gate.look(&file.path, &artifact.origin, &file.bytes);
    let render_one = |artifact: &'a Artifact<'a>| -> Result<std::result::Result<Rendered<'a>, Box<ThemeProblem>>> {
        let path = artifact.path.output_path();
        Ok(match &artifact.content {
            Content::Page { template, view } => match theme.render(template, &view()) {
                Ok(text) => {
                    let bytes = text.into_bytes();
                    Ok(Rendered { bytes: Cow::Owned(relative(routes, &path, &bytes).unwrap_or(bytes)), path })
                }
                Err(problem) => Err(Box::new(problem)),
            },
            Content::Bytes(bytes) => Ok(Rendered { path, bytes: Cow::Borrowed(bytes.as_ref()) }),
            Content::Asset(file) => {
                Ok(Rendered { path, bytes: Cow::Owned(fs::read(&root.join(ASSETS_FOLDER).join(file))?) })
            }
        })
    };
    let render_and_look = |artifact: &'a Artifact<'a>| {
        let result = render_one(artifact)?;
        Ok(result.map(|file| (look(&file, artifact), file)))
    };
    let mut rendered = Vec::with_capacity(artifacts.len());
    let mut found = Vec::new();
    for result in artifacts.par_iter().map(render_and_look).collect::<Vec<Result<_>>>() {
        match result? {
            Ok((foreign, file)) => {
                found.extend(foreign);
                rendered.push(file);
            }
            Err(problem) => problems.push(prepared.theme_diagnostic(root, &problem)?),
        }
    }
    foreign::report(root, &prepared.site().config, found, problems)?;
    Ok(rendered)
}
