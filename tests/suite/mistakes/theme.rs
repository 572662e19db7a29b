//! Mistakes in the files of a site's own theme.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};

/// A file of the theme, of which a build warns.
const fn file(
    name: &'static str,
    path: &'static str,
    text: &'static str,
    code: Code,
    words: &'static [&'static str],
) -> Mistake {
    Mistake { name, edit: Edit::Write(path, text), run: "build", gives: Gives::Warning(code, path, words) }
}

const CASE: &str = "{% extends \"default/case.html\" %}";

const MISTAKES: &[Mistake] = &[
    file(
        "a template with another ending",
        "themes/default/templates/cases.htm",
        CASE,
        Code::BadFileName,
        &["is not used", "did you mean `templates/cases.html`?"],
    ),
    file(
        "a template with a capital letter",
        "themes/default/templates/Case.html",
        CASE,
        Code::BadFileName,
        &["is not used", "did you mean `templates/case.html`?"],
    ),
    file(
        "a template beside its folder",
        "themes/default/case.html",
        CASE,
        Code::BadFileName,
        &["is not used", "did you mean `templates/case.html`?"],
    ),
    file(
        "a component in another folder",
        "themes/default/templates/component/card.html",
        "<b>{{ card.title }}</b>",
        Code::BadFileName,
        &["is not used", "did you mean `templates/components/card.html`?"],
    ),
    file(
        "strings called as a language in words",
        "themes/default/strings/english.yaml",
        "cases: Cities\n",
        Code::BadFileName,
        &["is not used", "did you mean `strings/en.yaml`?"],
    ),
    file(
        "a string with a slip in its key",
        "themes/default/strings/en.yaml",
        "search_reslts: Find\n",
        Code::UnknownKey,
        &["no page says the string `search_reslts`", "did you mean `search_results`?"],
    ),
    Mistake {
        name: "a placeholder with a slip",
        edit: Edit::Write(
            "themes/default/strings/en.yaml",
            "skip_to_content: Text\nyears_description: \"All of {sit}\"\n",
        ),
        run: "build",
        gives: Gives::Error(
            Code::TemplateError,
            "themes/default/strings/en.yaml:2",
            &["needs a value for `{sit}`", "did you mean `{site}`?"],
        ),
    },
];

#[test]
fn no_mistake_in_a_theme_is_silent() {
    assert_none_is_silent(MISTAKES);
}
