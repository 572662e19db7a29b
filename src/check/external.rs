//! Links to other hosts: which lead nowhere, and which lead on.
//!
//! Comes in: the links of the finished pages, and a way to ask; goes out: a warning for each that is dead or moved for good, and
//! notices of those that lead on for a time or could not be tried. Each host is asked one thing at a time, with a pause between.
//! What was well is remembered for a week in `.cache/`; what was not is asked again with each run.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::ToSpan;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::gaps::listed;
use crate::base::cache_file;
use crate::base::date::Date;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::http::{Client, Failure, Look};
use crate::base::message::Message;
use crate::base::private::is_private_host;
use crate::base::progress::Progress;
use crate::base::source::Place;
use crate::base::url::percent_decode_lossy;
use crate::builder::{external_links_file, places_in_file};
use crate::config::{Config, FILE_NAME};

/// How many hosts are asked at the same time.
const HOSTS_AT_ONCE: usize = 8;
/// For how many days an answer holds.
const DAYS: i64 = 7;
/// Where copies of pages that are gone may be; the address follows.
const ARCHIVE: &str = "https://web.archive.org/web/";

/// How other hosts are asked.
pub struct External<'a> {
    /// The network.
    pub client: Client,
    /// The pause between two requests to a host.
    pub pause: Duration,
    /// Spends that time.
    pub wait: &'a (dyn Fn(Duration) + Sync),
    /// Hears how many of how many links were tried.
    pub progress: Progress,
}

/// How many links to other hosts there are, each address once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tried {
    /// How many were tried.
    pub asked: usize,
    /// How many were well within the last week.
    pub known: usize,
}

/// A link of a page to another host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outward {
    /// The address, as the page has it.
    pub address: String,
    /// What the page comes from.
    pub origin: String,
}

/// What became of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum State {
    Fine,
    /// The page has another address now; the flag says whether for good.
    Moved(String, bool),
    /// Nobody comes there: why.
    Dead(Message),
    /// It leads to where only some are.
    Private,
    /// Nobody can say: why.
    Untried(Message),
}

/// What is remembered: the day of the answer, and the answer.
type Known = BTreeMap<String, (String, State)>;

