//! Mistakes in names: of languages in the names of files, and of files in links.

use chancery::base::diag::Code;

use super::{Edit, Gives, LIMA as LIMA_TEXT, Mistake, assert_none_is_silent};
use crate::support::{PICTURE, TestSite};

const LIMA: &str = "content/cases/lima.md";

/// A site in two languages, with two files more.
fn in_two_languages(site: &TestSite, order: &str, files: &[(&str, &str)]) {
    let config = site.read("site.yaml").replacen("language: en\n", &format!("languages: {order}\n"), 1);
    site.write("site.yaml", config);
    files.iter().for_each(|(path, text)| site.write(path, text));
}

const ORDER: &str = "[{ id: en }, { id: fa }]";
const PERSIAN: &str = "---\ntitle: لیما\n---\n\n## زمینه\n\nآب\n";

/// A link of the case that was written otherwise.
const fn link(name: &'static str, to: &'static str, code: Code, words: &'static [&'static str]) -> Mistake {
    let edit = Edit::Replace(LIMA, "(lyon.md#context)", to);
    Mistake { name, edit, run: "check", gives: Gives::Error(code, "content/cases/lima.md:33", words) }
}

const MISTAKES: &[Mistake] = &[
    link("a mail address", "(info@example.org)", Code::MissingFile, &["`mailto:info@example.org`"]),
    link("a file without its ending", "(lyon#context)", Code::MissingFile, &["did you mean `lyon.md#context`?"]),
    link("a folder without its page", "(../networks/c40/)", Code::BrokenLink, &["did you mean `../networks/c40.md`?"]),
    link(
        "the way from the folder of the site",
        "(content/cases/lyon.md)",
        Code::BrokenLink,
        &["did you mean `lyon.md`?"],
    ),
    link("another folder than the own one", "(c40.md)", Code::BrokenLink, &["did you mean `../networks/c40.md`?"]),
    Mistake {
        name: "no mistake: the way from the folder of the site, with a slash",
        edit: Edit::Replace(LIMA, "(lyon.md#context)", "(/content/cases/lyon.md#context)"),
        run: "build",
        gives: Gives::Page("cases/lima/index.html", &["/cases/lyon/#context\""], &["content/cases"]),
    },
    Mistake {
        name: "languages in another order than that of the texts",
        edit: Edit::Do(|site| {
            let files = [("content/cases/lima.fa.md", PERSIAN), ("content/cases/lyon.fa.md", PERSIAN)];
            in_two_languages(site, "[{ id: fa }, { id: en }]", &files);
        }),
        run: "check --messages en",
        gives: Gives::Error(
            Code::BadFileName,
            "site.yaml:3",
            &["`fa` is the first of `languages`", "2 files", "first in `languages`, such as `en`"],
        ),
    },
    Mistake {
        name: "a language in capital letters",
        edit: Edit::Do(|site| in_two_languages(site, ORDER, &[("content/cases/lima.FA.md", PERSIAN)])),
        run: "check",
        gives: Gives::Error(Code::BadFileName, "content/cases/lima.FA.md:1", &["did you mean `lima.fa.md`?"]),
    },
    Mistake {
        name: "a code of a language with three letters",
        edit: Edit::Do(|site| in_two_languages(site, ORDER, &[("content/cases/lima.per.md", PERSIAN)])),
        run: "check",
        gives: Gives::Warning(
            Code::BadFileName,
            "content/cases/lima.per.md",
            &["no language of the site (en, fa)", "did you mean `content/cases/lima.fa.md`?"],
        ),
    },
    Mistake {
        name: "a hyphen before the language",
        edit: Edit::Do(|site| in_two_languages(site, ORDER, &[("content/pages/about-fa.md", PERSIAN)])),
        run: "check",
        gives: Gives::Warning(
            Code::BadFileName,
            "content/pages/about-fa.md",
            &["lacks a dot", "did you mean `content/pages/about.fa.md`?"],
        ),
    },
    Mistake {
        name: "a translation that nobody has translated yet",
        edit: Edit::Do(|site| in_two_languages(site, ORDER, &[("content/cases/lima.fa.md", LIMA_TEXT)])),
        run: "check",
        gives: Gives::Warning(
            Code::MissingTranslation,
            "content/cases/lima.fa.md",
            &["letter by letter", "until it is translated"],
        ),
    },
    picture(
        "a picture by its disk",
        r"C:\Users\ana\river.gif",
        Gives::Error(Code::MissingImage, "content/cases/lima.md:11", &["did you mean `river.gif`?"]),
    ),
    picture(
        "a picture with backslashes",
        r"pictures\lima.gif",
        Gives::Error(Code::MissingImage, "content/cases/lima.md:11", &["`assets/pictures"]),
    ),
    picture(
        "a picture on another machine",
        r"\\server\share\river.gif",
        Gives::Error(Code::MissingImage, "content/cases/lima.md:11", &["did you mean `river.gif`?"]),
    ),
    alias(
        "an old address that is a device of Windows",
        "related: [lyon]\naliases: [/en/aux.html]",
        &["called `aux.html`", "device"],
    ),
    alias(
        "an old address with a dot at its end",
        "related: [lyon]\naliases: [/en/lima./]",
        &["called `lima.`", "at its end"],
    ),
    Mistake {
        name: "a picture that is a device of Windows",
        edit: Edit::Do(|site| {
            site.write("assets/nul.gif", PICTURE);
            site.write(LIMA, LIMA_TEXT.replace("lima.gif", "nul.gif"));
        }),
        run: "check",
        gives: Gives::Warning(Code::BadFileName, "assets/nul.gif", &["device", "another name"]),
    },
    Mistake {
        name: "two pictures that are one to Windows",
        edit: Edit::Do(|site| site.write("assets/Lima.gif", PICTURE)),
        run: "build",
        gives: Gives::Error(Code::AddressConflict, "assets/lima.gif", &["one file on many disks"]),
    },
    Mistake {
        name: "a copy that a file manager made",
        edit: Edit::Write("content/cases/lima - Copy.md", LIMA_TEXT),
        run: "build",
        gives: Gives::Error(
            Code::BadFileName,
            "content/cases/lima - Copy.md:1",
            &["remove the file if it is a copy that nobody needs"],
        ),
    },
];

/// The picture of the case under another name.
const fn picture(name: &'static str, file: &'static str, gives: Gives) -> Mistake {
    Mistake { name, edit: Edit::Replace(LIMA, "lima.gif", file), run: "check", gives }
}

/// An old address of the case that Windows has no file for.
const fn alias(name: &'static str, lines: &'static str, words: &'static [&'static str]) -> Mistake {
    let edit = Edit::Replace(LIMA, "related: [lyon]", lines);
    Mistake { name, edit, run: "check", gives: Gives::Warning(Code::BadFileName, LIMA, words) }
}

#[test]
fn no_mistake_in_names_is_silent() {
    assert_none_is_silent(MISTAKES);
}
