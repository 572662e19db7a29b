//! `chancery serve`: the real program with a browser's questions, while its files change. Nothing here sleeps: each step waits for
//! what the server tells the pages that are open.

use std::process::Command;

use crate::server::{Server, until};
use crate::support::{TestSite, case_text, files_below};

fn oslo() -> TestSite {
    TestSite::new().case("oslo", "", "The first text.").case("bern", "", "Another text.")
}

/// A page without the script that `serve` adds.
fn without_script(page: &str) -> String {
    let start = page.find("<script src=\"/~chancery/").unwrap_or_else(|| panic!("no script in {page}"));
    let end = start + page[start..].find("</script>").unwrap() + "</script>".len();
    format!("{}{}", &page[..start], &page[end..])
}

#[test]
fn what_is_served_is_what_is_built_but_for_the_script() {
    let site = TestSite::init().file("assets/report.pdf", "%PDF-1.4").case("oslo", "aliases: [/old/]", "Text.");
    site.build().succeeds();
    let built = files_below(&site.root().join("output"));
    let server = Server::start(&site, &[]);
    let mut pages = 0;
    // A redirect is answered by the server itself.
    for (path, bytes) in built.iter().filter(|(path, _)| !path.starts_with('.') && !path.starts_with("old/")) {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        if path.ends_with(".html") {
            pages += 1;
            assert_eq!(without_script(&answer.text()).as_bytes(), bytes, "{path}");
        } else {
            assert!(answer.body == *bytes, "{path}");
        }
    }
    assert!(pages >= 10 && built.len() > pages, "{pages}");
}

#[test]
fn an_edit_is_shown_and_told() {
    let site = oslo();
    let server = Server::start(&site, &["--follow"]);
    let mut events = server.events();
    let first = events.good();
    server.get("cases/oslo/").shows("The first text.");
    site.write("content/cases/oslo.md", case_text("oslo", "", "The second text."));
    let second = events.good_after(&first);
    assert_eq!(second["follow"], "/cases/oslo/");
    server.get("cases/oslo/").shows("The second text.");
    site.write("content/cases/rome.md", case_text("rome", "", "A new file."));
    let third = events.good_after(&second);
    server.get("cases/rome/").shows("A new file.");
    site.remove("content/cases/rome.md");
    events.good_after(&third);
    assert_eq!(server.get("cases/rome/").status, 404);
    assert!(!site.root().join("output").exists());
    until("the line on the terminal", || server.out.lock().unwrap().contains("content/cases/oslo.md changed"));
}

#[test]
fn a_mistake_is_told_over_the_last_good_page_until_it_is_mended() {
    let site = oslo();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let first = events.good();
    server.get("cases/oslo/").shows("The first text.");
    site.write("content/cases/oslo.md", case_text("oslo", "", "The second text.").replace("CO\n", "Colombja\n"));
    let mistakes = events.mistakes();
    for part in ["content/cases/oslo.md:4:10", "<mark>Colombja</mark>", "<code>bad-country</code>", "help:"] {
        assert!(mistakes.contains(part), "{part} is not in {mistakes}");
    }
    server.get("cases/oslo/").shows("The first text.");
    server.get("cases/bern/").shows("Another text.");
    until("the message on the terminal", || server.error().contains("error[bad-country]"));
    // Half a file is a mistake like any other.
    site.write("content/cases/oslo.md", "---\ntitle: The ca");
    events.until("the other mistake", |state| state["mistakes"].as_str().unwrap().contains("oslo.md:1"));
    site.write("content/cases/oslo.md", case_text("oslo", "", "The third text."));
    events.good_after(&first);
    server.get("cases/oslo/").shows("The third text.");
}

