//! Mistakes in the files of a site's own theme.

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};
use crate::support::{PICTURE, TODAY};

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

/// A file of the theme, of which a check warns at this line.
const fn slip(
    name: &'static str,
    (path, text): (&'static str, &'static str),
    (code, place, words): (Code, &'static str, &'static [&'static str]),
) -> Mistake {
    Mistake { name, edit: Edit::Write(path, text), run: "check", gives: Gives::Warning(code, place, words) }
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
            &["needs a value for `{sit}`", "write `{site}`"],
        ),
    },
    Mistake {
        name: "a value with a slip",
        edit: Edit::Write(
            "themes/default/templates/page.html",
            "{% extends \"default/page.html\" %}{% block head %}{{ txet.title }}{% endblock head %}",
        ),
        run: "check",
        gives: Gives::Error(
            Code::TemplateError,
            "themes/default/templates/page.html:1:53",
            &["there is no value `txet`", "did you mean `text`?"],
        ),
    },
    file(
        "a style sheet beside its folder",
        "themes/default/style.css",
        "h1 { color: red }\n",
        Code::BadFileName,
        &["did you mean `static/style.css`?", "`chancery theme eject static/style.css`"],
    ),
    file(
        "a few rules in the place of the style sheet",
        "themes/default/static/style.css",
        "h1 { color: red }\n",
        Code::TemplateError,
        &["take the place of the program's whole style sheet", "theme eject static/style.css"],
    ),
    Mistake {
        name: "a picture of a style sheet above the folder of the theme",
        edit: Edit::Write("themes/default/static/extra.css", "h1 { background: url(../images/head.jpg) }\n"),
        run: "build",
        gives: Gives::Error(
            Code::MissingFile,
            "themes/default/static/extra.css:1",
            &["put the file at `static/images/head.jpg`", "write `images/head.jpg`"],
        ),
    },
    Mistake {
        name: "fonts of another host",
        edit: Edit::Write(
            "themes/default/templates/base.html",
            "{% extends \"default/base.html\" %}\n{% block head %}\n<link rel=\"preconnect\" href=\"https://a.example.net\">\n\
             <link rel=\"stylesheet\" href=\"https://b.example.net/x.css\">\n{% endblock head %}\n",
        ),
        run: "build",
        gives: Gives::Error(
            Code::ForeignHost,
            "themes/default/templates/base.html:3",
            &["`allow_hosts: [a.example.net, b.example.net]`"],
        ),
    },
    slip(
        "a field with a slip where nothing comes by",
        (
            "themes/default/templates/cases.html",
            "{% extends \"default/cases.html\" %}\n{% block downloads %}{% if list.pagination %}\n\
             {{ list.pagination.curent }}{% endif %}{% endblock downloads %}\n",
        ),
        (
            Code::TemplateError,
            "themes/default/templates/cases.html:3:20",
            &["`list.pagination` has no field `curent`", "did you mean `current`?"],
        ),
    ),
    slip(
        "a condition with a slip, which is never true",
        (
            "themes/default/templates/case.html",
            "{% extends \"default/case.html\" %}\n{% block citation %}{% if case.auhtors %}x{% endif %}{{ super() }}{% endblock citation %}\n",
        ),
        (Code::TemplateError, "themes/default/templates/case.html:2:32", &["did you mean `authors`?"]),
    ),
    slip(
        "an element of a template that nothing closes",
        (
            "themes/default/templates/page.html",
            "{% extends \"base.html\" %}\n{% block content %}\n<div class=\"{{ page.kind }}\">\n<div>{{ text.body_html | safe }}</div>\n\
             {% endblock content %}\n",
        ),
        (
            Code::UnbalancedHtml,
            "themes/default/templates/page.html:3:1",
            &["the page `/about/index.html` has a `<div>` that nothing closes", "write `</div>` where it should end"],
        ),
    ),
    slip(
        "an end tag too many in a block of all pages",
        (
            "themes/default/templates/base.html",
            "{% extends \"default/base.html\" %}\n{% block footer %}\n<p>x</p></div>\n{{ super() }}{% endblock footer %}\n",
        ),
        (Code::UnbalancedHtml, "themes/default/templates/base.html:3:9", &["more) has a `</div>` too many"]),
    ),
    slip(
        "an element that a component leaves open",
        (
            "themes/default/templates/components/text.html",
            "{% component section(section: map, level: integer = 2) %}\n<section id=\"{{ section.id }}\"><h2>{{ section.title_html | safe }}</h2>\n\
             {{ section.body_html | safe }}\n{% endcomponent section %}\n",
        ),
        (
            Code::UnbalancedHtml,
            "themes/default/templates/components/text.html:2:1",
            &["has a `<section>` that nothing"],
        ),
    ),
    Mistake {
        name: "an id that stands in a template twice",
        edit: Edit::Write(
            "themes/default/templates/base.html",
            "{% extends \"default/base.html\" %}\n{% block footer %}\n<p id=\"office\">a</p>\n<p id=\"office\">b</p>\n\
             {{ super() }}{% endblock footer %}\n",
        ),
        run: "check",
        gives: Gives::Error(
            Code::BrokenFragment,
            "themes/default/templates/base.html:4",
            &["has the id `office` twice", "the first one", "give one of the two elements another `id`"],
        ),
    },
    file(
        "a style sheet that nothing loads",
        "themes/default/static/extra.css",
        "h1 { color: var(--ink) }\n",
        Code::BadFileName,
        &["is not used", "`templates/base.html`", "asset(path=\"extra.css\")"],
    ),
    Mistake {
        name: "a style sheet that is named as if it lay beside the page",
        edit: Edit::Do(|site| {
            site.write("themes/default/static/extra.css", "h1 { color: var(--ink) }\n");
            site.write(
                "themes/default/templates/base.html",
                "{% extends \"default/base.html\" %}\n{% block head %}<link rel=\"stylesheet\" href=\"extra.css\">{% endblock head %}\n",
            );
        }),
        run: "check",
        gives: Gives::Error(
            Code::BrokenLink,
            "themes/default/templates/base.html:2",
            &["more) links to `extra.css`", "write `{{ page.root }}{{ asset(path=\"extra.css\") }}`"],
        ),
    },
    slip(
        "a name of a colour with a slip",
        ("themes/default/static/extra.css", "h1 {\n  color: var(--inkk);\n}\n"),
        (Code::TemplateError, "themes/default/static/extra.css:2:14", &["nothing gives `--inkk` a value", "`--ink`?"]),
    ),
    slip(
        "pages that say nothing of their width",
        (
            "themes/default/templates/page.html",
            "<!doctype html>\n<html lang=\"{{ site.language }}\">\n<head><title>{{ page.title }}</title></head>\n<body>{{ text.body_html | safe }}</body></html>\n",
        ),
        (
            Code::TemplateError,
            "themes/default/templates/page.html:3:1",
            &["says nothing of its width", "write `<meta name=\"viewport\""],
        ),
    ),
    slip(
        "a semicolon of another keyboard",
        ("themes/default/static/extra.css", "h1 {\n  margin: 0؛\n}\n"),
        (Code::TemplateError, "themes/default/static/extra.css:2:12", &["CSS does not know `؛`", "write `;`"]),
    ),
    slip(
        "a semicolon of a style sheet that is missing",
        ("themes/default/static/extra.css", "h1 {\n  color: var(--ink)\n  margin: 0;\n}\n"),
        (
            Code::TemplateError,
            "themes/default/static/extra.css:3:3",
            &["`margin` stands in the value", "write `;` at the end of the line above"],
        ),
    ),
    slip(
        "what is important with a slip",
        ("themes/default/static/extra.css", "h1 {\n  margin: 0 !importnat;\n}\n"),
        (Code::TemplateError, "themes/default/static/extra.css:2:14", &["not `!importnat`", "write `!important`"]),
    ),
    slip(
        "a colour that is hard to read on one kind of screen",
        ("themes/default/static/extra.css", "h1 {\n  color: #ccc;\n}\n"),
        (
            Code::LowContrast,
            "themes/default/static/extra.css:2:10",
            &["`#ccc` has a contrast of 1.", "on light screens", "`var(--ink)`"],
        ),
    ),
    slip(
        "a colour that is hard to read on its ground",
        ("themes/default/static/extra.css", "h1 {\n  color: #888;\n  background: white;\n}\n"),
        (Code::LowContrast, "themes/default/static/extra.css:2:10", &["`#888` on `white` has a contrast of 3."]),
    ),
    slip(
        "curly quotes in a style sheet",
        ("themes/default/static/extra.css", "h1 {\n  font-family: “Vazirmatn”;\n}\n"),
        (
            Code::TemplateError,
            "themes/default/static/extra.css:2:16",
            &["straight quotation marks", "takes `“` for a letter"],
        ),
    ),
    slip(
        "a brace of a style sheet that nothing closes",
        ("themes/default/static/extra.css", "a {\n  color: red;\n\nb {\n  color: blue;\n}\n"),
        (
            Code::TemplateError,
            "themes/default/static/extra.css:1:3",
            &["nothing closes this `{`", "write `}` where it ends"],
        ),
    ),
    slip(
        "a brace too many in a style sheet",
        ("themes/default/static/extra.css", "a {\n  color: red;\n}\n}\n"),
        (Code::TemplateError, "themes/default/static/extra.css:4:1", &["this `}` closes nothing"]),
    ),
    slip(
        "a comment of a style sheet without an end",
        ("themes/default/static/extra.css", "a { color: red }\n/* b\nc { color: blue }\n"),
        (Code::TemplateError, "themes/default/static/extra.css:2:1", &["the comment has no end", "write `*/`"]),
    ),
    slip(
        "a text of a style sheet without an end",
        ("themes/default/static/extra.css", "a::before { content: \"x; }\nb { color: red }\n"),
        (
            Code::TemplateError,
            "themes/default/static/extra.css:1:22",
            &["the text has no end", "write `\"` where it ends"],
        ),
    ),
    slip(
        "HTML of a text that a template shows as text",
        (
            "themes/default/templates/page.html",
            "{% extends \"base.html\" %}\n{% block content %}\n<div>{{ text.body_html }}</div>\n{% endblock content %}\n",
        ),
        (
            Code::TemplateError,
            "themes/default/templates/page.html:3:14",
            &["`text.body_html` is shown without `| safe`", "write `text.body_html | safe`"],
        ),
    ),
    slip(
        "an attribute of a template in curly quotes",
        (
            "themes/default/templates/page.html",
            "{% extends \"base.html\" %}\n{% block content %}\n<div class=“a {{ page.kind }}”>{{ text.body_html | safe }}</div>\n\
             {% endblock content %}\n",
        ),
        (
            Code::UnbalancedHtml,
            "themes/default/templates/page.html:3:6",
            &["`class` stands in curly quotes", "write `<div class=\"a {{ page.kind }}\">`"],
        ),
    ),
    slip(
        "a picture of a template without an alternative text",
        (
            "themes/default/templates/page.html",
            "{% extends \"base.html\" %}\n{% block content %}\n<img src=\"{{ page.root }}{{ asset(path='favicon.svg') }}\" width=\"4\">{{ text.body_html | safe }}\n\
             {% endblock content %}\n",
        ),
        (
            Code::MissingAlt,
            "themes/default/templates/page.html:3:1",
            &["the picture has no `alt`", "`alt=\"\"` where it is an ornament"],
        ),
    ),
    slip(
        "a template that has lost its first line",
        (
            "themes/default/templates/page.html",
            "{% block content %}\n<h1>{{ text.title }}</h1>{{ text.body_html | safe }}\n{% endblock content %}\n",
        ),
        (
            Code::TemplateError,
            "themes/default/templates/page.html",
            &["the page `/about/index.html` has no `<html>`", "begin the template with `{% extends \"base.html\" %}`"],
        ),
    ),
    slip(
        "a page without a title",
        (
            "themes/default/templates/page.html",
            "<!doctype html>\n<html lang=\"{{ site.language }}\">\n<head></head>\n<body>{{ text.body_html | safe }}</body></html>\n",
        ),
        (
            Code::TemplateError,
            "themes/default/templates/page.html:3:1",
            &["the page `/about/index.html` has no `<title>`", "write `<title>{{ page.title }}</title>`"],
        ),
    ),
    slip(
        "a page that says another language",
        (
            "themes/default/templates/page.html",
            "<!doctype html>\n<html lang=\"fa\">\n<head><title>{{ page.title }}</title></head>\n<body>{{ text.body_html | safe }}</body></html>\n",
        ),
        (
            Code::TemplateError,
            "themes/default/templates/page.html:2:1",
            &["is in `en`, and its `<html>` says `lang=\"fa\"`", "write `lang=\"{{ site.language }}\"`"],
        ),
    ),
    slip(
        "a page that is read from the wrong side",
        (
            "themes/default/templates/page.html",
            "<!doctype html>\n<html lang=\"{{ site.language }}\" dir=\"rtl\">\n<head><title>{{ page.title }}</title></head>\n\
             <body>{{ text.body_html | safe }}</body></html>\n",
        ),
        (
            Code::TemplateError,
            "themes/default/templates/page.html:2:1",
            &["is read `ltr`, and its `<html>` says `dir=\"rtl\"`", "write `dir=\"{{ site.direction }}\"`"],
        ),
    ),
    slip(
        "a property with a slip",
        ("themes/default/static/extra.css", "p {\n  colr: red;\n}\n"),
        (
            Code::TemplateError,
            "themes/default/static/extra.css:2:3",
            &["CSS has no property `colr`", "did you mean `color`?"],
        ),
    ),
    slip(
        "a colour with a slip",
        ("themes/default/static/extra.css", "p { color: darkrd }\n"),
        (
            Code::TemplateError,
            "themes/default/static/extra.css:1:12",
            &["CSS has no colour `darkrd`", "did you mean `darkred`?"],
        ),
    ),
    slip(
        "a colour with a letter that is no digit",
        ("themes/default/static/extra.css", ":root { --accent: #7a1f3g }\n"),
        (Code::TemplateError, "themes/default/static/extra.css:1:19", &["`#7a1f3g` is no colour", "as in `#7a1f3d`"]),
    ),
    slip(
        "a class with a slip",
        ("themes/default/static/extra.css", ".site-heder { color: red }\n"),
        (
            Code::TemplateError,
            "themes/default/static/extra.css:1:2",
            &["no page has anything of the class `site-heder`", "did you mean `.site-header`?"],
        ),
    ),
    Mistake {
        name: "a block of base.html with another name",
        edit: Edit::Do(|site| {
            site.run(&["theme", "eject", "templates/base.html"]).succeeds();
            let path = "themes/default/templates/base.html";
            let base = site.read(path).replace("block content", "block main_part");
            site.write(path, &base);
        }),
        run: "check",
        gives: Gives::Error(
            Code::TemplateError,
            "themes/default/templates/base.html",
            &["there is no block `content`, which ", " templates fill", "did you rename it to `main_part`?"],
        ),
    },
];

