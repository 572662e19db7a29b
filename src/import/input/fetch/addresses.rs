//! The addresses of the REST API: where it begins, its lists, their pages.

use serde_json::Value as Json;
use url::Url;

use crate::base::date::Date;
use crate::base::http::Answer;
use crate::html::parse_fragment;

/// The relation of a link from any page of WordPress to its API
/// (developer.wordpress.org/rest-api/using-the-rest-api/discovery).
const API_RELATION: &str = "https://api.w.org/";
/// WordPress gives no more at once.
pub(super) const PER_PAGE: usize = 100;

/// Does the address lead to a list or a post of the API?
pub(super) fn is_route(address: &Url) -> bool {
    let below = address.path().split_once("/wp-json/").is_some_and(|(_, route)| !route.trim_matches('/').is_empty());
    below || address.query_pairs().any(|(key, value)| key == "rest_route" && !value.trim_matches('/').is_empty())
}

pub(super) fn is_rest_route<K: AsRef<str>, V>((key, _): (K, V)) -> bool {
    key.as_ref() == "rest_route"
}

/// An address of the API, in the form that its root has: a path, or a parameter where the site has no pretty addresses.
pub(super) fn route(api: &Url, path: &str) -> Url {
    let mut address = api.clone();
    if api.query_pairs().any(is_rest_route) {
        return with_parameters(api, &[("rest_route", format!("/{path}"))], true);
    }
    address.set_path(&format!("{}/{path}", api.path().trim_end_matches('/')));
    address
}

/// The address with these parameters; one that is given already stays as it is unless it is to be replaced.
fn with_parameters(address: &Url, parameters: &[(&str, String)], replace: bool) -> Url {
    let given: Vec<(String, String)> = address.query_pairs().into_owned().collect();
    let is_new = |name: &str| !given.iter().any(|(key, _)| key == name);
    let mut result = address.clone();
    let mut query = result.query_pairs_mut();
    query.clear();
    query.extend_pairs(given.iter().filter(|(key, _)| !replace || parameters.iter().all(|(name, _)| name != key)));
    query.extend_pairs(parameters.iter().filter(|(name, _)| replace || is_new(name)));
    drop(query);
    result
}

/// A page of a list. In the order of their numbers posts do not move from one page to the next while somebody writes.
pub(super) fn page_address(list: &Url, page: usize, since: Option<Date>) -> Url {
    let mut parameters = vec![
        ("per_page", PER_PAGE.to_string()),
        ("page", page.to_string()),
        ("orderby", "id".to_owned()),
        ("order", "asc".to_owned()),
        ("_embed", "author,wp:featuredmedia,wp:term".to_owned()),
    ];
    // Since WordPress 5.7; in the site's own time.
    parameters.extend(since.map(|day| ("modified_after", format!("{day}T00:00:00"))));
    with_parameters(list, &parameters, false)
}

/// What messages call a page.
pub(super) fn name_of(list: &Url, page: usize) -> String {
    let mut bare = list.clone();
    if !list.query_pairs().any(is_rest_route) {
        bare.set_query(None);
    }
    format!("{bare} (page {page})")
}

/// The API that an answer names in its `Link` headers or in its HTML.
pub(super) fn api_of_page(answer: &Answer) -> Option<Url> {
    let from_header = answer.links.iter().flat_map(|header| header.split(',')).find_map(|link| {
        let (target, parameters) = link.trim().strip_prefix('<')?.split_once('>')?;
        parameters.contains(API_RELATION).then_some(target.to_owned())
    });
    let from_html = || {
        let document = parse_fragment(&String::from_utf8_lossy(&answer.body)).document;
        let link = document.descendants(document.root()).find(|id| {
            document.is_named(*id, &["link"]) && document.attribute(*id, "rel").is_some_and(|rel| rel == API_RELATION)
        })?;
        document.attribute(link, "href").map(str::to_owned)
    };
    let target = from_header.or_else(from_html)?;
    let api = Url::parse(&answer.address).ok()?.join(&target).ok()?;
    matches!(api.scheme(), "http" | "https").then_some(api)
}

