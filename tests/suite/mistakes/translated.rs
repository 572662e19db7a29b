//! Mistakes with two languages: what was written into one file and not into the other.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};
use crate::support::TestSite;

const LIMA: &str = "content/cases/lima.md";
const LYON: &str = "content/cases/lyon.md";
const PERSIAN: &str = "content/cases/lima.fa.md";

/// The good site in two languages; each edit begins with it.
fn in_two_languages(site: &TestSite) {
    let languages = "languages: [{ id: en }, { id: fa, sections: { context: زمینه, key-actions: اقدامات کلیدی } }]\n";
    site.write("site.yaml", site.read("site.yaml").replacen("language: en\n", "", 1) + languages);
    site.write(
        PERSIAN,
        "---\ntitle: لیما، پرو\nsummary: لیما آب خود را چگونه قسمت کرد\nupdated: 2025-03-05\nimage:\n  alt: رود\n---\n\n\
         ## زمینه\n\nآب در لیما کم است، و شهر باید آن را میان همه قسمت کند.\n\n## اقدامات کلیدی\n\nشهر به شبکه پیوست.\n",
    );
}

/// The good site in two languages, in which `from` became `to`.
fn replace(site: &TestSite, file: &str, from: &str, to: &str) {
    in_two_languages(site);
    let text = site.read(file);
    assert_eq!(text.matches(from).count(), 1, "`{from}` stands in {file} once");
    site.write(file, text.replacen(from, to, 1));
}

/// The good site in two languages; the original of a text has one more line, which keeps it back.
fn keep_back(site: &TestSite, line: &str) {
    replace(site, LIMA, "date: 2025-03-04", &format!("date: 2025-03-04\n{line}"));
    // Else it has no case, and no page to which the text leads.
    site.write(LYON, site.read(LYON).replacen("[iclei]", "[iclei, c40]", 1));
}

