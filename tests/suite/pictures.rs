//! Pictures from the disk of an editor to the page of a reader: sizes, names, secrets, and what happens to the cache.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

use crate::pages::main_of;
use crate::sites::without_fingerprints;
use crate::support::{TODAY, TestSite, assert_golden_folder};

/// What the camera wrote into the picture besides its pixels.
const SECRETS: [&[u8]; 2] = [b"GPSSECRET", b"Camera of Jane"];

/// A picture that is wider than high when its EXIF data is followed, and higher than wide as it is stored. `seed` makes
/// another picture.
fn photograph(seed: u8) -> Vec<u8> {
    let color = |x: u32, y: u32| {
        let wave = |factor: f64| ((f64::from(x + 2 * y) * factor).sin() * 60.0 + 110.0) as u8;
        Rgb([wave(0.011), wave(0.017).wrapping_add(seed), wave(0.023)])
    };
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(600, 900, color).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    let bytes = bytes.into_inner();
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    tiff.extend([0x0f, 0x01, 2, 0, 14, 0, 0, 0, 50, 0, 0, 0]);
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 64, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"Camera of Jane");
    tiff.extend([1, 0, 0x1d, 0, 2, 0, 9, 0, 0, 0, 82, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPSSECRET");
    let data = [b"Exif\0\0".to_vec(), tiff].concat();
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&bytes[..2], &[0xff, 0xe1], &length, &data, &bytes[2..]].concat()
}

fn site() -> TestSite {
    TestSite::empty().overlay("tests/sites/pictures").file("assets/cases/oslo.jpg", photograph(0))
}

/// The names of the files below `output/assets/` that begin like this.
fn published(site: &TestSite, start: &str) -> Vec<String> {
    site.files("output/assets").into_keys().filter(|name| name.starts_with(start)).collect()
}

#[test]
fn a_site_with_pictures() {
    let site = site();
    let run = site.build().succeeds();
    let mut actual = BTreeMap::new();
    for path in ["cases/oslo/index.html", "feed.xml"] {
        actual.insert(path.to_owned(), without_fingerprints(&site.read(&format!("output/{path}"))));
    }
    for path in ["cases/bergen/index.html", "cases/index.html", "themes/climate/index.html", "about/index.html"] {
        actual.insert(path.to_owned(), without_fingerprints(&main_of(&site.read(&format!("output/{path}")))));
    }
    let files: Vec<String> = site.files("output").into_keys().collect();
    actual.insert("files.txt".to_owned(), without_fingerprints(&files.join("\n")) + "\n");
    actual.insert("shown.txt".to_owned(), run.shown());
    assert_golden_folder("tests/sites/pictures/expected", &actual);
    let checked = site.run(&["check", "--date", TODAY]);
    assert_eq!(checked.code, 0, "{}", checked.error);
}

#[test]
fn nothing_that_is_published_tells_where_a_picture_was_taken() {
    let site = site();
    let holds = |bytes: &[u8]| SECRETS.iter().any(|secret| bytes.windows(secret.len()).any(|window| window == *secret));
    assert!(holds(&fs::read(site.root().join("assets/cases/oslo.jpg")).unwrap()), "the picture has its secrets");
    site.build().succeeds();
    for (path, bytes) in site.files("output") {
        assert!(!holds(&bytes), "{path}");
    }
}

#[test]
fn pictures_stand_upright() {
    let site = site();
    site.build().succeeds();
    let names = published(&site, "cases/oslo-");
    assert_eq!(names.len(), 3, "{names:?}");
    for name in names {
        let picture =
            image::load_from_memory(&fs::read(site.root().join("output/assets").join(&name)).unwrap()).unwrap();
        assert!(picture.width() > picture.height(), "{name}");
        let width: u32 = name["cases/oslo-".len()..].split('.').next().unwrap().parse().unwrap();
        assert_eq!(picture.width(), width, "{name}");
    }
}

#[test]
fn the_cache_of_pictures_only_saves_time() {
    let site = site();
    site.build().succeeds();
    let output = site.files("output");
    assert!(site.build().succeeds().out.contains("nothing changed"));
    let cached = site.files(".cache/images");
    assert!(!cached.is_empty());

    // Gone as a whole, with the output.
    fs::remove_dir_all(site.root().join(".cache")).unwrap();
    fs::remove_dir_all(site.root().join("output")).unwrap();
    site.build().succeeds();
    assert!(site.files("output") == output, "another build from nothing gives the same bytes");
    assert!(site.files(".cache/images") == cached);

    // Damaged, file by file; what is known of the pictures says otherwise.
    for name in cached.keys() {
        site.write(&format!(".cache/images/{name}"), b"damaged");
    }
    site.remove(&format!(".cache/images/{}", cached.keys().next().unwrap()));
    fs::remove_dir_all(site.root().join("output")).unwrap();
    site.build().succeeds();
    assert!(site.files("output") == output, "damaged pictures are made again");
    assert!(site.files(".cache/images") == cached, "and kept");

    // What is known of the pictures is damaged.
    site.write(".cache/assets", b"damaged");
    fs::remove_dir_all(site.root().join("output")).unwrap();
    site.build().succeeds();
    assert!(site.files("output") == output);
}

