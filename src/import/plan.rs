//! Which file each draft becomes, and whether it is there already.
//!
//! Comes in: drafts; goes out: files with their text and what to do with them. The text of a file is read back before it
//! counts as written: what the build would not read as it was meant is an error here.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::draft::{CityDraft, PostDraft};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fold::fold;
use crate::base::fs;
use crate::base::slug::Slug;
use crate::base::source::{Place, SourceFile};
use crate::casefile::{read_article, read_case, write_article, write_case};
use crate::config::Config;
use crate::content::CONTENT_FOLDER;
use crate::model::{Article, Case, Origin};

/// What is done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It was not there and is written.
    Create,
    /// It is there, exactly so.
    Unchanged,
    /// It is there and differs, and is left alone.
    Kept,
    /// It would not be read as it was meant, and is not written.
    Failed,
}

/// A file of the plan.
pub(super) struct PlannedFile {
    /// Its path, relative to the root.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What to do.
    pub action: Action,
}

/// The files of an import.
pub(super) struct Plan<'a> {
    root: &'a Path,
    config: &'a Config,
    files: Vec<PlannedFile>,
    taken: BTreeSet<String>,
}

/// A post with the files it becomes.
pub(super) struct PlannedPost {
    pub draft: PostDraft,
    /// The article's file.
    pub article: (String, Action),
    /// The files of the cities, in their order.
    pub cities: Vec<(String, Action)>,
}

/// What stands at a path already.
enum Occupant {
    Nobody,
    /// The same city of the same post, or the same article.
    Same,
    Other,
}

impl<'a> Plan<'a> {
    /// An empty plan for the site at `root`.
    pub fn new(root: &'a Path, config: &'a Config) -> Self {
        Self { root, config, files: Vec::new(), taken: BTreeSet::new() }
    }

    /// All files, in the order of the posts.
    pub fn files(&self) -> &[PlannedFile] {
        &self.files
    }

    /// Adds a post.
    pub fn add(&mut self, mut draft: PostDraft, problems: &mut Diagnostics) -> Result<PlannedPost> {
        draft.article.slug =
            self.free_slug("articles", &draft.article.slug, "", |source| same_article(source, &draft.article))?;
        for city in &mut draft.cities {
            city.case.article = Some(draft.article.slug.clone());
            let country = city.case.country.as_str().to_lowercase();
            city.case.slug = self
                .free_slug("cases", &city.case.slug, &country, |source| same_case(source, &city.case, self.config))?;
            self.taken.insert(path_of("cases", &city.case.slug));
        }
        draft.article.cases = draft.cities.iter().map(|city| city.case.slug.clone()).collect();
        self.taken.insert(path_of("articles", &draft.article.slug));
        if draft.is_incomplete() {
            let failed = |folder: &str, slug: &Slug| (path_of(folder, slug), Action::Failed);
            let cities = draft.cities.iter().map(|city| failed("cases", &city.case.slug)).collect();
            return Ok(PlannedPost { article: failed("articles", &draft.article.slug), cities, draft });
        }
        let mut cities = Vec::new();
        for city in &draft.cities {
            cities.push(self.add_case(city, problems)?);
        }
        let article = self.add_article(&draft.article, problems)?;
        Ok(PlannedPost { draft, article, cities })
    }

    /// The slug itself, or with the country, or with a number: the first whose file is free or holds the same already.
    fn free_slug(
        &self,
        folder: &str,
        slug: &Slug,
        country: &str,
        is_same: impl Fn(&Arc<SourceFile>) -> bool,
    ) -> Result<Slug> {
        let with_country = (!country.is_empty()).then(|| format!("{slug}-{country}"));
        let numbered = (2..).map(|number| format!("{slug}-{number}"));
        for text in std::iter::once(slug.to_string()).chain(with_country).chain(numbered) {
            let Some(candidate) = Slug::from_text(&text) else { continue };
            let path = path_of(folder, &candidate);
            if self.taken.contains(&path) {
                continue;
            }
            match self.occupant(&path, &is_same)? {
                Occupant::Nobody | Occupant::Same => return Ok(candidate),
                Occupant::Other => {}
            }
        }
        Ok(slug.clone())
    }

    fn occupant(&self, path: &str, is_same: impl Fn(&Arc<SourceFile>) -> bool) -> Result<Occupant> {
        let Some(bytes) = fs::read_if_there(&self.root.join(path))? else { return Ok(Occupant::Nobody) };
        let source = SourceFile::new(path, String::from_utf8_lossy(&bytes));
        Ok(if is_same(&source) { Occupant::Same } else { Occupant::Other })
    }

