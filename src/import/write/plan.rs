//! Which file each draft becomes, and what to do with it.
//!
//! Comes in: drafts; goes out: files with what to do and the text to write. The text of a file is read back before it
//! counts as written: what the build would not read as it was meant is an error here.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use super::anchors;
use super::decide::{Action, Decision, decide};
use super::existing;
use super::identity::{known_cases, match_cities};
use super::likeness::Version;
use super::merge::Keep;
use super::merge_base::{self, ImportedFile, post_key};
use super::planned::{Paired, Pairing, PlannedFile, PlannedPost};
use super::targets::{Target, Targets};
use super::withdrawn::{self, gone_file, withdraw};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::source::{Place, Position, SourceFile};
use crate::base::url::SitePath;
use crate::casefile::{ContentFile, read_article, read_case, write_article, write_case};
use crate::config::Config;
use crate::content::CONTENT_FOLDER;
use crate::import::input::Post;
use crate::import::read::{PostDraft, article as article_of};
use crate::model::Article;

/// What all posts of an import share.
pub(in crate::import) struct Planner<'a> {
    root: &'a Path,
    config: &'a Config,
    keep: Option<Keep>,
    targets: Targets<'a>,
}

impl<'a> Planner<'a> {
    /// For an import into the site at `root`.
    pub fn new(root: &'a Path, config: &'a Config, keep: Option<Keep>) -> Self {
        Self { root, config, keep, targets: Targets::new(root, config) }
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
        let article = self.targets.of_article(&draft.article, &imported, of_article)?;
        let known = known_cases(&imported, self.config);
        let versions: Vec<Version<'_>> =
            draft.cities.iter().map(|city| Version { case: &city.case, body: &city.body }).collect();
        let matches = match_cities(&versions, &known);
        let mut targets = Vec::new();
        for (index, (city, found)) in draft.cities.iter().zip(&matches).enumerate() {
            let of_city = beside(pairing.as_ref().and_then(|pairing| pairing.cities.get(index)?.as_ref()));
            targets.push(self.targets.of_case(&city.case, found.map(|index| &known[index]), of_city)?);
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
        let gone = gone
            .map(|(_, known)| gone_file(known, self.root, self.config, key.as_deref(), withheld))
            .collect::<Result<Vec<_>>>()?;
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
        self.targets.reserve(&article_of(post))
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
        let before = existing::text_at(self.root, &target.path)?;
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

/// The addresses that the post had before, within its site: readers still come by them.
fn moved_addresses(article: &Article, base: Option<&ImportedFile>) -> Vec<SitePath> {
    let Some(old) = base.and_then(|base| existing::article(&base.path, &base.text)) else { return Vec::new() };
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
        say!("the file would not be read as it was meant, so the post is not written"),
    );
    let problem = problem
        .at(Place::start_of(&source))
        .help(say!("this is a mistake in Chancery: please report it with the post"));
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
                say!("this place was changed here and in the post, so the file is left alone, but for `draft: true`")
            } else {
                say!("this place was changed here and in the post, so the file is left alone")
            },
        )
        .in_file(&source, start..start + shown)
        .help(conflict_help(&conflict.theirs));
        problems.push(problem);
    }
    if decision.action == Action::Kept && !is_known {
        let problem = Diagnostic::warning(
            Code::ImportDiffers,
            say!("the file is not as the import would write it, so it is left alone"),
        );
        let help = say!(
            "changes in the post are taken over from now on; to have the post's version, remove the file and \
             import again"
        );
        problems.push(problem.at(Place::of_file(source.path())).help(help));
    }
}

fn conflict_help(theirs: &str) -> Message {
    let theirs = theirs.trim_end();
    let version =
        if theirs.is_empty() { say!("the post no longer has it") } else { say!("the post has: {theirs}", theirs) };
    say!(
        "{version}\nmake the file say what you want and import again with `--keep mine`, or take the post's \
         version with `--keep source`",
        version
    )
}
