//! Pictures and live sites, through the real program and a small web server on this machine.

#![cfg(feature = "http")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test looks at the disk itself, and fails by panicking"
)]

mod loopback;

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use loopback::{Server, ok, status};

const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF the picture\xff\xd9";
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n another picture";

/// What the program did.
struct Run {
    code: Option<i32>,
    out: String,
    messages: String,
}

fn chancery(arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(arguments)
        // A proxy of the environment knows nothing of this server.
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code(), out: text(output.stdout), messages: text(output.stderr) }
}

/// A new site.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        assert_eq!(chancery(&["init", site.root()]).code, Some(0));
        site
    }

    fn root(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    fn path(&self, file: &str) -> std::path::PathBuf {
        self.folder.path().join(file)
    }

    fn import(&self, input: &str, options: &[&str]) -> Run {
        chancery(&[&["import", input, "--root", self.root(), "--pause", "0"], options].concat())
    }

    /// Writes a post with these cities and imports it.
    fn import_post(&self, server: &Server, cities: &[&str], options: &[&str]) -> Run {
        let file = self.path("post.json");
        fs::write(&file, post(server, 7, cities)).unwrap();
        self.import(file.to_str().unwrap(), options)
    }

    fn case(&self, slug: &str) -> String {
        fs::read_to_string(self.path(&format!("content/cases/{slug}.md"))).unwrap()
    }

    fn asset(&self, file: &str) -> Option<Vec<u8>> {
        fs::read(self.path("assets").join(file)).ok()
    }
}

const POINTS: &str = "<ul><li><strong>Context:</strong> a</li><li><strong>Achievements:</strong> b</li></ul>";

fn city(name: &str, picture: &str) -> String {
    format!("<h3>{name}</h3>{POINTS}{picture}")
}

/// A post of the server; `@` in it stands for the folder of the uploads.
fn post(server: &Server, id: u32, cities: &[&str]) -> String {
    let html = format!("<p>Introduction</p>{}", cities.concat());
    let html = html.replace('@', &format!("{}/wp-content/uploads/2025", server.address));
    serde_json::json!({
        "id": id,
        "slug": format!("post-{id}"),
        "link": format!("{}/post-{id}/", server.address),
        "title": {"rendered": format!("Post {id}")},
        "content": {"rendered": html},
    })
    .to_string()
}

fn paris() -> String {
    city("Paris, France", "<p><img src='@/paris-1024x576.jpg' alt='The tower'></p>")
}

const UPLOADS: &str = "/wp-content/uploads/2025";

#[test]
fn a_picture_is_fetched_once_in_full_size_and_the_case_names_it() {
    let (server, site) = (Server::start(), Site::new());
    server
        .on(&format!("{UPLOADS}/paris.jpg"), [status(301).header("location", "/moved.jpg")])
        .on("/moved.jpg", [ok(JPEG)]);
    let run = site.import_post(&server, &[&paris()], &[]);
    assert_eq!((run.code, run.messages.as_str()), (Some(0), ""));
    assert_eq!(site.asset("cases/paris.jpg").as_deref(), Some(JPEG));
    assert!(site.case("paris").contains("  file: cases/paris.jpg\n"), "{}", site.case("paris"));
    assert_eq!(server.requests(), [format!("{UPLOADS}/paris.jpg"), "/moved.jpg".to_owned()]);

    let again = site.import_post(&server, &[&paris()], &[]);
    assert!(again.out.contains("2 files unchanged"), "{}", again.out);
    assert_eq!(server.requests(), [""; 0]);
    // A check looks into pictures, and what the server gave is none but for its beginning.
    fs::write(site.path("assets/cases/paris.jpg"), GIF).unwrap();
    assert_eq!(chancery(&["check", "--root", site.root()]).code, Some(0));
}

#[test]
fn without_the_record_a_picture_is_still_not_fetched_twice() {
    let (server, site) = (Server::start(), Site::new());
    server.on(&format!("{UPLOADS}/paris.jpg"), [ok(JPEG)]);
    site.import_post(&server, &[&paris()], &[]);
    fs::remove_file(site.path("assets/.imported.json")).unwrap();
    server.requests();
    let again = site.import_post(&server, &[&paris()], &[]);
    assert!(again.out.contains("2 files unchanged"), "{}", again.out);
    assert_eq!(server.requests(), [""; 0]);
}

