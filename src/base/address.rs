//! Mistakes in addresses, wherever people write one: schemes that run something, and slips of the hand that lead nowhere.
//!
//! Comes in: an address as it is read from Markdown, HTML or YAML; goes out: what is wrong with it. Whether there is anything at
//! the address is not asked.

use std::borrow::Cow;

use super::detour::behind_detour;
use super::diag::{Code, Diagnostic};
use super::message::Message;

/// Schemes whose addresses run a program, hold a page of their own, or name files of the reader's own machine.
const UNSAFE: [&str; 4] = ["javascript", "vbscript", "data", "file"];

/// Schemes that resemble `http` and are meant.
const KNOWN: [&str; 8] = ["ftp", "ftps", "sftp", "tftp", "http", "https", "httpx", "ntp"];

/// The quotation marks of word processors, which are letters to Markdown, HTML and YAML.
pub const CURLY_QUOTES: [char; 9] = ['“', '”', '„', '‟', '«', '»', '‘', '’', '″'];

/// What is wrong with an address. A picture may hold itself (`data:image/png;base64,…`): nothing in it can run.
#[must_use]
pub fn mistake(address: &str, is_picture: bool) -> Option<Diagnostic> {
    // Most addresses by far are of these kinds.
    if let Some(rest) = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")) {
        return host_mistake(address, rest).or_else(|| detour(address));
    }
    if address.starts_with(CURLY_QUOTES) {
        let message = say!("the quotation marks are a part of the address `{address}`", address = shown(address));
        let help = say!("take them out: `{plain}`", plain = shown(address.trim_matches(CURLY_QUOTES)));
        return Some(Diagnostic::error(Code::BadAddress, message).help(help));
    }
    let read = as_browsers_read(address);
    let Some((scheme, rest)) = scheme(&read) else { return lost_colon(&read) };
    let small = scheme.to_ascii_lowercase();
    if UNSAFE.contains(&small.as_str()) {
        let is_shown = is_picture && small == "data" && rest.trim_start().to_ascii_lowercase().starts_with("image/");
        return (!is_shown).then(|| unsafe_scheme(&small));
    }
    match small.as_str() {
        // `C:\report.pdf`: no scheme has one letter, a disk has.
        disk if disk.len() == 1 && rest.starts_with(['/', '\\']) => Some(file_of_one_machine(&read)),
        "http" | "https" => match rest.strip_prefix("//") {
            Some(rest) => host_mistake(&read, rest),
            None => {
                let host = rest.trim_start_matches(['/', '\\']);
                Some(slip(&read, say!("`{small}:` needs two slashes behind it", small), &format!("{small}://{host}")))
            }
        },
        _ => misspelt_scheme(&read, &small, rest),
    }
}

/// `www.c40.org`, `c40.org/cities`: to a browser, the path of a file.
#[must_use]
pub fn is_like_a_host(target: &str) -> bool {
    let (host, path) = target.split_once('/').unwrap_or((target, ""));
    let ending = host.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending = ending.len() >= 2 && ending.bytes().all(|letter| letter.is_ascii_alphabetic());
    is_ending && (host.starts_with("www.") || !path.is_empty())
}

/// The address that was most likely meant by one without its beginning, where it is that of another host: `www.tabriz.ir`,
/// `tabriz.ir/contact`, `tabriz.ir`. A name such as `report.pdf` is a file.
#[must_use]
pub fn without_scheme(target: &str) -> Option<String> {
    /// Endings of hosts that are no country's.
    const ENDINGS: [&str; 6] = ["com", "edu", "gov", "info", "net", "org"];
    let ending = target.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_name = target.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    let is_country = ending.len() == 2 && ending.bytes().all(|letter| letter.is_ascii_lowercase());
    let is_bare = is_name && (ENDINGS.contains(&ending) || is_country && !matches!(ending, "md" | "js" | "gz"));
    let has_no_space = !target.contains(char::is_whitespace) && !target.contains('@');
    (has_no_space && (is_like_a_host(target) || is_bare && target.len() > ending.len() + 1))
        .then(|| format!("https://{target}"))
}

/// Browsers leave out tabs and line breaks, and control characters and spaces at the start (WHATWG URL, 4.4).
fn as_browsers_read(address: &str) -> Cow<'_, str> {
    let trimmed = address.trim_start_matches(|first: char| first <= ' ');
    if trimmed.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        Cow::Owned(trimmed.replace(['\t', '\n', '\r'], ""))
    } else {
        Cow::Borrowed(trimmed)
    }
}

/// The scheme of an address, and what stands behind its colon.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let length = address.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
    let is_first = address.bytes().next().is_some_and(|first| first.is_ascii_alphabetic());
    let rest = address[length..].strip_prefix(':').filter(|_| is_first)?;
    Some((&address[..length], rest))
}