/// Where the API is if nobody changed it: below the given address, or at the root of the host.
pub(super) fn usual_roots(address: &Url) -> Vec<Url> {
    let mut folder = address.clone();
    folder.set_query(None);
    folder.set_fragment(None);
    folder.set_path(&format!("{}/", address.path().trim_end_matches('/')));
    let mut roots: Vec<Url> = Vec::new();
    let guesses = ["wp-json/", "/wp-json/", "?rest_route=/", "/?rest_route=/"];
    for root in guesses.iter().filter_map(|guess| folder.join(guess).ok()) {
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    roots
}

pub(super) fn is_api_root(body: &[u8]) -> bool {
    let json: Option<Json> = serde_json::from_slice(body).ok();
    let namespaces = json.as_ref().and_then(|json| json.get("namespaces")).and_then(Json::as_array);
    namespaces.is_some_and(|namespaces| namespaces.iter().any(|name| name == "wp/v2"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn page(address: &str, links: &[&str], body: &str) -> Answer {
        let links = links.iter().map(ToString::to_string).collect();
        Answer { address: address.to_owned(), links, total_pages: None, body: body.as_bytes().to_vec() }
    }

    #[test]
    fn a_list_is_told_from_the_root_of_the_api_and_from_a_page() {
        assert!(is_route(&url("https://a.org/en/wp-json/wp/v2/posts?slug=x")));
        assert!(is_route(&url("https://a.org/?rest_route=/wp/v2/posts")));
        for other in ["https://a.org/wp-json/", "https://a.org/?rest_route=/", "https://a.org/en/a-post/"] {
            assert!(!is_route(&url(other)), "{other}");
        }
    }

    #[test]
    fn routes_have_the_form_of_the_root() {
        assert_eq!(
            route(&url("https://a.org/en/wp-json/"), "wp/v2/posts").as_str(),
            "https://a.org/en/wp-json/wp/v2/posts"
        );
        assert_eq!(
            route(&url("https://a.org/?rest_route=/&lang=en"), "wp/v2/posts").as_str(),
            "https://a.org/?lang=en&rest_route=%2Fwp%2Fv2%2Fposts"
        );
    }

    #[test]
    fn what_the_user_asked_for_stays_in_the_address() {
        let day = crate::base::day::parse_day("2025-06-02").unwrap();
        let address = page_address(&url("https://a.org/wp-json/wp/v2/posts?slug=x&per_page=5"), 2, Some(day));
        assert_eq!(
            address.query(),
            Some(
                "slug=x&per_page=5&page=2&orderby=id&order=asc&_embed=author%2Cwp%3Afeaturedmedia%2Cwp%3Aterm&modified_after=2025-06-02T00%3A00%3A00"
            )
        );
    }

    #[test]
    fn the_api_is_named_by_a_header_or_by_the_page() {
        let header = "<https://a.org/en/wp-json/>; rel=\"https://api.w.org/\"";
        let found = |answer: &Answer| api_of_page(answer).map(|api| api.to_string());
        assert_eq!(
            found(&page("https://a.org/", &["<https://a.org/x>; rel=shortlink", header], "")).as_deref(),
            Some("https://a.org/en/wp-json/")
        );
        let html = "<!doctype html><html><head><link rel='https://api.w.org/' href='/api/'></head></html>";
        assert_eq!(found(&page("https://a.org/en/", &[], html)).as_deref(), Some("https://a.org/api/"));
        assert_eq!(found(&page("https://a.org/", &[], "<p>no WordPress</p>")), None);
        let hostile = "<file:///etc/passwd>; rel=\"https://api.w.org/\"";
        assert_eq!(found(&page("https://a.org/", &[hostile], "")), None);
    }

    #[test]
    fn the_usual_places_are_tried_once_each() {
        let roots = |address: &str| usual_roots(&url(address)).iter().map(Url::to_string).collect::<Vec<_>>();
        assert_eq!(roots("https://a.org"), ["https://a.org/wp-json/", "https://a.org/?rest_route=/"]);
        assert_eq!(roots("https://a.org/en/?x=1").len(), 4);
    }
}
