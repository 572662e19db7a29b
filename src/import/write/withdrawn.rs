//! What is no longer public at its source does not stay public here.
//!
//! Comes in: what was decided about a file of a post that is not public, and the file's versions; goes out: the same
//! decision with `draft: true` in the file, whatever becomes of the rest of it. That happens once, when the state of the
//! post changed since it was last imported: what an editor published afterwards, on purpose, stays published.

use std::path::Path;

use super::decide::{Action, Decision};
use super::existing::{self, current_path, text_at};
use super::identity::{KnownCase, is_same_article, is_same_case, known_cases};
use super::merge_base::{self, ImportedFile, post_key};
use super::planned::PlannedFile;
use crate::base::error::Result;
use crate::casefile::{as_draft, is_draft};
use crate::config::Config;
use crate::import::input::Post;

/// Makes a draft of the file that was decided on. `base` is the file as the import last wrote it, `mine` as it is now.
pub(super) fn withdraw(decision: Decision, base: Option<&str>, mine: Option<&str>) -> Decision {
    let (Some(base), Some(mine)) = (base, mine) else { return decision };
    if is_draft(base) || is_draft(mine) {
        return decision;
    }
    if decision.text.as_deref().is_some_and(is_draft) {
        return Decision { withdrawn: true, ..decision };
    }
    let Some(text) = as_draft(decision.text.as_deref().unwrap_or(mine)) else { return decision };
    // Nothing else of the post was taken over, but the file changes.
    let action = if decision.action == Action::Kept { Action::Merge } else { decision.action };
    let mut decision = Decision { action, text: Some(text), withdrawn: true, ..decision };
    // Lines after the new one moved.
    for conflict in &mut decision.conflicts {
        let is_same =
            |line: usize| decision.text.as_deref().and_then(|text| text.lines().nth(line)) == mine.lines().nth(line);
        conflict.line += usize::from(!(0..conflict.line).all(is_same));
    }
    decision
}

/// The last version that counts as taken over, where only the state of the post was: that of before, as a draft.
pub(super) fn imported(base: &str) -> String {
    as_draft(base).unwrap_or_else(|| base.to_owned())
}

/// The file of a city that the post no longer has, where it is still there. It stays as it is, unless the post was withdrawn.
pub(super) fn gone_file(
    known: &KnownCase,
    root: &Path,
    config: &Config,
    key: Option<&str>,
    withheld: bool,
) -> Result<Option<PlannedFile>> {
    let is_same = |path: &str, text: &str| {
        existing::case(path, text, config).is_some_and(|case| is_same_case(&case, &known.case))
    };
    let Some(path) = current_path(root, &known.imported.path, is_same)? else { return Ok(None) };
    let file = state_only(&known.imported, path, root, key)?;
    Ok(Some(if withheld { file } else { PlannedFile { after: None, withdrawn: false, remember: None, ..file } }))
}

/// The files of a post of which nothing is known any more but that it is not public; empty where none was imported.
pub(in crate::import) fn withdrawn_files(post: &Post, root: &Path, config: &Config) -> Result<Vec<PlannedFile>> {
    let Some(key) = post_key(post.origin().as_ref()) else { return Ok(Vec::new()) };
    let copies = merge_base::read(root, &key)?;
    let mut files = Vec::new();
    for known in known_cases(&copies, config) {
        files.extend(gone_file(&known, root, config, Some(&key), true)?);
    }
    for known in copies.iter().filter(|copy| copy.path.starts_with("articles/")) {
        let Some(article) = existing::article(&known.path, &known.text) else { continue };
        let is_same = |path: &str, text: &str| {
            existing::article(path, text).is_some_and(|other| is_same_article(&other, &article))
        };
        if let Some(path) = current_path(root, &known.path, is_same)? {
            files.push(state_only(known, path, root, Some(&key))?);
        }
    }
    Ok(files)
}

/// A file that becomes a draft, if it was not one when it was last imported, and changes in nothing else.
fn state_only(known: &ImportedFile, path: String, root: &Path, key: Option<&str>) -> Result<PlannedFile> {
    let before = text_at(root, &path)?;
    let kept = Decision::plain(Action::Kept, false);
    let Decision { action, text: after, withdrawn, .. } = withdraw(kept, Some(&known.text), before.as_deref());
    let theirs = withdrawn.then(|| imported(&known.text));
    let remember = key.zip(theirs).map(|(key, theirs)| (key.to_owned(), known.path.clone(), theirs));
    Ok(PlannedFile { path, action, before, after, withdrawn, remember })
}
