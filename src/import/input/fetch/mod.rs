//! A live WordPress site as input: its REST API, page by page (developer.wordpress.org/rest-api/using-the-rest-api).
//!
//! Comes in: an address of the site, of its API or of one list of it; goes out: the answers as they came, to be read like
//! saved ones. Each answer is kept in `.cache/import/<host>/` and used again, so a run that broke off goes on where it
//! was. One request at a time, with a pause before the next. What the answers say is not looked at here.

mod addresses;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value as Json;
use url::Url;

use self::addresses::{
    PER_PAGE, api_of_page, is_api_root, is_rest_route, is_route, name_of, page_address, route, usual_roots,
};
use super::Input;
use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::http::{Answer, Client, Failure};
use crate::base::message::Message;
use crate::base::progress::Progress;

/// Where answers are kept.
const CACHE_FOLDER: &str = ".cache/import";
/// A hundred posts with all that is embedded are a few megabytes.
const LONGEST_ANSWER: u64 = 200 * 1024 * 1024;
/// Two hundred thousand posts; a server that always says "more" is not followed for ever.
const MOST_PAGES: usize = 2000;
/// All answers are in memory at once.
const MOST_BYTES: usize = 1 << 30;

/// How a live site is read.
pub struct LiveOptions<'a> {
    /// The network; none where only kept answers may be used.
    pub client: Option<&'a Client>,
    /// The post types: `post`, `page` …
    pub types: Vec<String>,
    /// Only what changed on this day or later.
    pub since: Option<Date>,
    /// The pause between two requests.
    pub pause: Duration,
    /// Ask for what is kept already, too.
    pub refresh: bool,
    /// Spends pauses.
    pub wait: &'a dyn Fn(Duration),
    /// Told after each page how many of how many are there.
    pub progress: Progress,
}

/// The answers of a site.
#[derive(Debug, Default)]
pub struct Fetched {
    /// The answers that hold posts.
    pub inputs: Vec<Input>,
    /// How many of them were kept from an earlier run.
    pub kept: usize,
    /// Where they are kept.
    pub folder: PathBuf,
    /// What the user has to know of them.
    pub notes: Vec<Message>,
}

/// Is this the address of a live site rather than a file?
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Reads all posts of a site. The answers are kept below `root`.
///
/// # Errors
/// The site cannot be reached or refuses, it has no API, or an answer cannot be kept.
pub fn fetch(address: &str, root: &Path, options: &LiveOptions<'_>) -> Result<Fetched> {
    let address = Url::parse(address).map_err(|cause| {
        Error::Usage(say!("`{address}` is not a web address ({cause}): write https://<host>/", address, cause))
    })?;
    let folder = Path::new(CACHE_FOLDER).join(address.host_str().unwrap_or("unknown").replace(':', "-"));
    let mut session = Session { options, cache: root.join(&folder), asked: false };
    let mut fetched = Fetched { folder, ..Fetched::default() };
    for list in session.lists(&address)? {
        session.pages(&list, &mut fetched)?;
    }
    Ok(fetched)
}

/// A row of requests to one site.
struct Session<'a> {
    options: &'a LiveOptions<'a>,
    cache: PathBuf,
    /// Was there a request already? Then the next one waits.
    asked: bool,
}