#[test]
fn a_site_that_does_not_build_yet_is_waited_for() {
    let site = oslo().file("content/cases/bern.md", "---\ntitle: [\n---\n");
    let server = Server::start(&site, &[]);
    let answer = server.get("cases/oslo/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("content/cases/bern.md:") && answer.text().contains("live.js"), "{}", answer.text());
    let mut events = server.events();
    events.mistakes();
    site.write("content/cases/bern.md", case_text("bern", "", "Mended."));
    events.good();
    server.get("cases/bern/").shows("Mended.");
}

#[test]
fn where_there_is_no_site_nothing_is_served() {
    let run = TestSite::empty().run(&["serve", "--port", "0"]).finds_mistakes();
    assert!(run.error.contains("there is no `site.yaml`"), "{}", run.error);
}

#[test]
fn a_mistake_in_a_template_is_told_by_the_pages_that_it_makes() {
    let site = oslo();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let mut state = events.good();
    let template = "themes/default/templates/case.html";
    site.write(template, "{{ case.title | upper }} {{ case.nothing.at_all }}");
    // The folder is new, and may be seen before the file is in it.
    state = events
        .until("the mistake", |new| new["revision"] != state["revision"] && server.get("cases/oslo/").status == 500);
    let text = server.get("cases/oslo/").text();
    assert!(text.contains(&format!("{template}:1:")), "{text}");
    site.write(template, "{{ case.title | upper }}");
    events.good_after(&state);
    server.get("cases/oslo/").shows("THE CASE OF OSLO");
}

#[test]
fn folders_may_go_and_come() {
    let site = oslo();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let state = events.good();
    let (content, away) = (site.root().join("content"), site.outside().join("away"));
    std::fs::rename(&content, &away).unwrap();
    let state = events.good_after(&state);
    assert_eq!(server.get("cases/oslo/").status, 404);
    std::fs::rename(&away, &content).unwrap();
    let state = events.good_after(&state);
    server.get("cases/oslo/").shows("The first text.");
    // The folder that came is watched, too, and one that was never there.
    site.write("content/cases/oslo.md", case_text("oslo", "", "See [it](../../assets/deep/a.txt)."));
    site.write("assets/deep/a.txt", "one");
    let state = events.until("the file", |new| {
        new["revision"] != state["revision"] && new["mistakes"] == "" && server.get("assets/deep/a.txt").status == 200
    });
    site.write("assets/deep/a.txt", "another");
    events.good_after(&state);
    server.get("assets/deep/a.txt").shows("another");
    std::fs::remove_file(site.root().join("site.yaml")).unwrap();
    assert!(events.mistakes().contains("site.yaml"));
    server.get("assets/deep/a.txt").shows("another");
}

#[test]
fn a_thousand_files_may_change_at_once() {
    let site = oslo();
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    for number in 0..1000 {
        site.write(&format!("content/cases/n{number}.md"), case_text(&format!("n{number}"), "", "Text."));
    }
    let state =
        events.until("the last of them", |state| state["mistakes"] == "" && server.get("cases/n999/").status == 200);
    for number in 0..1000 {
        site.remove(&format!("content/cases/n{number}.md"));
    }
    events.until("the end of them", |new| {
        new["revision"] != state["revision"] && server.get("cases/n999/").status == 404
    });
    server.get("cases/oslo/").shows("The first text.");
}

#[test]
fn addresses_are_answered_as_a_host_does() {
    let site = TestSite::new()
        .file(
            "site.yaml",
            format!(
                "{}languages: [{{ id: en }}, {{ id: fa, title: شهرها }}]\ngone: [/left/]\n",
                oslo().read("site.yaml").replace("example.org/", "example.org/library/")
            ),
        )
        .case("oslo", "aliases: [/old/oslo/]", "Text.");
    site.write("content/pages/تهران.md", "---\ntitle: T\n---\nText.\n");
    let server = Server::start(&site, &["--language", "fa"]);
    assert!(server.url.ends_with("/library/fa/"), "{}", server.url);
    for (address, status, location) in [
        ("/", 301, Some("/library/")),
        ("/library", 301, Some("/library/")),
        ("/library/", 200, None),
        ("/library/cases/oslo?a=1", 301, Some("/library/cases/oslo/?a=1")),
        ("/library/cases/oslo/index.html", 200, None),
        ("/library/%D8%AA%D9%87%D8%B1%D8%A7%D9%86/", 200, None),
        ("/library/old/oslo/", 301, Some("/library/cases/oslo/")),
        ("/library/old/oslo", 301, Some("/library/cases/oslo/")),
        ("/library/fa/cases/oslo/", 200, None),
        ("/library/left/", 410, None),
        ("/library/nothing/", 404, None),
        ("/other/", 404, None),
    ] {
        let answer = server.send(&format!("GET {address} HTTP/1.1"));
        assert_eq!((answer.status, answer.header("location")), (status, location), "{address}");
    }
    let lost = |address: &str| server.send(&format!("GET {address} HTTP/1.1")).text();
    assert!(lost("/library/nothing/").contains("<html lang=\"en\""));
    assert!(lost("/library/fa/nothing/").contains("<html lang=\"fa\" dir=\"rtl\""));
    assert!(server.get("").text().contains("href=\"/library/"));
    let wrong = site.run(&["serve", "--language", "fr"]).fails();
    assert!(wrong.error.contains("no edition in `fr`"), "{}", wrong.error);
}

#[test]
fn nobody_else_gets_anything() {
    let site = oslo();
    let server = Server::start(&site, &[]);
    let own = "GET / HTTP/1.1\n";
    for (request, status) in [
        (format!("{own}Origin: http://localhost:PORT"), 200),
        (format!("{own}Host: evil.example:PORT"), 403),
        (format!("{own}Host: localhost:1"), 403),
        (format!("{own}Host: localhost:PORT\nHost: evil.example"), 403),
        (format!("{own}Origin: https://evil.example"), 403),
        (format!("{own}Origin: null"), 403),
        (format!("{own}Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors"), 403),
        ("GET http://evil.example/ HTTP/1.1".to_owned(), 403),
        ("GET /~chancery/events HTTP/1.1\nOrigin: https://evil.example".to_owned(), 403),
        ("GET /~chancery/live.js HTTP/1.1\nHost: evil.example".to_owned(), 403),
        ("POST / HTTP/1.1\nContent-Length: 0".to_owned(), 405),
        ("DELETE /cases/oslo/ HTTP/1.1".to_owned(), 405),
        ("OPTIONS / HTTP/1.1".to_owned(), 405),
        ("POST /~chancery/events HTTP/1.1\nContent-Length: 0".to_owned(), 405),
        (format!("{own}X: {}", "x".repeat(1 << 20)), 431),
        ("nonsense".to_owned(), 400),
    ] {
        let answer = server.send(&request);
        assert_eq!(answer.status, status, "{}\n{}", request.chars().take(90).collect::<String>(), answer.head);
    }
    assert_eq!(server.send("HEAD / HTTP/1.1").body, b"");
    assert_eq!(server.get("cases/oslo/").status, 200);
}

#[test]
fn no_way_leads_out_of_the_site() {
    let site = oslo().file("assets/plan.txt", "the plan").file("secret.txt", "a secret");
    std::fs::write(site.outside().join("secret.txt"), "a secret").unwrap();
    let server = Server::start(&site, &[]);
    for path in [
        "..%2fsecret.txt",
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%5csecret.txt",
        "assets/../../secret.txt",
        "assets/..%2f..%2fsecret.txt",
        "secret.txt",
        "site.yaml",
        ".cache/clock",
        "content/cases/oslo.md",
        "assets",
        "assets/",
        "%00",
        "%ff",
        "//etc/passwd",
        "etc/passwd",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}: {}", answer.head);
        assert!(!String::from_utf8_lossy(&answer.body).contains("a secret"), "{path}");
    }
    server.get("assets/plan.txt").shows("the plan");
    // A file that becomes a link after it was listed leads nowhere, at any moment.
    let mut events = server.events();
    events.good();
    site.remove("assets/plan.txt");
    if site.link("assets/plan.txt", "../../secret.txt") {
        let mut statuses = vec![];
        until("the end of the file", || {
            let answer = server.get("assets/plan.txt");
            assert!(!String::from_utf8_lossy(&answer.body).contains("a secret"));
            statuses.push(answer.status);
            answer.status == 500
        });
        assert!(events.mistakes().contains("assets/plan.txt"), "{statuses:?}");
    }
}

