//! Texts that readers see and nobody finished: notes of their writers, gaps in the drafts of a new site, headings without a text.
//!
//! Comes in: the texts; goes out: a warning for each that is no draft. Code is no note: a manual may speak of `TODO`.

use std::ops::Range;

use super::own_texts::{OwnText, of_each};
use crate::base::diag::{Code, Diagnostic};
use crate::markdown::{empty_sections, running_text};

/// The drafts of a new site, with their gaps in bold brackets.
const WITH_GAPS: [&str; 4] = [
    include_str!("../scaffold/new_site/en/privacy.md"),
    include_str!("../scaffold/new_site/en/accessibility.md"),
    include_str!("../scaffold/new_site/fa/privacy.md"),
    include_str!("../scaffold/new_site/fa/accessibility.md"),
];

/// Those that ask a question in each section.
const WITH_QUESTIONS: [&str; 2] =
    [include_str!("../scaffold/new_site/en/example.md"), include_str!("../scaffold/new_site/fa/example.md")];

/// What the drafts tell their editors, and what encyclopedias tell theirs.
const NOTES: [&str; 7] = [
    // What Word leaves where a reference led to nothing.
    "Error! Reference source not found",
    "Error! Bookmark not defined",
    "fill in what stands in brackets",
    "جاهای درون کروشه را پر کنید",
    "[citation needed",
    "[clarification needed",
    "[نیازمند منبع",
];

/// The warnings.
pub(super) fn check(texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    let notes = notes();
    of_each(texts, |text| match text.shown.schedule {
        Some(schedule) if schedule.draft => Vec::new(),
        _ => look(text, &notes),
    })
}

/// What stands in no text that is finished.
fn notes() -> Vec<String> {
    let gaps = WITH_GAPS.iter().flat_map(|draft| draft.split("**[").skip(1)).filter_map(|gap| {
        // A line may be broken elsewhere by now.
        let words = gap.split([']', '\n', '`']).next()?.trim_end();
        // One word in brackets may be meant as it is.
        Some(if words.contains(' ') { format!("[{words}") } else { format!("**[{words}]**") })
    });
    let questions = WITH_QUESTIONS.iter().filter_map(|draft| draft.splitn(3, "---").nth(2));
    let questions = questions.flat_map(str::lines).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut notes: Vec<String> =
        NOTES.iter().map(|note| (*note).to_owned()).chain(gaps).chain(questions.map(str::to_owned)).collect();
    notes.sort_unstable();
    notes.dedup();
    notes
}

fn look(OwnText { shown, body, .. }: &OwnText<'_>, notes: &[String]) -> Vec<Diagnostic> {
    let text = shown.text;
    let mut problems = Vec::new();
    if let Some(place) = first_note(body, notes) {
        let message = say!("readers see `{words}` in a text that is no draft", words = &body[place.clone()]);
        let help = say!("write what is missing, or add `draft: true` to the front matter until it is there");
        problems.push(Diagnostic::warning(Code::UnfinishedText, message).at(text.body_span(place)).help(help));
    }
    let empty = if shown.case.is_some() { empty_sections(body) } else { Vec::new() };
    if let Some((title, span)) = empty.first() {
        let message = match empty.len() {
            1 => say!("nothing stands below the heading `{title}`", title),
            count => say!("nothing stands below {count} headings, the first of them `{title}`", count, title),
        };
        let help = say!("write the section, or take its heading out");
        problems.push(Diagnostic::warning(Code::UnfinishedText, message).at(text.body_span(span.clone())).help(help));
    }
    problems
}

/// The first note of a text.
fn first_note(body: &str, notes: &[String]) -> Option<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for stretch in running_text(body) {
        match stretches.last_mut() {
            // A bracket is a stretch of its own.
            Some(last) if last.end == stretch.start => last.end = stretch.end,
            _ => stretches.push(stretch),
        }
    }
    let is_read = |place: &Range<usize>| {
        let words = place.start + body[place.clone()].find(|one| one != '*').unwrap_or_default();
        stretches.iter().any(|stretch| stretch.contains(&words))
    };
    let noted = notes.iter().filter_map(|note| {
        let mut places = body.match_indices(note.as_str()).map(|(at, note)| at..at + note.len());
        let place = places.find(is_read)?;
        // A gap is told as a whole, where its line has its end.
        let rest = body[place.end..].lines().next().unwrap_or_default();
        let is_open = note.starts_with('[') && !note.contains(']');
        let end = rest.find(']').filter(|_| is_open).map_or(place.end, |end| place.end + end + 1);
        Some(place.start..end)
    });
    let marked = stretches.iter().filter_map(|stretch| {
        let mark = mark(&body[stretch.clone()])?;
        Some(stretch.start + mark.start..stretch.start + mark.end)
    });
    noted.chain(marked).min_by_key(|place| place.start)
}

