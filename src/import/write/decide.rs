//! What to do with a file, from its three versions: as the import last wrote it, as it is now, as the source has it now.

use std::borrow::Cow;

use serde::Serialize;

use super::merge::{Conflict, Keep, Merged, merge};
use crate::casefile::{body_start, is_draft, is_readable, without_draft};

/// What is done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It was not there and is written.
    Create,
    /// It is there, exactly so.
    Unchanged,
    /// The source changed, nobody else did: it is written anew.
    Update,
    /// The source and an editor changed different places: both changes are in it now.
    Merge,
    /// An editor changed it, the source did not: it is left alone.
    Kept,
    /// The source and an editor changed the same place: it is left alone, and the editor decides.
    Conflict,
    /// An editor removed it: it is not written again.
    Removed,
    /// Something would be lost or not be read as it was meant: it is not written.
    Failed,
}

impl Action {
    /// Does the file of the content change?
    #[must_use]
    pub fn writes(self) -> bool {
        matches!(self, Self::Create | Self::Update | Self::Merge)
    }
}

/// What to do, and with which text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decision {
    pub action: Action,
    /// The text that the file gets, where it changes.
    pub text: Option<String>,
    /// Is the source's version remembered as the last one that was taken over?
    pub remember: bool,
    pub conflicts: Vec<Conflict>,
    /// Was the file made a draft, as its post is not public any more? Its text may be left alone all the same.
    pub withdrawn: bool,
}

impl Decision {
    /// To leave the file as it is.
    pub fn plain(action: Action, remember: bool) -> Self {
        Self { action, text: None, remember, conflicts: Vec::new(), withdrawn: false }
    }
}

/// Decides. `base` is the file as the import last wrote it, `mine` as it is now, `theirs` as the source has it now; `keep`
/// is whose version stands where both changed the same place.
pub(super) fn decide(base: Option<&str>, mine: Option<&str>, theirs: &str, keep: Option<Keep>) -> Decision {
    let plain = Decision::plain;
    let write = |action, text: String| Decision { text: Some(text), ..plain(action, true) };
    match (base, mine) {
        (None, None) => write(Action::Create, theirs.to_owned()),
        (Some(_), None) => plain(Action::Removed, false),
        (_, Some(mine)) if mine == theirs => plain(Action::Unchanged, true),
        // Nobody knows what was changed by whom. The file stands as it is; from now on the source's changes are known.
        (None, Some(_)) => plain(Action::Kept, true),
        (Some(base), Some(_)) if base == theirs => plain(Action::Kept, true),
        (Some(base), Some(mine)) if base == mine => write(Action::Update, theirs.to_owned()),
        (Some(base), Some(mine)) => match merge(&published(base, mine, theirs), mine, theirs, keep) {
            Merged::Clean(text) if text == mine => plain(Action::Kept, true),
            // Both may have added the same key at different places.
            Merged::Clean(text) if is_readable(mine) && !is_readable(&text) => match keep {
                Some(Keep::Mine) => write(Action::Merge, with_front_matter_of(mine, &text)),
                Some(Keep::Source) => write(Action::Merge, with_front_matter_of(theirs, &text)),
                None => {
                    let (mine, theirs) = (front_matter(mine).to_owned(), front_matter(theirs).to_owned());
                    Decision { conflicts: vec![Conflict { line: 1, mine, theirs }], ..plain(Action::Conflict, false) }
                }
            },
            Merged::Clean(text) => write(Action::Merge, text),
            Merged::Conflicts(conflicts) => Decision { conflicts, ..plain(Action::Conflict, false) },
        },
    }
}

fn front_matter(text: &str) -> &str {
    &text[..body_start(text)]
}

/// The body of one text below the front matter of another.
fn with_front_matter_of(text: &str, body: &str) -> String {
    format!("{}{}", front_matter(text), &body[body_start(body)..])
}