fn unsafe_scheme(scheme: &str) -> Diagnostic {
    let (why, help) = match scheme {
        "data" => {
            (say!("holds a page of its own"), say!("save what it holds as a file below assets/ and name that file"))
        }
        "file" => (say!("names a file of one machine"), say!("put the file below assets/ and name it there")),
        _ => (say!("runs a program"), say!("write the address of a page, or take the link out")),
    };
    Diagnostic::error(Code::BadAddress, say!("an address with `{scheme}:` {why}, and is not published", scheme, why))
        .help(help)
}

fn file_of_one_machine(address: &str) -> Diagnostic {
    let message = say!("`{address}` names a file of one machine, and is not published", address = shown(address));
    Diagnostic::error(Code::BadAddress, message).help(say!("put the file below assets/ and name it there"))
}

fn slip(address: &str, what: Message, better: &str) -> Diagnostic {
    Diagnostic::warning(Code::BadAddress, say!("`{address}` leads nowhere: {what}", address = shown(address), what))
        .help(say!("did you mean `{near}`?", near = shown(better)))
}

/// Enough of an address to recognise it.
fn shown(address: &str) -> Cow<'_, str> {
    match address.char_indices().nth(80) {
        Some((end, _)) => Cow::Owned(format!("{}…", &address[..end])),
        None => Cow::Borrowed(address),
    }
}

/// `htp://…`, `htps:…`.
fn misspelt_scheme(address: &str, scheme: &str, rest: &str) -> Option<Diagnostic> {
    let allowed = if rest.starts_with("//") { 2 } else { 1 };
    if KNOWN.contains(&scheme) || !(3..=7).contains(&scheme.len()) || !scheme.contains(['h', 't']) {
        return None;
    }
    let meant = ["https", "http"].into_iter().map(|known| (strsim::osa_distance(scheme, known), known)).min()?;
    let host = rest.trim_start_matches('/');
    let is_meant = meant.0 <= allowed && scheme.contains("tp") || meant.0 <= 1;
    is_meant.then(|| slip(address, say!("there is no `{scheme}:`", scheme), &format!("{}://{host}", meant.1)))
}

/// `https//…`, `http;//…`: to a browser, a file of the site.
fn lost_colon(address: &str) -> Option<Diagnostic> {
    let start = address.get(..4).filter(|start| start.eq_ignore_ascii_case("http"))?;
    let rest = &address[start.len()..];
    let (name, rest) = rest.strip_prefix(['s', 'S']).map_or(("http", rest), |rest| ("https", rest));
    let host = rest.trim_start_matches([';', '.', ' ', ':', '/', '\\']);
    let signs = &rest[..rest.len() - host.len()];
    let is_slip = signs.contains("//") || signs.contains("\\\\") || signs.starts_with(';') && signs.contains('/');
    is_slip.then(|| slip(address, say!("`{name}` needs a colon behind it", name), &format!("{name}://{host}")))
}

/// An address that leads by way of a program, which learns who reads the page.
fn detour(address: &str) -> Option<Diagnostic> {
    let page = behind_detour(address)?;
    let message = say!(
        "`{address}` leads by way of a program that counts readers, and may hold the address of whoever got the mail",
        address = shown(address)
    );
    Some(Diagnostic::warning(Code::BadAddress, message).help(say!("write the page itself: `{page}`", page)))
}

