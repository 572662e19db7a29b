//! Addresses that lead to a page by way of a program: the filters of mail, which put the reader's address into them, and the counters
//! of networks. Who copies a link out of a mail copies them unseen.
//!
//! Comes in: an address; goes out: where it leads in the end.

use super::url::percent_decode;

/// A program that passes readers on: how its host ends, how its path begins, and the parameter that holds the address.
struct Detour {
    host: &'static str,
    path: &'static str,
    parameter: &'static str,
}

const DETOURS: [Detour; 9] = [
    Detour { host: "safelinks.protection.outlook.com", path: "/", parameter: "url" },
    Detour { host: "safelinks.protection.office365.us", path: "/", parameter: "url" },
    Detour { host: "statics.teams.cdn.office.net", path: "/evergreen-assets/safelinks/", parameter: "url" },
    Detour { host: "google.com", path: "/url", parameter: "q" },
    Detour { host: "google.com", path: "/url", parameter: "url" },
    Detour { host: "l.facebook.com", path: "/l.php", parameter: "u" },
    Detour { host: "lm.facebook.com", path: "/l.php", parameter: "u" },
    Detour { host: "linkedin.com", path: "/redir/", parameter: "url" },
    Detour { host: "slack-redir.net", path: "/link", parameter: "url" },
];

/// The page that an address leads to by a detour.
pub(super) fn behind_detour(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let (host, path_and_query) = rest.split_at(rest.find('/')?);
    if host.ends_with("urldefense.com") || host.ends_with("urldefense.proofpoint.com") {
        return behind_urldefense(path_and_query);
    }
    let (path, query) = path_and_query.split_once('?')?;
    let query = query.replace("&amp;", "&");
    DETOURS.iter().find_map(|detour| {
        let before = host.strip_suffix(detour.host)?;
        let is_meant = (before.is_empty() || before.ends_with('.')) && path.starts_with(detour.path);
        let value = query.split('&').find_map(|part| part.strip_prefix(detour.parameter)?.strip_prefix('='));
        page(&percent_decode(value.filter(|_| is_meant)?)?)
    })
}

/// `/v3/__https://a.org/b__;!!…`: the third form of Proofpoint's URL Defense.
fn behind_urldefense(path: &str) -> Option<String> {
    page(path.strip_prefix("/v3/__")?.split("__;").next()?)
}

fn page(address: &str) -> Option<String> {
    (address.starts_with("https://") || address.starts_with("http://")).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::behind_detour;

    #[test]
    fn the_page_behind_a_detour_is_found() {
        for (address, page) in [
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.c40.org%2Fa%3Fb%3Dc&data=05%7Cjane%40city.org",
                "https://www.c40.org/a?b=c",
            ),
            ("https://www.google.com/url?sa=t&amp;q=https://uclg.org/&amp;sa=D", "https://uclg.org/"),
            ("https://l.facebook.com/l.php?u=https%3A%2F%2Fuclg.org%2F&h=AT0", "https://uclg.org/"),
            ("https://urldefense.com/v3/__https://uclg.org/en__;!!abc$", "https://uclg.org/en"),
        ] {
            assert_eq!(behind_detour(address).as_deref(), Some(page), "{address}");
        }
    }

    #[test]
    fn other_addresses_are_no_detours() {
        for address in [
            "https://www.google.com/search?q=https://uclg.org/",
            "https://web.archive.org/web/2024/https://uclg.org/",
            "https://www.google.com/url?q=cities",
            "https://notgoogle.com/url?q=https://uclg.org/",
            "https://uclg.org",
        ] {
            assert_eq!(behind_detour(address), None, "{address}");
        }
    }
}
