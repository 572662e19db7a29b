//! What browsers install of a site, and what they keep for when there is no network. A browser tries the worker itself
//! (tests/browser/offline.mjs).

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{TODAY, TestSite};

/// A site in two languages with these lines more in `site.yaml`.
fn site(lines: &str) -> TestSite {
    let site = TestSite::empty().overlay("tests/sites/two-languages");
    let yaml = site.read("site.yaml").replace("offline: true\n", "");
    site.file("site.yaml", format!("{yaml}{lines}"))
}

fn json(site: &TestSite, file: &str) -> Value {
    serde_json::from_str(&site.read(&format!("output/{file}"))).unwrap()
}

/// What the service worker knows of the site.
fn settings(site: &TestSite) -> Value {
    let worker = site.read("output/service-worker.js");
    let line = worker.lines().next().unwrap();
    serde_json::from_str(line.strip_prefix("const SITE = ").unwrap().strip_suffix(';').unwrap()).unwrap()
}

/// The file behind an address of the site.
fn behind(address: &str) -> String {
    format!("output{}{}", address, if address.ends_with('/') { "index.html" } else { "" })
}

#[test]
fn every_language_can_be_installed_under_its_own_title() {
    let site = site("colours: { light: { paper: \"#fdf6e3\" } }\n");
    site.build().succeeds();
    for (folder, name, direction) in [("", "Cities", "ltr"), ("fa/", "شهرها", "rtl")] {
        let manifest = json(&site, &format!("{folder}manifest.webmanifest"));
        let home = format!("/{folder}");
        for (field, wanted) in [
            ("name", name),
            ("short_name", name),
            ("dir", direction),
            ("id", &home),
            ("start_url", &home),
            ("scope", "/"),
            ("theme_color", "#fdf6e3"),
            ("background_color", "#fdf6e3"),
        ] {
            assert_eq!(manifest[field], wanted, "{field}");
        }
        let link = format!("<link rel=\"manifest\" href=\"/{folder}manifest.webmanifest\">");
        assert!(site.read(&format!("output/{folder}index.html")).contains(&link));
        let icons = manifest["icons"].as_array().unwrap();
        assert!(icons.iter().all(|icon| site.has(&behind(icon["src"].as_str().unwrap()))), "{icons:?}");
        let kinds: BTreeSet<(&str, &str)> =
            icons.iter().map(|icon| (icon["sizes"].as_str().unwrap(), icon["purpose"].as_str().unwrap())).collect();
        assert_eq!(kinds, [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"), ("any", "any")].into());
    }
}

#[test]
fn a_theme_with_an_icon_of_its_own_has_none_of_the_program() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0h1v1z\"/></svg>";
    let site = site("").file("themes/default/static/favicon.svg", drawing);
    site.build().succeeds();
    let icons = json(&site, "manifest.webmanifest")["icons"].clone();
    assert_eq!((icons.as_array().unwrap().len(), &icons[0]["type"]), (1, &"image/svg+xml".into()));
    assert!(!site.read("output/index.html").contains("apple-touch-icon"));
    let site = site.file("themes/default/static/icons/icon-512.png", crate::support::PICTURE);
    site.build().succeeds();
    assert_eq!(json(&site, "manifest.webmanifest")["icons"].as_array().unwrap().len(), 2);
}

#[cfg(all(feature = "images", feature = "share-cards"))]
#[test]
fn icons_show_the_logo() {
    let logo = |colour: [u8; 3]| {
        let mut file = std::io::Cursor::new(Vec::new());
        image::RgbImage::from_pixel(400, 200, image::Rgb(colour)).write_to(&mut file, image::ImageFormat::Png).unwrap();
        file.into_inner()
    };
    let site = site("logo: mark.png\n").file("assets/mark.png", logo([200, 0, 0]));
    site.build().succeeds();
    for (name, side, color_at) in [
        ("icon-192.png", 192, [96, 96]),
        ("icon-512.png", 512, [60, 200]),
        ("icon-maskable-512.png", 512, [256, 256]),
        ("apple-touch-icon.png", 180, [20, 90]),
    ] {
        let bytes = std::fs::read(site.root().join("output").join(name)).unwrap();
        let icon = image::load_from_memory(&bytes).unwrap().to_rgb8();
        assert_eq!((icon.width(), icon.height()), (side, side));
        let [x, y] = color_at;
        assert_eq!((icon.get_pixel(0, 0).0, icon.get_pixel(x, y).0), ([251, 250, 246], [200, 0, 0]), "{name}");
    }
    assert!(
        site.read("output/fa/index.html").contains("<link rel=\"apple-touch-icon\" href=\"/apple-touch-icon.png\">")
    );
    let icons = json(&site, "fa/manifest.webmanifest")["icons"].clone();
    assert_eq!(icons[0]["src"], "/icon-192.png");
    assert_eq!(icons.as_array().unwrap().len(), 3);
    // Another logo of the same name and size.
    site.write("assets/mark.png", logo([0, 200, 0]));
    site.build().succeeds();
    let bytes = std::fs::read(site.root().join("output/icon-192.png")).unwrap();
    assert_eq!(image::load_from_memory(&bytes).unwrap().to_rgb8().get_pixel(96, 96).0, [0, 200, 0]);
}

#[test]
fn nothing_is_kept_unless_it_is_asked_for() {
    let site = site("");
    site.build().succeeds();
    assert!(!site.has("output/service-worker.js") && !site.has("output/offline.html"));
    let pages = site.files("output").into_iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, bytes) in pages {
        assert!(!String::from_utf8(bytes).unwrap().contains("offline"), "{path}");
    }
}

