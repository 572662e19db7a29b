//! Which files get a fingerprint, and how their names look then.

use crate::base::digest::Digest;

/// Endings of what pages load: style sheets, scripts and fonts.
const LOADED: [&str; 8] = ["css", "js", "mjs", "woff", "woff2", "ttf", "otf", "ico"];
/// Endings of pictures that browsers show.
const PICTURES: [&str; 7] = ["jpg", "jpeg", "png", "webp", "gif", "avif", "svg"];

fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

/// Is the file, by its name, a picture that browsers show?
#[must_use]
pub fn is_picture(path: &str) -> bool {
    PICTURES.contains(&ending(path).as_str())
}

/// Does the file get its fingerprint into its name? What pages load does; what people download, and what machines look for
/// under a certain name, does not.
#[must_use]
pub fn has_fingerprint(path: &str) -> bool {
    is_picture(path) || LOADED.contains(&ending(path).as_str())
}

/// Is the file a style sheet or a script, which names others?
#[must_use]
pub fn is_text(path: &str) -> bool {
    matches!(ending(path).as_str(), "css" | "js" | "mjs")
}

/// The fingerprint of some bytes, as it stands in names.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    Digest::of(bytes).short()
}

/// `fonts/text.woff2` with the fingerprint before its ending.
#[must_use]
pub fn fingerprinted(path: &str, fingerprint: &str) -> String {
    let name_start = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name_start..].rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => {
            let (stem, ending) = path.split_at(name_start + dot);
            format!("{stem}.{fingerprint}{ending}")
        }
        None => format!("{path}.{fingerprint}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_stands_before_the_ending() {
        assert_eq!(fingerprinted("style.css", "3f2a"), "style.3f2a.css");
        assert_eq!(fingerprinted("a.b/c.min.js", "3f2a"), "a.b/c.min.3f2a.js");
        assert_eq!(fingerprinted("a.b/c", "3f2a"), "a.b/c.3f2a");
    }

    #[test]
    fn only_what_pages_load_gets_one() {
        for path in ["style.css", "a/B.JPG", "f.woff2", "icon.svg"] {
            assert!(has_fingerprint(path), "{path}");
        }
        for path in ["report.pdf", "LICENSE", "site.webmanifest", "data.csv", "css", "a.css/b"] {
            assert!(!has_fingerprint(path), "{path}");
        }
    }

    #[test]
    fn a_fingerprint_is_the_beginning_of_xxh3_of_128_bits() {
        assert_eq!(fingerprint(b""), "99aa06d3014798d8");
    }
}
