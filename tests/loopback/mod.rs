//! A small web server on this machine, for tests of what the program fetches.
#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server answers.
#[derive(Clone, Default)]
pub struct Reply {
    pub status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// After how many bytes of the body the connection breaks off.
    cut_after: Option<usize>,
    /// How long the server takes.
    after: Duration,
}

/// An answer with this body.
pub fn ok(body: impl Into<Vec<u8>>) -> Reply {
    Reply { status: 200, body: body.into(), ..Reply::default() }
}

/// An answer without a body.
pub fn status(status: u16) -> Reply {
    Reply { status, ..Reply::default() }
}

impl Reply {
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub fn cut_after(self, bytes: usize) -> Self {
        Self { cut_after: Some(bytes), ..self }
    }

    pub fn after(self, time: Duration) -> Self {
        Self { after: time, ..self }
    }
}

/// A web server: for each path the replies in their order, the last one for ever; 404 for all others. The query of an
/// address is left out of its path, but `page` of a list is kept: `/posts#2`. What is for one method only has its name before:
/// `HEAD /a`.
pub struct Server {
    pub address: String,
    pub replies: Arc<Mutex<BTreeMap<String, Vec<Reply>>>>,
    pub requests: Arc<Mutex<Vec<String>>>,
    /// How many requests are being answered, and the most that ever were at once.
    busy: Arc<Mutex<(usize, usize)>>,
}

impl Server {
    /// An address at which nobody answers.
    pub fn nobody_at(address: String) -> Self {
        Self { address, replies: Arc::default(), requests: Arc::default(), busy: Arc::default() }
    }

    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = Self::nobody_at(address);
        let (replies, requests) = (Arc::clone(&server.replies), Arc::clone(&server.requests));
        let busy = Arc::clone(&server.busy);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (replies, requests) = (Arc::clone(&replies), Arc::clone(&requests));
                let busy = Arc::clone(&busy);
                std::thread::spawn(move || {
                    let mut now = busy.lock().unwrap();
                    *now = (now.0 + 1, now.1.max(now.0 + 1));
                    drop(now);
                    answer(stream, &replies, &requests, || busy.lock().unwrap().0 -= 1);
                });
            }
        });
        server
    }

    pub fn on(&self, path: &str, replies: impl IntoIterator<Item = Reply>) -> &Self {
        self.replies.lock().unwrap().insert(path.to_owned(), replies.into_iter().collect());
        self
    }

    /// How many requests there ever were at the same time.
    pub fn most_at_once(&self) -> usize {
        self.busy.lock().unwrap().1
    }

    /// What was asked for since the last call.
    pub fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

/// Answers one request; `before_the_end` is called before who asked can know that there is an answer.
fn answer(
    mut stream: TcpStream,
    replies: &Mutex<BTreeMap<String, Vec<Reply>>>,
    requests: &Mutex<Vec<String>>,
    before_the_end: impl Fn(),
) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let target = first.split(' ').nth(1).unwrap().to_owned();
    requests.lock().unwrap().push(target.clone());
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let page = query.split('&').find_map(|part| part.strip_prefix("page="));
    let key = page.map_or(path.to_owned(), |page| format!("{path}#{page}"));
    let method = first.split(' ').next().unwrap();
    let mut replies = replies.lock().unwrap();
    let of_method = format!("{method} {key}");
    let key = if replies.contains_key(&of_method) { of_method } else { key };
    let reply = match replies.get_mut(&key) {
        Some(list) if list.len() > 1 => list.remove(0),
        Some(list) => list[0].clone(),
        None => status(404),
    };
    drop(replies);
    std::thread::sleep(reply.after);
    before_the_end();
    let mut head = format!("HTTP/1.1 {} X\r\ncontent-length: {}\r\n", reply.status, reply.body.len());
    for (name, value) in &reply.headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    let is_head = method == "HEAD";
    let body = &reply.body[..reply.cut_after.unwrap_or(reply.body.len())];
    let _ = stream
        .write_all(format!("{head}connection: close\r\n\r\n").as_bytes())
        .and_then(|()| stream.write_all(if is_head { &[] } else { body }));
}