#[test]
fn a_picture_is_made_once_for_its_content() {
    let site = site();
    site.build().succeeds();
    let made = |site: &TestSite| -> BTreeMap<String, std::time::SystemTime> {
        let modified = |name: String| {
            let time = fs::metadata(site.root().join(".cache/images").join(&name)).unwrap().modified().unwrap();
            (name, time)
        };
        site.files(".cache/images").into_keys().map(modified).collect()
    };
    let before = made(&site);
    // The same picture under another name.
    site.write("assets/cases/town.jpg", photograph(0));
    site.build().succeeds();
    assert_eq!(made(&site), before);
    assert_eq!(published(&site, "cases/town-").len(), 3);
    site.remove("assets/cases/town.jpg");
    // Another picture under the same name.
    let old = published(&site, "cases/oslo-");
    site.write("assets/cases/oslo.jpg", photograph(90));
    site.build().succeeds();
    let new = published(&site, "cases/oslo-");
    assert!(new.len() == 3 && new.iter().all(|name| !old.contains(name)), "{new:?}");
    assert!(published(&site, "cases/town-").is_empty());
    for page in ["cases/oslo/index.html", "cases/bergen/index.html", "cases/index.html", "themes/climate/index.html"] {
        let html = site.read(&format!("output/{page}"));
        assert!(html.contains(&new[0]) && old.iter().all(|name| !html.contains(name)), "{page}");
    }
    assert!(made(&site).keys().all(|name| !before.contains_key(name)), "what nobody needs any more goes");
    assert!(site.run(&["check", "--date", TODAY]).code == 0);
}

#[test]
fn the_sites_own_style_sheets_scripts_and_fonts_have_their_fingerprints_too() {
    let site = site()
        .file("assets/own.css", "@font-face { src: url(fonts/own.woff2) } .a { background: url(cases/oslo.jpg) }")
        .file("assets/fonts/own.woff2", "font")
        .file("assets/map.js", "import \"./lib/tools.js\"; fetch('./data.json');")
        .file("assets/lib/tools.js", "export const one = 1;")
        .file("assets/data.json", "{}")
        .file(
            "themes/default/templates/base.html",
            "{% extends \"default/base.html\" %}{% block head %}<link rel=\"stylesheet\" href=\"{{ page.root }}\
             {{ asset(path=\"assets/own.css\") }}\">{% endblock head %}",
        )
        .file(
            "content/pages/map.md",
            "---\ntitle: Map\n---\n\n<script type=\"module\" src=\"/assets/map.js\"></script>\n",
        );
    site.write("site.yaml", site.read("site.yaml") + "allow_html: true\n");
    site.build().succeeds();
    let name = |start: &str| {
        let names = published(&site, start);
        assert_eq!(names.len(), 1, "{names:?}");
        names[0].clone()
    };
    let (sheet, script) = (name("own."), name("map."));
    let css = site.read(&format!("output/assets/{sheet}"));
    let picture = published(&site, "cases/oslo-900.").into_iter().find(|name| name.ends_with(".jpg")).unwrap();
    assert!(css.contains(&name("fonts/own.")) && css.contains(&picture), "{css}");
    let js = site.read(&format!("output/assets/{script}"));
    assert!(js.contains(&format!("\"./{}\"", name("lib/tools."))) && js.contains("'./data.json'"), "{js}");
    assert!(site.has("output/assets/data.json") && site.has("output/assets/reports/oslo.pdf"));
    assert!(site.read("output/map/index.html").contains(&format!("/library/assets/{script}")));
    assert!(site.read("output/about/index.html").contains(&format!("/library/assets/{sheet}")));
    assert!(site.run(&["check", "--date", TODAY]).code == 0);

    // A page that was not touched learns the new name.
    site.write("assets/fonts/own.woff2", "another font");
    site.build().succeeds();
    assert_ne!(published(&site, "own."), [sheet.as_str()]);
    assert!(!site.read("output/about/index.html").contains(&sheet));

    site.write("assets/own.css", "a { b: url(none.png) }");
    let run = site.build().finds_mistakes();
    assert!(run.error.contains("assets/own.css:1:8") && run.error.contains("[missing-file]"), "{}", run.error);
}

#[test]
fn a_style_sheet_of_the_theme_that_names_a_missing_file_is_told() {
    let site = site().file("themes/default/static/style.css", "a {}\nb { c: url(\"nowhere.png\") }\n");
    let run = site.build().finds_mistakes();
    assert!(run.error.contains("themes/default/static/style.css:2:8"), "{}", run.error);
    assert!(run.error.contains("[missing-file]"), "{}", run.error);
}