const MISTAKES: &[Mistake] = &[
    Mistake {
        name: "a correction in the original only, where the translation has no day",
        edit: Edit::Do(|site| replace(site, PERSIAN, "updated: 2025-03-05\n", "")),
        run: "check",
        gives: Gives::Warning(
            Code::OutdatedTranslation,
            "",
            &["`content/cases/lima.md` was changed", "does not say whether it was", "`updated`"],
        ),
    },
    Mistake {
        name: "a section that is not translated",
        edit: Edit::Do(|site| replace(site, PERSIAN, "## اقدامات کلیدی\n\nشهر به شبکه پیوست.\n", "")),
        run: "check",
        gives: Gives::Warning(Code::MissingTranslation, "", &["`content/cases/lima.md`", "has 1 of 2 sections"]),
    },
    Mistake {
        name: "a section that is left in the language of the original",
        edit: Edit::Do(|site| {
            let english = "The city joined a network, and wrote to all other cities that have as little water.";
            replace(site, PERSIAN, "شهر به شبکه پیوست.", &format!("{english} It waits for answers."));
        }),
        run: "check",
        gives: Gives::Warning(Code::WrongLanguage, "content/cases/lima.fa.md:13", &["this section in other letters"]),
    },
    Mistake {
        name: "a summary that is left in the language of the original",
        edit: Edit::Do(|site| replace(site, PERSIAN, "لیما آب خود را چگونه قسمت کرد", "How Lima shared its water.")),
        run: "check",
        gives: Gives::Warning(Code::WrongLanguage, "content/cases/lima.fa.md:3", &["the summary in other letters"]),
    },
    Mistake {
        name: "a paragraph that is left in the language of the original",
        edit: Edit::Do(|site| {
            let english = "The city joined a network, and wrote to all other cities that have as little water.";
            replace(site, PERSIAN, "شهر به شبکه پیوست.", &format!("شهر به شبکه پیوست.\n\n{english}"));
        }),
        run: "check",
        gives: Gives::Warning(Code::WrongLanguage, "content/cases/lima.fa.md:17", &["this paragraph in other letters"]),
    },
    Mistake {
        name: "an address of the site that was copied from a page of the translation",
        edit: Edit::Do(|site| {
            in_two_languages(site);
            site.write(
                "site.yaml",
                site.read("site.yaml").replacen("https://example.org/\n", "https://city.example/fa/\n", 1),
            );
        }),
        run: "build",
        gives: Gives::Warning(
            Code::BadAddress,
            "site.yaml:2",
            &["ends in the language `fa`", "`base_url: https://city.example/`"],
        ),
    },
    Mistake {
        name: "a title that is left in the language of the original",
        edit: Edit::Do(|site| replace(site, PERSIAN, "title: لیما، پرو", "title: Lima, Peru")),
        run: "check",
        gives: Gives::Warning(Code::WrongLanguage, "content/cases/lima.fa.md:2", &["the title in other letters"]),
    },
    Mistake {
        name: "fewer terms in the translation",
        edit: Edit::Do(|site| replace(site, PERSIAN, "updated:", "themes: [water]\nupdated:")),
        run: "check",
        gives: Gives::Warning(
            Code::OutdatedTranslation,
            "content/cases/lima.fa.md:4",
            &["`themes` does not name climate, and `content/cases/lima.md` does", "take the line out"],
        ),
    },
    Mistake {
        name: "marks of the English keyboard in a Persian text",
        edit: Edit::Do(|site| replace(site, PERSIAN, "کم است، و", "کم است, و")),
        run: "check",
        gives: Gives::Notice(Code::Typography, "content/cases/lima.fa.md:11", &["marks of Latin", "`،`"]),
    },
    Mistake {
        name: "the language in capital letters",
        edit: Edit::Do(|site| {
            in_two_languages(site);
            site.write("content/cases/lima.FA.md", site.read(PERSIAN));
            site.remove(PERSIAN);
        }),
        run: "build",
        gives: Gives::Error(Code::BadFileName, "content/cases/lima.FA.md:1", &["did you mean `lima.fa.md`?"]),
    },
    Mistake {
        name: "a picture without words in the translation",
        edit: Edit::Do(|site| replace(site, PERSIAN, "alt: رود", "caption: رود")),
        run: "check",
        gives: Gives::Warning(Code::MissingAlt, PERSIAN, &["no alternative text"]),
    },
];

#[test]
fn no_mistake_with_two_languages_is_silent() {
    assert_none_is_silent(MISTAKES);
}

#[test]
fn two_languages_that_say_the_same_have_no_mistake() {
    let site = super::good_site();
    in_two_languages(&site);
    let run = site.run(&["check", "--date", crate::support::TODAY]).succeeds();
    // The other texts of the good site are not translated, nor is its menu.
    assert_eq!(run.error.matches("warning[").count(), 2, "{}", run.error);
    assert!(run.error.contains("texts are not translated into `fa`"), "{}", run.error);
}

/// Whoever keeps a text back may not think of its translations.
#[test]
fn a_translation_is_shown_when_its_original_is_unless_it_says_so_itself() {
    for (line, own, is_shown) in [
        ("publish: 2025-12-01", "", false),
        ("publish: 2025-12-01", "publish: 2025-01-01", true),
        ("draft: true", "", false),
        ("draft: true", "draft: false", true),
        ("expires: 2025-06-01", "", false),
        ("expires: 2025-06-01", "expires: 2026-06-01", true),
        ("publish: 2025-06-01", "", true),
        ("publish: 2025-06-01", "draft: true", false),
    ] {
        let site = super::good_site();
        keep_back(&site, line);
        site.write(PERSIAN, site.read(PERSIAN).replacen("updated:", &format!("{own}\nupdated:"), 1));
        let run = site.run(&["build", "--date", crate::support::TODAY]).succeeds();
        let page = "output/fa/cases/lima/index.html";
        let shows = site.has(page) && site.read(page).contains("آب در لیما کم است");
        assert_eq!(shows, is_shown, "{line} with `{own}`:\n{}", run.shown());
    }
}