/// What both versions changed. A draft that an editor published, and that is public at its source again, is no draft for
/// either: that they agree in this must not make a conflict of the lines beside it.
fn published<'a>(base: &'a str, mine: &str, theirs: &str) -> Cow<'a, str> {
    let is_public_again = is_draft(base) && !is_draft(mine) && !is_draft(theirs);
    match is_public_again.then(|| without_draft(base)).flatten() {
        Some(base) => Cow::Owned(base),
        None => Cow::Borrowed(base),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn action(base: Option<&str>, mine: Option<&str>, theirs: &str) -> Action {
        decide(base, mine, theirs, None).action
    }

    #[test]
    fn each_way_that_three_versions_can_differ() {
        assert_eq!(action(None, None, "b\n"), Action::Create);
        assert_eq!(action(None, Some("b\n"), "b\n"), Action::Unchanged);
        assert_eq!(action(None, Some("edited\n"), "b\n"), Action::Kept);
        assert_eq!(action(Some("a\n"), Some("a\n"), "b\n"), Action::Update);
        assert_eq!(action(Some("a\n"), Some("edited\n"), "a\n"), Action::Kept);
        assert_eq!(action(Some("a\nb\n"), Some("a\nedited\n"), "changed\nb\n"), Action::Merge);
        assert_eq!(action(Some("a\n"), Some("edited\n"), "b\n"), Action::Conflict);
        assert_eq!(action(Some("a\n"), None, "b\n"), Action::Removed);
    }

    #[test]
    fn a_draft_that_both_published_is_no_conflict() {
        let base = "---\ntitle: A\nmodified: 1\ndraft: true\n---\n\nText.\n";
        let mine = "---\ntitle: A\nmodified: 1\n---\n\nText.\n\nMore.\n";
        let theirs = "---\ntitle: A\nmodified: 2\n---\n\nText.\n";
        let decision = decide(Some(base), Some(mine), theirs, None);
        assert_eq!(decision.text.as_deref(), Some(&*mine.replace("modified: 1", "modified: 2")));
        // Where the source keeps it back, an editor's own change to the same line is still one.
        let edited = mine.replace("modified: 1", "modified: 3");
        let decision = decide(Some(base), Some(&edited), &base.replace("modified: 1", "modified: 2"), None);
        assert_eq!(decision.action, Action::Conflict);
    }

    #[test]
    fn a_key_that_both_added_at_different_places_is_a_conflict() {
        let base = "---\ntitle: A\ncity: B\n---\n\nText.\n";
        let mine = base.replace("title: A\n", "translator: Ann\ntitle: A\n");
        let theirs = base.replace("city: B\n", "city: B\ntranslator: Bob\n");
        let decision = decide(Some(base), Some(&mine), &theirs, None);
        assert_eq!((decision.action, decision.text), (Action::Conflict, None));
        assert!(decision.conflicts[0].mine.contains("Ann") && decision.conflicts[0].theirs.contains("Bob"));
        let (mine, theirs) = (mine.replace("Text.", "Text.\n\nMine."), theirs.replace("Text.", "First.\n\nText."));
        for (keep, name) in [(Keep::Mine, "Ann"), (Keep::Source, "Bob")] {
            let kept = decide(Some(base), Some(&mine), &theirs, Some(keep)).text.unwrap();
            assert!(kept.contains(name) && kept.ends_with("---\n\nFirst.\n\nText.\n\nMine.\n"), "{kept}");
        }
    }

    #[test]
    fn whose_version_stands_can_be_said() {
        let mine = decide(Some("a\n"), Some("edited\n"), "b\n", Some(Keep::Mine));
        assert_eq!((mine.action, mine.remember), (Action::Kept, true));
        let source = decide(Some("a\n"), Some("edited\n"), "b\n", Some(Keep::Source));
        assert_eq!(source.text.as_deref(), Some("b\n"));
    }

    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec("[abc]{1,2}", 0..6)
            .prop_map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        /// An editor's line is never lost: it is in the file afterwards, whatever the source did.
        #[test]
        fn what_an_editor_added_stays(base in text(), theirs in text(), place in 0usize..6) {
            let mut lines: Vec<&str> = base.split_inclusive('\n').collect();
            lines.insert(place.min(lines.len()), "the editor's line\n");
            let mine: String = lines.concat();
            let decision = decide(Some(&base), Some(&mine), &theirs, None);
            let after = decision.text.unwrap_or(mine);
            prop_assert!(after.contains("the editor's line\n"), "{}", after);
        }

        /// Importing the same again changes nothing.
        #[test]
        fn a_second_import_changes_nothing(base in proptest::option::of(text()), mine in proptest::option::of(text()), theirs in text()) {
            let first = decide(base.as_deref(), mine.as_deref(), &theirs, None);
            let after = first.text.clone().or(mine);
            let base = if first.remember { Some(theirs.clone()) } else { base };
            let second = decide(base.as_deref(), after.as_deref(), &theirs, None);
            prop_assert_eq!(second.text, None);
        }
    }
}