impl Session<'_> {
    /// The addresses of the lists of posts: the given one, or one for each type.
    fn lists(&mut self, address: &Url) -> Result<Vec<Url>> {
        if is_route(address) {
            return Ok(vec![address.clone()]);
        }
        let api = self.api(address)?;
        let mut lists = Vec::new();
        for kind in &self.options.types {
            let base = match kind.as_str() {
                "post" => "posts".to_owned(),
                "page" => "pages".to_owned(),
                other => self.rest_base(&api, other)?,
            };
            lists.push(route(&api, &format!("wp/v2/{base}")));
        }
        Ok(lists)
    }

    /// What the API calls the list of a type.
    fn rest_base(&mut self, api: &Url, kind: &str) -> Result<String> {
        let address = route(api, &format!("wp/v2/types/{kind}"));
        let (answer, _) = self.get(&address, "type").map_err(|failure| match failure {
            Stop::Network(Failure::Status(404)) => Error::Usage(say!("{api} has no post type `{kind}`", api, kind)),
            other => other.into_error(&address),
        })?;
        let json: Option<Json> = serde_json::from_slice(&answer.body).ok();
        let base = json.as_ref().and_then(|json| json.get("rest_base")).and_then(Json::as_str);
        Ok(base.filter(|base| !base.is_empty()).unwrap_or(kind).to_owned())
    }

    /// The root of the API of the site that an address belongs to.
    fn api(&mut self, address: &Url) -> Result<Url> {
        if address.path().trim_end_matches('/').ends_with("/wp-json") || address.query_pairs().any(is_rest_route) {
            return Ok(address.clone());
        }
        let file = self.cache.join(format!("api-{}.txt", short_hash(address.as_str())));
        if !self.options.refresh
            && let Some(kept) = fs::read_if_there(&file)?
            && let Ok(api) = Url::parse(String::from_utf8_lossy(&kept).trim())
        {
            return Ok(api);
        }
        let api = self.discover(address)?;
        fs::write_whole(&file, format!("{api}\n").as_bytes())?;
        Ok(api)
    }

    /// Every page of WordPress names its API; where a cache or a firewall took the name out, it is where it usually is.
    fn discover(&mut self, address: &Url) -> Result<Url> {
        match self.ask(address) {
            Ok(answer) => {
                if let Some(api) = api_of_page(&answer) {
                    return Ok(api);
                }
            }
            Err(Stop::Network(Failure::Status(_))) => {}
            Err(other) => return Err(other.into_error(address)),
        }
        for guess in usual_roots(address) {
            match self.ask(&guess) {
                Ok(answer) if is_api_root(&answer.body) => return Ok(guess),
                Ok(_) | Err(Stop::Network(Failure::Status(_))) => {}
                Err(other) => return Err(other.into_error(&guess)),
            }
        }
        let reason = say!(
            "no WordPress API was found there; if it is hidden, export the posts in WordPress and import the file"
        );
        Err(Error::Network { address: address.to_string(), reason })
    }

    /// All pages of a list.
    fn pages(&mut self, list: &Url, fetched: &mut Fetched) -> Result<()> {
        let given =
            |name: &str| list.query_pairs().find(|(key, _)| key == name).and_then(|(_, value)| value.parse().ok());
        let (only_page, per_page) = (given("page"), given("per_page").unwrap_or(PER_PAGE));
        let mut total = None;
        let (mut seen, mut bytes) = (BTreeSet::new(), 0);
        for page in only_page.unwrap_or(1)..=only_page.unwrap_or(MOST_PAGES) {
            let address = page_address(list, page, self.options.since);
            let (answer, is_kept) = match self.get(&address, "page") {
                // The list was exactly as long as the pages before.
                Err(Stop::Network(Failure::Status(400))) if page > 1 => break,
                other => other.map_err(|failure| self.failed(failure, &address, fetched.inputs.len()))?,
            };
            let count = count(&answer.body);
            bytes += answer.body.len();
            // A cache in front of the site gives the first page for each, or a server makes up pages without end.
            let is_repeated = count > Some(0) && !seen.insert(Digest::of(&numbers(&answer.body)));
            if is_repeated {
                fetched.notes.push(say!(
                    "page {page} of {list} holds the posts of an earlier page, so the list was taken to end \
                     before it; if posts are missing, export them in WordPress and import the file",
                    page,
                    list
                ));
                break;
            }
            if count != Some(0) {
                fetched.kept += usize::from(is_kept);
                fetched.inputs.push(Input::Bytes { name: name_of(list, page), bytes: answer.body });
            }
            total = answer.total_pages.or(total);
            self.options.progress.tell(page, total.unwrap_or(page));
            let is_last = match (total, count) {
                (Some(total), _) => page >= total,
                (None, Some(count)) => count < per_page,
                (None, None) => true,
            };
            if is_last {
                break;
            }
            if bytes > MOST_BYTES || page == MOST_PAGES {
                fetched.notes.push(say!(
                    "{list} has no end: after {page} pages the rest was left; import it in parts, with `--since`",
                    list,
                    page
                ));
                break;
            }
        }
        Ok(())
    }

    fn failed(&self, failure: Stop, address: &Url, pages: usize) -> Error {
        match failure.into_error(address) {
            Error::Network { address, reason } if pages > 0 => {
                let kept = self.cache.display();
                let reason = say!(
                    "{reason}; what came before is kept in {kept}: the same command goes on from there",
                    reason,
                    kept
                );
                Error::Network { address, reason }
            }
            other => other,
        }
    }

    /// A kept answer, or a new one, which is kept if it is JSON; and whether it was kept. How many pages there are stands
    /// in a file beside the answer: a server may give fewer posts a page than it was asked for, so their number does not
    /// tell the last page.
    fn get(&mut self, address: &Url, what: &str) -> std::result::Result<(Answer, bool), Stop> {
        let file = |ending: &str| self.cache.join(format!("{what}-{}.{ending}", short_hash(address.as_str())));
        let (body_file, total_file) = (file("json"), file("total"));
        if !self.options.refresh
            && let Some(body) = fs::read_if_there(&body_file)?
        {
            let total = fs::read_if_there(&total_file)?;
            let total_pages = total.and_then(|total| String::from_utf8_lossy(&total).trim().parse().ok());
            return Ok((Answer { address: address.to_string(), links: Vec::new(), total_pages, body }, true));
        }
        let answer = self.ask(address)?;
        if serde_json::from_slice::<serde::de::IgnoredAny>(&answer.body).is_ok() {
            if let Some(total) = answer.total_pages {
                fs::write_whole(&total_file, format!("{total}\n").as_bytes())?;
            }
            fs::write_whole(&body_file, &answer.body)?;
        }
        Ok((answer, false))
    }

    /// Asks the site.
    fn ask(&mut self, address: &Url) -> std::result::Result<Answer, Stop> {
        let Some(client) = self.options.client else { return Err(Stop::Offline) };
        if std::mem::replace(&mut self.asked, true) {
            (self.options.wait)(self.options.pause);
        }
        client.get(address.as_str(), LONGEST_ANSWER, self.options.wait).map_err(Stop::Network)
    }
}