/// Tries the links. Problems are added to `problems`.
pub(super) fn check(
    root: &Path,
    config: &Config,
    links: &[Outward],
    (external, today): (&External<'_>, Date),
    problems: &mut Diagnostics,
) -> Result<Tried> {
    let places = written(root, links)?;
    let file = external_links_file(root);
    let mut known: Known =
        fs::read_if_there(&file)?.and_then(|bytes| cache_file::from_bytes(&bytes)).unwrap_or_default();
    known.retain(|address, (day, _)| places.contains_key(address.as_str()) && is_fresh(day, today));
    let asked: Vec<&str> = places.keys().copied().filter(|address| !known.contains_key(*address)).collect();
    let tried = Tried { asked: asked.len(), known: known.len() };
    // A site of a private network may lead about in it.
    let may_lead_inside = is_private_host(config.base_url.origin());
    for (address, state) in ask_all(&asked, external, may_lead_inside) {
        known.insert(address.to_owned(), (today.to_string(), state));
    }
    let mut leading_on = Vec::new();
    for (address, (_, state)) in &known {
        match state {
            State::Fine => {}
            State::Moved(_, false) => leading_on.push(address.as_str()),
            state => tell(address, state, &places[address.as_str()], problems),
        }
    }
    if !leading_on.is_empty() {
        let message =
            say!("links to other hosts that lead on for the time being: {addresses}", addresses = listed(&leading_on));
        problems.push(
            Diagnostic::notice(Code::MovedLink, message)
                .help(say!("leave them: the servers say that they will not stay so")),
        );
    }
    known.retain(|_, (_, state)| matches!(state, State::Fine | State::Moved(..)));
    fs::write_whole(&file, &cache_file::to_bytes(&known))?;
    Ok(tried)
}

/// Is an answer of that day of use today?
fn is_fresh(day: &str, today: Date) -> bool {
    let Ok(day) = day.parse::<Date>() else { return false };
    day <= today && day.checked_add(DAYS.days()).is_ok_and(|end| today < end)
}

/// Asks for all of them, each host on a thread of its own.
fn ask_all<'l>(addresses: &[&'l str], external: &External<'_>, may_lead_inside: bool) -> Vec<(&'l str, State)> {
    let mut hosts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        let host = url::Url::parse(address).ok().and_then(|url| crate::config::host_with_port(&url));
        hosts.entry(host.unwrap_or_default()).or_default().push(address);
    }
    let done = AtomicUsize::new(0);
    let ask_host = |of_host: &Vec<&'l str>| -> Vec<(&'l str, State)> {
        let mut unreachable: Option<State> = None;
        let ask = |(place, address): (usize, &&'l str)| {
            let state = unreachable.clone().unwrap_or_else(|| {
                if place > 0 {
                    (external.wait)(external.pause);
                }
                let looked = external.client.look(address, may_lead_inside);
                let is_unreachable = matches!(looked, Err(Failure::Unreachable(_)));
                let state = state(address, looked);
                unreachable = Some(state.clone()).filter(|_| is_unreachable);
                state
            });
            external.progress.tell(done.fetch_add(1, Ordering::Relaxed) + 1, addresses.len());
            (*address, state)
        };
        of_host.iter().enumerate().map(ask).collect()
    };
    let hosts_in_order: Vec<&Vec<&str>> = hosts.values().collect();
    // A pool of its own: these threads wait more than they work.
    match rayon::ThreadPoolBuilder::new().num_threads(HOSTS_AT_ONCE).build() {
        Ok(pool) => {
            pool.install(|| hosts_in_order.par_iter().with_max_len(1).flat_map_iter(|host| ask_host(host)).collect())
        }
        Err(_) => hosts_in_order.iter().flat_map(|host| ask_host(host)).collect(),
    }
}

/// What an answer says of a link.
fn state(address: &str, looked: std::result::Result<Look, Failure>) -> State {
    let look = match looked {
        Ok(look) => look,
        Err(Failure::Private(_)) => return State::Private,
        Err(failure @ (Failure::BadAddress | Failure::TooManyRedirects)) => return State::Dead(failure.message()),
        Err(Failure::Unreachable(reason)) => return State::Dead(reason),
        Err(failure) => return State::Untried(failure.message()),
    };
    let failure = Failure::Status(look.status);
    match look.status {
        // Some pages are for those who log in, and some servers turn programs away.
        401 | 403 | 407 | 408 | 425 | 429 | 451 | 500.. => State::Untried(failure.message()),
        400..=499 => State::Dead(failure.message()),
        _ if is_same(address, &look.address) => State::Fine,
        _ => State::Moved(look.address, look.is_permanent),
    }
}

/// Are two addresses the same, however they are written?
fn is_same(one: &str, other: &str) -> bool {
    url::Url::parse(one).ok().map(String::from).as_deref() == Some(other)
}

fn tell(address: &str, state: &State, places: &[Place], problems: &mut Diagnostics) {
    let problem = match state {
        State::Fine => return,
        State::Dead(reason) => {
            let message = say!("the link to {address} leads nowhere: {reason}", address, reason);
            let copy = format!("{ARCHIVE}{address}");
            Diagnostic::warning(Code::DeadLink, message)
                .help(say!("mend the address or take the link out; there may be a copy of the page at {copy}", copy))
        }
        State::Private => {
            let message =
                say!("the link to {address} leads into a private network, where readers cannot follow", address);
            Diagnostic::warning(Code::DeadLink, message).help(say!("link to a page of the web, or take the link out"))
        }
        State::Moved(to, _) => {
            let message = say!("the page at {address} has another address for good", address);
            Diagnostic::warning(Code::MovedLink, message)
                .help(say!("if it is still the page that you mean, write {to}", to))
        }
        State::Untried(reason) => {
            let message = say!("the link to {address} could not be tried: {reason}", address, reason);
            Diagnostic::notice(Code::UntriedLink, message)
                .help(say!("open it in a browser, or run the check again later"))
        }
    };
    for place in places {
        problems.push(problem.clone().at(place.clone()));
    }
}

