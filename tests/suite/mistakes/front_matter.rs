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
        "date: ۱۴۰۳/۰۳/۱۲",
        Gives::Page("cases/lima/index.html", &["1 June 2024", "2024-06-01"], &["1403", "۱۴۰۳"]),
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
    Mistake {
        name: "an old network",
        edit: Edit::Replace("content/networks/c40.md", "founded: 2005", "founded: 1356"),
        run: "build",
        gives: Gives::Page("networks/c40/index.html", &["1356"], &["1977"]),
    },
    Mistake {
        name: "a Solar Hijri year in other digits",
        edit: Edit::Replace(
            "content/networks/c40.md",
            "C40 Cities\nshort: C40\nkind: city-network\nfounded: 2005",
            "شبکه\nkind: city-network\nfounded: 1384",
        ),
        run: "build",
        gives: Gives::Warning(Code::BadDate, "content/networks/c40.md:4", &["Gregorian", "`founded: 2005`"]),
    },
    lima(
        "a city with another name than in the list",
        "title: Lima, Peru\ncity: Lima\ncountry: PE",
        "title: Penang, Malaysia\ncity: Penang\ncountry: MY",
        Gives::Page("cases/lima/index.html", &["Penang", "5.41"], &[]),
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
        "a city in a country that has none of that name",
        "country: PE",
        "country: DE",
        Gives::Warning(Code::UnknownCity, "content/cases/lima.md:3", &["no city `Lima` of Germany", "`country: PE`"]),
    ),
    lima(
        "a title with the country of another case",
        "title: Lima, Peru",
        "title: Lima, France",
        Gives::Warning(Code::BadCountry, "content/cases/lima.md:2", &["the title says France", "`country: FR`"]),
    ),
    lima(
        "a code in small letters",
        "country: PE",
        "country: pe",
        Gives::Error(Code::BadCountry, "content/cases/lima.md:4", &["capital letters", "`country: PE`"]),
    ),
    lima(
        "an entry of a list that is empty",
        "title: Lima, Peru",
        "title: Lima, Peru\naliases: [\"\"]",
        Gives::Error(Code::WrongType, "content/cases/lima.md:3", &["found an empty one"]),
    ),
    lima(
        "a first address that lost a slash",
        "title: Lima, Peru",
        "title: Lima, Peru\norigin: { url: https:/example.net/lima/ }",
        Gives::Warning(Code::BadAddress, "content/cases/lima.md:3", &["needs two slashes"]),
    ),
    Mistake {
        name: "a misspelt city",
        edit: Edit::Replace("content/cases/lyon.md", "city: Lyon", "city: Lyonn"),
        run: "build",
        gives: Gives::Warning(Code::UnknownCity, "content/cases/lyon.md:3", &["no coordinates", "did you mean Lyon?"]),
    },
    Mistake {
        name: "no mistake: a small town with its coordinates",
        edit: Edit::Replace("content/cases/lyon.md", "city: Lyon", "city: Lyonn\ncoordinates: [45.7, 4.8]"),
        run: "build",
        gives: Gives::Page("cases/lyon/index.html", &["45.7° N"], &[]),
    },
    lima(
        "longitude before latitude",
        "country: PE",
        "country: PE\ncoordinates: [-77.04, -12.05]",
        Gives::Warning(
            Code::BadCoordinates,
            "content/cases/lima.md:5",
            &["swapped", "`coordinates: [-12.05, -77.04]`"],
        ),
    ),
    lima(
        "a title with another name of the country",
        "title: Lima, Peru\ncity: Lima\ncountry: PE",
        "title: Istanbul, Turkey\ncity: Istanbul\ncountry: TR",
        Gives::Page("cases/lima/index.html", &["Istanbul, Turkey"], &["Türkiye"]),
    ),
    Mistake {
        name: "a country that has another name here",
        edit: Edit::Replace("site.yaml", "language: en", "language: en\ncountry_names: { FR: Gaul }"),
        run: "build",
        gives: Gives::Page("countries/france/index.html", &["Gaul"], &[">France<"]),
    },
    Mistake {
        name: "the name of a country for its code in site.yaml",
        edit: Edit::Replace("site.yaml", "language: en", "language: en\ncountry_names: { Turkey: Turkey }"),
        run: "build",
        gives: Gives::Error(Code::BadCountry, "site.yaml:4", &["`TR`"]),
    },
    lima(
        "a title with a number sign",
        "title: Lima, Peru",
        "title: Lima #1 in Peru",
        Gives::Warning(Code::BadYaml, "content/cases/lima.md:2", &["`title` is only `Lima`", "`\"Lima #1 in Peru\"`"]),
    ),
    lima(
        "curly quotes around a title",
        "title: Lima, Peru",
        "title: “Lima, Peru”",
        Gives::Warning(Code::BadYaml, "content/cases/lima.md:2", &["curly quotes", "`\"Lima, Peru\"`"]),
    ),
    lima(
        "a summary that begins with a mark of YAML",
        "summary: How Lima",
        "summary: !How Lima",
        Gives::Warning(Code::BadYaml, "content/cases/lima.md:7", &["begins with `!`", "in quotes"]),
    ),
    lima(
        "a hyphen before a text that is no list",
        "title: Lima, Peru",
        "title: - Lima, Peru",
        Gives::Error(Code::BadYaml, "content/cases/lima.md:2", &["hyphen"]),
    ),
    lima(
        "yes for true",
        "related: [lyon]",
        "related: [lyon]\ndraft: yes",
        Gives::Error(Code::WrongType, "content/cases/lima.md:19", &["true or false", "`draft: true`"]),
    ),
    lima(
        "a tab before a key",
        "  alt: A river",
        "\talt: A river",
        Gives::Error(Code::BadYaml, "content/cases/lima.md:12", &["a tab"]),
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
    lima(
        "the name of a theme in the place of its id",
        "themes: [climate, water]",
        "themes: [Climate & environment, water]",
        Gives::Error(Code::UnknownTerm, "content/cases/lima.md:8", &["write its id, `climate`"]),
    ),
    lima(
        "another name of a theme, misspelt",
        "themes: [climate, water]",
        "themes: [global warning, water]",
        Gives::Error(Code::UnknownTerm, "content/cases/lima.md:8", &["did you mean global warming?", "`climate`"]),
    ),
    lima(
        "a network among the themes",
        "themes: [climate, water]",
        "themes: [climate, iclei]",
        Gives::Error(
            Code::UnknownTerm,
            "content/cases/lima.md:8",
            &["`iclei` is in content/networks", "`networks: [iclei]`"],
        ),
    ),
    lima(
        "the name of a network among the themes",
        "themes: [climate, water]",
        "themes: [climate, C40 Cities]",
        Gives::Error(Code::UnknownTerm, "content/cases/lima.md:8", &["`networks: [c40]`"]),
    ),
    Mistake {
        name: "a case in the folder of pages",
        edit: Edit::Write(
            "content/pages/oslo.md",
            "---\ntitle: Oslo, Norway\ncity: Oslo\ncountry: NO\nthemes: [water]\n---\n\n## Context\n\nA fjord.\n",
        ),
        run: "build",
        gives: Gives::Error(
            Code::BadFileName,
            "content/pages/oslo.md:3",
            &["a key of a case", "`content/cases/oslo.md`"],
        ),
    },
    Mistake {
        name: "an article among the themes",
        edit: Edit::Write("content/themes/all.md", "---\ntitle: All\ncases: [lima]\n---\n\nAll cities.\n"),
        run: "build",
        gives: Gives::Error(Code::BadFileName, "content/themes/all.md:3", &["an article", "`content/articles/all.md`"]),
    },
    lima(
        "a picture that is not there, and resembles only another city's",
        "file: lima.gif",
        "file: lyonn.gif",
        Gives::Error(Code::MissingImage, "content/cases/lima.md:11", &["put the file at `assets/lyonn.gif`"]),
    ),
    lima(
        "a misspelt picture in a misspelt folder",
        "file: lima.gif",
        "file: pictures/lima.gif",
        Gives::Error(Code::MissingImage, "content/cases/lima.md:11", &["did you mean `lima.gif`?"]),
    ),
    lima(
        "a case that is related to one that is nearly called as itself",
        "related: [lyon]",
        "related: [limaa]",
        Gives::Error(Code::UnknownCase, "content/cases/lima.md:18", &["choose one of the files in content/cases"]),
    ),
    Mistake {
        name: "a link to a file that is nearly called as the one it stands in",
        edit: Edit::Replace(LIMA, "(lyon.md#context)", "(limaa.md)"),
        run: "check",
        gives: Gives::Error(
            Code::BrokenLink,
            "content/cases/lima.md:33",
            &["name the file, such as `../cases/paris.md`"],
        ),
    },
    Mistake {
        name: "a translation into a language that nobody speaks",
        edit: Edit::Write("content/pages/about.xx.md", "---\ntitle: About\n---\n\nWho we are.\n"),
        run: "build",
        gives: Gives::Warning(Code::BadFileName, "content/pages/about.xx.md", &["`xx`", "no language", "such as `fa`"]),
    },
    Mistake {
        name: "a picture without words for those who do not see it",
        edit: Edit::Replace(LIMA, "  alt: A river\n", ""),
        run: "check",
        gives: Gives::Warning(Code::MissingAlt, "content/cases/lima.md:10", &["no alternative text", "`alt: A river`"]),
    },
    Mistake {
        name: "a picture in the text without words",
        edit: Edit::Replace(LIMA, "![The river]", "![]"),
        run: "check",
        gives: Gives::Warning(Code::MissingAlt, "content/cases/lima.md:35", &["`![A river](river.jpg)`"]),
    },
    Mistake {
        name: "a case without a picture",
        edit: Edit::Replace("content/cases/lyon.md", "image: { file: lyon.gif, alt: A bridge }\n", ""),
        run: "check",
        gives: Gives::Warning(Code::IncompleteCase, "content/cases/lyon.md", &["no picture"]),
    },
    Mistake {
        name: "a case without a section",
        edit: Edit::Replace("content/cases/lyon.md", "## Context\n\n", ""),
        run: "check",
        gives: Gives::Error(Code::BrokenFragment, "content/cases/lima.md:33", &["no headings"]),
    },
    Mistake {
        name: "a case without a source",
        edit: Edit::Replace("content/cases/lyon.md", "sources: [\"[The city](https://example.com/lyon)\"]\n", ""),
        run: "check",
        gives: Gives::Warning(Code::IncompleteCase, "content/cases/lyon.md", &["no sources"]),
    },
    Mistake {
        name: "a case without a theme, where nothing may be missing",
        edit: Edit::Replace("content/cases/lyon.md", "themes: [water]\n", ""),
        run: "check --strict",
        gives: Gives::Error(Code::IncompleteCase, "content/cases/lyon.md", &["nothing under `themes`"]),
    },
    Mistake {
        name: "a small town without its coordinates",
        edit: Edit::Replace("content/cases/lyon.md", "city: Lyon", "city: Trifouilly"),
        run: "check",
        gives: Gives::Warning(
            Code::IncompleteCase,
            "content/cases/lyon.md",
            &["no coordinates", "degrees north first"],
        ),
    },
    Mistake {
        name: "a title that calls its country otherwise than the site",
        edit: Edit::Replace("site.yaml", "language: en", "language: en\ncountry_names: { PE: Perú }"),
        run: "check",
        gives: Gives::Warning(
            Code::BadCountry,
            "content/cases/lima.md:2",
            &["says Peru", "`country_names: { PE: Peru }`"],
        ),
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
    Mistake {
        name: "two authors in one text",
        edit: Edit::Replace(LIMA, "authors: [Ana Quispe]", "authors: Ana Quispe, Luis Rojas"),
        run: "check",
        gives: Gives::Notice(Code::WrongType, "content/cases/lima.md:15", &["`authors: [Ana Quispe, Luis Rojas]`"]),
    },
    Mistake {
        name: "front matter indented with tabs",
        edit: Edit::Replace(
            LIMA,
            "  file: lima.gif\n  alt: A river\n  caption: The river in 2024\n",
            "\tfile: lima.gif\n\talt: A river\n\tcaption: The river in 2024\n",
        ),
        run: "build",
        gives: Gives::Error(Code::BadYaml, "content/cases/lima.md:11", &["3 lines are indented with tabs", "spaces"]),
    },
    Mistake {
        name: "a correction before the text was published",
        edit: Edit::Replace(
            LIMA,
            "{ date: 2025-03-05, text: A name was wrong. }",
            "{ date: 2024-03-05, text: A name was wrong. }",
        ),
        run: "build",
        gives: Gives::Warning(Code::BadDate, "content/cases/lima.md:20", &["2024-03-05, which is before `date`"]),
    },
    Mistake {
        name: "a list with nothing between its entries",
        edit: Edit::Replace(LIMA, "[climate, water]", "[climate water]"),
        run: "build",
        gives: Gives::Error(Code::UnknownTerm, "content/cases/lima.md:8", &["write `,` between", "`[climate, water]`"]),
    },
];

#[test]
fn no_mistake_in_front_matter_is_silent() {
    assert_none_is_silent(MISTAKES);
}
