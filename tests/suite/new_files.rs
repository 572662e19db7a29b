//! `chancery new`: files for an editor to fill in, with the real program.

use crate::support::TestSite;

/// A day after that of the new files, which is that of the test.
const LATER: &str = "2099-01-01";

/// A site in English and Persian.
fn bilingual() -> TestSite {
    let site = TestSite::empty();
    site.run(&["init", ".", "--language", "en,fa"]).succeeds();
    site
}

#[test]
fn all_new_files_build_and_are_drafts() {
    let site = bilingual();
    let commands: [&[&str]; 5] = [
        &["new", "case", "Medellín, Colombia"],
        &["new", "article", "Cities & the world: a <primer>"],
        &["new", "page", "Imprint"],
        &["new", "term", "networks", "Climate Alliance"],
        &["new", "translation", "content/cases/medellin.md", "--language", "fa"],
    ];
    let said: Vec<String> = commands.map(|command| site.run(command).succeeds().out).into();
    let first = |said: &String| said.lines().next().unwrap_or_default().replace('\\', "/");
    let made: Vec<String> = said.iter().map(first).collect();
    let files = [
        "cases/medellin.md",
        "articles/cities-the-world-a-primer.md",
        "pages/imprint.md",
        "networks/climate-alliance.md",
        "cases/medellin.fa.md",
    ];
    assert_eq!(made, files.map(|file| format!("made ./content/{file}")));
    let translation = site.read("content/cases/medellin.fa.md");
    assert!(translation.starts_with("---\ntitle: Medellín, Colombia\ncity: Medellín\ndraft: true\n---\n\n## زمینه\n"));
    let run = site.run(&["build", "--date", LATER]).succeeds();
    assert_eq!(run.error, "");
    let left_out = run.out.split_once("drafts left out (").map_or("", |(_, names)| names);
    assert!(left_out.contains("cities-the-world-a-primer, ") && left_out.contains("medellin"), "{}", run.out);
    let shown = site.run(&["build", "--drafts", "--date", LATER]).succeeds();
    assert_eq!(shown.error.matches("error").count(), 0, "{}", shown.error);
    assert!(site.has("output/fa/cases/medellin/index.html") && site.has("output/imprint/index.html"));
}

#[test]
fn a_persian_site_has_persian_hints() {
    let site = TestSite::empty();
    site.run(&["init", ".", "--language", "fa"]).succeeds();
    site.run(&["new", "case", "تهران"]).succeeds();
    let text = site.read("content/cases/تهران.md");
    assert!(text.starts_with("---\ntitle: تهران، ایران\ncity: تهران\ncountry: IR\n"), "{text}");
    let comments = text.lines().filter(|line| line.starts_with('#')).map(|line| {
        // Keys, names of files and of terms are what they are.
        let (_, hint) = line.rsplit_once(['#', ':']).unwrap_or_default();
        hint.split(' ').filter(|word| !word.contains(['/', '[', ',', ']', '.'])).collect::<Vec<_>>().join(" ")
    });
    for hint in comments {
        assert!(!hint.contains(|letter: char| letter.is_ascii_alphabetic() && !hint.contains("true")), "{hint}");
    }
}

#[test]
fn nothing_that_is_there_is_touched_and_what_is_wrong_is_told() {
    let site = bilingual();
    site.run(&["new", "case", "Oslo, Norway"]).succeeds();
    site.write("content/cases/oslo.md", "mine");
    let fails = |arguments: &[&str], words: &str| {
        let run = site.run(arguments).fails();
        assert!(run.error.contains(words), "{arguments:?}: {}", run.error);
    };
    fails(&["new", "case", "Oslo, Norway"], "`content/cases/oslo.md` is there already");
    fails(&["new", "case", "Oslo, Norwey"], "did you mean `Oslo, Norway`?");
    fails(&["new", "case", "Oslo, Norway", "--name", "Oslo Trams"], "did you mean `oslo-trams`?");
    fails(&["new", "term", "themas", "Sport"], "did you mean `themes`?");
    fails(&["new", "translation", "content/cases/oslo.md", "--language", "fa"], "`chancery check` says which");
    fails(&["new", "translation", "site.yaml", "--language", "fa"], "is no content file");
    fails(&["new", "translation", "content/pages/about.md", "--language", "fr"], "did you mean");
    assert_eq!(site.read("content/cases/oslo.md"), "mine");
    site.run(&["new", "case", "Oslo, Norway", "--name", "oslo-trams"]).succeeds();
    assert!(site.read("content/cases/oslo-trams.md").starts_with("---\ntitle: Oslo, Norway\n"));
}