#[test]
fn a_worker_knows_the_notice_of_each_language_and_what_it_consists_of() {
    let site = site("offline: true\n");
    site.build().succeeds();
    let settings = settings(&site);
    assert_eq!(settings["pages"], serde_json::json!([["/fa/", "/fa/offline.html"], ["/", "/offline.html"]]));
    let files: Vec<&str> = settings["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
    assert_eq!(files.len(), 4);
    assert!(files.iter().all(|file| site.has(&behind(file))), "{files:?}");
    let notice = site.read("output/fa/offline.html");
    for wanted in
        ["dir=\"rtl\"", "به شبکه وصل نیستید", "<meta name=\"robots\" content=\"noindex\">", files[0], files[1]]
    {
        assert!(notice.contains(wanted), "{wanted}: {notice}");
    }
    assert!(site.read("output/index.html").contains("data-worker=\"/service-worker.js\""));
    assert!(!site.read("output/sitemap.xml").contains("offline"));
    site.run(&["check", "--date", TODAY]).succeeds();
}

#[test]
fn another_state_of_the_site_has_another_cache_and_the_same_state_the_same() {
    let site = site("offline: true\n");
    let version = || {
        site.build().succeeds();
        settings(&site)["version"].as_str().unwrap().to_owned()
    };
    let first = version();
    assert_eq!(version(), first);
    let text = site.read("content/cases/lima.fa.md");
    site.write("content/cases/lima.fa.md", format!("{text}\nیک جمله.\n"));
    let second = version();
    site.write("content/cases/lima.fa.md", &text);
    assert_eq!((version(), second != first), (first.clone(), true));
    site.write("themes/default/static/style.css", "body { color: red }");
    assert_ne!(version(), first);
}

#[test]
fn what_was_kept_is_taken_back() {
    let site = site("offline: false\n");
    site.build().succeeds();
    let worker = site.read("output/service-worker.js");
    assert!(worker.contains("registration.unregister()") && !worker.contains("addEventListener(\"fetch\""), "{worker}");
    assert!(!site.has("output/offline.html") && !site.read("output/index.html").contains("data-worker"));
}

#[test]
fn a_site_from_a_folder_has_none_of_it() {
    let site = site("offline: true\n");
    site.run(&["build", "--date", TODAY, "--relative"]).succeeds();
    for file in ["manifest.webmanifest", "fa/manifest.webmanifest", "service-worker.js", "offline.html"] {
        assert!(!site.has(&format!("output/{file}")), "{file}");
    }
    let page = site.read("output/index.html");
    assert!(!page.contains("manifest") && !page.contains("worker") && !page.contains("touch-icon"), "{page}");
    // Nor one that is published where browsers would refuse it.
    site.run(&["build", "--date", TODAY, "--base-url", "http://example.org/"]).succeeds();
    assert!(!site.has("output/service-worker.js") && site.has("output/manifest.webmanifest"));
}

#[test]
fn an_old_address_that_leads_on_stays_with_a_warning() {
    let site = site("offline: true\nredirects: [{ from: /offline.html, to: /about/ }]\n");
    let run = site.build().succeeds();
    assert!(run.error.contains("/offline.html"), "{}", run.error);
    assert!(site.read("output/offline.html").contains("/about/"));
}
