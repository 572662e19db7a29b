//! The files below `assets/`, made ready to be published.
//!
//! Comes in: their names and states; goes out: the names under which they are published, and what pages need to know of
//! pictures. A file whose state is the same as at the last build is not read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::pictures::{self, Found, Made, Work};
use crate::assets::{PublishedFile, fingerprinted, has_fingerprint, is_text, publish};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::digest::Digest;
use crate::base::error::Result;
use crate::base::fs::{self, Stamp};
use crate::base::source::{Place, SourceFile};
use crate::content::{ASSETS_FOLDER, Listed};
use crate::images::{Broken, Format};
use crate::site::{Files, Size, Stored};

/// What was found out.
#[derive(Default)]
pub(super) struct Assets {
    pub files: Files,
    /// Files with the name of a picture that are none.
    pub broken: BTreeMap<String, Broken>,
}

/// Looks at all files. Pictures that are new are made.
///
/// # Errors
/// A file cannot be read, or the cache cannot be written.
pub(super) fn look(root: &Path, listed: &[Listed], work: Work<'_>, problems: &mut Diagnostics) -> Result<Assets> {
    let mut assets = Assets::default();
    let (texts, others): (Vec<&Listed>, Vec<&Listed>) = listed.iter().partition(|(path, _)| is_text(path));
    let (loaded, downloads): (Vec<&Listed>, Vec<&Listed>) =
        others.into_iter().partition(|(path, _)| has_fingerprint(path));
    for (path, stamp) in downloads {
        assets.files.add_file(path, path.clone(), stamp_key(*stamp), Stored::Source(*stamp));
    }
    for (path, stamp, found) in pictures::look(root, &loaded, work)? {
        match found {
            Found::Plain(digest) => {
                let name = fingerprinted(&path, &digest.short());
                assets.files.add_file(&path, name, digest, Stored::Source(stamp));
            }
            Found::Picture(made) => add_picture(&mut assets.files, &path, stamp, &made),
            Found::Broken(reason) => {
                assets.broken.insert(path, reason);
            }
        }
    }
    add_texts(root, &texts, &mut assets.files, problems)?;
    Ok(assets)
}

/// A file that is copied depends on its own bytes only, and the stamp stands for them.
fn stamp_key(stamp: Stamp) -> Digest {
    Digest::of(&stamp.to_bytes())
}

/// Adds a picture's files: `cases/oslo.jpg` is published as `cases/oslo-800.3f2a….jpg` and so on.
fn add_picture(files: &mut Files, path: &str, stamp: Stamp, made: &Made) {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let file = |(index, file): (usize, &pictures::MadeFile)| -> (Format, Size, Stored) {
        let plain = match file.width {
            Some(width) => format!("{stem}-{width}.{}", file.format.ending()),
            None => format!("{stem}.{}", file.format.ending()),
        };
        let name = fingerprinted(&plain, &file.fingerprint);
        let stored = match file.format {
            // A drawing is published as it is.
            Format::Svg => Stored::Source(stamp),
            format => Stored::Cache {
                file: pictures::cache_name(made.digest, index, format),
                index,
                fingerprint: file.fingerprint.clone(),
            },
        };
        (file.format, Size { name, width: file.width }, stored)
    };
    let made_files = made.files.iter().enumerate().map(file).collect();
    files.add_picture(path, (made.width, made.height, made.color.clone()), made_files);
}

/// Adds style sheets and scripts, which name others. There are few, and so they are read at each build.
fn add_texts(root: &Path, texts: &[&Listed], files: &mut Files, problems: &mut Diagnostics) -> Result<()> {
    let mut read: BTreeMap<String, Cow<'_, [u8]>> = BTreeMap::new();
    for (path, _) in texts {
        read.insert(path.clone(), Cow::Owned(fs::read(&root.join(ASSETS_FOLDER).join(path))?));
    }
    let other = |path: &str| files.is_there(path).then(|| files.name(path).to_owned());
    match publish(&read, &other) {
        Ok(published) => {
            for (path, PublishedFile { name, bytes }) in published {
                files.add_file(&path, name, Digest::of(&bytes), Stored::Here(bytes.into_owned()));
            }
        }
        Err(missing) => {
            for one in missing {
                let text = read.get(&one.file).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
                let source = SourceFile::new(format!("{ASSETS_FOLDER}/{}", one.file), text);
                let problem =
                    Diagnostic::error(Code::MissingFile, say!("there is no file `{target}`", target = one.target))
                        .help(say!("name the file as seen from the style sheet, or take the line out"));
                problems.push(problem.at(Place::new(&source, one.start..one.start + 1)));
            }
        }
    }
    Ok(())
}
