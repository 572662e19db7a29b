//! What comes along when words are pasted from mails, encyclopedias, PDF files and notes of colleagues: each is told.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};

const LIMA: &str = "content/cases/lima.md";
const ABOUT: &str = "content/pages/about.md";
/// The line with the first words of the text.
const WORDS: &str = "content/cases/lima.md:25";

/// The first words of the text became others.
const fn pasted(name: &'static str, to: &'static str, run: &'static str, gives: Gives) -> Mistake {
    Mistake { name, edit: Edit::Replace(LIMA, "Water is", to), run, gives }
}

const MISTAKES: &[Mistake] = &[
    pasted(
        "a link out of a mail",
        "See [C40](https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fc40.org%2F&data=05%7Cj%40city.org). Water is",
        "build",
        Gives::Warning(Code::BadAddress, WORDS, &["by way of a program", "`https://c40.org/`"]),
    ),
    pasted(
        "a note to a colleague",
        "(Ali, please check!!) Water is",
        "check",
        Gives::Warning(Code::UnfinishedText, WORDS, &["`(Ali, please check!!)`", "draft: true"]),
    ),
    pasted(
        "a number that is to be asked for",
        "In ??? homes water is",
        "check",
        Gives::Warning(Code::UnfinishedText, WORDS, &["`???`"]),
    ),
    pasted(
        "a mark of an encyclopedia",
        "It is old.[12] Water is",
        "check",
        Gives::Warning(Code::BrokenMarkdown, WORDS, &["`[12]` counts a source", "a footnote"]),
    ),
    pasted(
        "words that another program highlights",
        "==Water== is",
        "build",
        Gives::Warning(Code::BrokenMarkdown, WORDS, &["`==` means nothing here", "`**Water**`"]),
    ),
    pasted(
        "a gap with an end",
        "In <number></number> homes water is",
        "build",
        Gives::Warning(Code::UnbalancedHtml, WORDS, &["HTML has no `<number>`", "if it is a gap, fill it in"]),
    ),
    pasted(
        "a word that a PDF divided",
        "The of-\nfice knows. Water is",
        "check",
        Gives::Notice(Code::Typography, WORDS, &["a word is divided", "as a whole"]),
    ),
    pasted(
        "words with the colours of a word processor",
        "<span style=\"color:black\">Water</span> is",
        "build",
        Gives::Warning(Code::ForbiddenHtml, WORDS, &["of a word processor", "take `<span style=\"color:black\">`"]),
    ),
    pasted(
        "a paragraph with the classes of a word processor",
        "<p class=\"MsoNormal\">One<o:p></o:p></p>\n\nWater is",
        "build",
        Gives::Warning(Code::ForbiddenHtml, WORDS, &["of a word processor"]),
    ),
    pasted(
        "bullets and tabs of a word processor",
        "•\tone\n•\ttwo\n\nWater is",
        "build",
        Gives::Warning(Code::BrokenMarkdown, WORDS, &["is no list", "`- one`"]),
    ),
    pasted(
        "bullets of which the first was mended",
        "- one\n•\ttwo\n•\tthree\n\nWater is",
        "build",
        Gives::Warning(Code::BrokenMarkdown, "content/cases/lima.md:26", &["a part of the one above", "`- two`"]),
    ),
    pasted(
        "a table of which the first rows were mended",
        "| Year | Water |\n| --- | --- |\n2024\t40\n\nWater is",
        "build",
        Gives::Warning(Code::BrokenMarkdown, "content/cases/lima.md:27", &["parts no cells", "`| 2024 | 40 |`"]),
    ),
    pasted(
        "a link to a heading with a space before its brackets",
        "See [Lyon] (lyon.md#context). Water is",
        "build",
        Gives::Warning(Code::BrokenMarkdown, WORDS, &["is no link"]),
    ),
    Mistake {
        name: "the mark of a note in digits of another keyboard",
        edit: Edit::Replace(LIMA, "[^1]\n", "[^۱]\n"),
        run: "build",
        gives: Gives::Warning(Code::BrokenMarkdown, WORDS, &["the note is called `[^1]:`", "the same digits"]),
    },
    pasted(
        "a reference of a word processor that led to nothing",
        "As in Error! Reference source not found. water is",
        "check",
        Gives::Warning(Code::UnfinishedText, WORDS, &["`Error! Reference source not found`"]),
    ),
    pasted(
        "a row with more cells than its table",
        "| Year | Water |\n| --- | --- |\n| 2024 | 40 | little |\n\nWater is",
        "build",
        Gives::Warning(Code::BrokenMarkdown, "content/cases/lima.md:27", &["has 3 cells, and its table 2"]),
    ),
];

#[test]
fn nothing_that_comes_along_with_a_paste_is_silent() {
    assert_none_is_silent(MISTAKES);
}

/// What readers are to see is no note, and what has its own list is no mark of another's.
#[test]
fn words_that_are_meant_are_not_told() {
    let site = super::good_site();
    let text = "Why??? no: “Why?” (please note the map) 2 == 2. See [1].\n\n[1]: https://example.com/\n";
    site.write(ABOUT, site.read(ABOUT) + "\n" + text.trim_start_matches("Why??? no: "));
    let run = site.run(&["check", "--date", crate::support::TODAY]).succeeds();
    assert!(!run.error.contains("about.md"), "{}", run.error);
}
