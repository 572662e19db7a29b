//! A line of text as runs: what stands in it, and the marks on each piece.
//!
//! In: the pieces of a paragraph as they were met in a tree. Out: the same in one normal form, whatever way the marks were
//! nested, split or wrapped around spaces. Two texts that look the same have equal runs; that is what lets the converter
//! check its own work.

use super::text::is_blank_text;

/// A piece of a line that carries the same marks throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub content: InlineContent,
    /// Sorted, each once.
    pub marks: Vec<Mark>,
}

/// What a run shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InlineContent {
    Text(String),
    Code(String),
    /// A line break that the author set.
    Break,
    Image(Image),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Image {
    pub address: String,
    pub alt: String,
    pub title: String,
}

/// What is said about a piece of text. The order is the order of nesting where two marks cover the same text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Link {
        address: String,
        title: String,
    },
    Strong,
    Emphasis,
    Strike,
    /// What Markdown has no sign for: `sub`, `sup`, `u`, `abbr` …
    Html {
        name: String,
        attributes: Vec<(String, String)>,
    },
}

/// The marks with one more.
pub(super) fn with_mark(marks: &[Mark], mark: Mark) -> Vec<Mark> {
    let mut marks = marks.to_vec();
    if let Err(place) = marks.binary_search(&mark) {
        marks.insert(place, mark);
    }
    marks
}

/// Whether a reader sees nothing of these runs.
pub(super) fn is_blank(runs: &[Run]) -> bool {
    runs.iter().all(|run| match &run.content {
        InlineContent::Text(text) | InlineContent::Code(text) => is_blank_text(text),
        InlineContent::Break => true,
        InlineContent::Image(_) => false,
    })
}

/// The runs in normal form: white space collapsed as a browser does, no break and no white space at the ends (a no-break
/// space at the beginning is an indent, and stays), spaces and breaks without the marks that end or begin at them, and
/// equal neighbours joined.
pub(super) fn normalise(runs: Vec<Run>) -> Vec<Run> {
    let mut pieces: Vec<Run> = Vec::new();
    for run in runs {
        match run.content {
            InlineContent::Text(text) => split_text(&text, &run.marks, &mut pieces),
            InlineContent::Code(code) => split_code(&code, &run.marks, &mut pieces),
            other => pieces.push(Run { content: other, marks: run.marks }),
        }
    }
    let mut pieces = join_spaces(pieces);
    trim_ends(&mut pieces);
    let mut pieces = part_links(pieces);
    mark_spaces(&mut pieces);
    join_equal(pieces)
}

/// Puts a space between two links beside each other: they are two words, unless they lead to the same place.
fn part_links(pieces: Vec<Run>) -> Vec<Run> {
    fn address(run: &Run) -> Option<&String> {
        let is_text = matches!(run.content, InlineContent::Text(_));
        run.marks.iter().filter(|_| is_text).find_map(|mark| match mark {
            Mark::Link { address, .. } => Some(address),
            _ => None,
        })
    }
    let mut parted: Vec<Run> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let Some(last) = parted.last()
            && let (Some(one), Some(other)) = (address(last), address(&piece))
            && one != other
            && !is_space(last)
            && !is_space(&piece)
        {
            let marks = last.marks.iter().filter(|mark| piece.marks.contains(mark)).cloned().collect();
            parted.push(Run { content: InlineContent::Text(" ".to_owned()), marks });
        }
        parted.push(piece);
    }
    parted
}

fn is_space(run: &Run) -> bool {
    matches!(&run.content, InlineContent::Text(text) if text.chars().all(char::is_whitespace))
}

fn is_joint(run: &Run) -> bool {
    run.content == InlineContent::Break || is_space(run)
}

fn push_text(text: &str, marks: &[Mark], pieces: &mut Vec<Run>) {
    if !text.is_empty() {
        pieces.push(Run { content: InlineContent::Text(collapse(text)), marks: marks.to_vec() });
    }
}

/// Runs of ASCII white space as one space; any other space stays.
pub(super) fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_ascii_whitespace() {
            collapsed.push(character);
        } else if !collapsed.ends_with(' ') {
            collapsed.push(' ');
        }
    }
    collapsed
}

/// Text as the space before it, itself, and the space after it.
fn split_text(text: &str, marks: &[Mark], pieces: &mut Vec<Run>) {
    let core = text.trim();
    if core.is_empty() {
        return push_text(text, marks, pieces);
    }
    let start = text.len() - text.trim_start().len();
    push_text(&text[..start], marks, pieces);
    push_text(core, marks, pieces);
    push_text(&text[start + core.len()..], marks, pieces);
}

/// Code without the spaces around it, which a Markdown code span cannot hold in all cases.
fn split_code(code: &str, marks: &[Mark], pieces: &mut Vec<Run>) {
    let core = code.trim_matches(|c: char| c.is_ascii_whitespace());
    if core.is_empty() {
        return push_text(code, marks, pieces);
    }
    if code.starts_with(|c: char| c.is_ascii_whitespace()) {
        push_text(" ", marks, pieces);
    }
    pieces.push(Run { content: InlineContent::Code(collapse(core)), marks: marks.to_vec() });
    if code.ends_with(|c: char| c.is_ascii_whitespace()) {
        push_text(" ", marks, pieces);
    }
}

