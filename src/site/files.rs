//! The files below `assets/` as they are published: under which names, and what is known of pictures. Who shows one of them
//! looks here and nowhere else, and finds plain values.

use std::collections::BTreeMap;

use super::Routes;
use crate::base::digest::{Digest, Digester};
use crate::base::fs::Stamp;
use crate::images::{Format, RULES};

/// What stands for a picture where a browser knows no sets of sizes.
const PLAIN_WIDTH: u32 = 800;

/// The files below `assets/`.
#[derive(Debug, Default)]
pub struct Files {
    /// Names of what is published under another one, by the names of the files.
    names: BTreeMap<String, String>,
    pictures: BTreeMap<String, AssetPicture>,
    published: BTreeMap<String, Published>,
}

/// A file that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The file below `assets/` that it comes from.
    pub source: String,
    /// What it depends on.
    pub key: Digest,
    /// Where its bytes are.
    pub stored: Stored,
}

/// Where the bytes of a published file are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// In its source, which had this state.
    Source(Stamp),
    /// Here: a style sheet or a script that names others.
    Here(Vec<u8>),
    /// In the cache of pictures, or else they are made from the source again.
    Cache {
        /// The name there.
        file: String,
        /// The index among what is made from the source.
        index: usize,
        /// The fingerprint of the bytes, as it stands in the published name.
        fingerprint: String,
    },
}

/// A picture below `assets/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetPicture {
    /// Its width in pixels, upright; none for a drawing that says nothing of it.
    pub width: Option<u32>,
    /// Its height.
    pub height: Option<u32>,
    /// Its average colour (`#rrggbb`).
    pub color: Option<String>,
    /// The format of the original, from small to large.
    pub sizes: Vec<Size>,
    /// The same in WebP, if that is another format.
    pub webp: Vec<Size>,
    key: Digest,
}

/// A picture in one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// The published name, below `assets/`.
    pub name: String,
    /// Its width in pixels, where there are several.
    pub width: Option<u32>,
}

impl Files {
    /// Adds a file that is published as it is, under `name`.
    pub fn add_file(&mut self, source: &str, name: String, key: Digest, stored: Stored) {
        if source != name {
            self.names.insert(source.to_owned(), name.clone());
        }
        self.published.insert(name, Published { source: source.to_owned(), key, stored });
    }

    /// Adds a picture; `files` are its sizes with their formats and where they are. Two pictures that are the same may
    /// share what is published.
    pub fn add_picture(
        &mut self,
        source: &str,
        (width, height, color): (Option<u32>, Option<u32>, Option<String>),
        files: Vec<(Format, Size, Stored)>,
    ) {
        let mut key = Digester::new("picture");
        key.text(RULES).optional(color.as_deref());
        let first = files.first().map(|(format, ..)| *format);
        let (mut sizes, mut webp) = (Vec::new(), Vec::new());
        for (format, size, stored) in files {
            key.text(&size.name);
            let own = Digest::of(size.name.as_bytes());
            self.published.insert(size.name.clone(), Published { source: source.to_owned(), key: own, stored });
            if Some(format) == first { sizes.push(size) } else { webp.push(size) }
        }
        if let Some(largest) = sizes.last() {
            self.names.insert(source.to_owned(), largest.name.clone());
        }
        let picture = AssetPicture { width, height, color, sizes, webp, key: key.finish() };
        self.pictures.insert(source.to_owned(), picture);
    }

    /// The name under which a file is published, below `assets/`; of a picture that of the largest in the format of the
    /// original.
    #[must_use]
    pub fn name<'a>(&'a self, file: &'a str) -> &'a str {
        self.names.get(file).map_or(file, String::as_str)
    }

    /// Is there such a file?
    #[must_use]
    pub fn is_there(&self, file: &str) -> bool {
        self.names.contains_key(file) || self.published.contains_key(file)
    }

    /// The names of all files that are published under another one.
    #[must_use]
    pub fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// A picture.
    #[must_use]
    pub fn picture(&self, file: &str) -> Option<&AssetPicture> {
        self.pictures.get(file)
    }

