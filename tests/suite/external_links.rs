//! `chancery check --external`: links to other hosts, which are small web servers on this machine.

use std::time::Duration;

use crate::loopback::{Server, ok, status};
use crate::support::{Run, TODAY, TestSite, run_in};

/// A site of this machine, so that its links may lead about in it.
fn site(body: &str) -> TestSite {
    let site = TestSite::new().case("oslo", "", body);
    let yaml = site.read("site.yaml").replace("https://example.org/", "http://localhost/");
    site.file("site.yaml", yaml)
}

fn check(site: &TestSite, arguments: &[&str]) -> Run {
    let pause: &[&str] = if arguments.contains(&"--pause") { &[] } else { &["--pause", "0"] };
    // That these hosts are the machine of whoever reads is told, too, and is no matter here.
    let arguments = [&["check", "--external", "--allow", "bad-address"], pause, arguments].concat();
    // A proxy of the environment knows nothing of this server.
    run_in(&site.root(), &arguments, b"", &[("NO_PROXY", "127.0.0.1")])
}

fn on_day(site: &TestSite, day: &str) -> Run {
    check(site, &["--date", day])
}

/// The message that names this address, from its name to the next one.
#[track_caller]
fn told<'a>(run: &'a Run, address: &str) -> &'a str {
    let parts = run.error.split("\n\n");
    let told: Vec<&str> = parts.filter(|part| part.lines().next().is_some_and(|line| line.contains(address))).collect();
    assert_eq!(told.len(), 1, "{address}\n{}", run.error);
    told[0]
}

#[test]
fn links_to_other_hosts_are_tried_and_what_is_wrong_is_told_where_it_stands() {
    let server = Server::start();
    let at = |path: &str| format!("{}{path}", server.address);
    server.on("/fine", [ok("a page")]);
    server.on("HEAD /get-only", [status(405)]).on("/get-only", [ok("a page")]);
    server.on("/moved", [status(301).header("location", "/new?a=1")]).on("/new", [ok("a page")]);
    server.on("/for-now", [status(302).header("location", "/fine")]);
    server.on("/circle", [status(301).header("location", "/circle")]);
    server.on("/busy", [status(429)]).on("/resting", [status(503)]).on("/closed", [status(403)]);
    let paths = ["fine", "get-only", "moved#part", "for-now", "circle", "busy", "resting", "closed", "gone"];
    let links: Vec<String> = paths.iter().map(|path| format!("[{path}]({})\n\n", at(&format!("/{path}")))).collect();
    let site = site(&links.concat());
    let run = on_day(&site, TODAY).succeeds();

    let gone = told(&run, "/gone ");
    assert!(gone.contains("warning[dead-link]") && gone.contains("404"), "{gone}");
    assert!(gone.contains("content/cases/oslo.md:23:8"), "{gone}");
    assert!(gone.contains(&format!("https://web.archive.org/web/{}", at("/gone"))), "{gone}");
    assert!(told(&run, "/circle ").contains("warning[dead-link]"), "{}", run.error);
    let moved = told(&run, "/moved#part ");
    assert!(
        moved.contains("warning[moved-link]") && moved.contains(&format!("write {}", at("/new?a=1#part"))),
        "{moved}"
    );
    for path in ["/busy ", "/resting ", "/closed "] {
        assert!(told(&run, path).contains("notice[untried-link]"), "{}", run.error);
    }
    assert!(told(&run, "/for-now").contains("notice[moved-link]"), "{}", run.error);
    for path in ["/fine ", "/get-only"] {
        assert!(!run.error.contains(&at(path)), "{path}\n{}", run.error);
    }
    assert!(run.out.contains("9 links to other hosts tried"), "{}", run.out);
    // Nothing is asked of the archive, and nothing of this host that no page names.
    let asked = server.requests();
    assert!(
        asked
            .iter()
            .all(|path| path == "/new?a=1" || paths.iter().any(|known| path[1..] == *known.split('#').next().unwrap())),
        "{asked:?}"
    );
    // Whoever wants no dead link says so.
    let strict = check(&site, &["--date", TODAY, "--strict", "--allow", "incomplete-case"]).finds_mistakes();
    assert!(strict.error.contains("error[dead-link]"), "{}", strict.error);
}

