//! Which file each draft becomes, and what to do with it.
//!
//! Comes in: drafts; goes out: files with what to do and the text to write. The text of a file is read back before it
//! counts as written: what the build would not read as it was meant is an error here.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::anchors;
use super::decide::{Action, Decision, decide};
use super::identity::{self, KnownCase, current_path, known_cases, match_cities};
use super::likeness::Version;
use super::merge::Keep;
use super::merge_base::{self, ImportedFile, post_key};
use super::originals::{Paired, Pairing};
use super::withdrawn::{self, withdraw};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::slug::Slug;
use crate::base::source::{Place, Position, SourceFile};
use crate::base::url::SitePath;
use crate::casefile::{
    ContentFile, FileName, is_draft, is_translation, read_article, read_case, translation_path, write_article,
    write_case,
};
use crate::config::Config;
use crate::content::CONTENT_FOLDER;
use crate::import::input::Post;
use crate::import::read::{PostDraft, article as article_of};
use crate::model::{Article, Case};

/// A file of the plan.
#[derive(Debug, Clone)]
pub(in crate::import) struct PlannedFile {
    /// Its path below `content/`.
    pub path: String,
    /// What to do.
    pub action: Action,
    /// What is there now.
    pub before: Option<String>,
    /// What is to be written, where something is.
    pub after: Option<String>,
    /// Was it made a draft, as its post is not public any more?
    pub withdrawn: bool,
    /// The source's version, where it is to be imported: the post's key, the path of the copy, and the text.
    pub remember: Option<(String, String, String)>,
}

/// A post with the files it becomes.
pub(in crate::import) struct PlannedPost {
    pub draft: PostDraft,
    /// The article's file.
    pub article: PlannedFile,
    /// The files of the cities, in their order.
    pub cities: Vec<PlannedFile>,
    /// Files of cities that the post no longer has.
    pub gone: Vec<PlannedFile>,
    /// What it translates, for a post in another language than the site's.
    pub pairing: Option<Pairing>,
}

/// What all posts of an import share.
pub(in crate::import) struct Planner<'a> {
    pub root: &'a Path,
    pub config: &'a Config,
    pub keep: Option<Keep>,
    taken: BTreeSet<String>,
    /// The files of articles that were found before their posts were read, by the keys of the posts.
    reserved: BTreeMap<String, Target>,
}

/// Where a draft's file is, and which copy the import remembers of it.
struct Target {
    slug: Slug,
    path: String,
    base: Option<ImportedFile>,
    /// Did an editor remove the file?
    removed: bool,
}

/// The original that a translation lies beside, by its path below `content/`, and the language of the translation.
type Beside = (String, String);

impl Target {
    fn is_translation(&self) -> bool {
        is_translation(&self.path)
    }
}

impl<'a> Planner<'a> {
    /// For an import into the site at `root`.
    pub fn new(root: &'a Path, config: &'a Config, keep: Option<Keep>) -> Self {
        Self { root, config, keep, taken: BTreeSet::new(), reserved: BTreeMap::new() }
    }

