//! Two changed versions of a text into one, by lines, as version control does it.
//!
//! Comes in: the text as the import last wrote it, the editor's version and the source's new version; goes out: a text
//! with the changes of both, or the places where both changed the same lines. Front matter has a line a key and the body a
//! line a paragraph, so lines are keys and paragraphs. Changes that only stand next to each other do not conflict.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What became of two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Merged {
    /// One text with the changes of both.
    Clean(String),
    /// Where both changed the same lines differently.
    Conflicts(Vec<Conflict>),
}

/// A place that both changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The first of the editor's lines, from 1.
    pub line: usize,
    /// The editor's lines.
    pub mine: String,
    /// The source's lines.
    pub theirs: String,
}

/// Whose version stands where both changed the same lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The editor's.
    Mine,
    /// The source's.
    Source,
}

/// A run of lines of the base that one version replaced by a run of its own.
#[derive(Debug, Clone, Copy)]
struct Change {
    base_start: usize,
    base_end: usize,
    new_start: usize,
    new_end: usize,
}

/// Merges the editor's and the source's changes to `base`. With `keep` there are no conflicts.
pub(super) fn merge(base: &str, mine: &str, theirs: &str, keep: Option<Keep>) -> Merged {
    let (base, mine, theirs) = (lines(base), lines(mine), lines(theirs));
    let (my_changes, their_changes) = (changes(&base, &mine), changes(&base, &theirs));
    let mut merged = String::new();
    let mut conflicts = Vec::new();
    let (mut at, mut my_next, mut their_next) = (0, 0, 0);
    let mut last: Option<Last> = None;
    loop {
        let (my_change, their_change) = (my_changes.get(my_next), their_changes.get(their_next));
        let start = match (my_change, their_change) {
            (None, None) => break,
            (Some(one), None) | (None, Some(one)) => one.base_start,
            (Some(one), Some(other)) => one.base_start.min(other.base_start),
        };
        merged.extend(base[at..start].iter().copied());
        let group = group(&my_changes[my_next..], &their_changes[their_next..], start);
        let (my_part, their_part) =
            (&my_changes[my_next..my_next + group.mine], &their_changes[their_next..their_next + group.theirs]);
        let my_text = replaced(&base, &mine, my_part, start, group.end);
        let their_text = replaced(&base, &theirs, their_part, start, group.end);
        let alone = match (my_part.is_empty(), their_part.is_empty()) {
            (_, true) => Some(my_text),
            (true, false) => Some(their_text),
            (false, false) => {
                if my_text == their_text || keep == Some(Keep::Mine) {
                    merged.push_str(&my_text);
                } else if keep == Some(Keep::Source) {
                    merged.push_str(&their_text);
                } else {
                    let line = my_part.first().map_or(0, |change| change.new_start) + 1;
                    conflicts.push(Conflict { line, mine: my_text, theirs: their_text });
                }
                None
            }
        };
        last = alone.map(|text| {
            let is_repeated =
                group.end == start && last.as_ref().is_some_and(|last| last.end == start && last.ends_with(&text));
            if !is_repeated {
                merged.push_str(&text);
            }
            Last { text, end: group.end }
        });
        (at, my_next, their_next) = (group.end, my_next + group.mine, their_next + group.theirs);
    }
    merged.extend(base[at..].iter().copied());
    if conflicts.is_empty() { Merged::Clean(merged) } else { Merged::Conflicts(conflicts) }
}

/// The change of one side that was made last, and where in the base it ended.
struct Last {
    text: String,
    end: usize,
}

impl Last {
    /// Does it end with lines that the other side inserted right behind it? Then they are the same lines, and stand there once.
    fn ends_with(&self, lines: &str) -> bool {
        self.text.strip_suffix(lines).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
    }
}

/// Lines with their line breaks.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// What one version replaced, in order: whatever lies between the runs of lines that both have. (The runs are all that
/// is read from the diff: its insertions may carry a place of the base that the runs around them contradict.)
fn changes(base: &[&str], new: &[&str]) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut base_start, mut new_start) = (0, 0);
    let mut gap = |base_end: usize, new_end: usize, next: (usize, usize)| {
        if base_start < base_end || new_start < new_end {
            changes.push(Change { base_start, base_end, new_start, new_end });
        }
        (base_start, new_start) = next;
    };
    for part in capture_diff_slices(Algorithm::Myers, base, new).iter().filter(|part| part.tag() == DiffTag::Equal) {
        let (old_range, new_range) = (part.old_range(), part.new_range());
        gap(old_range.start, new_range.start, (old_range.end, new_range.end));
    }
    gap(base.len(), new.len(), (base.len(), new.len()));
    changes
}

/// How many changes of each side overlap from `start` on, and where in the base they end.
struct Group {
    mine: usize,
    theirs: usize,
    end: usize,
}

