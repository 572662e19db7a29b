//! The files that hosts look for, read as those hosts read them.

use std::collections::BTreeMap;

use crate::support::{TODAY, TestSite};

/// A site with these lines more in `site.yaml`, with old addresses in Latin and Persian, and a page at the old address of a
/// post.
fn site(lines: &str) -> TestSite {
    let site = TestSite::new();
    let yaml = site.read("site.yaml");
    site.file("site.yaml", format!("{yaml}{lines}"))
        .theme("climate")
        .case("oslo", "themes: [climate]\naliases: [/en/oslo, /شهر/اسلو/, /old/o$lo.html]", "Text.")
        .case("تهران", "aliases: [/en/tehran/]\norigin: { url: https://example.org/cases/oslo/ }", "Text.")
}

/// The rules of `_redirects`: from, to, status.
fn redirects(site: &TestSite) -> BTreeMap<String, (String, String)> {
    let text = site.read("output/_redirects");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            assert_eq!(words.len(), 3, "{line}");
            assert!(line.len() < 1000 && line.is_ascii(), "{line}");
            (words[0].to_owned(), (words[1].to_owned(), words[2].to_owned()))
        })
        .collect()
}

/// The rules of `_headers`: a path, and its headers.
fn headers(site: &TestSite) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = site.read("output/_headers");
    let mut rules: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut path = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            Some(header) => {
                let (name, value) = header.split_once(": ").unwrap();
                assert!(line.len() < 2000);
                rules.get_mut(&path).unwrap().insert(name.to_owned(), value.to_owned());
            }
            None => {
                assert!(line.starts_with('/') && line.is_ascii(), "{line}");
                path = line.to_owned();
                rules.insert(path.clone(), BTreeMap::new());
            }
        }
    }
    assert!(rules.len() <= 100);
    rules
}

#[test]
fn without_hosts_there_are_no_such_files() {
    let site = site("");
    site.build().succeeds();
    let files = site.files("output");
    for name in [".nojekyll", "CNAME", "_redirects", "_headers", "nginx-maps.conf"] {
        assert!(!files.contains_key(name), "{name}");
    }
}

#[test]
fn old_addresses_are_redirected_by_the_server() {
    for (hosts, status) in [("netlify", "301!"), ("cloudflare", "301"), ("netlify, cloudflare", "301")] {
        let site = site(&format!("hosts: [{hosts}]\n"));
        site.build().succeeds();
        let rules = redirects(&site);
        let to_oslo = ("/cases/oslo/".to_owned(), status.to_owned());
        for old in ["/en/oslo/", "/%D8%B4%D9%87%D8%B1/%D8%A7%D8%B3%D9%84%D9%88/", "/old/o$lo.html"] {
            assert_eq!(rules.get(old), Some(&to_oslo), "{old} in {rules:?}");
        }
        assert_eq!(rules["/en/tehran/"].0, "/cases/%D8%AA%D9%87%D8%B1%D8%A7%D9%86/");
        assert_eq!(rules.len(), 4, "the page at /cases/oslo/ is not redirected: {rules:?}");
        assert!(site.has("output/en/oslo/index.html"), "hosts that do not read the file lead on all the same");
    }
}

#[test]
fn rules_of_a_site_in_a_folder_name_the_folder() {
    let site = site("hosts: [cloudflare, nginx]\n");
    site.run(&["build", "--date", TODAY, "--base-url", "https://example.org/a%20b/"]).succeeds();
    assert_eq!(redirects(&site)["/a%20b/en/oslo/"].0, "/a%20b/cases/oslo/");
    assert!(headers(&site).contains_key("/a%20b/*"));
    assert!(site.read("output/nginx-maps.conf").contains("    \"/a b/en/oslo\" \"/a%20b/cases/oslo/\";\n"));
    site.run(&["build", "--date", TODAY, "--relative"]).succeeds();
    assert_eq!(redirects(&site)["/en/oslo/"].0, "/cases/oslo/", "a server knows no page to be relative to");
}

#[test]
fn headers_keep_readers_safe_and_files_with_a_fingerprint() {
    let site = site("hosts: [netlify]\nallow_hosts: [video.example.net]\n")
        .file("assets/maps/world.0123456789abcdef.txt", "x")
        .file("assets/plan.txt", "x");
    site.build().succeeds();
    let rules = headers(&site);
    let policy = &rules["/*"]["Content-Security-Policy"];
    assert!(policy.starts_with("default-src 'self' 'unsafe-inline' data: https://video.example.net;"), "{policy}");
    assert_eq!(rules["/*"]["X-Content-Type-Options"], "nosniff");
    assert_eq!(rules["/assets/maps/*"]["Cache-Control"], "public, max-age=31536000, immutable");
    let unchanging = rules.iter().filter(|(_, headers)| headers.contains_key("Cache-Control"));
    for (path, _) in unchanging {
        assert!(path.starts_with("/assets/maps/") || path.starts_with("/theme/"), "{path}");
    }
}

#[test]
fn github_pages_is_told_the_domain_only_where_it_is_ones_own() {
    for (base_url, expected) in [
        ("https://diplomacy.example.org/", Some("diplomacy.example.org\n")),
        ("https://شهر.example/", Some("xn--wgbf1d.example\n")),
        ("https://example.org/library/", None),
        ("https://office.github.io/", None),
        ("https://192.0.2.1/", None),
        ("http://localhost:8000/", None),
    ] {
        let site = site("hosts: [github-pages]\n");
        site.run(&["build", "--date", TODAY, "--base-url", base_url]).succeeds();
        assert!(site.has("output/.nojekyll"), "{base_url}");
        let files = site.files("output");
        let domain = files.get("CNAME").map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert_eq!(domain.as_deref(), expected, "{base_url}");
    }
}

#[test]
fn a_hidden_file_is_kept_unchanged_and_goes_with_its_host() {
    let site = site("hosts: [github-pages]\n");
    site.build().succeeds();
    let run = site.build().succeeds();
    assert!(run.out.contains("nothing changed") && site.has("output/.nojekyll"), "{}", run.out);
    let yaml = site.read("site.yaml").replace("hosts: [github-pages]\n", "");
    site.write("site.yaml", yaml);
    site.build().succeeds();
    assert!(!site.has("output/.nojekyll") && !site.has("output/CNAME"));
}

#[test]
fn nginx_gets_maps_of_old_and_of_gone_addresses() {
    let site = site("hosts: [nginx]\ngone: [/cases/bern/, '/cases/\"b\"/']\n");
    // A quotation mark cannot stand in an address, and is refused where it is written.
    assert!(site.build().finds_mistakes().error.contains("bad-address"));
    let yaml = site.read("site.yaml").replace(", '/cases/\"b\"/'", "");
    site.write("site.yaml", yaml);
    site.build().succeeds();
    let maps = site.read("output/nginx-maps.conf");
    for line in [
        "map $uri $chancery_redirect {\n",
        "    \"/en/oslo\" \"/cases/oslo/\";\n    \"/en/oslo/\" \"/cases/oslo/\";\n",
        "    \"/شهر/اسلو/\" \"/cases/oslo/\";\n",
        "    \"/old/o$lo.html\" \"/cases/oslo/\";\n",
        "    \"/en/tehran/\" \"/cases/%D8%AA%D9%87%D8%B1%D8%A7%D9%86/\";\n",
        "map $uri $chancery_gone {\n    default \"\";\n    \"/cases/bern\" \"1\";\n    \"/cases/bern/\" \"1\";\n}\n",
    ] {
        assert!(maps.contains(line), "{line}\n{maps}");
    }
}