    /// Plans the files of a post. One that translates others gets its files beside theirs.
    pub fn plan(
        &mut self,
        mut draft: PostDraft,
        pairing: Option<Pairing>,
        problems: &mut Diagnostics,
    ) -> Result<PlannedPost> {
        // Unpaired translations become drafts too; what was public before is not taken back for that.
        let withheld = draft.article.schedule.draft;
        let key = post_key(draft.article.origin.as_ref());
        let imported = match &key {
            Some(key) => merge_base::read(self.root, key)?,
            None => Vec::new(),
        };
        let beside = |paired: Option<&Paired>| Some((paired?.original.clone(), pairing.as_ref()?.language.clone()));
        let of_article = beside(pairing.as_ref().and_then(|pairing| pairing.article.as_ref()));
        let article = match key.as_ref().and_then(|key| self.reserved.remove(key)) {
            Some(target) => target,
            None => self.article_target(&draft.article, &imported, of_article)?,
        };
        let known = known_cases(&imported, self.config);
        let versions: Vec<Version<'_>> =
            draft.cities.iter().map(|city| Version { case: &city.case, body: &city.body }).collect();
        let matches = match_cities(&versions, &known);
        let mut targets = Vec::new();
        for (index, (city, found)) in draft.cities.iter().zip(&matches).enumerate() {
            let of_city = beside(pairing.as_ref().and_then(|pairing| pairing.cities.get(index)?.as_ref()));
            targets.push(self.case_target(&city.case, found.map(|index| &known[index]), of_city)?);
        }
        draft.article.slug = article.slug.clone();
        draft.article.aliases = moved_addresses(&draft.article, article.base.as_ref());
        draft.article.cases =
            targets.iter().filter(|target| !target.removed).map(|target| target.slug.clone()).collect();
        for (city, target) in draft.cities.iter_mut().zip(&targets) {
            city.case.article = Some(article.slug.clone());
            city.case.slug = target.slug.clone();
            city.case.schedule.draft |= pairing.is_some() && !target.is_translation();
        }
        draft.article.schedule.draft |= pairing.is_some() && !article.is_translation();
        let gone = known.iter().enumerate().filter(|(index, _)| !matches.contains(&Some(*index)));
        let gone =
            gone.map(|(_, known)| self.gone_file(known, key.as_deref(), withheld)).collect::<Result<Vec<_>>>()?;
        let cases: Vec<&str> = targets.iter().map(|target| target.path.as_str()).collect();
        anchors::settle(&mut draft, &article.path, &cases);
        let (case_texts, article_text) = self.texts(&draft, &targets, &article, problems).unzip();
        let mut case_texts = case_texts.unwrap_or_default().into_iter();
        let mut cities = Vec::new();
        for target in targets {
            cities.push(self.file(target, case_texts.next(), key.as_deref(), withheld, problems)?);
        }
        let article = self.file(article, article_text, key.as_deref(), withheld, problems)?;
        Ok(PlannedPost { draft, article, cities, gone: gone.into_iter().flatten().collect(), pairing })
    }

    /// Finds the file of a post's article before the post is read, and keeps it for it. None where no link may lead to it.
    pub fn reserve(&mut self, post: &Post) -> Result<Option<String>> {
        let article = article_of(post);
        let Some(key) = post_key(article.origin.as_ref()) else { return Ok(None) };
        if !self.reserved.contains_key(&key) {
            let target = self.article_target(&article, &merge_base::read(self.root, &key)?, None)?;
            self.reserved.insert(key.clone(), target);
        }
        let Some(target) = self.reserved.get(&key).filter(|target| !target.removed) else { return Ok(None) };
        let is_hidden = self.text_at(&target.path)?.is_some_and(|text| is_draft(&text));
        Ok(Some(target.path.clone()).filter(|_| !is_hidden))
    }

    fn article_target(
        &mut self,
        article: &Article,
        imported: &[ImportedFile],
        beside: Option<Beside>,
    ) -> Result<Target> {
        let base = imported.iter().find(|imported| imported.path.starts_with("articles/")).cloned();
        if let Some(base) = base {
            let path = identity::current_article_path(self.root, &base, article)?;
            let removed = path.is_none();
            let path = path.unwrap_or_else(|| base.path.clone());
            return Ok(self.target(path, article.slug.clone(), Some(base), removed));
        }
        if let Some(path) = self.free_beside(beside) {
            return Ok(self.target(path, article.slug.clone(), None, false));
        }
        let is_same = |path: &str, text: &str| {
            identity::article(path, text).is_none_or(|other| identity::is_same_article(&other, article))
        };
        let (slug, path) = self.free_slug("articles", &article.slug, "", is_same)?;
        Ok(self.target(path, slug, None, false))
    }

    fn case_target(&mut self, case: &Case, known: Option<&KnownCase>, beside: Option<Beside>) -> Result<Target> {
        if let Some(known) = known {
            let path = current_path(self.root, known, self.config)?;
            let removed = path.is_none();
            let path = path.unwrap_or_else(|| known.imported.path.clone());
            return Ok(self.target(path, case.slug.clone(), Some(known.imported.clone()), removed));
        }
        if let Some(path) = self.free_beside(beside) {
            return Ok(self.target(path, case.slug.clone(), None, false));
        }
        // A file that cannot be read is taken for the same, so that nothing is written beside an editor's unfinished work.
        let is_same = |path: &str, text: &str| {
            let other = identity::read(path, text, |source, own| read_case(source, self.config, own)?.value);
            other.is_none_or(|other| identity::is_same_case(&other, case))
        };
        let (slug, path) = self.free_slug("cases", &case.slug, &case.country.as_str().to_lowercase(), is_same)?;
        Ok(self.target(path, slug, None, false))
    }

