//! Mistakes in `site.yaml`, and slips of front matter that are as small: commas, quotes, addresses, languages, days, names.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent, good_site};
use crate::support::TODAY;

const LIMA: &str = "content/cases/lima.md";
const SITE: &str = "site.yaml";

/// A file in which `from` became `to`, and a command.
const fn edit(
    name: &'static str,
    run: &'static str,
    (file, from, to): (&'static str, &'static str, &'static str),
    gives: Gives,
) -> Mistake {
    Mistake { name, edit: Edit::Replace(file, from, to), run, gives }
}

const MENU: &str = "{ title: About, url: /about/ }";

const MISTAKES: &[Mistake] = &[
    edit(
        "a comma of Persian in the menu",
        "build",
        (SITE, MENU, "{title: درباره، url: /about/}"),
        Gives::Error(Code::BadYaml, "site.yaml:7:19", &["`،` stands between", "`- {title: درباره, url: /about/}`"]),
    ),
    edit(
        "a comma of Persian in a list",
        "build",
        (SITE, "title: Context }", "title: Context, labels: [زمینه، پیش‌زمینه] }"),
        Gives::Warning(Code::BadYaml, "site.yaml:9", &["`labels` has a single entry", "`labels: [زمینه, پیش‌زمینه]`"]),
    ),
    edit(
        "a colour without quotes in braces",
        "build",
        (SITE, "language: en\n", "colours: { light: { link: #7a1f3d } }\nlanguage: en\n"),
        Gives::Error(Code::BadYaml, "site.yaml:3:27", &["a comment", "`colours: { light: { link: \"#7a1f3d\" } }`"]),
    ),
    edit(
        "a colon in braces",
        "build",
        (SITE, MENU, "{ title: We: who we are, url: /about/ }"),
        Gives::Error(Code::BadYaml, "site.yaml:7", &["`title` holds", "- { title: \"We: who we are\", url: /about/ }"]),
    ),
    edit(
        "a list that merging left in two forms",
        "build",
        (LIMA, "themes: [climate, water]", "themes: [climate]\n  - water"),
        Gives::Error(Code::BadYaml, "content/cases/lima.md:9:3", &["`themes` ends", "`themes: [climate, water]`"]),
    ),
    edit(
        "a publisher without https",
        "build",
        (SITE, "url: \"https://example.org/\"", "url: www.tabriz.ir"),
        Gives::Warning(Code::BadAddress, "site.yaml:4", &["no `https://`", "`url: https://www.tabriz.ir`"]),
    ),
    edit(
        "an entry of the menu without https",
        "build",
        (SITE, "url: /about/", "url: www.tabriz.ir/x"),
        Gives::Error(Code::BrokenLink, "site.yaml:7", &["did you mean `https://www.tabriz.ir/x`?"]),
    ),
    edit(
        "an entry of the menu with the own host",
        "check",
        (SITE, "url: /about/", "url: https://example.org/abuot/"),
        Gives::Error(Code::BrokenLink, "site.yaml:7", &["`https://example.org/abuot/`", "did you mean `/about/`?"]),
    ),
    edit(
        "a contact without https",
        "build",
        (SITE, "language: en\n", "language: en\ncontact: www.tabriz.ir/contact\n"),
        Gives::Error(Code::WrongType, "site.yaml:4", &["`contact: https://www.tabriz.ir/contact`"]),
    ),
    edit(
        "two addresses of contact",
        "build",
        (SITE, "language: en\n", "language: en\ncontact: a@tabriz.ir, b@tabriz.ir\n"),
        Gives::Error(Code::WrongType, "site.yaml:4", &["one address alone"]),
    ),
    edit(
        "a country for a language",
        "build",
        (SITE, "language: en\n", "languages: [{ id: en }, { id: ir }]\n"),
        Gives::Warning(Code::WrongType, "site.yaml:3", &["`ir` is the code of no language", "did you mean `fa`?"]),
    ),
    edit(
        "a language that is none",
        "build",
        (SITE, "language: en\n", "language: qq\n"),
        Gives::Warning(Code::WrongType, "site.yaml:3", &["`qq` is the code of no language", "ISO 639-1"]),
    ),
    edit(
        "a title with another city",
        "build",
        (LIMA, "title: Lima, Peru", "title: Arequipa, Peru"),
        Gives::Warning(Code::UnknownCity, "content/cases/lima.md:2", &["the title says Arequipa", "`city: Arequipa`"]),
    ),
    edit(
        "family and given names as entries",
        "check",
        (LIMA, "[Ana Quispe]", "[Quispe, Ana, Rezaei, Ali]"),
        Gives::Notice(
            Code::WrongType,
            "content/cases/lima.md:15",
            &["a single word", "`authors: [Ana Quispe, Ali Rezaei]`"],
        ),
    ),
    edit(
        "signs of HTML in a title",
        "build",
        (LIMA, "title: Lima, Peru", "title: Lima &#8211; Peru"),
        Gives::Warning(Code::BrokenMarkdown, "content/cases/lima.md:2", &["readers see `&#8211;`", "`Lima – Peru`"]),
    ),
    edit(
        "stars in a summary",
        "build",
        (LIMA, "summary: How Lima", "summary: How *Lima*"),
        Gives::Warning(
            Code::BrokenMarkdown,
            "content/cases/lima.md:7",
            &["the stars around `Lima`", "`How Lima shared"],
        ),
    ),
    edit(
        "a Solar Hijri year with a wrong digit",
        "build",
        (LIMA, "date: 2025-03-04\nupdated: 2025-03-05", "date: 1304-06-23"),
        Gives::Warning(Code::BadDate, "content/cases/lima.md:5", &["1925-09-14", "long past", "Solar Hijri"]),
    ),
    edit(
        "a year of long ago",
        "build",
        (LIMA, "date: 2025-03-04", "date: 1925-03-04"),
        Gives::Warning(Code::BadDate, "content/cases/lima.md:5", &["long past", "about this page"]),
    ),
    edit(
        "a correction to come",
        "build",
        (LIMA, "date: 2025-03-05, text", "date: 2025-12-24, text"),
        Gives::Warning(Code::BadDate, "content/cases/lima.md:20", &["2025-12-24", "in the future"]),
    ),
    edit(
        "the address of an example",
        "check",
        (SITE, "url: \"https://example.org/\"", "url: \"https://www.tabriz.ir/\""),
        Gives::Notice(Code::BadAddress, "site.yaml:2", &["still the address of an example", "https://example.org"]),
    ),
    edit(
        "words that a language lacks",
        "check",
        (SITE, "language: en\n", "description: Of cities.\nlanguages: [{ id: en }, { id: fa, title: شهرها }]\n"),
        Gives::Warning(
            Code::MissingTranslation,
            "site.yaml:4",
            &["`fa` for description, menu, taxonomies.themes and taxonomies.networks", "`id: fa`"],
        ),
    ),
    Mistake {
        name: "a taxonomy whose folder got another name",
        edit: Edit::Do(|site| {
            std::fs::rename(site.root().join("content/networks"), site.root().join("content/alliances")).unwrap();
        }),
        run: "build",
        gives: Gives::Error(
            Code::UnknownKey,
            "site.yaml:13",
            &["is called `content/alliances`", "call the folder `content/networks`"],
        ),
    },
    Mistake {
        name: "an entry that stands in the menu twice",
        edit: Edit::Replace(
            "site.yaml",
            "  - { title: About, url: /about/ }\n",
            "  - { title: About, url: /about/ }\n  - { title: About, url: /about/ }\n",
        ),
        run: "build",
        gives: Gives::Warning(Code::DuplicateKey, "site.yaml:8", &["`About` stands in the menu twice"]),
    },
    Mistake {
        name: "a taxonomy with another id than its folder",
        edit: Edit::Replace("site.yaml", "id: networks", "id: network"),
        run: "build",
        gives: Gives::Error(
            Code::UnknownKey,
            "site.yaml:13",
            &["the folder of the taxonomy `network` is called `content/networks`", "write `id: networks`"],
        ),
    },
    Mistake {
        name: "quotes around all that stands in braces",
        edit: Edit::Replace("site.yaml", "{ title: About, url: /about/ }", "{title: \"About, url: /about/}\""),
        run: "build",
        gives: Gives::Error(
            Code::BadYaml,
            "site.yaml:7",
            &["within the quotes", "`- {title: \"About\", url: /about/}`"],
        ),
    },
];

#[test]
fn no_mistake_in_the_configuration_is_silent() {
    assert_none_is_silent(MISTAKES);
}

#[test]
fn a_publisher_without_https_is_told_once() {
    let site = good_site();
    site.write(SITE, site.read(SITE).replace("url: \"https://example.org/\"", "url: www.tabriz.ir"));
    let run = site.run(&["check", "--date", TODAY]).succeeds();
    assert_eq!(
        (run.error.matches("tabriz.ir").count(), run.error.matches("warning[").count()),
        (3, 1),
        "{}",
        run.error
    );
}

#[test]
fn pages_of_a_misspelt_language_are_not_called_vanished() {
    let site = good_site();
    site.write(SITE, site.read(SITE).replace("language: en\n", "languages: [{ id: en }, { id: fa }]\n"));
    site.run(&["build", "--date", TODAY]).succeeds();
    site.write(SITE, site.read(SITE).replace("{ id: fa }", "{ id: pe }"));
    let run = site.run(&["build", "--date", TODAY]).succeeds();
    let told = run.error.matches("warning[").count();
    assert!(told == 1 && run.error.contains("`pe` is the code of no language"), "{}", run.error);
}

#[test]
fn words_that_a_language_lacks_are_listed_where_letters_differ() {
    let listed = |languages: &str| {
        let site = good_site();
        site.write(SITE, site.read(SITE).replace("language: en\n", &format!("description: Of cities.\n{languages}\n")));
        let list = site.run(&["list", "missing-translations", "--format", "json", "--date", TODAY]).succeeds().out;
        let rows: Vec<serde_json::Value> = serde_json::from_str(&list).unwrap();
        let words = rows.iter().filter(|row| row["file"] == SITE);
        words.map(|row| format!("{} {}", row["language"], row["title"])).collect::<Vec<_>>()
    };
    assert_eq!(
        listed(
            "languages: [{ id: en }, { id: fa, title: شهرها, menu: [{ title: About, url: /about/ }, { title: ها, url: /cases/ }] }]"
        ),
        ["\"fa\" \"description, menu (About), taxonomies.themes, taxonomies.networks\""]
    );
    assert_eq!(listed("languages: [{ id: en }, { id: fr }]"), ["\"fr\" \"description\""]);
    assert_eq!(listed("languages: [{ id: en }, { id: fr, description: Des villes. }, { id: en-GB }]"), [""; 0]);
}
