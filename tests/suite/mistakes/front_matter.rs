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