    /// Covers all that a page can show of a picture.
    #[must_use]
    pub fn picture_key(&self, file: &str) -> Option<Digest> {
        self.picture(file).map(|picture| picture.key)
    }

    /// The largest of what is published of a picture, in the format of the original, with its name; none of a drawing and of
    /// what is published as it is.
    #[must_use]
    pub fn largest(&self, file: &str) -> Option<(&str, &Published)> {
        let largest = self.picture(file)?.sizes.last().filter(|size| size.width.is_some())?;
        self.published.get_key_value(&largest.name).map(|(name, published)| (name.as_str(), published))
    }

    /// What is published, by name, sorted.
    pub fn published(&self) -> impl Iterator<Item = (&str, &Published)> {
        self.published.iter().map(|(name, file)| (name.as_str(), file))
    }
}

impl AssetPicture {
    /// The address for browsers that know no sets.
    #[must_use]
    pub fn address(&self, routes: &Routes) -> String {
        let is_wide = |size: &&Size| size.width.is_none_or(|width| width >= PLAIN_WIDTH);
        let size = self.sizes.iter().find(is_wide).or(self.sizes.last());
        size.map(|size| routes.link(&routes.asset(&size.name))).unwrap_or_default()
    }

    /// The absolute address of the largest, for link previews, search engines and feeds.
    #[must_use]
    pub fn absolute_address(&self, routes: &Routes) -> String {
        self.sizes.last().map(|size| routes.absolute(&routes.asset(&size.name))).unwrap_or_default()
    }

    /// The sizes in the format of the original, for `srcset`; empty where there is one.
    #[must_use]
    pub fn set(&self, routes: &Routes) -> String {
        if self.sizes.len() > 1 { set(&self.sizes, routes) } else { String::new() }
    }

    /// The sizes in WebP, for the `srcset` of a `source`; empty where there are none.
    #[must_use]
    pub fn webp_set(&self, routes: &Routes) -> String {
        set(&self.webp, routes)
    }
}

fn set(sizes: &[Size], routes: &Routes) -> String {
    let candidate = |size: &Size| {
        let address = routes.link(&routes.asset(&size.name));
        size.width.map_or(address.clone(), |width| format!("{address} {width}w"))
    };
    sizes.iter().map(candidate).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::url::BaseUrl;

    fn size(name: &str, width: u32) -> Size {
        Size { name: name.to_owned(), width: Some(width) }
    }

    fn cached() -> Stored {
        Stored::Cache { file: "x".to_owned(), index: 0, fingerprint: String::new() }
    }

    #[test]
    fn a_picture_is_known_by_the_name_of_its_file() {
        let mut files = Files::default();
        let made = vec![
            (Format::Jpeg, size("a b-800.01.jpg", 800), cached()),
            (Format::Jpeg, size("a b-1600.02.jpg", 1600), cached()),
            (Format::Webp, size("a b-400.03.webp", 400), cached()),
        ];
        files.add_picture("a b.jpg", (Some(1600), Some(900), None), made);
        let routes = Routes::new(BaseUrl::parse("https://example.org/library/").unwrap());
        let picture = files.picture("a b.jpg").unwrap();
        assert_eq!(picture.address(&routes), "/library/assets/a%20b-800.01.jpg");
        assert_eq!(picture.absolute_address(&routes), "https://example.org/library/assets/a%20b-1600.02.jpg");
        let set = "/library/assets/a%20b-800.01.jpg 800w, /library/assets/a%20b-1600.02.jpg 1600w";
        assert_eq!(picture.set(&routes), set);
        assert_eq!(picture.webp_set(&routes), "/library/assets/a%20b-400.03.webp 400w");
        assert_eq!((files.name("a b.jpg"), files.name("c.pdf")), ("a b-1600.02.jpg", "c.pdf"));
        assert_eq!(files.published().count(), 3);
    }
}