#[test]
fn where_the_full_size_is_gone_the_copy_of_the_post_is_taken() {
    let (server, site) = (Server::start(), Site::new());
    server.on(&format!("{UPLOADS}/paris-1024x576.jpg"), [ok(JPEG)]);
    assert_eq!(site.import_post(&server, &[&paris()], &[]).code, Some(0));
    assert_eq!(site.asset("cases/paris.jpg").as_deref(), Some(JPEG));
    assert_eq!(server.requests(), [format!("{UPLOADS}/paris.jpg"), format!("{UPLOADS}/paris-1024x576.jpg")]);
}

#[test]
fn an_address_without_a_host_belongs_to_that_of_the_post() {
    let (server, site) = (Server::start(), Site::new());
    server.on("/files/paris.jpg", [ok(JPEG)]);
    let run = site.import_post(&server, &[&city("Paris, France", "<p><img src='/files/paris.jpg'></p>")], &[]);
    assert_eq!((run.code, run.messages.as_str()), (Some(0), ""));
    assert!(site.case("paris").contains(&format!("  source: {}/files/paris.jpg\n", server.address)));
    assert_eq!(site.asset("cases/paris.jpg").as_deref(), Some(JPEG));
}

#[test]
fn a_passing_trouble_and_an_answer_that_breaks_off_are_tried_again() {
    let (server, site) = (Server::start(), Site::new());
    let picture = format!("{UPLOADS}/paris.jpg");
    server.on(&picture, [status(500).header("retry-after", "0"), ok(JPEG).cut_after(9), ok(JPEG)]);
    let run = site.import_post(&server, &[&paris()], &[]);
    assert_eq!((run.code, run.messages.as_str()), (Some(0), ""));
    assert_eq!(site.asset("cases/paris.jpg").as_deref(), Some(JPEG));
    assert_eq!(server.requests(), [picture.as_str(); 3]);
}

#[test]
fn what_is_no_picture_or_too_large_is_a_warning_and_the_case_is_written() {
    let large = [JPEG, &vec![0; 2 << 20]].concat();
    let failing = [
        (ok("<!doctype html><title>Not found</title>"), "a web page"),
        (ok("<svg xmlns='http://www.w3.org/2000/svg'/>"), "SVG"),
        (ok(large), "larger than 1 MB"),
        (status(403), "answered with 403"),
        (status(301).header("location", format!("{UPLOADS}/paris.jpg")), "without end"),
    ];
    for (reply, reason) in failing {
        let (server, site) = (Server::start(), Site::new());
        server
            .on(&format!("{UPLOADS}/paris.jpg"), [reply.clone()])
            .on(&format!("{UPLOADS}/paris-1024x576.jpg"), [reply]);
        let run = site.import_post(&server, &[&paris()], &["--max-size", "1"]);
        assert_eq!(run.code, Some(0));
        assert!(run.messages.contains("picture-not-fetched") && run.messages.contains(reason), "{}", run.messages);
        assert!(run.messages.contains("try again with `chancery import "), "{}", run.messages);
        assert!(site.case("paris").contains("source: ") && !site.case("paris").contains("file: "));
        assert_eq!(site.asset("cases/paris.jpg"), None);
    }
}

#[test]
fn a_host_that_cannot_be_reached_is_told_once() {
    let site = Site::new();
    // A server that is gone: its port is free again.
    let address = format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let gone = Server::nobody_at(address);
    let lyon = city("Lyon, France", "<p><img src='@/lyon.jpg'></p>");
    let run = site.import_post(&gone, &[&paris(), &lyon], &[]);
    assert_eq!(run.code, Some(0));
    assert_eq!(run.messages.matches("warning[").count(), 1, "{}", run.messages);
    assert!(
        run.messages.contains("no connection to 127.0.0.1") && run.messages.contains("2 pictures were not fetched")
    );
}

#[test]
fn nothing_is_asked_offline_or_in_a_dry_run() {
    let (server, site) = (Server::start(), Site::new());
    server.on(&format!("{UPLOADS}/paris.jpg"), [ok(JPEG)]);
    let dry = site.import_post(&server, &[&paris()], &["--dry-run"]);
    assert!(dry.out.contains("would be fetched"), "{}", dry.out);
    let offline = site.import_post(&server, &[&paris()], &["--offline"]);
    assert!(offline.out.contains("not fetched (--offline)"), "{}", offline.out);
    assert_eq!((offline.code, offline.messages.as_str()), (Some(0), ""));
    assert_eq!(server.requests(), [""; 0]);
}

