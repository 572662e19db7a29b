//! How texts are set: headings that leave out a level, and slips of typography.
//!
//! Comes in: the texts; goes out: one message for each kind of slip, which names the places. A build tells none of it, as
//! readers are not misled by it.

use rayon::prelude::*;

use super::gaps::listed_places;
use super::own_texts::OwnText;
use crate::base::diag::{Code, Diagnostic};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::markdown::{Skip, TypographySlip, mended, skipped_levels, typography};

/// What is amiss in one text.
struct Found {
    skips: Vec<(Skip, Place)>,
    slips: Vec<(TypographySlip, Place)>,
}

/// The messages.
pub(super) fn check(texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    let mut by_path: Vec<&OwnText<'_>> = texts.iter().collect();
    by_path.sort_by_key(|text| text.shown.text.path());
    let found: Vec<Found> = by_path.par_iter().map(|text| look(text)).collect();
    let mut problems: Vec<Diagnostic> = left_out(&found).into_iter().collect();
    problems.extend(TypographySlip::ALL.iter().filter_map(|slip| slipped(*slip, &found)));
    problems
}

fn look(own: &OwnText<'_>) -> Found {
    let text = own.shown.text;
    let skips = skipped_levels(&own.body).into_iter().map(|skip| {
        let place = text.body_span(skip.span.clone());
        (skip, place)
    });
    let slips = typography(&own.body, own.language()).into_iter().map(|(slip, span)| (slip, text.body_span(span)));
    Found { skips: skips.collect(), slips: slips.collect() }
}

/// A warning for all headings that leave out a level.
fn left_out(found: &[Found]) -> Option<Diagnostic> {
    let all: Vec<&(Skip, Place)> = found.iter().flat_map(|text| &text.skips).collect();
    let (skip, place) = *all.first()?;
    let above = match skip.above {
        1 => say!("the title"),
        level => say!("a heading of level {level}", level),
    };
    let what = say!("a heading of level {level} stands below {above}", level = skip.level, above);
    let places: Vec<&Place> = all.iter().map(|(_, place)| place).collect();
    let help = say!(
        "begin it with `{signs}`: who hears the page finds sections by their levels",
        signs = "#".repeat(skip.above + 1)
    );
    Some(Diagnostic::warning(Code::HeadingLevel, counted(what, &places)).at(place.clone()).help(help))
}

/// A notice for all slips of one kind.
fn slipped(slip: TypographySlip, found: &[Found]) -> Option<Diagnostic> {
    let of_kind = found.iter().flat_map(|text| &text.slips).filter(|(kind, _)| *kind == slip);
    let places: Vec<&Place> = of_kind.map(|(_, place)| place).collect();
    let first = *places.first()?;
    let (what, help) = match slip {
        TypographySlip::Spaces => (say!("two spaces stand where one would do"), say!("take one of them out")),
        TypographySlip::Stops => (say!("two full stops stand in a row"), say!("write one, or `…`")),
        TypographySlip::Quotes => (
            say!("the text has straight quotation marks and others, too"),
            say!("write the same ones all over the text"),
        ),
        TypographySlip::NonJoiner => (
            say!("a zero-width non-joiner stands at the edge of a word"),
            say!("take it out; it belongs between two letters"),
        ),
        TypographySlip::ArabicLetters => (
            say!("the Persian text has letters of Arabic (`ي`, `ى`, `ك`)"),
            say!("write `ی` and `ک`, which browsers search for"),
        ),
        TypographySlip::ArabicDigits => (
            say!("the Persian text has digits of Arabic (`٤`, `٥`, `٦`)"),
            say!("write those of Persian: `۴`, `۵`, `۶`"),
        ),
        TypographySlip::NotSign => (
            say!("the sign `¬` stands within a word"),
            say!("write a zero-width non-joiner (U+200C) in its place, as in `می\u{200c}شود`"),
        ),
        TypographySlip::Direction => (
            say!("a mark that nobody sees turns the direction of the text behind it"),
            say!("take it out: browsers find the direction of each word by themselves"),
        ),
        TypographySlip::Mojibake => (
            say!("letters became others when the text was read in a wrong encoding"),
            say!("write `{meant}` for `{word}`", meant = mended(first.text()), word = first.text()),
        ),
        TypographySlip::DividedWord => (
            say!("a word is divided at the end of a line, so readers see a space behind its hyphen"),
            say!("write the word as a whole"),
        ),
        TypographySlip::LatinMarks => (
            say!("marks of Latin (`,`, `;`, `?`) stand behind words of Persian or Arabic"),
            say!("write `،`, `؛` and `؟`"),
        ),
    };
    Some(Diagnostic::notice(Code::Typography, counted(what, &places)).at(first.clone()).help(help))
}

/// `two full stops stand in a row, in 3 places: content/a.md:3, content/a.md:9 and content/b.md:4`.
fn counted(what: Message, places: &[&Place]) -> Message {
    match places.len() {
        1 => what,
        count => say!("{what}, in {count} places: {places}", what, count, places = listed_places(places)),
    }
}
