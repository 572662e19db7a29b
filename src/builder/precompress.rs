//! Compressed twins of a file, for servers that send what lies beside it (`--precompress`).
//!
//! Comes in: a finished file; goes out: what belongs beside it under its name and `.gz` or `.br`. The same bytes give the
//! same twins, whenever and wherever. What is small, or is compressed already, has none.

use std::collections::BTreeSet;
use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT;
use flate2::{Compression, GzBuilder};

use crate::base::url::LONGEST_NAME;
use crate::outputs::Artifact;

/// The endings of twins.
pub(super) const TWIN_ENDINGS: [&str; 2] = [".gz", ".br"];

/// Smaller files travel in one packet with or without compression.
const LEAST: usize = 1024;

/// The endings of files that are text.
const TEXTS: [&str; 14] =
    ["html", "css", "js", "mjs", "json", "geojson", "webmanifest", "xml", "svg", "txt", "csv", "bib", "ris", "md"];

/// Text that every page loads: worth ten times the work for the last tenth of its size. Pages are many.
const LOADED_BY_ALL: [&str; 3] = ["css", "js", "mjs"];
const BEST: i32 = 11;
const GOOD: i32 = 9;

/// Which twins a build makes.
pub(super) struct Twins {
    endings: &'static [&'static str],
    /// The files of the site that are called like a twin: what people put there stays theirs.
    taken: BTreeSet<String>,
}

impl Twins {
    /// No file gets a twin.
    pub(super) fn none() -> Self {
        Self { endings: &[], taken: BTreeSet::new() }
    }

    /// Every file gets those that it gains by, unless the site has a file of that name.
    pub(super) fn of(artifacts: &[Artifact<'_>]) -> Self {
        let paths = artifacts.iter().map(|artifact| artifact.path.output_path());
        let is_taken = |path: &String| TWIN_ENDINGS.iter().any(|ending| path.ends_with(ending));
        Self { endings: &TWIN_ENDINGS, taken: paths.filter(is_taken).collect() }
    }

    /// The endings of the twins that the file at `path` may have.
    pub(super) fn endings(&self, path: &str) -> impl Iterator<Item = &'static str> {
        let name = path.rsplit('/').next().unwrap_or(path).len();
        let fits = move |ending: &&'static str| name + ending.len() <= LONGEST_NAME;
        self.endings.iter().copied().filter(fits).filter(move |ending| !self.taken.contains(&format!("{path}{ending}")))
    }
}

/// The twin of the file at `path` with this ending; none where the file is better sent as it is.
pub(super) fn twin(path: &str, bytes: &[u8], ending: &str) -> Option<Vec<u8>> {
    let kind = path.rsplit('/').next().unwrap_or(path).rsplit_once('.').map(|(_, kind)| kind.to_ascii_lowercase())?;
    if bytes.len() < LEAST || !TEXTS.contains(&kind.as_str()) {
        return None;
    }
    let twin = if ending == ".gz" {
        gzip(bytes)
    } else {
        brotli(bytes, if LOADED_BY_ALL.contains(&kind.as_str()) { BEST } else { GOOD })
    };
    twin.filter(|twin| twin.len() < bytes.len())
}

/// Without a time and a name in its head, so that the same bytes stay the same.
fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn brotli(bytes: &[u8], quality: i32) -> Option<Vec<u8>> {
    let size = bytes.len();
    // A window larger than the file costs time and finds nothing more.
    let window = i32::try_from(size.max(1).ilog2() + 1).unwrap_or(22).clamp(10, 22);
    let parameters = BrotliEncoderParams {
        quality,
        lgwin: window,
        size_hint: size,
        mode: BROTLI_MODE_TEXT,
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &parameters).ok()?;
    Some(compressed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn text() -> Vec<u8> {
        (0..400).map(|number| format!("<li>شهر {number}</li>\n")).collect::<String>().into_bytes()
    }

    #[test]
    fn twins_are_the_file_again() {
        let text = text();
        for path in ["index.html", "theme/a.CSS"] {
            let mut unpacked = Vec::new();
            let gz = twin(path, &text, ".gz").unwrap();
            flate2::read::GzDecoder::new(gz.as_slice()).read_to_end(&mut unpacked).unwrap();
            assert!(unpacked == text);
            unpacked.clear();
            let br = twin(path, &text, ".br").unwrap();
            brotli::BrotliDecompress(&mut br.as_slice(), &mut unpacked).unwrap();
            assert!(unpacked == text);
            assert!(br.len() < gz.len() && gz.len() < text.len());
        }
    }

    #[test]
    fn no_time_is_in_them() {
        let gz = twin("index.html", &text(), ".gz").unwrap();
        // RFC 1952: the magic bytes, the method, no flags, four bytes for the time.
        assert_eq!(gz[..8], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0]);
        assert_eq!(Some(gz), twin("other.html", &text(), ".gz"));
    }

    #[test]
    fn what_gains_nothing_has_none() {
        assert_eq!(twin("photo.jpg", &text(), ".gz"), None);
        assert_eq!(twin("_headers", &text(), ".br"), None);
        assert_eq!(twin("small.html", &text()[..500], ".br"), None);
        // Bytes without a pattern.
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(4000)
        .collect();
        for ending in TWIN_ENDINGS {
            assert_eq!(twin("noise.txt", &noise, ending), None, "{ending}");
        }
    }
}
