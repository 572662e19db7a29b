//! Mistakes in the tags of templates and in the strings of a site theme: each is told where it was made, in words of ours, in Persian too.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};

const CASE: &str = "themes/default/templates/case.html";

/// A template that cannot be read or rendered.
const fn template(
    name: &'static str,
    text: &'static str,
    place: &'static str,
    words: &'static [&'static str],
) -> Mistake {
    Mistake {
        name,
        edit: Edit::Write(CASE, text),
        run: "build",
        gives: Gives::Error(Code::TemplateError, place, words),
    }
}

/// A string of the theme.
const fn strings(name: &'static str, text: &'static str, gives: Gives) -> Mistake {
    Mistake { name, edit: Edit::Write("themes/default/strings/en.yaml", text), run: "build", gives }
}

const MISTAKES: &[Mistake] = &[
    template(
        "a condition that lost its end",
        "{% extends \"base.html\" %}\n{% block content %}\n{% if case.image %}\n<p>x</p>\n{% if case.summary %}y{% endif %}\n{% endblock content %}\n",
        "themes/default/templates/case.html:3:1",
        &["nothing closes this `{% if %}` before the `{% endblock %}` of line 6", "`{% endif %}`"],
    ),
    template(
        "an end too many",
        "{% extends \"base.html\" %}\n{% block content %}\n{% endif %}\n{% endblock content %}\n",
        "themes/default/templates/case.html:3:1",
        &["ends nothing", "take it out"],
    ),
    template(
        "a brace that is lost",
        "{% extends \"base.html\" %}\n{% block content %}<h1>{{ case.title }</h1>{% endblock content %}\n",
        "themes/default/templates/case.html:2:24",
        &["nothing closes this `{{`", "write `{{ case.title }}`"],
    ),
    template(
        "quotes of a word processor",
        "{% extends \"base.html\" %}\n{% block content %}{{ t(key=”cite”) }}{% endblock content %}\n",
        "themes/default/templates/case.html:2:29",
        &["straight quotation marks", "write `{{ t(key=\"cite\") }}`"],
    ),
    template(
        "an argument without its name",
        "{% extends \"base.html\" %}\n{% block content %}{{ t(\"cite\") }}{% endblock content %}\n",
        "themes/default/templates/case.html:2:25",
        &["a name was expected here", "give the argument its name", "`t(key=\"cite\")`"],
    ),
    template(
        "a filter with a slip",
        "{% extends \"base.html\" %}\n{% block content %}{{ case.title | uper }}{% endblock content %}\n",
        "themes/default/templates/case.html:2:36",
        &["there is no filter `uper`"],
    ),
    template(
        "a string with a slip",
        "{% extends \"base.html\" %}\n{% block content %}{{ t(key=\"skip_to_contnt\") }}{% endblock content %}\n",
        "themes/default/templates/case.html:2:23",
        &["there is no string `skip_to_contnt`", "did you mean `skip_to_content`?"],
    ),
    strings(
        "a string without a text",
        "cases: Cities\ncite:\n",
        Gives::Error(
            Code::TemplateError,
            "themes/default/strings/en.yaml:2",
            &["the string `cite` has no text", "take the line out"],
        ),
    ),
    strings(
        "a string with a list",
        "cases: [a, b]\n",
        Gives::Error(Code::TemplateError, "themes/default/strings/en.yaml:1", &["this is no string", "`key: text`"]),
    ),
    strings(
        "a placeholder that is lost",
        "cases: Cities\nyears_description: All of them\n",
        Gives::Warning(
            Code::TemplateError,
            "themes/default/strings/en.yaml:2",
            &["the string `years_description` lacks `{site}`", "write it where the value belongs"],
        ),
    ),
    strings(
        "a placeholder that was translated",
        "years_description: All of {سایت}\n",
        Gives::Error(
            Code::TemplateError,
            "themes/default/strings/en.yaml:1",
            &["needs a value for `{سایت}`", "write `{site}`: names in braces are not translated"],
        ),
    ),
];

#[test]
fn no_mistake_in_a_template_is_told_elsewhere() {
    assert_none_is_silent(MISTAKES);
}
