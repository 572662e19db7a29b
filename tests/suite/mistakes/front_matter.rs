//! Mistakes in front matter: dates, places, terms, and YAML that reads as something else.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};

const LIMA: &str = "content/cases/lima.md";

/// A case whose line `from` became `to`, and a build.
const fn lima(name: &'static str, from: &'static str, to: &'static str, gives: Gives) -> Mistake {
    Mistake { name, edit: Edit::Replace(LIMA, from, to), run: "build", gives }
}

const MISTAKES: &[Mistake] = &[
    lima(
        "a day that does not exist",
        "date: 2025-03-04",
        "date: 2025-02-30",
        Gives::Error(Code::BadDate, "content/cases/lima.md:5", &["2025-02-30"]),
    ),
    lima(
        "the 31st of a month of 30 days",
        "date: 2025-03-04",
        "date: 2025-04-31",
        Gives::Error(
            Code::BadDate,
            "content/cases/lima.md:5",
            &["April has 30 days", "`date: 2025-04-30` or `date: 2025-05-01`"],
        ),
    ),
    lima(
        "month and day swapped",
        "updated: 2025-03-05",
        "updated: 2025-23-05",
        Gives::Error(Code::BadDate, "content/cases/lima.md:6", &["no month 23", "`updated: 2025-05-23`"]),
    ),
    lima(
        "a year of two digits",
        "date: 2025-03-04",
        "date: 04.03.25",
        Gives::Error(Code::BadDate, "content/cases/lima.md:5", &["four digits", "`date: 2025-03-04`"]),
    ),
    lima(
        "a month in words in a correction",
        "date: 2025-03-05, text",
        "date: 5 March 2025, text",
        Gives::Error(Code::BadDate, "content/cases/lima.md:20", &["as a number", "`date: 2025-03-05`"]),
    ),
    lima(
        "a Solar Hijri date in Persian digits",
        "date: 2025-03-04\nupdated: 2025-03-05",
        "date: ۱۴۰۴/۰۳/۱۲",
        Gives::Page("cases/lima/index.html", &["2 June 2025", "2025-06-02"], &["1404", "۱۴۰۴"]),
    ),
    lima(
        "a Solar Hijri day until which the text waits",
        "updated: 2025-03-05",
        "updated: 1403-12-15\nexpires: 1405-01-01",
        Gives::Page("feed.xml", &["2025-03-05"], &["1403", "1405"]),
    ),
    lima(
        "30 Esfand of a common year",
        "date: 2025-03-04",
        "date: 1404-12-30",
        Gives::Error(Code::BadDate, "content/cases/lima.md:5", &["Esfand has 29 days in 1404", "1405-01-01"]),
    ),
    lima(
        "a change before the publication",
        "updated: 2025-03-05",
        "updated: 2024-03-05",
        Gives::Warning(Code::BadDate, "content/cases/lima.md:6", &["before `date`"]),
    ),
    Mistake {
        name: "a text that expires before it is published",
        edit: Edit::Write(
            "content/pages/party.md",
            "---\ntitle: Party\npublish: 2025-05-01\nexpires: 2025-04-01\n---\n\nCome!\n",
        ),
        run: "build",
        gives: Gives::Warning(Code::BadDate, "content/pages/party.md:4", &["never shown"]),
    },
    lima(
        "a year with swapped digits",
        "date: 2025-03-04\nupdated: 2025-03-05",
        "date: 2052-03-04",
        Gives::Warning(Code::BadDate, "content/cases/lima.md:5", &["far in the future", "the year that is meant"]),
    ),
    lima(
        "a lunar year",
        "date: 2025-03-04\nupdated: 2025-03-05",
        "date: ۱۴۴۶/۰۹/۰۴",
        Gives::Warning(Code::BadDate, "content/cases/lima.md:5", &["far in the future", "Solar Hijri"]),
    ),
    Mistake {
        name: "the year 0",
        edit: Edit::Replace("content/articles/cities.md", "2025-01-02", "0000-01-02"),
        run: "check",
        gives: Gives::Error(Code::BadDate, "content/articles/cities.md:3", &["there is no year 0"]),
    },
    Mistake {
        name: "the Solar Hijri year of a network",
        edit: Edit::Replace("content/networks/c40.md", "founded: 2005", "founded: ۱۳۸۴"),
        run: "build",
        gives: Gives::Page("networks/c40/index.html", &["2005"], &["1384", "۱۳۸۴"]),
    },
    lima(
        "a misspelt country",
        "country: PE",
        "country: Perru",
        Gives::Error(Code::BadCountry, "content/cases/lima.md:4", &["did you mean Peru?"]),
    ),
    lima(
        "the name of a country in the place of its code",
        "country: PE",
        "country: Peru",
        Gives::Page("cases/lima/index.html", &["Peru"], &[]),
    ),
    lima(
        "a misspelt term",
        "themes: [climate, water]",
        "themes: [climat, water]",
        Gives::Error(Code::UnknownTerm, "content/cases/lima.md:8", &["did you mean `climate`?"]),
    ),
    Mistake {
        name: "a theme that cases name is removed",
        edit: Edit::Delete("content/themes/climate.md"),
        run: "check",
        gives: Gives::Error(Code::UnknownTerm, "content/cases/lima.md:8", &["there is no `climate`"]),
    },
    Mistake {
        name: "no front matter",
        edit: Edit::Write("content/cases/oslo.md", "Oslo\n"),
        run: "build",
        gives: Gives::Error(Code::MissingFrontMatter, "content/cases/oslo.md:1", &["a line of three hyphens"]),
    },
    Mistake {
        name: "a file of another encoding",
        edit: Edit::Do(|site| site.write("content/pages/about.md", b"---\ntitle: Caf\xe9\n---\n")),
        run: "build",
        gives: Gives::Error(Code::NotUtf8, "content/pages/about.md:2", &["UTF-8"]),
    },
];

#[test]
fn no_mistake_in_front_matter_is_silent() {
    assert_none_is_silent(MISTAKES);
}
