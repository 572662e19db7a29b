//! What a server on the web may do to whoever asks it: nothing without an end, and nothing within their own network.

#![cfg(feature = "http")]
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test looks at the clock, and fails by panicking")]

mod loopback;

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use chancery::base::http::{Client, Failure, Settings};
use loopback::{Server, ok, status};

/// This server stands for a host of the web; any other address of this machine is within.
fn is_within(address: IpAddr) -> bool {
    address != IpAddr::V4(Ipv4Addr::LOCALHOST)
}

fn client(longest_stall: u64, longest_answer: u64) -> Client {
    let time = Duration::from_millis;
    Client::new(Settings {
        longest_stall: time(longest_stall),
        longest_answer: time(longest_answer),
        is_private: is_within,
        ..Settings::default()
    })
}

fn get(client: &Client, address: &str) -> Result<String, Failure> {
    let answer = client.get(address, 1 << 20, &|_| {})?;
    Ok(String::from_utf8(answer.body).unwrap())
}

/// A server that sends a byte of its endless answer now and then, or none after the first.
fn dripping(pause: Option<u64>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n[");
            loop {
                thread::sleep(Duration::from_millis(pause.unwrap_or(60_000)));
                if stream.write_all(b" ").is_err() {
                    break;
                }
            }
        }
    });
    address
}

#[test]
fn an_answer_that_stops_or_drips_is_given_up() {
    for (pause, client) in [(None, client(200, 60_000)), (Some(20), client(10_000, 400))] {
        let started = Instant::now();
        assert_eq!(get(&client, &dripping(pause)), Err(Failure::TooSlow), "{pause:?}");
        assert!(started.elapsed() < Duration::from_secs(5), "it was not asked again");
    }
}

#[test]
fn a_redirect_of_the_web_leads_to_the_web_only() {
    let server = Server::start();
    let port = server.address.rsplit(':').next().unwrap();
    server.on("/end", [ok("the end")]);
    for target in ["/end".to_owned(), format!("{}/end", server.address)] {
        server.on("/start", [status(302).header("location", target)]);
        assert_eq!(get(&client(1000, 5000), &format!("{}/start", server.address)).as_deref(), Ok("the end"));
    }
    server.requests();
    for host in ["127.0.0.2", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "0.0.0.0", "0x7f.2"] {
        server.on("/start", [status(302).header("location", format!("http://{host}:{port}/end"))]);
        let refused = get(&client(1000, 5000), &format!("{}/start", server.address));
        assert!(matches!(refused, Err(Failure::Private(_))), "{host}: {refused:?}");
        assert_eq!(server.requests().len(), 1, "{host} was asked");
    }
    for location in ["file:///etc/passwd", "ftp://127.0.0.1/"] {
        server.on("/start", [status(302).header("location", location)]);
        assert_eq!(get(&client(1000, 5000), &format!("{}/start", server.address)), Err(Failure::BadAddress));
    }
    server.on("/start", [status(302).header("location", "/start")]);
    assert_eq!(get(&client(1000, 5000), &format!("{}/start", server.address)), Err(Failure::TooManyRedirects));
}

#[test]
fn who_asks_within_their_own_network_may_be_led_about_in_it() {
    let server = Server::start();
    server.on("/end", [ok("the end")]).on("/start", [status(301).header("location", "/end")]);
    // To the program as it is, this machine is no part of the web.
    let client = Client::new(Settings::default());
    assert_eq!(get(&client, &format!("{}/start", server.address)).as_deref(), Ok("the end"));
}

fn chancery(arguments: &[&str]) -> (Option<i32>, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_chancery")).args(arguments).env("NO_PROXY", "127.0.0.1").output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn pages_that_repeat_end_the_list_with_a_message() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let root = folder.path().to_str().unwrap();
    assert_eq!(chancery(&["init", root]).0, Some(0));
    let page = |nonce: u32| {
        let post = format!(
            r#"[{{"id": 7, "slug": "a", "link": "{}/a/", "nonce": {nonce}, "title": {{"rendered": "A"}}, "content": {{"rendered": "x"}}}}]"#,
            server.address
        );
        ok(post).header("x-wp-totalpages", "50000")
    };
    for number in 1..=3 {
        server.on(&format!("/wp-json/wp/v2/posts#{number}"), [page(number)]);
    }
    let list = format!("{}/wp-json/wp/v2/posts", server.address);
    let (code, messages) = chancery(&["import", &list, "--root", root, "--pause", "0"]);
    assert_eq!(code, Some(0), "{messages}");
    assert!(messages.contains("holds the posts of an earlier page"), "{messages}");
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_host_without_its_beginning_is_understood() {
    for host in ["diplomacy.example.ir", "www.example.org/blog/"] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_str().unwrap();
        assert_eq!(chancery(&["init", root]).0, Some(0));
        let (code, messages) = chancery(&["import", host, "--root", root]);
        assert_eq!(code, Some(2));
        assert!(messages.contains(&format!("write `https://{host}`")), "{messages}");
    }
}
