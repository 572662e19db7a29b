//! Mistakes in the words of a text that come from a word processor, a spreadsheet, a merge or another keyboard: each is told.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};

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

#[test]
fn no_mistake_in_the_lines_of_a_text_is_silent() {
    assert_none_is_silent(LINES);
    assert_none_is_silent(QUOTES);
}
