//! What a text was not meant to be: HTML that is not whole, addresses that lead nowhere, Markdown that stayed text.
//!
//! In: what was found in a text. Out: messages for its editor, each with the bytes it is about.

use std::ops::Range;

use super::balance::{Flaw, FlawKind};
use super::tags::Kind;
use crate::base::address;
use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::message::Message;

/// A mistake in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The bytes in the Markdown.
    pub span: Range<usize>,
    /// What is told; its place is still to be said.
    pub problem: Diagnostic,
}

impl Mistake {
    /// A mistake that leaves the page whole.
    pub(super) fn warning(
        span: Range<usize>,
        code: Code,
        message: impl Into<Message>,
        help: impl Into<Message>,
    ) -> Self {
        Self { span, problem: Diagnostic::warning(code, message).help(help) }
    }

    /// What is wrong with an address.
    pub(super) fn address(span: Range<usize>, target: &str, is_picture: bool) -> Option<Self> {
        address::mistake(target, is_picture).map(|problem| Self { span, problem })
    }
}

/// What is wrong with a text that has but one line and no places: a caption, a source.
pub fn in_line(text: &str) -> Vec<Diagnostic> {
    // A link to another site is all that most of them hold.
    let is_plain = |(at, _): (usize, &str)| {
        let target = text[at + 2..].split(')').next().unwrap_or_default();
        target.starts_with("http") && !target.contains(char::is_whitespace) && address::mistake(target, false).is_none()
    };
    let is_suspicious = text.contains(['<', '*', '^', '`', '|', '#', '\n']) || text.contains("] (");
    if !is_suspicious && text.match_indices("](").all(is_plain) {
        return Vec::new();
    }
    let problems = super::scan_and_draft(text).0.mistakes.into_iter().map(|mistake| mistake.problem);
    // `allow_html` is for texts.
    let is_forbidden =
        |problem: &Diagnostic| problem.code == Code::ForbiddenHtml && problem.severity == Severity::Error;
    let with_help =
        |problem| if is_forbidden(&problem) { problem.help(say!("take it out of this line")) } else { problem };
    problems.map(with_help).collect()
}

/// What is wrong with a tag of a text.
pub(super) fn of_flaw(markdown: &str, flaw: Flaw) -> Mistake {
    let name = flaw.name;
    let (message, help) = match flaw.kind {
        FlawKind::NotClosed => (
            say!("`<{name}>` is not closed in its paragraph or block", name),
            say!("write `</{name}>` where it should end, or take it out", name),
        ),
        FlawKind::Unknown => return unknown(markdown, flaw.span),
        FlawKind::SelfClosed => (
            say!("`<{name}/>` begins a `{name}` and does not end it, in HTML", name),
            say!("write `<{name}></{name}>`", name),
        ),
        FlawKind::NotOpened => (
            say!("`</{name}>` ends nothing that began in its paragraph or block", name),
            say!("write `<{name}>` where it should begin, or take it out", name),
        ),
        FlawKind::OfThePage => (
            say!("`{name}` belongs to the page around the text, and was left out", name),
            say!("take the tag out; what stands between the tags may stay"),
        ),
        FlawKind::Misplaced => (
            say!("`<{name}>` cannot stand here, and was left out", name),
            say!("write the list, table or form as a whole in one block of HTML, with `<{name}>` in it", name),
        ),
        FlawKind::Open(kind) => open(kind, &name),
    };
    Mistake::warning(flaw.span, Code::UnbalancedHtml, message, help)
}

/// A tag of an element that nobody knows, most often a gap that nobody filled in.
pub(super) fn unknown(markdown: &str, span: Range<usize>) -> Mistake {
    let tag = markdown.get(span.clone()).unwrap_or_default();
    let message = say!("HTML has no `{tag}`, so readers do not see it", tag);
    let help = say!("if it is a gap, fill it in; to show these words, write `\\{tag}`", tag);
    Mistake::warning(span, Code::UnbalancedHtml, message, help)
}

fn open(kind: Kind, name: &str) -> (Message, Message) {
    match kind {
        Kind::OpenComment => (say!("a comment begins here and has no end"), say!("write `-->` where it ends")),
        Kind::NoHtml => (
            say!("this means nothing in HTML, and is shown as it is written"),
            say!("take it out; a comment is written `<!-- … -->`"),
        ),
        Kind::OpenText if name == "iframe" => {
            (say!("`<iframe>` is not closed"), say!("write `</iframe>` right behind it"))
        }
        Kind::OpenText => (
            say!("`<{name}>` is not closed in its block, and is shown as it is written", name),
            say!("write `</{name}>` where it should end, without an empty line before", name),
        ),
        Kind::OpenTag | Kind::Start | Kind::End => (
            say!("a tag begins here and has no end"),
            say!("close its quotes and write `>` behind it; for a `<` in the text write `&lt;`"),
        ),
    }
}
