use std::cell::RefCell;

use super::*;
use crate::base::message::Message;

fn answer() -> Answer {
    Answer { address: String::new(), links: Vec::new(), total_pages: None, body: Vec::new() }
}

/// The outcome of these tries one after the other, and the pauses between them in milliseconds.
fn run(tries: Vec<Result<Answer, Refusal>>) -> (Result<Answer, Failure>, Vec<u128>) {
    let pauses = RefCell::new(Vec::new());
    let mut tries = tries.into_iter();
    let outcome = with_retries(|| tries.next().unwrap(), &|time| pauses.borrow_mut().push(time.as_millis()));
    assert_eq!(tries.count(), 0, "some tries were not made");
    (outcome, pauses.into_inner())
}

fn busy(seconds: Option<u64>) -> Result<Answer, Refusal> {
    Err(Refusal { failure: Failure::Status(429), retry_after: seconds.map(|seconds| seconds.to_string()) })
}

#[test]
fn a_passing_trouble_is_waited_out_with_growing_pauses() {
    let (outcome, pauses) =
        run(vec![Err(Failure::Status(500).into()), Err(Failure::Broken(Message::default()).into()), Ok(answer())]);
    assert_eq!((outcome, pauses), (Ok(answer()), vec![500, 1000]));
}

#[test]
fn after_three_tries_the_last_trouble_is_told() {
    let (outcome, pauses) = run(vec![busy(None), busy(None), Err(Failure::Status(503).into())]);
    assert_eq!((outcome, pauses.len()), (Err(Failure::Status(503)), 2));
}

#[test]
fn the_server_says_how_long_to_wait_but_not_for_ever() {
    assert_eq!(run(vec![busy(Some(7)), Ok(answer())]), (Ok(answer()), vec![7000]));
    assert_eq!(run(vec![busy(Some(3600))]), (Err(Failure::Busy(Duration::from_secs(3600))), vec![]));
}

#[test]
fn what_will_not_pass_is_not_tried_again() {
    for failure in [Failure::Status(404), Failure::Unreachable(Message::default()), Failure::TooLarge { limit: 1 }] {
        assert_eq!(run(vec![Err(failure.clone().into())]), (Err(failure), vec![]));
    }
}

#[test]
fn only_web_addresses_are_asked() {
    let client = Client::new(Settings::default());
    for address in ["", "post.json", "file:///etc/passwd", "ftp://example.org/"] {
        assert_eq!(client.get(address, 1, &|_| {}), Err(Failure::BadAddress), "{address}");
    }
}

#[test]
fn sizes_are_told_to_people() {
    assert_eq!(Failure::TooLarge { limit: 30 << 20 }.to_string(), "it is larger than 30 MB");
    assert_eq!(retry_after(" 12 "), Some(Duration::from_secs(12)));
    assert_eq!(retry_after("Wed, 21 Oct 2026 07:28:00 GMT"), None);
}

#[cfg(feature = "http")]
#[test]
fn a_look_at_a_host_that_says_nothing_ends() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Client::new(Settings { longest_answer: Duration::from_millis(300), ..Settings::default() });
    let address = format!("http://{}/", silent.local_addr().unwrap());
    assert_eq!(client.look(&address, true), Err(Failure::TooSlow));
    // Nobody is asked where a look may not lead.
    assert!(matches!(client.look(&address, false), Err(Failure::Private(_))));
    assert_eq!(client.look("mailto:a@example.org", true), Err(Failure::BadAddress));
}