    /// Where a translation lies, unless another text of this import lies there already.
    fn free_beside(&self, beside: Option<Beside>) -> Option<String> {
        let (original, language) = beside?;
        Some(translation_path(&original, &language)).filter(|path| !self.taken.contains(path))
    }

    /// The slug of a file that is there is its name, or what its editor wrote into it; either stands already.
    fn target(&mut self, path: String, slug: Slug, base: Option<ImportedFile>, removed: bool) -> Target {
        self.taken.insert(path.clone());
        Target { slug: Slug::parse(FileName::of(&path).stem).unwrap_or(slug), path, base, removed }
    }

    /// The slug itself, or with the country, or with a number: the first whose file is free or holds the same already.
    fn free_slug(
        &self,
        folder: &str,
        slug: &Slug,
        country: &str,
        is_same: impl Fn(&str, &str) -> bool,
    ) -> Result<(Slug, String)> {
        let with_country = (!country.is_empty()).then(|| Slug::from_text(&format!("{slug}-{country}"))).flatten();
        let numbered = (2..).map(|number| slug.numbered(number));
        for candidate in std::iter::once(slug.clone()).chain(with_country).chain(numbered) {
            let path = format!("{folder}/{candidate}.md");
            if self.taken.contains(&path) {
                continue;
            }
            match self.text_at(&path)? {
                Some(text) if !is_same(&path, &text) => {}
                _ => return Ok((candidate, path)),
            }
        }
        Ok((slug.clone(), format!("{folder}/{slug}.md")))
    }