fn group(mine: &[Change], theirs: &[Change], start: usize) -> Group {
    let mut group = Group { mine: 0, theirs: 0, end: start };
    loop {
        // The first change belongs to the group; a further one if it begins before the group ends. Two insertions at one
        // place overlap, as nobody can say which comes first.
        let belongs = |change: &&Change| {
            change.base_start < group.end || (change.base_start == start && touches(change, start, group.end))
        };
        let (my_next, their_next) = (mine.get(group.mine).filter(belongs), theirs.get(group.theirs).filter(belongs));
        match (my_next, their_next) {
            (Some(change), _) => {
                group.end = group.end.max(change.base_end);
                group.mine += 1;
            }
            (None, Some(change)) => {
                group.end = group.end.max(change.base_end);
                group.theirs += 1;
            }
            (None, None) => return group,
        }
    }
}

/// Does a change that begins where the group begins overlap with it? An insertion before lines that the other side changed
/// does not.
fn touches(change: &Change, start: usize, end: usize) -> bool {
    end == start || change.base_end > start
}

/// The lines of the base from `start` to `end` with one side's changes made.
fn replaced(base: &[&str], new: &[&str], changes: &[Change], start: usize, end: usize) -> String {
    let mut text = String::new();
    let mut at = start;
    for change in changes {
        text.extend(base[at..change.base_start].iter().copied());
        text.extend(new[change.new_start..change.new_end].iter().copied());
        at = change.base_end;
    }
    text.extend(base[at..end].iter().copied());
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BASE: &str = "title: A\nnetworks: [c40]\n---\n\nOne.\n\nTwo.\n";

    fn clean(mine: &str, theirs: &str) -> String {
        match merge(BASE, mine, theirs, None) {
            Merged::Clean(text) => text,
            Merged::Conflicts(conflicts) => panic!("{conflicts:?}"),
        }
    }

    #[test]
    fn changes_to_different_keys_and_paragraphs_are_joined() {
        let mine = BASE.replace("[c40]", "[c40, iclei]").replace("One.", "One, corrected.");
        let theirs = BASE.replace("title: A", "title: B").replace("Two.\n", "Two.\n\nThree.\n");
        assert_eq!(
            clean(&mine, &theirs),
            "title: B\nnetworks: [c40, iclei]\n---\n\nOne, corrected.\n\nTwo.\n\nThree.\n"
        );
    }

    #[test]
    fn the_same_change_on_both_sides_is_one_change() {
        let both = BASE.replace("One.", "1.");
        assert_eq!(clean(&both, &both), both);
    }

    #[test]
    fn lines_that_both_added_beside_a_change_stand_there_once() {
        let theirs = BASE.replace("networks:", "by: B\nnetworks:");
        let mine = BASE.replace("title: A\n", "title: A!\nby: B\n");
        assert_eq!(clean(&mine, &theirs), mine);
        assert_eq!(clean(&theirs, &mine), mine);
    }

    #[test]
    fn different_changes_to_one_line_are_a_conflict_that_shows_both() {
        let Merged::Conflicts(conflicts) =
            merge(BASE, &BASE.replace("One.", "Mine."), &BASE.replace("One.", "Theirs."), None)
        else {
            panic!("no conflict");
        };
        assert_eq!(conflicts, [Conflict { line: 5, mine: "Mine.\n".into(), theirs: "Theirs.\n".into() }]);
    }

    #[test]
    fn a_paragraph_changed_here_and_removed_there_is_a_conflict() {
        assert!(matches!(
            merge(BASE, &BASE.replace("One.", "Mine."), &BASE.replace("One.\n\n", ""), None),
            Merged::Conflicts(_)
        ));
    }

    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(prop_oneof!["[abc]", "key: [xy]", Just(String::new())], 0..8)
            .prop_map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
    }

    proptest! {
        #[test]
        fn a_side_that_changed_nothing_has_no_say(base in text(), other in text()) {
            prop_assert_eq!(merge(&base, &base, &other, None), Merged::Clean(other.clone()));
            prop_assert_eq!(merge(&base, &other, &base, None), Merged::Clean(other.clone()));
            prop_assert_eq!(merge(&base, &other, &other, None), Merged::Clean(other));
        }

        #[test]
        fn both_sides_are_alike(base in text(), one in text(), other in text()) {
            match (merge(&base, &one, &other, None), merge(&base, &other, &one, None)) {
                (Merged::Clean(a), Merged::Clean(b)) => prop_assert_eq!(a, b),
                (Merged::Conflicts(a), Merged::Conflicts(b)) => prop_assert_eq!(a.len(), b.len()),
                (a, b) => prop_assert!(false, "{:?} {:?}", a, b),
            }
        }
    }
}
