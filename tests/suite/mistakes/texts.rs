//! Mistakes in what a text says, how its parts are called and what its front matter names: each is told as a warning, and the
//! page is right all the same.

use chancery::base::diag::Code;

use super::{Edit, Gives, LIMA as LIMA_TEXT, Mistake, assert_none_is_silent};
use crate::support::TestSite;

const LIMA: &str = "content/cases/lima.md";
/// The line with the first words of the text.
const WORDS: &str = "content/cases/lima.md:25";

/// A file in which `from` became `to`, of which a command warns.
const fn edit(
    name: &'static str,
    run: &'static str,
    (file, from, to): (&'static str, &'static str, &'static str),
    (code, place, words): (Code, &'static str, &'static [&'static str]),
) -> Mistake {
    Mistake { name, edit: Edit::Replace(file, from, to), run, gives: Gives::Warning(code, place, words) }
}

/// The same in the first words of the text.
const fn words(name: &'static str, to: &'static str, told: &'static [&'static str]) -> Mistake {
    edit(name, "build", (LIMA, "Water is", to), (Code::BrokenMarkdown, WORDS, told))
}

fn add_persian(site: &TestSite, text: &str) {
    let languages = "languages: [{ id: en }, { id: fa, sections: { context: زمینه } }]\n";
    site.write("site.yaml", site.read("site.yaml").replacen("language: en\n", "", 1) + languages);
    site.write("content/cases/lima.fa.md", text);
}

const MISTAKES: &[Mistake] = &[
    words("a link as a wiki has them", "[[lyon]] is", &["is no link", "`[lyon](lyon.md)`"]),
    words("a link without a definition", "[The report][r1] is", &["is no link", "`[r1]: …`"]),
    words("a list without spaces", "-one\n-two\n\nWater is", &["is no list", "`- one`"]),
    edit(
        "a list that is indented",
        "build",
        (LIMA, "Water is", "x:\n\n    - one\n    - two\n\nWater is"),
        (Code::BrokenMarkdown, "content/cases/lima.md:27", &["is shown as code", "`- one`"]),
    ),
    words("a list with bullets", "• one\n• two\n\nWater is", &["is no list", "`- one`"]),
    edit(
        "a section with a slip",
        "check",
        (LIMA, "## Key actions", "## Key acitons"),
        (Code::UnknownSection, "content/cases/lima.md:31", &["no section is called `Key acitons`", "`## Key actions`"]),
    ),
    edit(
        "a section twice",
        "check",
        (LIMA, "[^1]: It", "## Context\n\nMore.\n\n[^1]: It"),
        (Code::DuplicateKey, "content/cases/lima.md:37", &["`Context` stands in this text twice", "the first one"]),
    ),
    edit(
        "a section as a bold line",
        "check",
        (LIMA, "## Key actions", "**Key actions:**"),
        (Code::UnknownSection, "content/cases/lima.md:31", &["is bold text and no heading", "`## Key actions`"]),
    ),
    edit(
        "a section without its signs",
        "check",
        (LIMA, "## Key actions", "Key actions"),
        (Code::UnknownSection, "content/cases/lima.md:31", &["is text and no heading", "`## Key actions`"]),
    ),
    edit(
        "a slip in the mark of an article's cases",
        "check",
        ("content/articles/cities.md", "Two cities.", "Two cities.\n\n<!-- case -->\n\nMore."),
        (Code::BrokenMarkdown, "content/articles/cities.md:9", &["does not show the cases", "`<!-- cases -->`"]),
    ),
    Mistake {
        name: "a translation in the file of the original",
        edit: Edit::Do(|site| {
            add_persian(site, "---\ntitle: لیما\n---\n\nآب\n");
            let persian = "\n## Context\n\n".to_owned() + &"شهر لیما در بیابان ساخته شده است. ".repeat(4);
            site.write(
                "content/cases/lyon.md",
                site.read("content/cases/lyon.md").split("\n## ").next().unwrap().to_owned() + &persian,
            );
        }),
        run: "check",
        gives: Gives::Warning(
            Code::WrongLanguage,
            "content/cases/lyon.md",
            &["language `en`", "`content/cases/lyon.fa.md`"],
        ),
    },
    Mistake {
        name: "the original in the file of its translation",
        edit: Edit::Do(|site| {
            let english =
                "---\ntitle: لیما\n---\n\n".to_owned() + &"Lima lies in a desert, and has too little water. ".repeat(4);
            add_persian(site, &english);
        }),
        run: "check",
        gives: Gives::Warning(
            Code::WrongLanguage,
            "content/cases/lima.fa.md",
            &["language `fa`", "`content/cases/lima.md`"],
        ),
    },
    Mistake {
        name: "a section in the language of the original",
        edit: Edit::Do(|site| add_persian(site, "---\ntitle: لیما\n---\n\n## Context\n\nآب\n")),
        run: "check",
        gives: Gives::Warning(Code::UnknownSection, "content/cases/lima.fa.md:5", &["in `en`", "`## زمینه`"]),
    },
    Mistake {
        name: "a copy of another case",
        edit: Edit::Write("content/cases/lima-2.md", LIMA_TEXT),
        run: "check",
        gives: Gives::Warning(Code::DuplicateText, "content/cases/lima-2.md", &["same as `content/cases/lima.md`"]),
    },
    edit(
        "two addresses in one source",
        "build",
        (LIMA, "\"[The report](https://example.com/report)\"", "https://example.com/a, https://example.com/b"),
        (
            Code::BadAddress,
            "content/cases/lima.md:17",
            &["2 addresses", "`sources: [https://example.com/a, https://example.com/b]`"],
        ),
    ),
    Mistake {
        name: "two authors in one",
        edit: Edit::Replace(LIMA, "authors: [Ana Quispe]", "authors: Ana Quispe and Luis Mamani"),
        run: "check",
        gives: Gives::Notice(
            Code::WrongType,
            "content/cases/lima.md:15",
            &["`Ana Quispe and Luis Mamani`", "`authors: [Ana Quispe, Luis Mamani]`"],
        ),
    },
    edit(
        "a country in the name of a city",
        "build",
        ("content/cases/lyon.md", "city: Lyon", "city: Lyon, France"),
        (Code::UnknownCity, "content/cases/lyon.md:3", &["more than the name of a city", "`city: Lyon`"]),
    ),
    edit(
        "a city with a letter twice",
        "build",
        ("content/cases/lyon.md", "title: Lyon, France\ncity: Lyon", "title: Paris, France\ncity: Pariss"),
        (Code::UnknownCity, "content/cases/lyon.md:3", &["did you mean Paris?"]),
    ),
    edit(
        "a picture without its file",
        "build",
        (LIMA, "  file: lima.gif\n", ""),
        (Code::MissingImage, "content/cases/lima.md:11", &["has no `file`"]),
    ),
    edit(
        "one name for two terms",
        "build",
        ("content/networks/c40.md", "short: C40", "short: C40\naliases: [ICLEI]"),
        (Code::DuplicateKey, "content/networks/iclei.md:2", &["are called `ICLEI`", "`content/networks/c40.md`"]),
    ),
    edit(
        "one heading for two sections",
        "build",
        ("site.yaml", "title: Key actions }", "title: Key actions, labels: [context] }"),
        (Code::DuplicateKey, "site.yaml:10", &["heading of two sections, `context` and `key-actions`"]),
    ),
];

/// What was an error before, and is told with what to do now.
const ERRORS: &[Mistake] = &[
    Mistake {
        name: "languages without keys",
        edit: Edit::Replace("site.yaml", "language: en", "languages: [en, fa]"),
        run: "check",
        gives: Gives::Error(Code::WrongType, "site.yaml:3:13", &["found `en`", "`{ id: en }`"]),
    },
    Mistake {
        name: "entries of the menu without keys",
        edit: Edit::Replace("site.yaml", "- { title: About, url: /about/ }", "- About"),
        run: "check",
        gives: Gives::Error(Code::WrongType, "site.yaml:7", &["found `About`", "`{ title: About, url: /cases/ }`"]),
    },
    Mistake {
        name: "the name of a language",
        edit: Edit::Replace("site.yaml", "language: en", "language: Persian"),
        run: "check",
        gives: Gives::Error(Code::WrongType, "site.yaml:3", &["did you mean `fa`?"]),
    },
    Mistake {
        name: "an underline in the code of a language",
        edit: Edit::Replace("site.yaml", "language: en", "language: en_GB"),
        run: "check",
        gives: Gives::Error(Code::WrongType, "site.yaml:3", &["did you mean `en-GB`?"]),
    },
    Mistake {
        name: "a picture as a text",
        edit: Edit::Replace("content/cases/lyon.md", "image: { file: lyon.gif, alt: A bridge }", "image: lyon.gif"),
        run: "check",
        gives: Gives::Error(Code::WrongType, "content/cases/lyon.md:8", &["`image: { file: lyon.gif }`"]),
    },
    Mistake {
        name: "a source with a key",
        edit: Edit::Replace(
            LIMA,
            "- \"[The report](https://example.com/report)\"",
            "- url: https://example.com/report",
        ),
        run: "check",
        gives: Gives::Error(
            Code::WrongType,
            "content/cases/lima.md:17",
            &["without a key: `https://example.com/report`"],
        ),
    },
    Mistake {
        name: "a part that is switched off, in the menu",
        edit: Edit::Do(|site| {
            let text = site.read("site.yaml").replace("url: /about/", "url: /map/");
            site.write("site.yaml", text + "outputs: { map: false }\n");
        }),
        run: "check",
        gives: Gives::Error(Code::BrokenLink, "site.yaml:7", &["`outputs` in site.yaml", "`map: false`"]),
    },
];

#[test]
fn no_mistake_in_what_a_text_says_is_silent() {
    assert_none_is_silent(MISTAKES);
    assert_none_is_silent(ERRORS);
}

/// The first message says what is wrong; another that says the contrary would not help.
#[test]
fn an_id_in_capital_letters_is_told_once() {
    let site = super::good_site();
    let languages = "languages: [{ id: en }, { id: fa, taxonomies: { networks: { title: شبکه‌ها } } }]\n";
    let text =
        site.read("site.yaml").replace("- id: networks", "- id: Networks").replacen("language: en\n", languages, 1);
    site.write("site.yaml", text);
    let run = site.run(&["check"]).finds_mistakes();
    assert!(run.error.contains("error[bad-slug]") && run.error.contains("write `networks`"), "{}", run.error);
    assert!(!run.error.contains("did you mean `Networks`"), "{}", run.error);
}