/// Why a row of requests stops.
enum Stop {
    Network(Failure),
    Disk(Error),
    Offline,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Disk(error)
    }
}

impl Stop {
    fn into_error(self, address: &Url) -> Error {
        let reason = match self {
            Self::Disk(error) => return error,
            Self::Network(failure) => failure.message(),
            Self::Offline => say!("it was not fetched before, and `--offline` forbids it now"),
        };
        Error::Network { address: address.to_string(), reason }
    }
}

/// How many posts a page holds; none where it is no list.
fn count(body: &[u8]) -> Option<usize> {
    serde_json::from_slice::<Vec<serde::de::IgnoredAny>>(body).ok().map(|items| items.len())
}

/// The numbers of the posts of a page; the whole page where they have none.
fn numbers(body: &[u8]) -> Vec<u8> {
    #[derive(serde::Deserialize)]
    struct Numbered {
        id: u64,
    }
    let posts = serde_json::from_slice::<Vec<Numbered>>(body);
    posts.map_or_else(|_| body.to_vec(), |posts| posts.iter().flat_map(|post| post.id.to_le_bytes()).collect())
}

fn short_hash(text: &str) -> String {
    Digest::of(text.as_bytes()).short()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lists_are_counted() {
        assert_eq!(count(b"[{}, {}]"), Some(2));
        assert_eq!(count(b"{\"id\": 1}"), None);
        assert_eq!(count(b"Notice: x[]"), None);
    }
}
