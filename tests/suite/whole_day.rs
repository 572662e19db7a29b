//! The day of an editor who never programmed, from an empty folder to a site that opens from a disk, with the real program.

use std::collections::BTreeMap;

use crate::links::{Served, broken_links};
use crate::server::{Server, until};
use crate::support::{TODAY, TestSite, files_below, run_in};

/// The file that the editor works on.
const CASE: &str = "content/cases/medellin.md";

/// The new file with this text below each of its headings.
fn filled_in(site: &TestSite) -> String {
    let mut text = String::new();
    for line in site.read(CASE).lines() {
        text.push_str(&format!("{line}\n"));
        if line.starts_with("## ") {
            text.push_str("\nThe cable cars reached the hills. See [what we are](../pages/about.md).\n");
        }
    }
    text
}

/// All links of a built folder that is opened without a web server.
fn opens_from_a_folder(files: &BTreeMap<String, Vec<u8>>) {
    let (broken, followed) = broken_links(files, Served::File("file:///home/me/my%20site/"), "https://example.org/");
    assert_eq!(broken, Vec::<String>::new());
    assert!(followed > 200, "{followed}");
}

#[test]
fn from_an_empty_folder_to_a_site_on_a_disk() {
    // A new site, and a new case in it. No terminal is there, so nothing is asked.
    let site = TestSite::empty();
    let init = run_in(site.outside(), &["init", "site"], b"", &[]).succeeds();
    assert!(init.out.starts_with("made a new site in site"), "{}", init.out);
    let new = site.run(&["new", "case", "Medellín, Colombia"]).succeeds();
    assert!(new.out.replace('\\', "/").starts_with(&format!("made ./{CASE}\n")), "{}", new.out);

    // The draft is there when it is asked for.
    let server = Server::start(&site, &["--drafts"]);
    let mut events = server.events();
    let first = events.good();
    server.get("cases/medellin/").shows("<h1");
    server.get("").shows("Medellín");

    // What is written is shown.
    let text = filled_in(&site);
    site.write(CASE, &text);
    let second = events.good_after(&first);
    server.get("cases/medellin/").shows("The cable cars reached the hills.");

    // A mistake is told in the page and on the terminal, with file, line and help, over what was there.
    let line = text.lines().position(|line| line.starts_with("country: ")).unwrap() + 1;
    site.write(CASE, text.replace("country: CO\n", "country: Colombja\n"));
    let told = events.mistakes();
    let place = format!("{CASE}:{line}:10");
    for part in [place.as_str(), "<mark>Colombja</mark>", "help:", "Colombia"] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    until("the message on the terminal", || server.error().contains(&place));
    server.get("cases/medellin/").shows("The cable cars reached the hills.");

    // Mended, it is gone.
    let mended = text.replace("draft: true\n", "").replace("hills.", "highest hills.");
    site.write(CASE, &mended);
    events.good_after(&second);
    server.get("cases/medellin/").shows("highest hills.");
    until("the good news on the terminal", || server.out.lock().unwrap().contains("no mistakes any more"));
    drop(server);

    // The check finds no mistake, and the list names what is still missing.
    let check = site.run(&["check", "--date", TODAY]).succeeds();
    assert!(check.out.starts_with("no mistakes in "), "{}{}", check.out, check.error);
    let gaps = site.run(&["list", "gaps", "--date", TODAY]).succeeds().out;
    assert!(gaps.lines().any(|line| line.contains(CASE) && line.contains("picture")), "{gaps}");
    let cases = site.run(&["list", "cases", "--date", TODAY]).succeeds().out;
    assert!(cases.lines().any(|line| line.contains(CASE) && line.contains("published")), "{cases}");

    // What is built opens from any folder: every link of every page leads to a file.
    site.run(&["build", "--relative", "--date", TODAY]).succeeds();
    let built = files_below(&site.root().join("output"));
    let page = String::from_utf8(built["cases/medellin/index.html"].clone()).unwrap();
    assert!(page.contains("highest hills.") && !page.contains("~chancery"), "{page}");
    opens_from_a_folder(&built);
}
