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
        name: "an original that waits for its day, and a translation that does not",
        edit: Edit::Do(|site| keep_back(site, "publish: 2025-12-01")),
        run: "build",
        gives: Gives::Warning(Code::UnpairedTranslation, PERSIAN, &["shown already", "`publish: …`"]),
    },
    Mistake {
        name: "a draft with a translation that is none",
        edit: Edit::Do(|site| keep_back(site, "draft: true")),
        run: "build",
        gives: Gives::Warning(Code::UnpairedTranslation, PERSIAN, &["shown to all", "`draft: true`"]),
    },
    Mistake {
        name: "an original that ended, and its translation did not",
        edit: Edit::Do(|site| keep_back(site, "expires: 2025-06-01")),
        run: "build",
        gives: Gives::Warning(Code::UnpairedTranslation, PERSIAN, &["still shown", "`expires: …`"]),
    },
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

/// A text that only one language shows may be meant so: the translation says when it is shown.
#[test]
fn a_translation_that_says_when_it_is_shown_is_not_told() {
    let site = super::good_site();
    keep_back(&site, "draft: true");
    site.write(PERSIAN, site.read(PERSIAN).replacen("updated:", "draft: false\nupdated:", 1));
    let run = site.run(&["build", "--date", crate::support::TODAY]).succeeds();
    assert!(!run.error.contains("unpaired-translation"), "{}", run.error);
}
