//! Files that certain hosts look for, as `hosts` in `site.yaml` asks: redirects answered by the server itself, headers, and
//! what GitHub Pages needs. docs/manual/content/pages/publish.md says what each host does with them.
//!
//! Comes in: the site, and everything that it consists of; goes out: one artifact a file. The pages at old addresses
//! (`redirects.rs`) are there all the same: a host that reads none of this, or only the first two thousand lines, leads its
//! readers on by them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::artifact::{Artifact, Content};
use crate::base::url::{SitePath, percent_decode};
use crate::config::Host;
use crate::site::{Redirect, Site};

/// Cloudflare reads a hundred rules of `_headers`; one is for all files.
const MOST_HEADER_RULES: usize = 99;

/// The types of files that hosts do not know by their endings, or of which they would leave the encoding open.
const TYPES: [(&str, &str); 8] = [
    (".csv", "text/csv; charset=utf-8"),
    (".geojson", "application/geo+json"),
    (".webmanifest", "application/manifest+json"),
    ("feed.json", "application/feed+json"),
    (".md", "text/markdown; charset=utf-8"),
    (".bib", "application/x-bibtex; charset=utf-8"),
    (".ris", "application/x-research-info-systems; charset=utf-8"),
    (".csl.json", "application/vnd.citationstyles.csl+json"),
];

/// How many hexadecimal digits of a fingerprint stand in a file's name.
const FINGERPRINT_DIGITS: usize = 16;

/// What the files in it are, for those who open one.
const NOTE: &str = "# Made by Chancery from `hosts` in site.yaml; the next build writes it anew.\n";

