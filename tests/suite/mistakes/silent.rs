//! Mistakes that readers would meet while the site is built: each is told as a warning.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};
use crate::support::TODAY;

const LIMA: &str = "content/cases/lima.md";

/// A file in which `from` became `to`, of which a build warns.
const fn edit(
    name: &'static str,
    (file, from, to): (&'static str, &'static str, &'static str),
    (code, place, words): (Code, &'static str, &'static [&'static str]),
) -> Mistake {
    Mistake { name, edit: Edit::Replace(file, from, to), run: "build", gives: Gives::Warning(code, place, words) }
}

const MISTAKES: &[Mistake] = &[
    edit(
        "a link without an address",
        (LIMA, "[Lyon](lyon.md#context)", "[Lyon]()"),
        (Code::BrokenMarkdown, "content/cases/lima.md:33", &["leads nowhere", "write the address"]),
    ),
    edit(
        "a link without words",
        (LIMA, "[Lyon](lyon.md#context)", "[](lyon.md)"),
        (Code::BrokenMarkdown, "content/cases/lima.md:33", &["has no words", "`[some words](lyon.md)`"]),
    ),
    edit(
        "an address of the own machine",
        (LIMA, "(lyon.md#context)", "(http://localhost:1111/cases/lyon/)"),
        (Code::BadAddress, "content/cases/lima.md:33", &["machine of whoever reads it", "`/cases/lyon/`"]),
    ),
    edit(
        "an address of the own machine in the menu",
        ("site.yaml", "url: /about/", "url: http://localhost:1111/about/"),
        (Code::BadAddress, "site.yaml:7", &["machine of whoever reads it", "`/about/`"]),
    ),
    edit(
        "a case twice in an article",
        ("content/articles/cities.md", "[lima, lyon]", "[lima, lyon, lima]"),
        (Code::DuplicateKey, "content/articles/cities.md:4:21", &["`lima` stands in `cases` twice"]),
    ),
    edit(
        "a case that is related to itself",
        (LIMA, "related: [lyon]", "related: [lyon, lima]"),
        (Code::UnknownCase, "content/cases/lima.md:18", &["`lima` is this text itself"]),
    ),
    edit(
        "a network that is a part of itself",
        ("content/networks/c40.md", "founded: 2005", "founded: 2005\npart_of: c40"),
        (Code::UnknownTerm, "content/networks/c40.md:6", &["`c40` is this text itself"]),
    ),
    edit(
        "a network that ended before it was founded",
        ("content/networks/c40.md", "founded: 2005", "founded: 2005\nended: 1999"),
        (Code::BadDate, "content/networks/c40.md:6", &["`ended` is 1999", "before `founded`, 2005"]),
    ),
    edit(
        "a picture of another host, written by hand",
        (LIMA, "(river.gif \"The river again\")", "(https://example.net/river.gif)"),
        (
            Code::ForeignHost,
            "content/cases/lima.md:35",
            &["only links to it", "help: put the file into assets/ and name it"],
        ),
    ),
    edit(
        "a film in a frame",
        (LIMA, "Water is **short**", "<iframe src=\"https://films.example.net/1\"></iframe>\n\nWater is **short**"),
        (
            Code::ForeignHost,
            "content/cases/lima.md:25",
            &["help: leave it as the link", "`allow_hosts: [films.example.net]`"],
        ),
    ),
    edit(
        "a picture that the import left on its host",
        (LIMA, "  file: lima.gif", "  source: https://example.net/wp-content/lima.gif"),
        (Code::ForeignHost, "content/cases/lima.md:11", &["help: import the posts again"]),
    ),
];

#[test]
fn two_versions_of_a_text_are_one_mistake() {
    let conflict =
        "<<<<<<< HEAD one\nWater is **short** in Lima.\n\nIt is dear.\n=======\nWater is scarce.\n>>>>>>> two\n";
    let site = super::good_site();
    site.write(
        LIMA,
        super::LIMA.replace("Water is **short** in Lima.[^1]\n", conflict).replace("[^1]: It rains little.\n", ""),
    );
    let run = site.run(&["check", "--date", TODAY]);
    assert!(run.error.starts_with("error[conflict-mark]") && run.error.contains("\n1 mistake found"), "{}", run.error);
}

#[test]
fn no_mistake_that_readers_meet_is_silent() {
    assert_none_is_silent(MISTAKES);
}
