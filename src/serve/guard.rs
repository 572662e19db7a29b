//! Who is answered.
//!
//! Comes in: the head of a request; goes out: why it is not answered, if it is not. A page of another site, open in the same
//! browser, may ask for anything on this machine: by its name (DNS rebinding gives it away in `Host`), or from where it stands
//! (`Origin`, `Sec-Fetch-Site`). Nobody but the site's own pages and the person in front of the browser gets anything.

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};

use super::Address;

/// Why a request is not answered: the status, and a sentence for whoever sees it.
pub(super) type Refusal = (StatusCode, &'static str);

/// Looks at a request.
///
/// # Errors
/// It is not to be answered.
pub(super) fn check(address: &Address, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    let is_ours = |authority: &str| address.is_called(authority);
    // A request may name the host in its first line, too.
    let is_called = host.is_some_and(is_ours) && hosts.next().is_none();
    if !is_called || uri.authority().is_some_and(|authority| !is_ours(authority.as_str())) {
        return Err((StatusCode::FORBIDDEN, "this server does not answer to that name; `--host NAME` makes it\n"));
    }
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(is_ours);
    let mut origins = headers.get_all(header::ORIGIN).iter();
    if !origins.all(|origin| origin.to_str().is_ok_and(is_own)) {
        return Err((StatusCode::FORBIDDEN, "pages of other sites get nothing here\n"));
    }
    let fetch = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // To follow a link from elsewhere is fine: the page opens in a place of its own.
    let is_visit = fetch("sec-fetch-mode") == Some("navigate") && fetch("sec-fetch-dest") == Some("document");
    let is_foreign = fetch("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    if is_foreign && !is_visit {
        return Err((StatusCode::FORBIDDEN, "pages of other sites get nothing here\n"));
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "this server only shows the site\n"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(method: &Method, uri: &str, headers: &[(&'static str, &str)]) -> u16 {
        let (_listener, address) = Address::bind("127.0.0.1", 0, "/".to_owned()).unwrap();
        let port = address.socket.port().to_string();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.replace("PORT", &port).parse().unwrap());
        }
        let uri: Uri = uri.replace("PORT", &port).parse().unwrap();
        check(&address, method, &uri, &map).err().map_or(200, |(status, _)| status.as_u16())
    }

    fn get(headers: &[(&'static str, &str)]) -> u16 {
        status(&Method::GET, "/", headers)
    }

    const HOST: (&str, &str) = ("host", "localhost:PORT");

    #[test]
    fn the_person_in_front_of_the_browser_is_answered() {
        assert_eq!(get(&[HOST]), 200);
        assert_eq!(get(&[HOST, ("origin", "http://localhost:PORT")]), 200);
        assert_eq!(get(&[HOST, ("sec-fetch-site", "none")]), 200);
        let link =
            [HOST, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        assert_eq!(get(&link), 200);
        assert_eq!(status(&Method::HEAD, "http://localhost:PORT/", &[HOST]), 200);
    }

    #[test]
    fn other_names_and_other_pages_are_not() {
        assert_eq!(get(&[]), 403);
        assert_eq!(get(&[("host", "evil.example:PORT")]), 403);
        assert_eq!(get(&[HOST, ("host", "evil.example")]), 403);
        assert_eq!(status(&Method::GET, "http://evil.example/", &[HOST]), 403);
        for origin in ["https://evil.example", "null", "http://localhost:1", "https://localhost:PORT"] {
            assert_eq!(get(&[HOST, ("origin", origin)]), 403, "{origin}");
        }
        assert_eq!(get(&[HOST, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]), 403);
        let frame =
            [HOST, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
        assert_eq!(get(&frame), 403);
    }

    #[test]
    fn nothing_can_be_sent() {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::TRACE] {
            assert_eq!(status(&method, "/", &[HOST]), 405, "{method}");
        }
    }
}
