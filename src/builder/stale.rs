//! Compressed twins that no build remembers, and that would be older than the file beside them: a server sends them in its
//! place.
//!
//! Comes in: the output folder, and what it is to be; goes out: which twins have to go. One of which nobody can tell whether
//! it is a twin is not removed but told.

use std::io::Read;

use super::manifest::{Manifest, OldFile};
use super::output::{Output, in_the_way};
use super::precompress::TWIN_ENDINGS;
use crate::base::digest::Digest;
use crate::base::error::Result;
use crate::base::fs::{self, Staged};

/// Is this the name of a twin?
pub(super) fn is_twin(path: &str) -> bool {
    TWIN_ENDINGS.iter().any(|ending| path.ends_with(ending))
}

/// The twins beside files of the site that `new` does not have and the last manifest did not know. Where there is no
/// manifest, `unclaimed` is what no build remembers, and loses them.
///
/// # Errors
/// The disk refuses to say, or a file is called like a twin and is none.
pub(super) fn stale_twins(
    output: &Output<'_>,
    new: &Manifest<'_>,
    staged: &[(String, Staged)],
    unclaimed: &mut Vec<String>,
) -> Result<Vec<OldFile>> {
    if let Some(last) = &output.manifest {
        return beside(output, last, new, staged);
    }
    let file_of = |path: &str| TWIN_ENDINGS.iter().find_map(|ending| path.strip_suffix(ending)).map(str::to_owned);
    let is_stale = |path: &mut String| file_of(path).is_some_and(|file| new.has(&file));
    unclaimed.extract_if(.., is_stale).map(|path| old_file(output, path)).collect()
}

/// The same where a manifest says what builds wrote: somebody else made the others, most likely of the file that stands there
/// and is to be replaced.
fn beside(
    output: &Output<'_>,
    last: &Manifest<'_>,
    new: &Manifest<'_>,
    staged: &[(String, Staged)],
) -> Result<Vec<OldFile>> {
    let is_known = |path: &str| new.has(path) || last.has(path) || last.old.iter().any(|old| old.path == path);
    let mut stale = Vec::new();
    for (file, _) in staged.iter().filter(|(file, _)| !is_twin(file)) {
        for ending in TWIN_ENDINGS {
            let (path, twin) = (format!("{file}{ending}"), output.folder.join(format!("{file}{ending}")));
            if !fs::is_file(&twin) || is_known(&path) {
                continue;
            }
            let is_unclaimed = last.unclaimed.binary_search(&path).is_ok();
            let of_file = fs::read_if_there(&output.folder.join(file))?;
            let is_ours = is_unclaimed || output.takes_over;
            if !is_ours
                && !of_file.is_some_and(|bytes| unpacks_to(&fs::read(&twin).unwrap_or_default(), ending, &bytes))
            {
                return Err(in_the_way(&twin));
            }
            stale.push(old_file(output, path)?);
        }
    }
    Ok(stale)
}

fn old_file(output: &Output<'_>, path: String) -> Result<OldFile> {
    let fingerprint = Digest::of(&fs::read(&output.folder.join(&path))?);
    Ok(OldFile { path, fingerprint })
}

/// Are these the bytes that the twin holds? No more of it is unpacked than that takes.
fn unpacks_to(twin: &[u8], ending: &str, bytes: &[u8]) -> bool {
    let most = bytes.len() as u64 + 1;
    let mut unpacked = Vec::new();
    let result = if ending == ".gz" {
        flate2::read::MultiGzDecoder::new(twin).take(most).read_to_end(&mut unpacked)
    } else {
        brotli::Decompressor::new(twin, 4096).take(most).read_to_end(&mut unpacked)
    };
    result.is_ok() && unpacked == bytes
}

#[cfg(test)]
mod tests {
    use super::super::precompress::twin;
    use super::*;

    #[test]
    fn a_twin_is_told_by_what_it_holds() {
        let text = "Trams and ferries. ".repeat(200).into_bytes();
        for ending in TWIN_ENDINGS {
            let twin = twin("a.html", &text, ending).unwrap();
            assert!(unpacks_to(&twin, ending, &text));
            for other in [&text[1..], &text[..text.len() - 1], b"", &[&text[..], b"x"].concat()] {
                assert!(!unpacks_to(&twin, ending, other));
            }
            assert!(!unpacks_to(b"no twin", ending, &text));
        }
    }
}
