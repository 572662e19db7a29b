//! Writes the list of files that the binary carries, the default site theme and the vocabulary for `chancery init`, and
//! the fingerprint of the program.
//!
//! Comes in: `themes/default/`, `content/themes/`, `content/networks/` and `content/agreements/` of this repository (terms and
//! their translations), and all that the program is made of. Goes out: `embedded.rs` in `OUT_DIR`, two sorted lists of path and bytes that
//! `src/theme/embedded.rs` includes; and `CHANCERY_FINGERPRINT`, by which a build knows what another program left in
//! `.cache/`.
#![allow(
    clippy::disallowed_methods,
    reason = "the rules on disk and environment are for the program; a build script has nothing else to work with"
)]

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let mut generated = String::new();
    write_list(&mut generated, "THEME_FILES", &root, "themes/default", &files_below(&root.join("themes/default"))?)?;

    let mut vocabulary = Vec::new();
    for folder in ["content/agreements", "content/networks", "content/themes"] {
        vocabulary.extend(
            files_below(&root.join(folder))?.into_iter().filter(|path| path.extension() == Some("md".as_ref())),
        );
    }
    write_list(&mut generated, "VOCABULARY_FILES", &root, "content", &vocabulary)?;

    let fingerprint = fingerprint(&root)?;
    writeln!(std::io::stdout(), "cargo::rustc-env=CHANCERY_FINGERPRINT={fingerprint:016x}")?;

    fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("embedded.rs"), generated)?;
    Ok(())
}

/// Differs for any two programs: it covers their source text, their dependencies and the carried site theme.
fn fingerprint(root: &Path) -> Result<u64, Box<dyn Error>> {
    let mut files = files_below(&root.join("src"))?;
    files.extend(files_below(&root.join("themes/default"))?);
    for file in ["Cargo.toml", "Cargo.lock"].map(|name| root.join(name)).into_iter().filter(|file| file.is_file()) {
        writeln!(std::io::stdout(), "cargo::rerun-if-changed={}", file.display())?;
        files.push(file);
    }
    let mut hasher = DefaultHasher::new();
    for file in files {
        slash_path(file.strip_prefix(root)?)?.hash(&mut hasher);
        fs::read(&file)?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

/// All files below a folder, sorted; none where the folder does not exist. Cargo is told to look at the folder again.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    writeln!(std::io::stdout(), "cargo::rerun-if-changed={}", folder.display())?;
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Writes one list. Paths are relative to `below` and have slashes on every system.
fn write_list(out: &mut String, name: &str, root: &Path, below: &str, files: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    writeln!(out, "pub(super) static {name}: &[(&str, &[u8])] = &[")?;
    for file in files {
        let in_repository = slash_path(file.strip_prefix(root)?)?;
        let path = slash_path(file.strip_prefix(root.join(below))?)?;
        writeln!(
            out,
            "    ({path:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {in_repository:?}))),"
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}

/// A relative path with slashes; an error where a name is not UTF-8.
fn slash_path(path: &Path) -> Result<String, Box<dyn Error>> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Ok(parts.ok_or_else(|| format!("{} is not UTF-8", path.display()))?.join("/"))
}