/// What is wrong with the host behind `https://`.
fn host_mistake(address: &str, rest: &str) -> Option<Diagnostic> {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = &rest[..end];
    let may_stand = |byte: u8| byte.is_ascii_alphanumeric() || byte >= 0x80 || b"-.:@%_~[]!$&'()*+;=".contains(&byte);
    if host.is_empty() {
        let better = rest.trim_start_matches('/');
        let scheme = &address[..address.len() - rest.len()];
        let problem = slip(address, say!("it names no host"), &format!("{scheme}{better}"));
        return Some(if better.is_empty() {
            problem.help(say!("write the host, such as `https://example.org/`"))
        } else {
            problem
        });
    }
    if matches!(host.trim_end_matches(':'), "http" | "https") {
        let better = rest[end..].trim_start_matches('/');
        let scheme = host.trim_end_matches(':');
        return Some(slip(address, say!("its beginning stands there twice"), &format!("{scheme}://{better}")));
    }
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if ["localhost", "127.0.0.1", "0.0.0.0"].iter().any(|own| name.eq_ignore_ascii_case(own)) {
        let path = rest[end..].trim_start_matches('/');
        let message =
            say!("`{address}` leads to the machine of whoever reads it, and not to the site", address = shown(address));
        let help = say!("write the address without its host: `/{path}`", path = shown(path));
        return Some(Diagnostic::warning(Code::BadAddress, message).help(help));
    }
    if host.bytes().all(may_stand)
        && !host.contains("..")
        && !host.starts_with('.')
        && !host.chars().any(char::is_whitespace)
    {
        return None;
    }
    let (what, better) = if host.chars().any(char::is_whitespace) {
        (say!("a host has no spaces"), host.split_whitespace().collect::<String>())
    } else {
        (
            say!("no host has such a name"),
            host.replace([',', '\\'], ".").replace("..", ".").trim_start_matches('.').to_owned(),
        )
    };
    let scheme = &address[..address.len() - rest.len()];
    let problem = slip(address, what, &format!("{scheme}{better}{}", &rest[end..]));
    Some(if better == host { problem.help(say!("copy the address from the browser once more")) } else { problem })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Severity;

    #[test]
    fn what_runs_or_names_no_page_is_an_error() {
        for address in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " \u{1}java\tscript\n:alert(1)",
            "vbscript:x",
            "data:text/html,<b>",
            "file:///etc/passwd",
            "data:image/png;base64,AA",
        ] {
            let found = mistake(address, false).unwrap_or_else(|| panic!("{address}"));
            assert_eq!(found.severity, Severity::Error, "{address}");
        }
        assert!(mistake("data:text/html,x", true).is_some());
    }

    #[test]
    fn files_of_a_disk_are_not_published() {
        for address in ["C:\\docs\\a.pdf", "d:/a.pdf", " C:\\a"] {
            let found = mistake(address, true).unwrap_or_else(|| panic!("{address}"));
            assert_eq!(found.severity, Severity::Error, "{address}");
        }
        assert_eq!(mistake("C:a", false), None);
    }

    #[test]
    fn curly_quotes_are_no_part_of_an_address() {
        for (address, meant) in [("“https://a.org/”", "`https://a.org/`"), ("»b.md«", "`b.md`")] {
            let problem = mistake(address, false).unwrap();
            assert_eq!((problem.code, problem.severity), (Code::BadAddress, Severity::Error), "{address}");
            assert!(problem.help.unwrap().english().contains(meant), "{address}");
        }
        assert_eq!(mistake("https://a.org/“b”", false), None);
    }

    #[test]
    fn slips_are_told_with_what_was_meant() {
        for (address, meant) in [
            ("htp://a.org/x", "http://a.org/x"),
            ("htpps://a.org", "https://a.org"),
            ("ttps://a.org", "https://a.org"),
            ("https:/a.org", "https://a.org"),
            ("http:www.a.org", "http://www.a.org"),
            ("https//www.a.org", "https://www.a.org"),
            ("http;//a.org", "http://a.org"),
            ("https:///a.org", "https://a.org"),
            ("https://http://a.org", "http://a.org"),
            ("https://a b.org/c", "https://ab.org/c"),
            ("https://www,a.org", "https://www.a.org"),
            ("https://a..org", "https://a.org"),
        ] {
            let found = mistake(address, false).unwrap_or_else(|| panic!("{address}"));
            assert_eq!(found.severity, Severity::Warning, "{address}");
            assert_eq!(found.help.unwrap_or_default(), format!("did you mean `{meant}`?"), "{address}");
        }
        assert!(mistake("https://", false).is_some());
    }

    #[test]
    fn the_own_machine_is_no_address_for_readers() {
        for address in
            ["http://localhost:1111/cases/lima/", "http://127.0.0.1/cases/lima/", "https://LOCALHOST/cases/lima/"]
        {
            let found = mistake(address, false).unwrap_or_else(|| panic!("{address}"));
            assert!(found.help.unwrap_or_default().english().contains("`/cases/lima/`"), "{address}");
        }
        assert_eq!(mistake("https://localhost.example.org/", false), None);
    }

    #[test]
    fn a_host_without_its_beginning_is_known_from_a_file() {
        for host in ["www.tabriz.ir", "tabriz.ir/contact", "tabriz.ir", "c40.org", "www.a.museum"] {
            assert_eq!(without_scheme(host), Some(format!("https://{host}")), "{host}");
        }
        for other in
            ["report.pdf", "about.html", "/tabriz.ir/", "cases/", "a@tabriz.ir", "the office", "x.md", ".ir", "Nr. 7"]
        {
            assert_eq!(without_scheme(other), None, "{other}");
        }
    }

    #[test]
    fn right_addresses_are_left_alone() {
        for address in [
            "https://a.org/javascript:x",
            "http://user@a.org:80/x y",
            "https://münchen.de/",
            "https://[::1]/",
            "mailto:a@b.org",
            "tel:+1",
            "sms:1",
            "geo:1,2",
            "ftp://a.org",
            "doi:10.1/2",
            "whatsapp://send",
            "//a.org/x",
            "/cases/x/",
            "../x.md#y",
            "#data:x",
            "x.jpg",
            "https-only.pdf",
            "10:30",
            "",
        ] {
            assert_eq!(mistake(address, false), None, "{address}");
        }
        assert_eq!(mistake("data:image/gif;base64,AA", true), None);
    }
}
