//! Mistakes in the words of a text that come from a word processor, a spreadsheet, a merge or another keyboard: each is told.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};
use crate::support::TestSite;

const LIMA: &str = "content/cases/lima.md";
/// The line with the first words of the text.
const WORDS: &str = "content/cases/lima.md:25";

/// The first words of the text became others, of which a build warns at this place.
const fn of(
    name: &'static str,
    to: &'static str,
    (code, place, words): (Code, &'static str, &'static [&'static str]),
) -> Mistake {
    Mistake { name, edit: Edit::Replace(LIMA, "Water is", to), run: "build", gives: Gives::Warning(code, place, words) }
}

const fn markdown(name: &'static str, to: &'static str, told: &'static [&'static str]) -> Mistake {
    of(name, to, (Code::BrokenMarkdown, WORDS, told))
}

const LINES: &[Mistake] = &[
    markdown("a list with Persian numbers", "۱. آب\n۲. باد\n\nWater is", &["is no list", "`1. آب`"]),
    markdown("a list with Persian numbers and brackets", "۱) آب\n۲) باد\n\nWater is", &["is no list", "`1. آب`"]),
    markdown("a list with stars of Arabic", "٭ آب\n٭ باد\n\nWater is", &["is no list", "`- آب`"]),
    markdown("a list with dashes", "– one\n– two\n\nWater is", &["is no list", "`- one`"]),
    markdown("a heading with a hard space", "##\u{a0}Key actions\n\nWater is", &["is no heading", "`## Key actions`"]),
    markdown(
        "a table from a spreadsheet",
        "City\tYear\nLima\t2024\n\nWater is",
        &["is no table", "`| City | Year |`", "`| --- | --- |`"],
    ),
    of(
        "a line right below a paragraph",
        "It rains little in Lima.\n---\n\nWater is",
        (Code::BrokenMarkdown, "content/cases/lima.md:26", &["makes a heading", "leave an empty line"]),
    ),
    Mistake {
        name: "what is left from a merge",
        edit: Edit::Replace(LIMA, "Water is", "It rains little in Lima.\n=======\nWater is"),
        run: "build",
        gives: Gives::Error(
            Code::HeadingLevel,
            "content/cases/lima.md:26:1",
            &["makes a heading", "left from a merge"],
        ),
    },
    Mistake {
        name: "a title with a line below it",
        edit: Edit::Replace(LIMA, "Water is", "Rain\n====\n\nWater is"),
        run: "build",
        gives: Gives::Error(Code::HeadingLevel, "content/cases/lima.md:26:1", &["makes a heading", "`## Rain`"]),
    },
    of(
        "a gap in angle brackets",
        "For <number> families, water is",
        (Code::UnbalancedHtml, "content/cases/lima.md:25:5", &["`<number>`", "do not see it", "`\\<number>`"]),
    ),
];

const QUOTES: &[Mistake] = &[
    Mistake {
        name: "curly quotes in HTML",
        edit: Edit::Replace(LIMA, "Water is", "<a href=”https://www.c40.org/”>C40</a> is"),
        run: "build",
        gives: Gives::Error(Code::BadAddress, WORDS, &["curly quotes", "`<a href=\"https://www.c40.org/\">`"]),
    },
    of(
        "curly quotes around the words for a picture",
        "<img src=\"river.gif\" alt=“a river”> is",
        (Code::UnbalancedHtml, WORDS, &["is no HTML", "curly quotes", "alt=\"a river\">`"]),
    ),
    Mistake {
        name: "curly quotes around an address",
        edit: Edit::Replace(LIMA, "Water is", "[C40](“https://www.c40.org/”) is"),
        run: "build",
        gives: Gives::Error(Code::BadAddress, WORDS, &["part of the address", "`https://www.c40.org/`"]),
    },
    markdown(
        "a caption in curly quotes",
        "![A river](river.gif “The river”)\n\nWater is",
        &["is no picture", "`![A river](river.gif \"The river\")`"],
    ),
    markdown("a comment with a dash", "<!— cases —>\n\nWater is", &["is no comment", "`<!-- cases -->`"]),
];

/// The first words of the text became others, of which a check has a notice.
const fn typography(name: &'static str, to: &'static str, told: &'static [&'static str]) -> Mistake {
    Mistake {
        name,
        edit: Edit::Replace(LIMA, "Water is", to),
        run: "check",
        gives: Gives::Notice(Code::Typography, WORDS, told),
    }
}