/// Plans the files of the hosts that `site.yaml` names.
pub(super) fn plan<'a>(input: Input<'a>, artifacts: &[Artifact<'a>]) -> Vec<Artifact<'a>> {
    let site = input.site;
    let hosts = &site.config.publishing.hosts;
    if hosts.is_empty() {
        return Vec::new();
    }
    let redirects = redirects(input, artifacts);
    let mut files: Vec<(&str, String)> = Vec::new();
    if hosts.contains(&Host::GithubPages) {
        // Jekyll would leave out files whose names begin with `_`.
        files.push((".nojekyll", String::new()));
        files.extend(custom_domain(site).map(|domain| ("CNAME", format!("{domain}\n"))));
    }
    if hosts.contains(&Host::Netlify) || hosts.contains(&Host::Cloudflare) {
        let not_found = not_found_rules(input).filter(|_| hosts.contains(&Host::Netlify)).unwrap_or_default();
        files.push(("_redirects", redirect_rules(site, hosts, &redirects) + &not_found));
        files.push(("_headers", headers(site, artifacts)));
    }
    if hosts.contains(&Host::Nginx) {
        files.push(("nginx-maps.conf", nginx_maps(site, &redirects) + &nginx_not_found(input)));
    }
    let artifact = |(name, text): (&str, String)| {
        let origin = format!("the file {name}, which `hosts` in site.yaml asks for");
        Artifact::file(SitePath::file(name), origin, Content::Bytes(Cow::Owned(text.into_bytes())))
    };
    files.into_iter().map(artifact).collect()
}

/// The domain that GitHub Pages is told to answer for: only at its root, and only where it is not GitHub's own.
fn custom_domain(site: &Site) -> Option<String> {
    let base = &site.config.base_url;
    let url = url::Url::parse(base.origin()).ok()?;
    let domain = url.domain()?;
    let is_custom = domain.contains('.') && !domain.ends_with(".github.io") && url.port().is_none();
    (is_custom && base.path() == "/").then(|| domain.to_owned())
}

/// The old addresses at which no page stands again.
fn redirects<'a>(input: Input<'a>, artifacts: &[Artifact<'_>]) -> Vec<&'a Redirect> {
    let is_page = |artifact: &&Artifact<'_>| artifact.listing.is_page();
    let pages: BTreeSet<&SitePath> = artifacts.iter().filter(is_page).map(|artifact| &artifact.path).collect();
    let redirects = input.publication.iter().flat_map(|edition| &edition.site.redirects);
    redirects.filter(|redirect| !pages.contains(&redirect.from)).collect()
}

/// `_redirects`, as Netlify and Cloudflare read it. Netlify serves the page at the old address unless a `!` forbids it, and
/// Cloudflare passes over a line with one; where both are asked for, the line is for both.
fn redirect_rules(site: &Site, hosts: &[Host], redirects: &[&Redirect]) -> String {
    let status = if hosts.contains(&Host::Cloudflare) { "301" } else { "301!" };
    let mut lines: Vec<String> = redirects
        .iter()
        .map(|redirect| format!("{} {} {status}\n", rule(site, &redirect.from), rule(site, &redirect.to)))
        .collect();
    lines.sort();
    format!("{NOTE}{}", lines.concat())
}

/// The page for addresses that do not exist in each language that has a folder, as Netlify reads it; behind all other rules, as
/// the first that fits counts. Cloudflare passes over these lines: it looks for the nearest `404.html` by itself.
fn not_found_rules(input: Input<'_>) -> Option<String> {
    let rule = |site: &Site| {
        let (folder, page) = (rule(site, &site.routes.home()), rule(site, &site.routes.not_found()));
        (!site.routes.folder().is_empty()).then(|| format!("{folder}* {page} 404\n"))
    };
    let rules: String = input.publication.iter().filter_map(|edition| rule(&edition.site)).collect();
    (!rules.is_empty()).then_some(rules)
}

/// The same as a map for nginx: `error_page 404 $chancery_not_found;`.
fn nginx_not_found(input: Input<'_>) -> String {
    let quoted = |path: &SitePath| format!("\"{}\"", input.site.routes.host_link(path));
    let line = |site: &Site| {
        let folder = regex_of(&percent_decode(&site.routes.host_link(&site.routes.home())).unwrap_or_default());
        (!site.routes.folder().is_empty())
            .then(|| format!("    \"~^{folder}\" {};\n", quoted(&site.routes.not_found())))
    };
    let lines: String = input.publication.iter().filter_map(|edition| line(&edition.site)).collect();
    if lines.is_empty() {
        return lines;
    }
    let default = quoted(&input.site.routes.not_found());
    format!("\nmap $uri $chancery_not_found {{\n    default {default};\n{lines}}}\n")
}

/// A text as a regular expression (PCRE) that stands in quotation marks.
fn regex_of(text: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "/-_~".contains(character);
    text.chars()
        .map(|character| if is_plain(character) { character.to_string() } else { format!("\\{character}") })
        .collect()
}

/// An address in a rule, where `*` and `:` would stand for other text.
fn rule(site: &Site, path: &SitePath) -> String {
    site.routes.host_link(path).replace('*', "%2A").replace(':', "%3A")
}

/// `_headers`, as Netlify and Cloudflare read it: what keeps readers safe for all files, and that a browser may keep what
/// has its fingerprint in its name.
fn headers(site: &Site, artifacts: &[Artifact<'_>]) -> String {
    let mut text = format!("{NOTE}{}*\n", site.routes.host_root());
    for (name, value) in [
        ("Content-Security-Policy", content_security_policy(site).as_str()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ] {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let paths: BTreeSet<String> = artifacts.iter().map(|artifact| artifact.path.output_path()).collect();
    let types: Vec<_> = TYPES.iter().filter(|(ending, _)| paths.iter().any(|path| path.ends_with(ending))).collect();
    for (ending, media_type) in &types {
        text.push_str(&format!("{}*{ending}\n  Content-Type: {media_type}\n", site.routes.host_root()));
    }
    for path in unchanging(&paths).into_iter().take(MOST_HEADER_RULES - types.len()) {
        let (folder, splat) = path.strip_suffix('*').map_or((path.as_str(), ""), |folder| (folder, "*"));
        let rule = rule(site, &SitePath::file(folder));
        text.push_str(&format!("{rule}{splat}\n  Cache-Control: public, max-age=31536000, immutable\n"));
    }
    text
}

/// The browser holds up what the build holds up: whatever would be loaded from a host that is not allowed.
fn content_security_policy(site: &Site) -> String {
    let hosts: String = site.config.publishing.allow_hosts.iter().map(|host| format!(" https://{host}")).collect();
    format!("default-src 'self' 'unsafe-inline' data:{hosts}; base-uri 'self'; frame-ancestors 'self'")
}

/// The files with a fingerprint in their names, by as few rules as are right: a folder in which no other file lies is one
/// rule, `assets/cases/*`.
fn unchanging(paths: &BTreeSet<String>) -> Vec<String> {
    // For each folder: does it hold a file without a fingerprint?
    let mut changing: BTreeMap<&str, bool> = BTreeMap::new();
    for path in paths {
        for (slash, _) in path.match_indices('/') {
            *changing.entry(path.get(..=slash).unwrap_or_default()).or_default() |= !has_fingerprint(path);
        }
    }
    let mut rules = BTreeSet::new();
    for path in paths.iter().filter(|path| has_fingerprint(path)) {
        let mut folders = path.match_indices('/').filter_map(|(slash, _)| path.get(..=slash));
        match folders.find(|folder| !changing[folder]) {
            Some(folder) => rules.insert(format!("{folder}*")),
            None => rules.insert(path.clone()),
        };
    }
    // Rules for many files first, should there be too many for a host.
    let (mut folders, files): (Vec<String>, Vec<String>) = rules.into_iter().partition(|rule| rule.ends_with('*'));
    folders.extend(files);
    folders
}

/// Does the fingerprint of a file stand in its name: `style.3f2a9c0d1b7e4856.css`?
fn has_fingerprint(path: &str) -> bool {
    let mut parts = path.rsplit('/').next().unwrap_or(path).rsplit('.');
    parts.next();
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    parts.next().is_some_and(|part| part.len() == FINGERPRINT_DIGITS && part.bytes().all(is_digit))
        && parts.next().is_some()
}

/// Two maps for nginx: where an old address leads, and which addresses are gone. Its `$uri` is decoded, and what it sends is
/// not encoded by it.
fn nginx_maps(site: &Site, redirects: &[&Redirect]) -> String {
    let redirects = redirects.iter().map(|redirect| (&redirect.from, site.routes.host_link(&redirect.to)));
    let gone = site.config.publishing.gone.iter().map(|gone| (&gone.path, "1".to_owned()));
    let long =
        "# Where nginx asks for it, `map_hash_bucket_size 512;` beside the `include` makes room for long addresses.\n";
    format!(
        "{NOTE}{long}\nmap $uri $chancery_redirect {{\n    default \"\";\n{}}}\n\nmap $uri $chancery_gone {{\n    default \"\";\n{}}}\n",
        nginx_map(site, redirects),
        nginx_map(site, gone)
    )
}

fn nginx_map<'a>(site: &Site, entries: impl Iterator<Item = (&'a SitePath, String)>) -> String {
    let root = percent_decode(site.routes.host_root()).unwrap_or_default();
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for (path, value) in entries {
        let address = format!("{root}{}", path.as_str());
        let without_slash = address.strip_suffix('/').filter(|address| !address.is_empty()).map(str::to_owned);
        for key in std::iter::once(address.clone()).chain(without_slash) {
            // nginx takes no letter's case into account, and refuses a file that names an address twice.
            lines.entry(key.to_ascii_lowercase()).or_insert_with(|| value.clone());
        }
    }
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    // In a value, a `$` would begin a variable.
    let line =
        |(key, value): (&String, &String)| format!("    {} {};\n", quoted(key), quoted(&value.replace('$', "%24")));
    lines.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(paths: &[&str]) -> Vec<String> {
        unchanging(&paths.iter().map(|path| (*path).to_owned()).collect())
    }

    #[test]
    fn a_folder_of_unchanging_files_is_one_rule() {
        let (one, two) = ("0123456789abcdef", "fedcba9876543210");
        assert_eq!(
            rules(&[
                "index.html",
                "theme/licence.txt",
                &format!("theme/style.{one}.css"),
                &format!("theme/fonts/a.{one}.woff2"),
                &format!("theme/fonts/b.{two}.woff2"),
                &format!("assets/cases/2025/x.{two}.webp"),
            ]),
            ["assets/*", "theme/fonts/*", &format!("theme/style.{one}.css")]
        );
        assert!(
            rules(&["index.html", "theme/a.css", "deadbeef.css", "a.0123456789ABCDEF.css", "a.0123456789abcdef"])
                .is_empty()
        );
    }
}