#[test]
fn no_mistake_in_a_theme_is_silent() {
    assert_none_is_silent(MISTAKES);
}

#[test]
fn a_theme_that_is_right_is_not_told_of() {
    let site = super::good_site()
        .file("content/themes/water.md", "---\nname: Water\n---\n\n<div>\n\n<b>*Power*</b> <svg><path d=\"M0\"/></svg>\n\n</div>\n")
        .file("themes/default/templates/parts/top.html", "<div class=\"wrap\">{% if page.kind == \"case\" %}<main>{% else %}<main id=\"m\">{% endif %}")
        .file("themes/default/templates/parts/end.html", "</main></div>")
        .file(
            "themes/default/templates/page.html",
            "<!doctype html>\n<html lang=\"{{ site.language }}\">\n<head><title>{{ page.title }}</title><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"{{ page.root }}{{ asset(path='extra.css') }}\"></head>\n<body>\n\
             {% include \"parts/top.html\" %}<h1>{{ text.title }}</h1><p>a<ul>{% for item in page.menu %}<li>{{ item.title }}{% endfor %}</ul>\n\
             {{ text.body_html | safe }}\n{% if page.hero is defined %}{{ page.hero.url }}{% endif %}{% if page.banner_text %}{{ page.banner_text }}{% endif %}\n\
             {% include \"parts/end.html\" %}\n</body></html>\n",
        )
        .file("themes/default/static/extra.css", "/* { */ .a\\:b { content: \"}\"; --x: {}; &:hover { c: url(a.png) } }\n\
             .main-column, .my-own-name { -x-colr: red; text-wrap: pretty; color: Canvas; fill: var(--x); background: #abcd }\n")
        .file("themes/default/static/a.png", PICTURE);
    assert_eq!(site.run(&["check", "--date", TODAY]).succeeds().error, "");
}

#[test]
fn the_default_theme_is_right_in_the_hands_of_a_site() {
    let site = super::good_site();
    let listed = site.run(&["theme", "eject", "--list"]).succeeds().out;
    let files: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(files.len() > 50, "{listed}");
    site.run(&[["theme", "eject"].as_slice(), &files].concat()).succeeds();
    assert_eq!(site.run(&["check", "--date", TODAY]).succeeds().error, "");
}