fn in_persian(site: &TestSite) {
    site.write("site.yaml", site.read("site.yaml").replacen("language: en", "language: fa", 1));
}

const LETTERS: &[Mistake] = &[
    typography("a sign of old Persian texts", "تاب¬آوری is", &["`¬` stands within a word", "non-joiner"]),
    typography("a mark that turns the direction", "\u{202e}Water\u{202c} is", &["nobody sees", "take it out"]),
    typography("a wrong encoding", "MedellÃ\u{ad}n is", &["wrong encoding", "write `Medell\u{ed}n`"]),
    Mistake {
        name: "digits of Arabic in a Persian text",
        edit: Edit::Do(|site| {
            in_persian(site);
            site.write(LIMA, site.read(LIMA).replacen("Water is", "٤٠٠٠ is", 1));
        }),
        run: "check --messages en",
        gives: Gives::Notice(Code::Typography, WORDS, &["digits of Arabic", "`۴`"]),
    },
];

/// Words became others in a text that all read, of which a check warns.
const fn unfinished(
    name: &'static str,
    (from, to): (&'static str, &'static str),
    (place, words): (&'static str, &'static [&'static str]),
) -> Mistake {
    Mistake {
        name,
        edit: Edit::Replace(LIMA, from, to),
        run: "check",
        gives: Gives::Warning(Code::UnfinishedText, place, words),
    }
}

const UNFINISHED: &[Mistake] = &[
    unfinished(
        "a note of the writer",
        ("Water is", "TODO: who says so? Water is"),
        (WORDS, &["`TODO`", "`draft: true`"]),
    ),
    unfinished("a gap for a number", ("Water is", "XXX families say water is"), (WORDS, &["`XXX`"])),
    unfinished("words that fill a page", ("Water is", "Lorem ipsum dolor. Water is"), (WORDS, &["`Lorem ipsum`"])),
    unfinished(
        "a note of an encyclopedia",
        ("Water is", "Water[1] [citation needed] is"),
        (WORDS, &["`[citation needed]`"]),
    ),
    unfinished(
        "a section that nobody wrote",
        ("## Key actions", "## Achievements\n\n## Key actions"),
        ("content/cases/lima.md:31", &["nothing stands below", "`Achievements`"]),
    ),
    Mistake {
        name: "a draft of a new site that was published as it was",
        edit: Edit::Write("content/pages/about.md", "---\ntitle: Privacy\n---\n\nAsk **[name of the office]**.\n"),
        run: "check",
        gives: Gives::Warning(Code::UnfinishedText, "content/pages/about.md:5", &["`[name of the office]`"]),
    },
    Mistake {
        name: "the name of a file for those who do not see the picture",
        edit: Edit::Replace(LIMA, "alt: A river", "alt: IMG_2034.JPG"),
        run: "check",
        gives: Gives::Warning(
            Code::MissingAlt,
            "content/cases/lima.md:10",
            &["is the name of a file", "what it shows"],
        ),
    },
    Mistake {
        name: "the name of a file for a picture in a text",
        edit: Edit::Replace(LIMA, "![The river]", "![river.gif]"),
        run: "check",
        gives: Gives::Warning(Code::MissingAlt, "content/cases/lima.md:35", &["is the name of a file"]),
    },
];

#[test]
fn no_text_that_is_not_finished_is_silent() {
    assert_none_is_silent(UNFINISHED);
}

/// What is no draft any more for readers is one for its writers.
#[test]
fn a_draft_may_have_gaps() {
    let site = super::good_site();
    site.write(LIMA, super::LIMA.replacen("Water is", "TODO", 1).replacen("article:", "draft: true\narticle:", 1));
    site.write("content/articles/cities.md", "---\ntitle: Cities\ndate: 2025-01-02\n---\n\nTwo cities.\n");
    site.write("content/cases/lyon.md", site.read("content/cases/lyon.md").replace("related", "x"));
    let run = site.run(&["check", "--drafts"]);
    assert!(!run.error.contains("unfinished-text"), "{}", run.error);
}

#[test]
fn no_mistake_in_the_letters_of_a_text_is_silent() {
    assert_none_is_silent(LETTERS);
}

#[test]
fn no_mistake_in_the_lines_of_a_text_is_silent() {
    assert_none_is_silent(LINES);
    assert_none_is_silent(QUOTES);
}
