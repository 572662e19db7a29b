//! Mistakes of layout: indentation, hyphens, braces and signs that look like others, in `site.yaml` and in front matter.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};

const LIMA: &str = "content/cases/lima.md";
const SITE: &str = "site.yaml";

/// A file in which `from` became `to`, which must be an error there.
const fn edit(
    name: &'static str,
    (file, from, to): (&'static str, &'static str, &'static str),
    (code, place, words): (Code, &'static str, &'static [&'static str]),
) -> Mistake {
    Mistake { name, edit: Edit::Replace(file, from, to), run: "check", gives: Gives::Error(code, place, words) }
}

const MISTAKES: &[Mistake] = &[
    edit(
        "an entry of the menu a space too deep",
        (SITE, "  - { title: About", "   - { title: About"),
        (Code::BadYaml, "site.yaml:7", &["not stand below", "`  - { title: About, url: /about/ }`"]),
    ),
    edit(
        "an entry of the menu that is not indented",
        (SITE, "  - { title: About", "- { title: About"),
        (Code::BadYaml, "site.yaml:7", &["not stand below", "`  - { title: About, url: /about/ }`"]),
    ),
    edit(
        "an entry of the menu without its hyphen",
        (SITE, "  - { title: About", "  { title: About"),
        (Code::BadYaml, "site.yaml:7", &["hyphen", "missing", "`  - { title: About, url: /about/ }`"]),
    ),
    edit(
        "a brace without an end",
        (SITE, "url: /cases/ }", "url: /cases/"),
        (Code::BadYaml, "site.yaml:6:5", &["`{` is opened here", "`- { title: Cases, url: /cases/ }`"]),
    ),
    edit(
        "a bracket without an end in front matter",
        (LIMA, "themes: [climate, water]", "themes: [climate, water"),
        (Code::BadYaml, "content/cases/lima.md:8:9", &["`[` is opened here", "`themes: [climate, water]`"]),
    ),
    edit(
        "no space behind the colons in braces",
        (SITE, "{ title: Cases, url: /cases/ }", "{title:Cases, url:/cases/}"),
        (Code::BadYaml, "site.yaml:6:6", &["behind `title:` a space is missing", "`title: Cases`"]),
    ),
    edit(
        "four hyphens at the end of the front matter",
        (LIMA, "wrong. }\n---\n", "wrong. }\n----\n"),
        (Code::MissingFrontMatter, "content/cases/lima.md:21", &["found `----`", "write `---`"]),
    ),
    edit(
        "a dash at the end of the front matter",
        (LIMA, "wrong. }\n---\n", "wrong. }\n—\n"),
        (Code::MissingFrontMatter, "content/cases/lima.md:21", &["found `—`", "write `---`"]),
    ),
    edit(
        "a dash at the beginning of the front matter",
        (LIMA, "---\ntitle: Lima", "—\ntitle: Lima"),
        (Code::MissingFrontMatter, "content/cases/lima.md:1", &["found `—`", "write `---`"]),
    ),
    edit(
        "a key between others that lost its indentation",
        (LIMA, "  alt: A river", "alt: A river"),
        (Code::BadYaml, "content/cases/lima.md:12", &["`alt` is not indented", "`  alt: A river`"]),
    ),
    edit(
        "the same in quotes",
        (LIMA, "  alt: A river", "alt: \"\""),
        (Code::BadYaml, "content/cases/lima.md:12", &["`alt` is not indented", "`  alt: \"\"`"]),
    ),
    edit(
        "the last key below another that lost its indentation",
        (LIMA, "  caption: The river in 2024", "caption: The river in 2024"),
        (Code::UnknownKey, "content/cases/lima.md:13", &["if it belongs to `image`, indent it"]),
    ),
    edit(
        "a link without quotes in a list",
        (LIMA, "- \"[The report](https://example.com/report)\"", "- [The report](https://example.com/report)"),
        (
            Code::BadYaml,
            "content/cases/lima.md:17",
            &["a link begins with `[`", "`- \"[The report](https://example.com/report)\"`"],
        ),
    ),
    edit(
        "a link without quotes in brackets",
        (
            "content/cases/lyon.md",
            "[\"[The city](https://example.com/lyon)\"]",
            "[[The city](https://example.com/lyon)]",
        ),
        (
            Code::BadYaml,
            "content/cases/lyon.md:9",
            &["a link begins with `[`", "`sources: [\"[The city](https://example.com/lyon)\"]`"],
        ),
    ),
    edit(
        "a no-break space behind a colon",
        (LIMA, "country: PE", "country:\u{a0}PE"),
        (Code::BadYaml, "content/cases/lima.md:4", &["no-break space", "`country: PE`"]),
    ),
    edit(
        "a Persian comma in a list",
        (LIMA, "[climate, water]", "[climate، water]"),
        (Code::UnknownTerm, "content/cases/lima.md:8", &["write `,`", "`[climate, water]`"]),
    ),
    edit(
        "the address of the home page for that of the site",
        (SITE, "https://example.org/\nlanguage", "https://example.org/index.html\nlanguage"),
        (Code::BadAddress, "site.yaml:2", &["is a page", "`base_url: https://example.org/`"]),
    ),
];

#[test]
fn no_mistake_of_layout_is_silent() {
    assert_none_is_silent(MISTAKES);
}
