//! The whole library to take along (`--bundle`): a site that opens from any folder, in one ZIP file.
//!
//! Comes in: a site; goes out: an artifact with the bytes of the file. The site in it is built as any other, into a folder of
//! `.cache/`, so that what did not change is not made again. All times in the file are the same, so that the same site gives
//! the same bytes.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::manifest::{self, CACHE_FOLDER};
use super::{Settings, build_locked};
use crate::base::diag::Diagnostics;
use crate::base::digest::{Digest, Digester};
use crate::base::error::{Error, Result};
use crate::base::fs::{self, Lock};
use crate::base::url::SitePath;
use crate::config::Config;
use crate::outputs::{Artifact, Content, Failure, Listing, MadeFile, Purpose};

/// The folder in `.cache/` that the site is built into.
pub(super) const FOLDER: &str = "bundle";

/// The folder in the file that everything lies in.
const TOP: &str = "library";

/// Endings of files that are packed already.
const PACKED: [&str; 9] = ["avif", "gif", "jpeg", "jpg", "mp4", "pdf", "png", "webp", "woff2"];

/// A site that was built for the file.
pub(super) struct Bundle {
    folder: PathBuf,
    /// The paths of its files, sorted, with the fingerprints of their bytes.
    files: Vec<(String, Digest)>,
}

/// Builds the site for the file. Where it has a mistake, that is added to `problems`, and there is no bundle.
///
/// # Errors
/// Those of a build.
pub(super) fn make(
    root: &Path,
    (config, config_key): (&Config, Digest),
    settings: &Settings,
    lock: &Lock,
    problems: &mut Diagnostics,
) -> Result<Option<Bundle>> {
    let folder = root.join(CACHE_FOLDER).join(FOLDER);
    let mut config = config.clone();
    // Nobody serves it.
    config.publishing.hosts.clear();
    let settings = Settings {
        relative: true,
        bundle: false,
        precompress: false,
        take_over: true,
        process_ends: false,
        ..settings.clone()
    };
    let mut own = Diagnostics::new();
    let summary = build_locked(root, &folder, (config, config_key), &settings, lock, &mut own)?;
    if summary.is_none() {
        problems.extend(own);
        return Ok(None);
    }
    // Its warnings are those of the site itself, which are told there.
    let manifest = manifest::read(root, &folder)?.map(|(manifest, _)| manifest).unwrap_or_default();
    let files = manifest
        .entries
        .iter()
        .flat_map(|entry| entry.files.iter().map(|file| (format!("{}{}", entry.path, file.ending), file.fingerprint)));
    Ok(Some(Bundle { files: files.collect(), folder }))
}

impl Bundle {
    /// The file at `path`.
    pub fn artifact<'a>(self, path: SitePath) -> Artifact<'a> {
        let make = move |purpose: Purpose| -> std::result::Result<MadeFile, Failure> {
            let mut key = Digester::new("bundle");
            self.files.iter().for_each(|(path, digest)| {
                key.text(path).digest(*digest);
            });
            let bytes = if purpose == Purpose::Key { Vec::new() } else { self.bytes()? };
            Ok(MadeFile { key: key.finish(), bytes })
        };
        Artifact {
            path,
            origin: "the whole library to take along".into(),
            listing: Listing::Unlisted,
            gives_way: false,
            content: Content::Made(Box::new(make)),
        }
    }

    fn bytes(&self) -> Result<Vec<u8>> {
        let unwritten = |cause: zip::result::ZipError| {
            Error::Usage(say!("the library cannot be packed into one file: {cause}", cause))
        };
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, _) in &self.files {
            let bytes = fs::read(&fs::below(&self.folder, path))?;
            let is_packed = PACKED.iter().any(|ending| path.ends_with(&format!(".{ending}")));
            let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            let options = SimpleFileOptions::default()
                .compression_method(method)
                .last_modified_time(DateTime::default())
                .unix_permissions(0o644);
            writer.start_file(format!("{TOP}/{path}"), options).map_err(unwritten)?;
            writer.write_all(&bytes).map_err(|cause| unwritten(cause.into()))?;
        }
        Ok(writer.finish().map_err(unwritten)?.into_inner())
    }
}