#[test]
fn a_copy_of_the_uploads_comes_before_the_network() {
    let (server, site) = (Server::start(), Site::new());
    fs::create_dir_all(site.path("copy/2025")).unwrap();
    fs::write(site.path("copy/2025/paris-1024x576.jpg"), PNG).unwrap();
    let copy = site.path("copy");
    let run = site.import_post(&server, &[&paris()], &["--media", copy.to_str().unwrap()]);
    assert_eq!((run.code, run.messages.as_str()), (Some(0), ""));
    // The ending is that of the content.
    assert_eq!(site.asset("cases/paris.png").as_deref(), Some(PNG));
    assert_eq!(server.requests(), [""; 0]);
    assert_eq!(site.import_post(&server, &[&paris()], &["--media", "no-such-folder"]).code, Some(2));
}

#[test]
fn pictures_of_the_text_move_with_it_and_others_stay_where_they_are() {
    let (server, site) = (Server::start(), Site::new());
    let first = "<p><a href='@/map.png'><img src='@/map-300x200.png' srcset='@/map-300x200.png 300w, @/map.png 900w'></a> The map.</p>";
    let elsewhere = "<p><img src='https://elsewhere.invalid/x.png' alt='x'> From elsewhere.</p>";
    let text = format!("{}{first}{elsewhere}", paris());
    server.on(&format!("{UPLOADS}/paris.jpg"), [ok(JPEG)]).on(&format!("{UPLOADS}/map.png"), [ok(PNG)]);
    let run = site.import_post(&server, &[&text], &[]);
    assert_eq!((run.code, run.messages.as_str()), (Some(0), ""));
    let case = site.case("paris");
    assert!(case.contains("[![](cases/paris-2.png)](/assets/cases/paris-2.png) The map."), "{case}");
    assert!(case.contains("![x](https://elsewhere.invalid/x.png)"), "{case}");
    assert!(run.out.contains("https://elsewhere.invalid/x.png, stays on another host"), "{}", run.out);
    assert_eq!(site.asset("cases/paris-2.png").as_deref(), Some(PNG));
    assert!(site.import_post(&server, &[&text], &[]).out.contains("2 files unchanged"));
}

#[test]
fn the_report_says_what_the_name_of_a_picture_says() {
    let (server, site) = (Server::start(), Site::new());
    let picture = "<figure><img src='@/AdobeStock_1-©-A-Person.jpg'><figcaption>The river</figcaption></figure>";
    let run = site.import_post(&server, &[&city("Paris, France", picture)], &["--offline"]);
    for note in ["Adobe Stock: is there a licence?", "by A Person", "no alt text; a draft: The river"] {
        assert!(run.out.contains(note), "{}", run.out);
    }
    assert!(!site.case("paris").contains("credit"));
}

/// A live site with two pages of posts and none of pages.
fn live_site() -> Server {
    let server = Server::start();
    let api = format!("<{}/en/wp-json/>; rel=\"https://api.w.org/\"", server.address);
    let page = |id: u32, city: &str| {
        let post = post(&server, id, &[city]);
        ok(format!("[{post}]")).header("x-wp-totalpages", "2")
    };
    let (first, second) = (city("Paris, France", ""), city("Braga, Portugal", ""));
    server.on("/en/", [ok("<!doctype html><p>Hello").header("link", api)]);
    server.on("/en/wp-json/wp/v2/posts#1", [status(429).header("retry-after", "0"), page(1, &first)]);
    server.on("/en/wp-json/wp/v2/posts#2", [page(2, &second)]);
    server.on("/en/wp-json/wp/v2/pages#1", [ok("[]").header("x-wp-totalpages", "0")]);
    server
}

