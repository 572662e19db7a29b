//! `chancery theme eject`: files of the default site theme, copied to where the site's own stand in for them.

use crate::support::{TestSite, in_repository};

#[test]
fn a_file_is_copied_to_where_it_stands_in_for_the_original() {
    let site = TestSite::new().case("rome", "", "Rome.\n");
    let run = site.run(&["theme", "eject", "case.html", "static/style.css"]).succeeds();
    assert!(run.out.contains("copied to themes/default/templates/case.html"), "{}", run.out);
    let original = std::fs::read_to_string(in_repository("themes/default/templates/case.html")).unwrap();
    assert_eq!(site.read("themes/default/templates/case.html"), original);
    assert!(site.has("themes/default/static/style.css"));
    site.write("themes/default/templates/case.html", original.replace("<article", "<!-- ours --><article"));
    site.build().succeeds();
    assert!(site.read("output/cases/rome/index.html").contains("<!-- ours -->"));
}

#[test]
fn the_folder_is_that_of_the_sites_own_theme() {
    let site = TestSite::new();
    site.write("site.yaml", site.read("site.yaml") + "theme: office\n");
    site.write("themes/office/templates/x.html", "");
    site.run(&["theme", "eject", "strings/en.yaml"]).succeeds();
    assert!(site.has("themes/office/strings/en.yaml"));
}

#[test]
fn nothing_is_overwritten_and_nothing_is_copied_unless_all_is() {
    let site = TestSite::new().file("themes/default/templates/case.html", "Ours.");
    let run = site.run(&["theme", "eject", "home.html", "case.html"]).fails();
    assert!(run.error.contains("`themes/default/templates/case.html` is there already"), "{}", run.error);
    assert_eq!(site.read("themes/default/templates/case.html"), "Ours.");
    assert!(!site.has("themes/default/templates/home.html"));
}

#[test]
fn a_name_that_is_misspelt_is_told_with_what_was_meant() {
    let site = TestSite::new();
    for (wanted, told) in [
        ("templates/cse.html", "did you mean `templates/case.html`?"),
        ("stile.css", "did you mean `style.css`?"),
        ("en.yml", "did you mean `en.yaml`?"),
        ("something-else", "`chancery theme eject --list` names all files"),
    ] {
        let run = site.run(&["theme", "eject", wanted]).fails();
        assert!(run.error.contains(told), "{wanted}: {}", run.error);
    }
    let run = site.run(&["theme", "eject", "--list"]).succeeds();
    assert!(run.out.lines().any(|line| line == "templates/components/card.html"), "{}", run.out);
}
