//! The site's own theme, as those look at it who compare its files with the pages that they make.

use std::sync::Arc;

use crate::base::source::SourceFile;
use crate::builder::{Rendered, THEMES_FOLDER};
use crate::outputs::{Artifact, Content};
use crate::theme::ThemeFile;

/// What templates of the site's own are held against.
pub(super) struct OwnTheme<'a> {
    /// The name of the theme.
    pub name: &'a str,
    /// Its files.
    pub files: &'a [ThemeFile],
    /// The finished pages.
    pub pages: Vec<FinishedPage<'a>>,
    /// The scripts of the site.
    pub scripts: Vec<&'a str>,
}

/// A page, as readers get it.
pub(super) struct FinishedPage<'a> {
    /// Its file in the output folder.
    pub path: &'a str,
    /// The template that it is made with.
    pub template: &'a str,
    /// The language of its edition.
    pub language: &'a str,
    /// What is in it.
    pub html: &'a str,
}

impl<'a> OwnTheme<'a> {
    /// The theme of this name and these files, beside what was made with it.
    pub(super) fn new(
        (name, files): (&'a str, &'a [ThemeFile]),
        artifacts: &'a [Artifact<'_>],
        rendered: &'a [Rendered<'_>],
    ) -> Self {
        Self { name, files, pages: finished_pages(artifacts, rendered), scripts: scripts(rendered) }
    }
}

fn finished_pages<'a>(artifacts: &'a [Artifact<'_>], rendered: &'a [Rendered<'_>]) -> Vec<FinishedPage<'a>> {
    let page = |(artifact, file): (&'a Artifact<'_>, &'a Rendered<'_>)| match &artifact.content {
        Content::Page { theme, template, .. } if file.path.ends_with(".html") => Some(FinishedPage {
            path: &file.path,
            template,
            language: theme.language(),
            html: std::str::from_utf8(&file.bytes).ok()?,
        }),
        _ => None,
    };
    artifacts.iter().zip(rendered).filter_map(page).collect()
}

fn scripts<'a>(rendered: &'a [Rendered<'_>]) -> Vec<&'a str> {
    let scripts = rendered.iter().filter(|file| file.path.ends_with(".js"));
    scripts.filter_map(|file| std::str::from_utf8(&file.bytes).ok()).collect()
}

/// A file of the theme as messages name it.
pub(super) fn source(file: &ThemeFile, theme: &str) -> Arc<SourceFile> {
    SourceFile::new(format!("{THEMES_FOLDER}/{theme}/{}", file.path), String::from_utf8_lossy(&file.bytes))
}
