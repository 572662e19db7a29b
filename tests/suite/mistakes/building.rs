//! Mistakes in how a site is put together: its folders, its addresses, its hosts, what stands where it is built.

use std::fs;

use chancery::base::diag::Code;

use super::{Edit, Gives, Mistake, assert_none_is_silent};
use crate::support::{PICTURE, TODAY, TestSite};

const SITE: &str = "site.yaml";
const LIMA: &str = "content/cases/lima.md";
const LIMA_PAGE: &str = "cases/lima/index.html";
const END_OF_SITE: &str = "kinds: [{ id: city-network, title: City networks }]\n";

/// Lines at the end of `site.yaml`, and a build.
macro_rules! site_with {
    ($name:literal, $lines:literal, $gives:expr) => {
        Mistake {
            name: $name,
            edit: Edit::Replace(
                SITE,
                END_OF_SITE,
                concat!("kinds: [{ id: city-network, title: City networks }]\n", $lines),
            ),
            run: "build",
            gives: $gives,
        }
    };
}

/// Another text in the place of a sentence of a case.
const fn body(name: &'static str, text: &'static str, gives: Gives) -> Mistake {
    Mistake { name, edit: Edit::Replace(LIMA, "Water is **short** in Lima.", text), run: "build", gives }
}

const MISTAKES: &[Mistake] = &[
    body(
        "a picture of another host",
        "![A tap](https://old.example.net/tap.jpg)",
        Gives::Warning(
            Code::ForeignHost,
            "content/cases/lima.md:25",
            &["old.example.net", "put the file into assets/"],
        ),
    ),
    body(
        "a film of another host",
        "<iframe src=\"https://video.example.net/1\"></iframe>",
        Gives::Warning(Code::ForeignHost, "content/cases/lima.md:25", &["`allow_hosts: [video.example.net]`"]),
    ),
    Mistake {
        name: "a picture of another host in a caption",
        edit: Edit::Replace(
            LIMA,
            "The river in 2024",
            "The <img src='https://old.example.net/i.gif' alt='icon'> river",
        ),
        run: "build",
        gives: Gives::Warning(Code::ForeignHost, "content/cases/lima.md:13", &["the page only links to it"]),
    },
    Mistake {
        name: "pictures of another host in a source and a correction",
        edit: Edit::Do(|site| {
            let text =
                site.read(LIMA).replace("[The report]", "![The report](https://old.example.net/a.png) [The report]");
            site.write(LIMA, text.replace("A name was wrong.", "<img src=//old.example.net/b.png>"));
        }),
        run: "check",
        gives: Gives::Warning(Code::ForeignHost, "content/cases/lima.md:17", &["2 pictures", "old.example.net"]),
    },
    Mistake {
        name: "an alias with its host",
        edit: Edit::Replace(
            "content/pages/about.md",
            "title: About\n",
            "title: About\naliases: [www.example.org/us]\n",
        ),
        run: "build",
        gives: Gives::Error(Code::BadAddress, "content/pages/about.md:3", &["begins like a host", "`/us`"]),
    },
    Mistake {
        name: "an alias that is a folder",
        edit: Edit::Replace("content/pages/about.md", "title: About\n", "title: About\naliases: [old/us.html]\n"),
        run: "build",
        gives: Gives::Page("old/us.html", &["/about/"], &[]),
    },
    site_with!(
        "a redirect from a host",
        "redirects:\n  - { from: example.org/a, to: /about/ }\n",
        Gives::Error(Code::BadAddress, "site.yaml:17", &["begins like a host", "`/a`"])
    ),
    site_with!(
        "a scheme among the hosts",
        "allow_hosts: [\"data:\"]\n",
        Gives::Error(Code::BadAddress, "site.yaml:16", &["`data:`", "beginning of addresses"])
    ),
    site_with!(
        "another scheme among the hosts",
        "allow_hosts: [\"blob:\"]\n",
        Gives::Error(Code::BadAddress, "site.yaml:16", &["`blob:`"])
    ),
    Mistake {
        name: "the address of a post that is too long",
        edit: Edit::Do(|site| {
            let origin = format!("origin: {{ url: \"https://example.org/{}/\" }}", "%D8%A7".repeat(140));
            site.write(LIMA, site.read(LIMA).replace("article: cities", &format!("{origin}\narticle: cities")));
        }),
        run: "build",
        gives: Gives::Warning(Code::RedirectOutside, "content/cases/lima.md:14", &["255 bytes", "`hosts`"]),
    },
    Mistake {
        name: "a picture that has only a source",
        edit: Edit::Replace(LIMA, "  file: lima.gif\n", "  source: https://old.example.net/lima.jpg\n"),
        run: "build",
        gives: Gives::Warning(Code::ForeignHost, "content/cases/lima.md:11", &["the page only links to it"]),
    },
    site_with!(
        "redirects in a circle",
        "redirects:\n  - { from: /a/, to: /b/ }\n  - { from: /b/, to: /a/ }\n",
        Gives::Error(Code::BrokenLink, "site.yaml:17", &["in a circle: /a/ → /b/ → /a/"])
    ),
    site_with!(
        "a redirect to itself",
        "redirects:\n  - { from: /a/, to: /a/ }\n",
        Gives::Error(Code::BrokenLink, "site.yaml:17", &["/a/ → /a/"])
    ),
    site_with!(
        "a redirect from a page that is there",
        "redirects:\n  - { from: /about/, to: /cases/ }\n",
        Gives::Error(Code::AddressConflict, "site.yaml:17", &["/about/", "take this redirect out"])
    ),
    site_with!(
        "two redirects from one address",
        "redirects:\n  - { from: /a/, to: /cases/ }\n  - { from: /a/, to: /about/ }\n",
        Gives::Error(Code::AddressConflict, "site.yaml:17", &["two files want the address /a/"])
    ),
    site_with!(
        "a redirect to nowhere",
        "redirects:\n  - { from: /a/, to: /abuot/ }\n",
        Gives::Error(Code::BrokenLink, "site.yaml:17", &["did you mean `/about/`?"])
    ),
    site_with!(
        "a line break in a redirect",
        "redirects:\n  - { from: \"/a/\\n/* https://evil.example/ 301\", to: /about/ }\n",
        Gives::Error(Code::BadAddress, "site.yaml:17", &["no address within the site"])
    ),
    site_with!(
        "a word of a security policy among the hosts",
        "hosts: [netlify]\nallow_hosts: [\"'unsafe-eval'\"]\n",
        Gives::Error(Code::BadAddress, "site.yaml:17", &["Content-Security-Policy"])
    ),
    site_with!(
        "two rules in one host",
        "hosts: [netlify]\nallow_hosts: [\"a.example; script-src *\"]\n",
        Gives::Error(Code::BadAddress, "site.yaml:17", &["write each host whole"])
    ),
    site_with!(
        "a semicolon in a host",
        "hosts: [netlify]\nallow_hosts: [\"a.example;sandbox\"]\n",
        Gives::Error(Code::BadAddress, "site.yaml:17", &["write each host whole"])
    ),
    site_with!(
        "a line break in a host",
        "hosts: [netlify]\nallow_hosts: [\"a.example\\nX-Frame-Options:1\"]\n",
        Gives::Error(Code::BadAddress, "site.yaml:17", &["should name hosts"])
    ),
    Mistake {
        name: "a quotation mark in the site's own host",
        edit: Edit::Replace(SITE, "base_url: https://example.org/", "base_url: \"https://exa'mple.org/\""),
        run: "build",
        gives: Gives::Error(Code::BadAddress, "site.yaml:2", &["no host has"]),
    },
    Mistake {
        name: "two articles with one old address",
        edit: Edit::Do(|site| {
            let article = "---\ntitle: T\norigin: { url: \"https://old.example.net/cities/\" }\n---\n\nText.\n";
            site.write("content/articles/one.md", article);
            site.write("content/articles/two.md", article);
        }),
        run: "build",
        gives: Gives::Warning(Code::AddressConflict, "content/articles/two.md:3", &["content/articles/one.md"]),
    },
    Mistake {
        name: "an old address that a page has",
        edit: Edit::Do(|site| {
            let article = "---\ntitle: T\norigin: { url: \"https://old.example.net/about/\" }\n---\n\nText.\n";
            site.write("content/articles/one.md", article);
        }),
        run: "build",
        gives: Gives::Warning(Code::AddressConflict, "content/articles/one.md:3", &["content/pages/about.md"]),
    },
    Mistake {
        name: "an alias that a page has",
        edit: Edit::Replace("content/pages/about.md", "title: About\n", "title: About\naliases: [/cases/lima/]\n"),
        run: "check",
        gives: Gives::Error(Code::AddressConflict, "content/pages/about.md", &["/cases/lima/"]),
    },
    Mistake {
        name: "an old address that is nothing but a query",
        edit: Edit::Do(|site| {
            let article = "---\ntitle: T\norigin: { url: \"https://old.example.net/?p=191\" }\n---\n\nText.\n";
            site.write("content/articles/one.md", article);
        }),
        run: "build",
        gives: Gives::Warning(Code::RedirectOutside, "content/articles/one.md:3", &["?p=191", "web server"]),
    },
    Mistake {
        name: "an alias that is too long",
        edit: Edit::Do(|site| {
            let alias = "n".repeat(300);
            site.write("content/pages/about.md", format!("---\ntitle: About\naliases: [/{alias}/]\n---\n\nUs.\n"));
        }),
        run: "check",
        gives: Gives::Error(Code::BadFileName, "content/pages/about.md", &["300 bytes"]),
    },
    Mistake {
        name: "a folder with the name of a text",
        edit: Edit::Do(|site| fs::create_dir_all(site.root().join("content/cases/rome.md")).unwrap()),
        run: "build",
        gives: Gives::Warning(Code::NotAFile, "content/cases/rome.md", &["is a folder"]),
    },
    Mistake {
        name: "a case without a date",
        edit: Edit::Replace(LIMA, "date: 2025-03-04\nupdated: 2025-03-05\n", ""),
        run: "build",
        gives: Gives::Page("feed.xml", &["<title>Lyon, France</title>"], &["1970", "<title>Lima, Peru</title>"]),
    },
    Mistake {
        name: "a site without a date",
        edit: Edit::Do(|site| {
            for (file, dates) in
                [(LIMA, "date: 2025-03-04\nupdated: 2025-03-05\n"), ("content/cases/lyon.md", "date: 2025-02-01\n")]
            {
                site.write(file, site.read(file).replace(dates, ""));
            }
        }),
        run: "build",
        gives: Gives::Page("feed.xml", &["<updated>2025-07-01T00:00:00Z</updated>"], &["1970", "<entry>"]),
    },
    Mistake {
        name: "a cache that was deleted after a build with twins",
        edit: Edit::Do(|site| {
            site.run(&["build", "--precompress", "--date", TODAY]).succeeds();
            fs::remove_dir_all(site.root().join(".cache")).unwrap();
            site.write(LIMA, site.read(LIMA).replace("Water is", "Water was"));
        }),
        run: "build",
        gives: Gives::Page(LIMA_PAGE, &["was <strong>short"], &["is <strong>short"]),
    },
];