    fn add_case(&mut self, city: &CityDraft, problems: &mut Diagnostics) -> Result<(String, Action)> {
        let path = path_of("cases", &city.case.slug);
        let text = write_case(&city.case);
        let read_back = |source: &Arc<SourceFile>, own: &RefCell<Diagnostics>| {
            let read = read_case(source, self.config, own).and_then(|file| file.value);
            read.map(|case| Case { body: case.body.trim_matches('\n').to_owned(), ..case })
        };
        let meant = Case { body: city.case.body.trim_matches('\n').to_owned(), ..city.case.clone() };
        let text = verified(&path, text, &meant, read_back, problems);
        self.add_file(path, text, problems)
    }

    fn add_article(&mut self, article: &Article, problems: &mut Diagnostics) -> Result<(String, Action)> {
        let path = path_of("articles", &article.slug);
        let read_back = |source: &Arc<SourceFile>, own: &RefCell<Diagnostics>| {
            let read = read_article(source, own).and_then(|file| file.value);
            read.map(|article| Article { body: article.body.trim_matches('\n').to_owned(), ..article })
        };
        let meant = Article { body: article.body.trim_matches('\n').to_owned(), ..article.clone() };
        let text = verified(&path, write_article(article), &meant, read_back, problems);
        self.add_file(path, text, problems)
    }

    fn add_file(&mut self, path: String, text: Option<String>, problems: &mut Diagnostics) -> Result<(String, Action)> {
        let Some(text) = text else { return Ok((path, Action::Failed)) };
        let action = match fs::read_if_there(&self.root.join(&path))? {
            None => Action::Create,
            Some(bytes) if bytes == text.as_bytes() => Action::Unchanged,
            Some(bytes) => {
                let source = SourceFile::new(path.clone(), String::from_utf8_lossy(&bytes));
                let problem = Diagnostic::warning(
                    Code::ImportDiffers,
                    "the file is not as the import would write it, so it is left alone",
                )
                .at(Place::start_of(&source))
                .help("if it was not changed by hand, remove it and import again");
                problems.push(problem);
                Action::Kept
            }
        };
        self.files.push(PlannedFile { path: path.clone(), text, action });
        Ok((path, action))
    }
}

fn path_of(folder: &str, slug: &Slug) -> String {
    format!("{CONTENT_FOLDER}/{folder}/{slug}.md")
}

/// The text, if reading it gives what was meant.
fn verified<T: PartialEq>(
    path: &str,
    text: std::result::Result<String, String>,
    meant: &T,
    read_back: impl Fn(&Arc<SourceFile>, &RefCell<Diagnostics>) -> Option<T>,
    problems: &mut Diagnostics,
) -> Option<String> {
    let text = text.unwrap_or_default();
    let source = SourceFile::new(path, text.clone());
    let own = RefCell::new(Diagnostics::new());
    let read = read_back(&source, &own);
    let own = own.into_inner();
    if read.as_ref() == Some(meant) && own.is_empty() {
        return Some(text);
    }
    let problem =
        Diagnostic::error(Code::ImportRoundTrip, "the file would not be read as it was meant, so it is not written")
            .at(Place::start_of(&source))
            .help("this is a mistake in Chancery: please report it with the post");
    problems.push(problem);
    problems.extend(own);
    None
}

/// Is the file at this path the same city of the same post? A file that cannot be read is taken for it, so that nothing is
/// written beside an editor's unfinished work.
fn same_case(source: &Arc<SourceFile>, case: &Case, config: &Config) -> bool {
    let Some(file) = read_case(source, config, &RefCell::default()) else { return true };
    file.value.is_none_or(|other| {
        fold(&other.city) == fold(&case.city)
            && other.country == case.country
            && same_origin(other.origin.as_ref(), case.origin.as_ref())
    })
}

fn same_article(source: &Arc<SourceFile>, article: &Article) -> bool {
    let Some(file) = read_article(source, &RefCell::default()) else { return true };
    file.value.is_none_or(|other| same_origin(other.origin.as_ref(), article.origin.as_ref()))
}

/// Two origins are one post if the address is the same, or the number on the same host (the address may have changed).
fn same_origin(one: Option<&Origin>, other: Option<&Origin>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one.is_none() && other.is_none() };
    let host = |origin: &Origin| url::Url::parse(&origin.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    one.url == other.url || (one.id.is_some() && one.id == other.id && host(one) == host(other))
}
