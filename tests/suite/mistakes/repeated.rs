//! Mistakes that show on many pages, or in many files that are made of one: each is told once, where it was made.

use super::good_site;
use crate::support::{PICTURE, Run, TODAY, TestSite};

/// What a check of a changed site tells.
fn checked(change: impl FnOnce(&TestSite)) -> Run {
    let site = good_site();
    change(&site);
    site.run(&["check", "--date", TODAY]).finds_mistakes()
}

/// The one error that is told, and words of it.
#[track_caller]
fn assert_told_once(run: &Run, place: &str, words: &[&str]) {
    let is_told = run.error.matches("error[").count() == 1 && run.error.contains(&format!("--> {place}"));
    assert!(is_told && words.iter().all(|words| run.error.contains(words)), "{place} {words:?}\n{}", run.error);
}

const LIMA: &str = "content/cases/lima.md";

#[test]
fn a_link_to_the_own_host_that_leads_nowhere_is_told_where_it_is_written() {
    let run = checked(|site| {
        site.write(LIMA, site.read(LIMA).replace("(lyon.md#context)", "(https://example.org/cases/lyonn/)"));
    });
    assert_told_once(&run, "content/cases/lima.md:33", &["/cases/lyonn/", "did you mean `/cases/lyon/`?"]);
}

#[test]
fn a_dead_link_of_a_template_is_told_in_the_template() {
    let base = "{% extends \"default/base.html\" %}\n{% block footer %}<a href=\"{{ page.root }}abot/\">Us</a>{% endblock %}\n";
    let run = checked(|site| site.write("themes/default/templates/base.html", base));
    let words = [" more) links to `/abot/`, which is not there", "did you mean `/about/`?"];
    assert_told_once(&run, "themes/default/templates/base.html:2", &words);
}

#[test]
fn an_id_that_a_template_has_twice_is_told_in_the_template() {
    let base = "{% extends \"default/base.html\" %}\n{% block footer %}<b id=\"foot\">a</b><b id=\"foot\">b</b>{% endblock %}\n";
    let run = checked(|site| site.write("themes/default/templates/base.html", base));
    assert_told_once(&run, "themes/default/templates/base.html:2", &[" more) has the id `foot` twice"]);
}

/// Only on a disk that tells capitals from small letters can there be such files to begin with.
#[cfg(target_os = "linux")]
#[test]
fn two_pictures_that_many_disks_take_for_one_are_told_once() {
    let run = checked(|site| {
        site.write("assets/a.gif", PICTURE);
        site.write("assets/A.GIF", PICTURE);
    });
    assert_told_once(&run, "assets/a.gif", &["assets/A.GIF and assets/a.gif are one file on many disks"]);
}

#[test]
fn two_texts_that_want_one_address_are_told_once_for_all_that_is_made_of_them() {
    let alias = |site: &TestSite, file: &str| {
        site.write(file, site.read(file).replacen("title:", "aliases: [/old/]\ntitle:", 1));
    };
    let run = checked(|site| [LIMA, "content/cases/lyon.md"].iter().for_each(|file| alias(site, file)));
    assert_told_once(
        &run,
        "content/cases/lyon.md:2:12",
        &["two files want the address /old/", "leave the alias in the one"],
    );
    let run = checked(|site| {
        alias(site, LIMA);
        site.write(LIMA, site.read(LIMA).replace("[/old/]", "[/cases/lyon/]"));
    });
    assert_told_once(&run, "content/cases/lima.md:2:12", &["take the alias out, or give the page"]);
}