#[test]
fn a_build_beside_it_is_not_in_its_way() {
    let site = oslo();
    let server = Server::start(&site, &["--drafts"]);
    let mut events = server.events();
    let mut state = events.good();
    for number in 0..5 {
        site.write("content/cases/oslo.md", case_text("oslo", "draft: true", &format!("Text {number}.")));
        site.build().succeeds();
        state = events.good_after(&state);
        server.get("cases/oslo/").shows(&format!("Text {number}."));
        assert!(!site.has("output/cases/oslo/index.html"));
    }
}

#[test]
fn a_disk_on_which_nothing_can_be_kept_is_enough() {
    // Nobody can write a file where a folder lies.
    let site = oslo().file(".cache/clock/in-the-way", "");
    let server = Server::start(&site, &[]);
    let mut events = server.events();
    let mut state = events.good();
    for number in 0..3 {
        site.write("content/cases/oslo.md", case_text("oslo", "", &format!("Text {number}.")));
        state = events.good_after(&state);
        server.get("cases/oslo/").shows(&format!("Text {number}."));
    }
}

#[test]
fn a_taken_port_gives_way_and_other_machines_are_warned_of() {
    let site = oslo();
    let first = Server::start(&site, &[]);
    let port = first.port.to_string();
    let second = Server::start(&site, &["--port", &port, "--host", "0.0.0.0"]);
    assert!(second.port > first.port);
    until("what is said of the port", || second.error().contains(&format!("port {port} is taken")));
    until("the warning", || second.error().contains("everybody who reaches 0.0.0.0"));
    second.get("cases/oslo/").shows("The first text.");
    assert_eq!(second.send("GET / HTTP/1.1\nHost: evil.example:PORT").status, 403);
    let wrong = site.run(&["serve", "--host", "no-such-host.invalid"]).fails();
    assert!(wrong.error.contains("there is no host `no-such-host.invalid`"), "{}", wrong.error);
}

#[cfg(unix)]
#[test]
fn it_ends_with_a_word_when_it_is_told_to() {
    let site = oslo();
    for signal in ["-INT", "-TERM"] {
        let mut server = Server::start(&site, &[]);
        let _open = server.events();
        let killed = Command::new("kill").args([signal, &server.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        assert_eq!(server.child.wait().unwrap().code(), Some(0), "{signal}");
        until("the word", || server.out.lock().unwrap().ends_with("stopped\n"));
    }
}
