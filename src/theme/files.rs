//! The static files of a site theme, under names with fingerprints.
//!
//! Comes in: the files of the site's own theme and of the embedded one. Goes out: what is published, by its old name, and
//! the function `asset` by which templates learn the new one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult};

use super::embedded;
use super::engine::ThemeFile;
use super::problem::ThemeProblem;
use super::tera_words::MEANT;
use crate::assets::{self, MissingReference, PublishedFile};
use crate::base::message::Message;
use crate::base::suggest::closest;
use crate::base::url::percent_encode;

/// The folder of a site theme whose files are published.
const STATIC: &str = "static/";
/// The folder of the site that they are published in.
const PUBLISHED: &str = "theme/";
/// Where a site's own files lie, as seen from there.
const SITE_ASSETS: &str = "../assets/";

/// The files below `assets/` of a site that templates and style sheets may name: the published names by their paths, both
/// below `assets/`.
pub type SiteAssets = BTreeMap<String, String>;

/// The static files of a theme, by their paths below `static/`.
pub(super) struct StaticFiles {
    files: BTreeMap<String, PublishedFile<'static>>,
    /// Those of the site's own theme.
    own: BTreeSet<String>,
}

impl StaticFiles {
    /// Those of both themes, the site's own over the embedded ones.
    ///
    /// # Errors
    /// Style sheets that name files which are not there.
    pub fn new(own_files: &[ThemeFile], site: &SiteAssets) -> Result<Self, Vec<ThemeProblem>> {
        let mut files: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::new();
        for (path, bytes) in embedded::theme_files() {
            if let Some(path) = path.strip_prefix(STATIC) {
                files.insert(path.to_owned(), Cow::Borrowed(*bytes));
            }
        }
        let mut own = BTreeSet::new();
        for file in own_files {
            if let Some(path) = file.path.strip_prefix(STATIC) {
                own.insert(path.to_owned());
                files.insert(path.to_owned(), Cow::Owned(file.bytes.clone()));
            }
        }
        let in_site = |path: &str| {
            let published = site.get(path.strip_prefix(SITE_ASSETS)?)?;
            Some(format!("{SITE_ASSETS}{published}"))
        };
        let published = assets::publish(&files, &in_site).map_err(|missing| {
            let names: Vec<&str> = files.keys().map(String::as_str).collect();
            let problem =
                |one: &MissingReference| problem(one, files.get(&one.file), own.contains(one.file.as_str()), &names);
            missing.iter().map(problem).collect::<Vec<_>>()
        });
        Ok(Self { files: published?, own })
    }

    /// Published names and bytes, sorted by the names in the theme.
    pub fn published(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.values().map(|file| (file.name.as_str(), file.bytes.as_ref()))
    }

    /// Is a file of the site's own theme?
    pub fn is_own(&self, path: &str) -> bool {
        self.own.contains(path)
    }

    /// The published name of a file.
    pub fn name(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|file| file.name.as_str())
    }

    /// What `asset` answers: addresses below the site's root by what templates call the files. Pictures of the site are
    /// left out: a page's view holds those that it shows, and a new one must not make all pages new.
    pub fn addresses(&self, site: &SiteAssets) -> BTreeMap<String, String> {
        let of_site = site
            .iter()
            .filter(|(path, _)| !assets::is_picture(path))
            .map(|(path, name)| (format!("assets/{path}"), format!("assets/{name}")));
        let of_theme = self.files.iter().map(|(path, file)| (path.clone(), format!("{PUBLISHED}{}", file.name)));
        of_site.chain(of_theme).collect()
    }

    /// Templates of the site's own that name a file as it is not published any more: `{{ page.root }}theme/style.css`.
    pub fn old_names(&self, template: &str, text: &str) -> Vec<ThemeProblem> {
        let mut problems = Vec::new();
        for (path, _) in self.files.iter().filter(|(path, file)| **path != file.name) {
            let old = format!("{PUBLISHED}{path}");
            let is_address = |start: usize| text[..start].ends_with(['}', '/', '"', '\'', '=', ' ']);
            let is_whole = |end: usize| text[end..].starts_with(['"', '\'', '?', '#', ' ', '>', ')']);
            for (start, _) in text.match_indices(&old) {
                if is_address(start) && is_whole(start + old.len()) {
                    problems.push(ThemeProblem {
                        message: say!("`{old}` is not published under this name: its fingerprint stands in it", old),
                        help: Some(say!("write `{{{{ page.root }}}}{{{{ asset(path=\"{path}\") }}}}`", path)),
                        ..place(&format!("templates/{template}"), false, text, start)
                    });
                }
            }
        }
        problems
    }
}

/// A problem without words at a byte of a file's text.
pub(super) fn place(file: &str, embedded: bool, text: &str, start: usize) -> ThemeProblem {
    let before = text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    ThemeProblem {
        file: file.to_owned(),
        embedded,
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        message: Message::default(),
        help: None,
    }
}

fn problem(
    missing: &MissingReference,
    bytes: Option<&Cow<'static, [u8]>>,
    is_own: bool,
    names: &[&str],
) -> ThemeProblem {
    let text = String::from_utf8_lossy(bytes.map_or(&[], |bytes| bytes.as_ref()));
    let target = &missing.target;
    let help = if target.starts_with('/') {
        say!("name the file as seen from the style sheet, without a slash at the beginning")
    } else {
        match closest(target, names.iter().copied()) {
            Some(near) => say!("did you mean `{near}`?", near),
            None => where_to_put(&missing.file, target),
        }
    };
    ThemeProblem {
        message: say!("there is no file `{target}`", target),
        help: Some(help),
        ..place(&format!("{STATIC}{}", missing.file), !is_own, &text, missing.start)
    }
}

/// Where a file has to lie that a style sheet names, and how it is named if it lies there: no file of a theme lies above its folder
/// `static`.
fn where_to_put(style_sheet: &str, target: &str) -> Message {
    let mut folders: Vec<&str> = style_sheet.split('/').collect();
    folders.pop();
    let depth = folders.len();
    let mut is_above = false;
    for part in target.split('/') {
        match part {
            ".." => is_above |= folders.pop().is_none(),
            "." => {}
            part => folders.push(part),
        }
    }
    let path = folders.join("/");
    match is_above {
        true => {
            let name = "../".repeat(depth) + &path;
            say!("put the file at `static/{path}` in the folder of the site theme, and write `{name}`", path, name)
        }
        false => say!("put the file at `static/{path}` in the folder of the site theme, or take the line out", path),
    }
}

/// Makes `asset` known to Tera: `asset(path="style.css")` is `theme/style.3f2a….css`, to be put behind `page.root`.
pub(super) fn register(tera: &mut Tera, addresses: BTreeMap<String, String>) {
    let addresses = Arc::new(addresses);
    tera.register_function("asset", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        let path: &str = arguments.must_get("path")?;
        if let Some(address) = addresses.get(path) {
            return Ok(percent_encode(address).into_owned());
        }
        let near = closest(path, addresses.keys().map(String::as_str));
        let help = near.map_or(String::new(), |near| format!("{MEANT}{near}`?"));
        Err(Error::message(format!("there is no file `{path}` in the site theme's folder `static`{help}")))
    });
}