#[test]
fn a_link_is_found_where_it_was_written_in_the_letters_of_its_writer() {
    let server = Server::start();
    let address = &server.address;
    let site = site(&format!("[a]({address}/شهر/تهران) and [b]({address}/x) and [c]({address}/x/y)."));
    let yaml = site.read("site.yaml") + &format!("menu:\n  - {{ title: Office, url: \"{address}/office\" }}\n");
    site.write("site.yaml", yaml);
    let run = on_day(&site, TODAY).succeeds();
    let place = |path: &str| told(&run, path).lines().nth(1).unwrap().trim().to_owned();
    let column = |before: &str| before.chars().count() + 1;
    assert_eq!(place("/%D8%B4%D9%87%D8%B1/"), "--> content/cases/oslo.md:7:5");
    let second = column(&format!("[a]({address}/شهر/تهران) and [b]("));
    assert_eq!(place("/x "), format!("--> content/cases/oslo.md:7:{second}"));
    let third = second + column(&format!("{address}/x) and [c](")) - 1;
    assert_eq!(place("/x/y "), format!("--> content/cases/oslo.md:7:{third}"));
    assert!(place("/office ").starts_with("--> site.yaml:"), "{}", run.error);
}

#[test]
fn what_was_well_is_not_asked_again_for_a_week() {
    let server = Server::start();
    server.on("/fine", [ok("a page")]).on("/weak", [status(503), status(503), ok("a page")]);
    let site = site(&format!("[a]({0}/fine) and [b]({0}/weak)", server.address));
    let asked = |day| {
        on_day(&site, day).succeeds();
        server.requests()
    };
    assert_eq!(asked("2025-07-01"), ["/fine", "/weak"]);
    assert_eq!(asked("2025-07-02"), ["/weak"]);
    assert_eq!(asked("2025-07-03"), ["/weak"]);
    assert_eq!(asked("2025-07-08"), ["/fine"]);
    let run = on_day(&site, "2025-07-08").succeeds();
    assert!(run.out.contains("2 of them within the last week"), "{}", run.out);
    // A cache that was damaged is one that is not there, and `clean` takes it away.
    site.write(".cache/external-links.bin", "damaged");
    assert_eq!(asked("2025-07-08").len(), 2);
    site.run(&["clean"]).succeeds();
    assert!(!site.has(".cache/external-links.bin"));
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_and_without_the_option_nothing() {
    let (one, other) = (Server::start(), Server::start());
    let mut body = String::new();
    for server in [&one, &other] {
        for page in ["/a", "/b", "/c", "/d"] {
            server.on(page, [ok("a page").after(Duration::from_millis(60))]);
            body.push_str(&format!("[x]({}{page})\n\n", server.address));
        }
    }
    let site = site(&body);
    site.run(&["check", "--date", TODAY]).succeeds();
    assert!(one.requests().is_empty() && !site.has(".cache/external-links.bin"));
    let run = check(&site, &["--pause", "50"]).succeeds();
    assert!(run.out.contains("8 links"), "{}", run.out);
    for server in [&one, &other] {
        assert_eq!(server.requests(), ["/a", "/b", "/c", "/d"]);
        assert_eq!(server.most_at_once(), 1);
    }
}

#[test]
fn no_site_of_the_web_leads_a_program_into_a_private_network() {
    let server = Server::start();
    server.on("/secret", [ok("a page")]);
    let site =
        TestSite::new().case("oslo", "", &format!("[a]({}/secret) and [b](http://192.168.0.1/)", server.address));
    let run = on_day(&site, TODAY).succeeds();
    assert_eq!(run.error.matches("leads into a private network").count(), 2, "{}", run.error);
    assert!(server.requests().is_empty());
}

#[test]
fn a_host_that_nobody_answers_for_is_asked_once() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", taken.local_addr().unwrap());
    drop(taken);
    let site = site(&format!("[a]({address}/a) and [b]({address}/b)"));
    let run = on_day(&site, TODAY).succeeds();
    assert_eq!(run.error.matches("warning[dead-link]").count(), 2, "{}", run.error);
    assert_eq!(run.error.matches("content/cases/oslo.md:7:").count(), 2, "{}", run.error);
}