/// The first mark that writers leave for themselves.
fn mark(text: &str) -> Option<Range<usize>> {
    // Both begin or end in nothing that most texts have.
    let filler = "lorem ipsum";
    let small = || text.to_ascii_lowercase().find(filler).map(|at| at..at + filler.len());
    let marks = ["TODO", "FIXME", "XXX", "TBC", "TBD"].into_iter().flat_map(|mark| {
        let places = text.match_indices(mark).map(|(at, mark)| at..at + mark.len());
        places.filter(|place| is_mark(text, place)).take(1)
    });
    let filler = if text.contains(['L', 'l']) { small() } else { None };
    marks.chain(filler).chain(aside(text)).min_by_key(|place| place.start)
}

/// `(Ali, please check!!)`, `[to be confirmed]`, `???`: words of one writer to another.
fn aside(text: &str) -> Option<Range<usize>> {
    const WORDS: [&str; 8] = [
        "please check",
        "to be confirmed",
        "to be checked",
        "to be completed",
        "check this",
        "بررسی شود",
        "بررسی کنید",
        "تکمیل شود",
    ];
    /// What stands in brackets and is longer is a sentence for readers.
    const LONG: usize = 80;
    let brackets = text.match_indices(['(', '[']).filter_map(|(start, _)| {
        let inner = text[start + 1..].split([')', ']', '(', '[']).next()?;
        let end = start + inner.len() + 2;
        let words = inner.to_lowercase();
        let is_aside = words.contains("!!") || words.contains("??") || WORDS.iter().any(|aside| words.contains(aside));
        (is_aside && inner.chars().count() <= LONG && matches!(text.get(end - 1..end), Some(")" | "]")))
            .then_some(start..end)
    });
    let puzzled = ["???", "؟؟؟"].into_iter().filter_map(|mark| text.find(mark).map(|at| at..at + mark.len()));
    brackets.chain(puzzled).min_by_key(|place| place.start)
}

/// Is it a mark, and neither a part of a word, nor Spanish (`TODO EL MUNDO`), nor thirty (`the XXX Olympic Games`)?
fn is_mark(text: &str, place: &Range<usize>) -> bool {
    const ARTICLES: [&str; 14] =
        ["the", "el", "la", "los", "las", "le", "les", "il", "lo", "o", "a", "del", "die", "der"];
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let joins = |one: char| one.is_alphanumeric() || matches!(one, '_' | '-' | '/' | '.');
    let is_apart = !before.ends_with(joins) && !after.starts_with(|one: char| one.is_alphanumeric() || one == '_');
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let next = after.strip_prefix(' ').and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    let is_capital = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let is_number = text[place.clone()].starts_with('X')
        && (next.starts_with(char::is_uppercase) || ARTICLES.contains(&last.to_lowercase().as_str()));
    is_apart && !is_number && !is_capital(last) && !is_capital(next)
}

#[cfg(test)]
mod tests {
    use super::{WITH_GAPS, WITH_QUESTIONS, first_note, notes};

    fn note(body: &str) -> Option<&str> {
        first_note(body, &notes()).map(|place| &body[place])
    }

    #[test]
    fn notes_of_writers_are_found() {
        for (body, words) in [
            ("Water. TODO: more", "TODO"),
            ("Then XXX families (FIXME).", "XXX"),
            ("a **TODO**", "TODO"),
            ("It said so.[12] [citation needed]", "[citation needed]"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
            ("4,000 (Ali, please check!!) families", "(Ali, please check!!)"),
            ("in 2024 [to be confirmed]", "[to be confirmed]"),
            ("در ۱۴۰۳ (لطفاً بررسی شود)", "(لطفاً بررسی شود)"),
            ("about ??? families", "???"),
            ("Write to **[e-mail address]** or", "[e-mail address]"),
            ("We answer within **[number]** days", "**[number]**"),
            ("What was the situation? One paragraph is enough.", "What was the situation? One paragraph is enough."),
        ] {
            assert_eq!(note(body), Some(words), "{body}");
        }
        for draft in WITH_GAPS.iter().chain(&WITH_QUESTIONS) {
            assert!(note(draft).is_some(), "{draft}");
        }
    }

    #[test]
    fn what_is_meant_is_no_note() {
        for body in [
            "`TODO` and\n\n```\nXXX\n```\n",
            "TODO EL MUNDO and todo",
            "the Games of the XXX Olympiad, el XXX aniversario, XXXI",
            "She said [sic] and within [number] days; [this](number)",
            "https://a.org/TODO and TODO_list",
            "`**[number]**`",
        ] {
            assert_eq!(note(body), None, "{body}");
        }
    }
}