/// Neighbouring spaces as one, and none beside a break.
fn join_spaces(pieces: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for piece in pieces {
        let both_spaces = is_space(&piece) && joined.last().is_some_and(is_space);
        match (joined.last_mut().map(|last| &mut last.content), &piece.content) {
            (Some(InlineContent::Text(last)), InlineContent::Text(text)) if both_spaces => {
                *last = collapse(&format!("{last}{text}"))
            }
            (Some(InlineContent::Break), InlineContent::Text(text)) if is_space(&piece) => {
                let text = text.trim_start_matches(' ').to_owned();
                if !text.is_empty() {
                    joined.push(Run { content: InlineContent::Text(text), marks: piece.marks });
                }
            }
            (Some(InlineContent::Text(last)), InlineContent::Break) => {
                last.truncate(last.trim_end_matches(' ').len());
                if last.is_empty() {
                    joined.pop();
                }
                joined.push(piece);
            }
            _ => joined.push(piece),
        }
    }
    joined
}

fn trim_ends(pieces: &mut Vec<Run>) {
    while pieces.last().is_some_and(is_joint) {
        pieces.pop();
    }
    let breaks = pieces.iter().take_while(|piece| is_joint(piece)).collect::<Vec<_>>();
    let first_kept =
        breaks.iter().rposition(|piece| piece.content == InlineContent::Break).map_or(0, |place| place + 1);
    pieces.drain(..first_kept);
    if let Some(Run { content: InlineContent::Text(text), .. }) = pieces.first_mut() {
        let kept = text.trim_start_matches(' ').to_owned();
        *text = kept;
    }
    pieces.retain(|piece| piece.content != InlineContent::Text(String::new()));
}

/// Spaces and breaks keep only the marks that go on behind them.
fn mark_spaces(pieces: &mut [Run]) {
    let mut before: Vec<Mark> = Vec::new();
    let mut index = 0;
    while index < pieces.len() {
        if !is_joint(&pieces[index]) {
            before.clone_from(&pieces[index].marks);
            index += 1;
            continue;
        }
        let end = pieces[index..].iter().position(|piece| !is_joint(piece)).map_or(pieces.len(), |place| index + place);
        let after = pieces.get(end).map(|piece| piece.marks.clone()).unwrap_or_default();
        for piece in &mut pieces[index..end] {
            piece.marks.retain(|mark| before.contains(mark) && after.contains(mark));
        }
        index = end;
    }
}

fn join_equal(pieces: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::new();
    for piece in pieces {
        if let Some(last) = joined.last_mut()
            && last.marks == piece.marks
        {
            match (&mut last.content, &piece.content) {
                (InlineContent::Text(text), InlineContent::Text(more))
                | (InlineContent::Code(text), InlineContent::Code(more)) => {
                    text.push_str(more);
                    continue;
                }
                _ => {}
            }
        }
        joined.push(piece);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, marks: &[Mark]) -> Run {
        Run { content: InlineContent::Text(text.to_owned()), marks: marks.to_vec() }
    }

    fn line_break() -> Run {
        Run { content: InlineContent::Break, marks: vec![] }
    }

    #[test]
    fn spaces_move_out_of_marks_and_collapse() {
        let runs = normalise(vec![text(" a", &[]), text(" b \n", &[Mark::Strong]), text(" c ", &[])]);
        assert_eq!(runs, [text("a ", &[]), text("b", &[Mark::Strong]), text(" c", &[])]);
    }

    #[test]
    fn split_marks_are_joined_over_their_space() {
        let runs = normalise(vec![text("a ", &[Mark::Strong]), text("b", &[Mark::Strong])]);
        assert_eq!(runs, [text("a b", &[Mark::Strong])]);
        let apart = vec![text("a", &[Mark::Strong]), text(" ", &[]), text("b", &[Mark::Strong])];
        assert_eq!(normalise(apart.clone()), apart);
    }

    #[test]
    fn no_break_spaces_stay_but_leave_the_mark() {
        let runs = normalise(vec![text("\u{a0}a\u{a0}", &[Mark::Emphasis]), text("b", &[])]);
        assert_eq!(runs, [text("\u{a0}", &[]), text("a", &[Mark::Emphasis]), text("\u{a0}b", &[])]);
    }

    #[test]
    fn breaks_at_the_ends_show_nothing_and_go() {
        let runs = normalise(vec![line_break(), text(" a ", &[]), line_break(), text("b", &[]), line_break()]);
        assert_eq!(runs, [text("a", &[]), line_break(), text("b", &[])]);
        assert_eq!(normalise(vec![line_break(), text("  ", &[])]), []);
    }

    #[test]
    fn code_keeps_its_words_and_gives_its_spaces_away() {
        let code = |code: &str| Run { content: InlineContent::Code(code.to_owned()), marks: vec![] };
        assert_eq!(
            normalise(vec![text("a", &[]), code(" b  c "), code("d")]),
            [text("a ", &[]), code("b c"), text(" ", &[]), code("d")]
        );
        assert_eq!(normalise(vec![code("b"), code("d")]), [code("bd")]);
    }
}