/// Where the links are written that people wrote: in content files, in `site.yaml`. What the program links to by itself is not theirs
/// to mend.
fn written<'l>(root: &Path, links: &'l [Outward]) -> Result<BTreeMap<&'l str, Vec<Place>>> {
    let is_text = |link: &Outward| link.origin.starts_with("content/");
    let mut of_files: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for link in links.iter().filter(|link| is_text(link)) {
        of_files.entry(&link.origin).or_default().insert(&link.address);
    }
    let mut written: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for (file, addresses) in &of_files {
        for (address, place) in found(root, file, addresses)? {
            written.entry(address).or_default().extend(place);
        }
    }
    let shown_elsewhere: BTreeSet<&str> =
        links.iter().filter(|link| !is_text(link)).map(|link| link.address.as_str()).collect();
    for (address, place) in found(root, FILE_NAME, &shown_elsewhere)? {
        written.entry(address).or_default().extend(place);
    }
    // Written in other letters, it stands somewhere in its text; where pages without a text show it, too, it is the program's.
    for link in links.iter().filter(|link| is_text(link) && !shown_elsewhere.contains(link.address.as_str())) {
        let places = written.entry(&link.address).or_default();
        if places.is_empty() {
            places.push(Place::of_file(link.origin.clone()));
        }
    }
    written.retain(|_, places| !places.is_empty());
    Ok(written)
}

/// The places of addresses in a file. Pages have them with percent signs, which people seldom write.
fn found<'l>(root: &Path, file: &str, addresses: &BTreeSet<&'l str>) -> Result<Vec<(&'l str, Option<Place>)>> {
    let decoded: Vec<String> = addresses.iter().map(|address| percent_decode_lossy(address)).collect();
    let forms: Vec<&str> = addresses.iter().zip(&decoded).flat_map(|(address, decoded)| [*address, decoded]).collect();
    let places = places_in_file(root, file, &forms)?;
    let best = places.chunks(2).map(|both| both.iter().flatten().next().cloned());
    Ok(addresses.iter().copied().zip(best).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::day::parse_day;

    fn of_look(status: u16, to: &str, is_permanent: bool) -> State {
        state("https://a.example/x#y", Ok(Look { status, address: to.to_owned(), is_permanent }))
    }

    #[test]
    fn an_answer_says_whether_a_link_is_well() {
        let here = "https://a.example/x#y";
        assert_eq!(of_look(200, here, true), State::Fine);
        assert_eq!(of_look(200, "https://b.example/", false), State::Moved("https://b.example/".to_owned(), false));
        for status in [400, 404, 410, 418] {
            assert!(matches!(of_look(status, here, true), State::Dead(_)), "{status}");
        }
        for status in [401, 403, 429, 500, 503] {
            assert!(matches!(of_look(status, here, true), State::Untried(_)), "{status}");
        }
        assert!(matches!(state("x", Err(Failure::TooSlow)), State::Untried(_)));
        assert!(matches!(state("x", Err(Failure::TooManyRedirects)), State::Dead(_)));
        assert_eq!(state("x", Err(Failure::Private(String::new()))), State::Private);
        // The same address in other letters is no other one.
        assert!(is_same("HTTPS://A.example", "https://a.example/"));
    }

    #[test]
    fn an_answer_holds_for_a_week() {
        let today = parse_day("2025-07-08").unwrap();
        for (day, is) in
            [("2025-07-08", true), ("2025-07-02", true), ("2025-07-01", false), ("2025-07-09", false), ("", false)]
        {
            assert_eq!(is_fresh(day, today), is, "{day}");
        }
    }
}
