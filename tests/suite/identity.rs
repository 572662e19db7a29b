//! How a site shows itself: its mark, its colours, its contact, templates of its own; what the default theme says once.

use crate::support::TestSite;

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"32\"/>";

fn site(lines: &str) -> TestSite {
    let site = TestSite::new().file("assets/logo.svg", LOGO).theme("peace");
    let yaml = format!("{}{lines}", site.read("site.yaml"));
    site.write("site.yaml", yaml);
    site
}

#[test]
fn a_site_has_a_mark_colours_a_contact_and_a_template_of_its_own() {
    let lines = "logo: logo.svg\ncolours: {light: {link: \"#7a1f3d\"}, dark: {peace: \"#00ffee\"}}\ncontact: office@example.org\n";
    let text = "Rome did it.\n\nThen Ostia & others did.";
    let site = site(lines).case("rome", "themes: [peace]\n", &format!("## Context\n\n{text}\n"));
    let own = "{% extends \"default/case.html\" %}\n{% block citation %}<p>Cite {{ case.title }}</p>{% endblock citation %}\n";
    let site = site.file("themes/default/templates/case.html", own);
    site.build().succeeds();
    let page = site.read("output/cases/rome/index.html");
    for wanted in [
        "<style>:root{--link:#7a1f3d;}@media screen and (prefers-color-scheme:dark){:root{--peace:#00ffee;}}</style>",
        "<img class=\"logo\" src=\"/assets/logo.",
        "width=\"40\" height=\"32\">",
        "class=\"subject of-peace\"",
        "<p>Cite ",
        "<a class=\"not-printed\" href=\"mailto:office@example.org?subject=",
        "body=https://example.org/cases/rome/\">Report an error</a>",
    ] {
        assert!(page.contains(wanted), "{wanted} is missing: {page}");
    }
}

#[test]
fn a_mark_that_is_not_there_is_told() {
    let run = site("logo: logos.svg\n").build().finds_mistakes();
    assert!(run.error.contains("there is no file `assets/logos.svg`"), "{}", run.error);
    assert!(run.error.contains("did you mean `logo.svg`?"), "{}", run.error);
}

#[test]
fn a_colour_that_no_theme_can_have_is_told() {
    let site = site("").file("content/themes/health.md", "---\nname: Health\ncolour: peaca\n---\n");
    let run = site.build().finds_mistakes();
    assert!(
        run.error.contains("there is no colour `peaca`") && run.error.contains("did you mean `peace`?"),
        "{}",
        run.error
    );
}

#[test]
fn a_section_that_says_what_the_summary_says_is_shown_once_and_links_to_it_work() {
    let body = "## Context\n\nA “city” & its port.\n\n## Actions\n\nSee [the context](#context).\n";
    let site = site("").case("rome", "summary: A “city” & its port.\n", body);
    site.build().succeeds();
    let page = site.read("output/cases/rome/index.html");
    let main = crate::pages::main_of(&page);
    // A citation names what a case is about, too.
    let text = main.split("class=\"notes citation\"").next().unwrap_or_default();
    assert_eq!(text.matches("its port").count(), 1, "{main}");
    assert!(main.contains("<p class=\"standfirst\" id=\"context\">") && main.contains("href=\"#context\""), "{main}");
    let checked = site.run(&["check"]);
    assert_eq!(checked.code, 0, "{}", checked.error);
}
