//! A running `chancery serve`, and a browser's questions to it. Nothing here sleeps but to look again: each step waits for what
//! the server tells the pages that are open.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::support::{TODAY, TestSite};

/// Longer than anything here takes on a busy machine: a step that hangs fails.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server.
pub struct Server {
    pub child: Child,
    pub url: String,
    pub port: u16,
    /// The folder of the site on its host, with slashes around it.
    pub base: String,
    pub out: Arc<Mutex<String>>,
    error: Arc<Mutex<String>>,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

/// The stream of events that a page listens to.
pub struct Events(BufReader<TcpStream>);

/// Keeps what a stream says, from its first byte on.
fn collect(stream: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let text = Arc::new(Mutex::new(String::new()));
    let kept = Arc::clone(&text);
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            kept.lock().unwrap().push_str(&format!("{line}\n"));
        }
    });
    text
}

/// Waits until a condition holds that no event tells.
#[track_caller]
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..PATIENCE.as_millis() / 20 {
        if holds() {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
    panic!("{what} never came");
}

impl Server {
    pub fn start(site: &TestSite, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.current_dir(site.root()).args(["serve", "--date", TODAY]).args(arguments);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (out, error) = (collect(child.stdout.take().unwrap()), collect(child.stderr.take().unwrap()));
        let mut url = String::new();
        until("the address", || {
            let text = out.lock().unwrap();
            url = text.lines().find_map(|line| line.trim().strip_prefix("http://")).unwrap_or_default().to_owned();
            !url.is_empty()
        });
        let (host, base) = url.split_once('/').unwrap();
        let port = host.rsplit(':').next().unwrap().parse().unwrap();
        Self { child, port, base: format!("/{base}"), url: format!("http://{url}"), out, error }
    }

    /// Sends these lines, and `Host` unless they have one.
    pub fn send(&self, lines: &str) -> Answer {
        let mut stream = self.connect(lines);
        let mut bytes = Vec::new();
        // A server that refuses the rest of a request may close the line.
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").map_or(bytes.len(), |end| end + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes[end..].to_vec() }
    }

    fn connect(&self, lines: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let lines = lines.replace("PORT", &self.port.to_string());
        let host = if lines.contains("Host:") { String::new() } else { format!("Host: localhost:{}\r\n", self.port) };
        let lines = lines.replace('\n', "\r\n");
        let _ = stream.write_all(format!("{lines}\r\n{host}Connection: close\r\n\r\n").as_bytes());
        stream
    }

    /// Asks for an address below the folder of the site.
    pub fn get(&self, address: &str) -> Answer {
        self.send(&format!("GET {}{address} HTTP/1.1", self.base))
    }

    pub fn events(&self) -> Events {
        let stream = self.connect("GET /~chancery/events HTTP/1.1\nAccept: text/event-stream");
        Events(BufReader::new(stream))
    }

    pub fn error(&self) -> String {
        self.error.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if !thread::panicking() {
            assert!(!self.error().contains("panicked"), "{}", self.error());
        }
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    #[track_caller]
    pub fn shows(&self, words: &str) {
        assert!(self.status == 200 && self.text().contains(words), "{}{}", self.head, self.text());
    }

    /// The value of a line of the head.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

impl Events {
    /// The next state that is as it is waited for.
    #[track_caller]
    pub fn until(&mut self, what: &str, holds: impl Fn(&Value) -> bool) -> Value {
        // A server that has nothing to say says so every 15 seconds.
        let mut silences = 0;
        loop {
            let mut line = String::new();
            let count = self.0.read_line(&mut line).unwrap_or_else(|cause| panic!("{what} never came: {cause}"));
            assert!(count > 0, "the stream ended before {what}");
            silences += usize::from(line.starts_with(':'));
            assert!(silences < 8, "{what} never came");
            let state = line.strip_prefix("data: ").map(|data| serde_json::from_str(data).unwrap());
            if let Some(state) = state.filter(&holds) {
                return state;
            }
        }
    }

    /// The next good site after the one with this name.
    #[track_caller]
    pub fn good_after(&mut self, state: &Value) -> Value {
        self.until("a new site", |new| new["revision"] != state["revision"] && new["mistakes"] == "")
    }

    #[track_caller]
    pub fn good(&mut self) -> Value {
        self.until("a good site", |state| state["mistakes"] == "")
    }

    #[track_caller]
    pub fn mistakes(&mut self) -> String {
        self.until("a mistake", |state| state["mistakes"] != "")["mistakes"].as_str().unwrap().to_owned()
    }
}
