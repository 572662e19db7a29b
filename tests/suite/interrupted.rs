//! Ctrl-C while a site is built or posts are imported: what is there is whole, and that is said.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::support::{PICTURE, TODAY, TestSite};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

fn start(site: &TestSite, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command.current_dir(site.root()).args(arguments).env("NO_PROXY", "127.0.0.1");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// What Ctrl-C sends.
fn interrupt(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

/// The exit code, and what was said.
fn end_of(mut child: Child) -> (Option<i32>, String) {
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code(), said)
}

#[test]
fn an_import_that_is_stopped_says_so_and_goes_on_the_next_time() {
    // A host that keeps whoever asks for a picture waiting, until it hears that it may answer.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let (came, comes) = mpsc::channel::<TcpStream>();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            if came.send(stream).is_err() {
                return;
            }
        }
    });
    let html: String = (1..=9)
        .map(|number| {
            format!(
                "<h3>City {number}, Norway</h3><ul><li><strong>Context:</strong> a</li></ul><img src=\"{host}/{number}.gif\">"
            )
        })
        .collect();
    let post = serde_json::json!({"id": 7, "slug": "cities", "link": format!("{host}/cities/"),
        "title": {"rendered": "Cities"}, "content": {"rendered": html}});
    let site = TestSite::new().file("post.json", post.to_string());
    let before = site.files("content");
    let child = start(&site, &["import", "post.json", "--split", "h3"]);
    let mut first = comes.recv_timeout(PATIENCE).unwrap();
    interrupt(&child);
    // The picture that it is at is fetched to its end, and no other one begun; others that were asked for at the same time hear that
    // there is nothing.
    std::thread::sleep(Duration::from_millis(300));
    let mut bytes = [0; 1024];
    let _ = first.read(&mut bytes);
    let body = PICTURE;
    let head = format!("HTTP/1.1 200 X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    first.write_all(head.as_bytes()).and_then(|()| first.write_all(body)).unwrap();
    drop(first);
    std::thread::spawn(move || {
        while let Ok(mut stream) = comes.recv_timeout(PATIENCE) {
            let _ = stream.write_all(b"HTTP/1.1 404 X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        }
    });
    let (code, said) = end_of(child);
    assert_eq!(code, Some(130), "{said}");
    assert_eq!(said.trim(), "stopped: what was written is whole, and the same command goes on where it stopped");
    assert!(site.files("content") == before, "no half of a post");
    assert_eq!(site.files("assets").values().filter(|bytes| bytes.as_slice() == body).count(), 1);
    site.import("post.json").succeeds();
    site.build().succeeds();
}

#[test]
fn a_build_that_is_stopped_leaves_the_site_as_it_was() {
    let mut site = TestSite::new().case("oslo", "", "The first text.");
    site.build().succeeds();
    let built = site.files("output");
    for number in 0..400 {
        site = site.case(&format!("city-{number}"), "", "Another text. ".repeat(200).as_str());
    }
    // However early or late the key is hit: the site is the old one or the new one, and never a part of both.
    let mut stopped = 0;
    for milliseconds in [200, 600, 1200, 2400, 4800] {
        let child = start(&site, &["build", "--date", TODAY]);
        std::thread::sleep(Duration::from_millis(milliseconds));
        interrupt(&child);
        let (code, said) = end_of(child);
        if code == Some(0) {
            break;
        }
        // Before the program listens, it ends as any other.
        if code.is_some() {
            assert_eq!((code, said.trim()), (Some(130), "stopped: the site is as it was before"));
            stopped += 1;
        }
        assert!(site.files("output") == built, "after {milliseconds} ms");
    }
    assert!(stopped > 0, "no build was long enough to be stopped");
    site.build().succeeds();
    assert!(site.read("output/cases/city-399/index.html").contains("Another text."));
}