#[test]
fn a_live_site_is_found_and_read_page_by_page_and_kept() {
    let (server, site) = (live_site(), Site::new());
    let address = format!("{}/en/", server.address);
    let run = site.import(&address, &["--since", "2025-06-02"]);
    assert_eq!((run.code, run.messages.as_str()), (Some(0), ""));
    assert!(site.case("paris").contains("city: Paris") && site.case("braga").contains("city: Braga"));
    let requests = server.requests();
    assert_eq!(requests.len(), 5, "{requests:?}");
    let lists = &requests[1..];
    assert!(lists.iter().all(|list| list.contains("modified_after=2025-06-02T") && list.contains("per_page=100")));
    assert!(lists.iter().all(|list| list.contains("_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm")), "{lists:?}");

    let again = site.import(&address, &["--since", "2025-06-02"]);
    assert!(again.messages.contains("read 2 pages of posts that an earlier run kept"), "{}", again.messages);
    assert_eq!(server.requests(), [""; 0]);
    assert_eq!(site.import(&address, &["--since", "2025-06-02", "--offline"]).code, Some(0));
    site.import(&address, &["--refresh", "--type", "post"]);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_site_that_breaks_off_is_read_on_from_there() {
    let (server, site) = (live_site(), Site::new());
    let second = server.replies.lock().unwrap()["/en/wp-json/wp/v2/posts#2"].clone();
    server.on("/en/wp-json/wp/v2/posts#2", [status(503).header("retry-after", "0")]);
    let address = format!("{}/en/", server.address);
    let broken = site.import(&address, &[]);
    assert_eq!(broken.code, Some(2));
    assert!(broken.messages.contains("503") && broken.messages.contains("goes on from there"), "{}", broken.messages);
    assert!(!Path::new(&site.path("content/cases/paris.md")).exists(), "half a site was imported");
    server.on("/en/wp-json/wp/v2/posts#2", second).requests();
    assert_eq!(site.import(&address, &[]).code, Some(0));
    let requests = server.requests();
    assert!(requests.iter().all(|request| !request.contains("posts?") || request.contains("page=2")), "{requests:?}");
    assert!(site.case("braga").contains("city: Braga"));
}

#[test]
fn the_api_is_looked_for_where_it_usually_is() {
    let (server, site) = (live_site(), Site::new());
    // Nothing names the API, and the site lies in a folder.
    server.on("/en/", [ok("<p>Hello")]).on("/en/wp-json/", [ok(r#"{"namespaces": ["oembed/1.0", "wp/v2"]}"#)]);
    assert_eq!(site.import(&format!("{}/en", server.address), &["--type", "post"]).code, Some(0));
    assert!(site.case("paris").contains("city: Paris"));
    let other = Server::start();
    let none = site.import(&other.address, &[]);
    assert_eq!(none.code, Some(2));
    assert!(none.messages.contains("no WordPress API was found there"), "{}", none.messages);
}

#[test]
fn one_list_of_the_api_can_be_asked_for() {
    let (server, site) = (live_site(), Site::new());
    let list = format!("{}/en/wp-json/wp/v2/posts?slug=post-2&page=2", server.address);
    assert_eq!(site.import(&list, &[]).code, Some(0));
    let requests = server.requests();
    assert!(requests.len() == 1 && requests[0].contains("slug=post-2"), "{requests:?}");
    assert!(site.case("braga").contains("city: Braga"));
}

#[test]
fn pictures_left_on_the_old_host_are_fetched_later_and_named_in_the_files() {
    let (server, site) = (Server::start(), Site::new());
    let rome = city("Rome, Italy", "<p><img src='@/rome.jpg'></p>");
    site.import_post(&server, &[&paris(), &rome], &["--offline"]);
    let before = site.case("paris");
    assert!(before.contains("image:\n  source: "), "{before}");
    fs::write(site.path("content/cases/paris.md"), before.replace("image:\n", "image: # look at it\n")).unwrap();
    let media = |options: &[&str]| chancery(&[&["media", "--root", site.root()], options].concat());

    let dry = media(&["--dry-run"]);
    assert!(dry.out.ends_with("2 pictures would be fetched; nothing was written\n"), "{}", dry.out);
    assert_eq!((dry.code, server.requests()), (Some(0), vec![]));

    server.on(&format!("{UPLOADS}/paris.jpg"), [ok(JPEG)]).on(&format!("{UPLOADS}/rome.jpg"), [status(404)]);
    let run = media(&[]);
    assert_eq!(run.code, Some(0), "{}", run.messages);
    assert!(run.out.ends_with("1 picture named in the content files, 1 left\n"), "{}", run.out);
    assert!(
        run.messages.contains("warning[picture-not-fetched]") && run.messages.contains("content/cases/rome.md"),
        "{}",
        run.messages
    );
    assert!(run.messages.contains("try again with `chancery media --root"), "{}", run.messages);
    assert_eq!(site.asset("cases/paris.jpg").as_deref(), Some(JPEG));
    let named = before.replace("image:\n", "image: # look at it\n  file: cases/paris.jpg\n");
    assert_eq!(site.case("paris"), named, "nothing but one line is new");

    server.on(&format!("{UPLOADS}/rome.jpg"), [ok(PNG)]);
    assert!(media(&[]).out.contains(" → assets/cases/rome.png, downloaded\n"));
    assert_eq!(media(&[]).out, "no case or article has its picture on another host\n");
    // The next import finds what it would have written itself.
    let again = site.import_post(&server, &[&paris(), &rome], &["--offline"]);
    assert!(!again.messages.contains("error"), "{}", again.messages);
    assert_eq!(site.case("paris"), named);
}