    pub(super) fn text_at(&self, path: &str) -> Result<Option<String>> {
        let bytes = fs::read_if_there(&self.root.join(CONTENT_FOLDER).join(path))?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// The texts of the cases, and that of the article. A post is written whole or not at all: an article that names a
    /// case which is not there would stop the build.
    fn texts(
        &self,
        draft: &PostDraft,
        targets: &[Target],
        article: &Target,
        problems: &mut Diagnostics,
    ) -> Option<(Vec<String>, String)> {
        if draft.is_incomplete() {
            return None;
        }
        let mut cases = Vec::new();
        for (city, target) in draft.cities.iter().zip(targets) {
            let text = write_case(&city.case, &city.body);
            let read = |source: &Arc<SourceFile>, own: &RefCell<Diagnostics>| read_case(source, self.config, own);
            cases.push(verified(&target.path, text, (&city.case, &city.body), read, problems));
        }
        let text = write_article(&draft.article, &draft.article_body);
        let article = verified(&article.path, text, (&draft.article, &draft.article_body), read_article, problems);
        Some((cases.into_iter().collect::<Option<Vec<String>>>()?, article?))
    }

    fn file(
        &mut self,
        target: Target,
        text: Option<String>,
        key: Option<&str>,
        withheld: bool,
        problems: &mut Diagnostics,
    ) -> Result<PlannedFile> {
        let before = self.text_at(&target.path)?;
        let base = target.base.as_ref().map(|base| base.text.as_str());
        let decision = match &text {
            Some(text) => decide(base, before.as_deref(), text, self.keep),
            None => Decision::plain(Action::Failed, false),
        };
        let decision = if withheld { withdraw(decision, base, before.as_deref()) } else { decision };
        let shown = decision.text.as_deref().or(before.as_deref()).unwrap_or_default();
        report_decision(&target.path, shown, &decision, target.base.is_some(), problems);
        let theirs = match base {
            Some(base) if decision.withdrawn && !decision.remember => Some(withdrawn::imported(base)),
            _ => text.filter(|_| decision.remember),
        };
        // The copy keeps the path that it had first, so that a file which an editor renamed is still known.
        let copy = target.base.map_or_else(|| target.path.clone(), |base| base.path);
        let remember = key.zip(theirs).map(|(key, theirs)| (key.to_owned(), copy, theirs));
        let Decision { action, text: after, withdrawn, .. } = decision;
        Ok(PlannedFile { path: target.path, action, before, after, withdrawn, remember })
    }
}

impl PlannedFile {
    /// Writes the file, and remembers the source's version.
    pub fn write(&self, root: &Path) -> Result<()> {
        if let Some(text) = &self.after {
            fs::write_whole(&root.join(CONTENT_FOLDER).join(&self.path), text.as_bytes())?;
        }
        match &self.remember {
            Some((key, path, text)) => merge_base::write(root, key, path, text),
            None => Ok(()),
        }
    }
}

/// The addresses that the post had before, within its site: readers still come by them.
fn moved_addresses(article: &Article, base: Option<&ImportedFile>) -> Vec<SitePath> {
    let Some(old) = base.and_then(|base| identity::article(&base.path, &base.text)) else { return Vec::new() };
    let mut aliases = old.aliases;
    let address = |article: &Article| article.origin.as_ref().and_then(|origin| url::Url::parse(&origin.url).ok());
    if let (Some(before), Some(now)) =
        (old.origin.as_ref().and_then(|origin| url::Url::parse(&origin.url).ok()), address(article))
        && before.path() != now.path()
    {
        let is_new = |path: &SitePath| path.long_name().is_none() && !aliases.contains(path);
        aliases.extend(SitePath::parse_page(before.path()).filter(is_new));
    }
    aliases
}

/// The text of a file, if reading it gives the value and the body that were meant. Warnings are about what the post says; the
/// site's check tells them.
fn verified<T: PartialEq>(
    path: &str,
    text: std::result::Result<String, String>,
    (value, body): (&T, &str),
    read: impl Fn(&Arc<SourceFile>, &RefCell<Diagnostics>) -> Option<ContentFile<T>>,
    problems: &mut Diagnostics,
) -> Option<String> {
    let text = text.unwrap_or_default();
    let source = SourceFile::new(format!("{CONTENT_FOLDER}/{path}"), text.clone());
    let own = RefCell::new(Diagnostics::new());
    // A file begins and ends its body with line breaks of its own.
    let is_meant = |file: ContentFile<T>| {
        file.value.as_ref() == Some(value) && file.body().trim_matches('\n') == body.trim_matches('\n')
    };
    let is_as_meant = read(&source, &own).is_some_and(is_meant);
    let own = own.into_inner();
    if is_as_meant && !own.has_errors() {
        return Some(text);
    }
    let problem = Diagnostic::error(
        Code::ImportRoundTrip,
        "the file would not be read as it was meant, so the post is not written",
    );
    let problem =
        problem.at(Place::start_of(&source)).help("this is a mistake in Chancery: please report it with the post");
    problems.push(problem);
    problems.extend(own);
    None
}

/// What an editor has to know about a decision.
fn report_decision(path: &str, before: &str, decision: &Decision, is_known: bool, problems: &mut Diagnostics) {
    let source = SourceFile::new(format!("{CONTENT_FOLDER}/{path}"), before);
    for conflict in &decision.conflicts {
        let start = source.offset(Position { line: conflict.line, column: 1 });
        let shown = conflict.mine.lines().next().unwrap_or_default().len();
        let problem = Diagnostic::error(
            Code::ImportConflict,
            if decision.withdrawn {
                "this place was changed here and in the post, so the file is left alone, but for `draft: true`"
            } else {
                "this place was changed here and in the post, so the file is left alone"
            },
        )
        .in_file(&source, start..start + shown)
        .help(conflict_help(&conflict.theirs));
        problems.push(problem);
    }
    if decision.action == Action::Kept && !is_known {
        let problem = Diagnostic::warning(
            Code::ImportDiffers,
            "the file is not as the import would write it, so it is left alone",
        );
        let help = "changes in the post are taken over from now on; to have the post's version, remove the file and import again";
        problems.push(problem.at(Place::start_of(&SourceFile::new(source.path(), ""))).help(help));
    }
}

fn conflict_help(theirs: &str) -> String {
    let theirs = theirs.trim_end();
    let version =
        if theirs.is_empty() { "the post no longer has it".to_owned() } else { format!("the post has: {theirs}") };
    format!(
        "{version}\nmake the file say what you want and import again with `--keep mine`, or take the post's version with `--keep source`"
    )
}