#[cfg(unix)]
const LINKS: &[Mistake] = &[
    Mistake {
        name: "a link out of the site",
        edit: Edit::Do(|site| {
            fs::write(site.outside().join("secret.txt"), "secret").unwrap();
            site.link("assets/plan.txt", "../../secret.txt");
        }),
        run: "build",
        gives: Gives::Error(Code::LinkOutside, "assets/plan.txt", &["`../../secret.txt`"]),
    },
    Mistake {
        name: "a link to nowhere",
        edit: Edit::Do(|site| assert!(site.link("content/cases/rome.md", "roma.md"))),
        run: "check",
        gives: Gives::Error(Code::LinkOutside, "content/cases/rome.md", &["leads nowhere"]),
    },
];

#[test]
fn no_mistake_in_building_is_silent() {
    assert_none_is_silent(MISTAKES);
    #[cfg(unix)]
    assert_none_is_silent(LINKS);
}

#[test]
fn a_name_that_no_disk_takes_is_found_by_a_check_too() {
    let letters = "n".repeat(250);
    for (file, bytes) in [("gif", PICTURE), ("css", b"a {}"), ("js", b"1")] {
        let path = format!("assets/{letters}.{file}");
        let site = TestSite::init().file(&path, bytes);
        for command in ["check", "build"] {
            let run = site.run(&[command, "--date", TODAY]).finds_mistakes();
            assert!(run.error.contains("error[bad-file-name]") && run.error.contains(&path), "{}", run.error);
        }
    }
    // What is published under its own name may be as long as the disk takes, if it gets no twin.
    let site = TestSite::init().file(&format!("assets/{letters}.txt"), "Words. ".repeat(400));
    site.run(&["build", "--date", TODAY, "--precompress"]).succeeds();
    assert!(site.has(&format!("output/assets/{letters}.txt")) && !site.has(&format!("output/assets/{letters}.txt.gz")));
}

/// These end the run before there is a message with a code: the output folder is no part of the site.
#[test]
fn an_output_folder_of_others_is_refused_for_the_good_site_too() {
    let site = TestSite::init().file("output/index.html", "mine");
    let run = site.build();
    assert!(run.code == 2 && run.error.contains("--take-over"), "{}", run.error);
}
