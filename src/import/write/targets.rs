//! Which file each text becomes: the one that an earlier import wrote, wherever an editor moved it, else one beside the text
//! that it translates, else one whose name is free.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::existing::{self, current_path};
use super::identity::{KnownCase, is_same_article, is_same_case};
use super::merge_base::{self, ImportedFile, post_key};
use crate::base::error::Result;
use crate::base::slug::Slug;
use crate::casefile::{FileName, is_draft, is_translation, translation_path};
use crate::config::Config;
use crate::model::{Article, Case};

/// The files of an import.
pub(super) struct Targets<'a> {
    root: &'a Path,
    config: &'a Config,
    taken: BTreeSet<String>,
    /// The files of articles that were found before their posts were read, by the keys of the posts.
    reserved: BTreeMap<String, Target>,
}

/// Where a draft's file is, and which copy the import remembers of it.
pub(super) struct Target {
    /// The last part of its address.
    pub slug: Slug,
    /// Its path below `content/`.
    pub path: String,
    /// The file as the import last wrote it.
    pub base: Option<ImportedFile>,
    /// Did an editor remove the file?
    pub removed: bool,
}

/// The original that a translation lies beside, by its path below `content/`, and the language of the translation.
pub(super) type Beside = (String, String);

impl Target {
    /// Does it lie beside what it translates?
    pub fn is_translation(&self) -> bool {
        is_translation(&self.path)
    }
}

impl<'a> Targets<'a> {
    /// For an import into the site at `root`.
    pub fn new(root: &'a Path, config: &'a Config) -> Self {
        Self { root, config, taken: BTreeSet::new(), reserved: BTreeMap::new() }
    }

    /// Finds the file of an article before its post is read, and keeps it for it. None where no link may lead to it.
    pub fn reserve(&mut self, article: &Article) -> Result<Option<String>> {
        let Some(key) = post_key(article.origin.as_ref()) else { return Ok(None) };
        if !self.reserved.contains_key(&key) {
            let target = self.find_article(article, &merge_base::read(self.root, &key)?, None)?;
            self.reserved.insert(key.clone(), target);
        }
        let Some(target) = self.reserved.get(&key).filter(|target| !target.removed) else { return Ok(None) };
        let is_hidden = existing::text_at(self.root, &target.path)?.is_some_and(|text| is_draft(&text));
        Ok(Some(target.path.clone()).filter(|_| !is_hidden))
    }

    /// The file of an article. `imported` is what was written for its post before.
    pub fn of_article(
        &mut self,
        article: &Article,
        imported: &[ImportedFile],
        beside: Option<Beside>,
    ) -> Result<Target> {
        match post_key(article.origin.as_ref()).and_then(|key| self.reserved.remove(&key)) {
            Some(target) => Ok(target),
            None => self.find_article(article, imported, beside),
        }
    }

    fn find_article(&mut self, article: &Article, imported: &[ImportedFile], beside: Option<Beside>) -> Result<Target> {
        let known = imported.iter().find(|imported| imported.path.starts_with("articles/"));
        let is_same = |path: &str, text: &str| Some(is_same_article(&existing::article(path, text)?, article));
        self.find(("articles", &article.slug, ""), known, beside, &is_same)
    }

    /// The file of a case, which may be `known` from an earlier import, under another name of its city.
    pub fn of_case(&mut self, case: &Case, known: Option<&KnownCase>, beside: Option<Beside>) -> Result<Target> {
        let (config, wanted) = (self.config, known.map_or(case, |known| &known.case));
        let is_same = |path: &str, text: &str| Some(is_same_case(&existing::case(path, text, config)?, wanted));
        let country = case.country.as_str().to_lowercase();
        self.find(("cases", &case.slug, &country), known.map(|known| &known.imported), beside, &is_same)
    }

    /// `is_same` tells whether a file holds the same; none where it cannot be read.
    fn find(
        &mut self,
        (folder, slug, country): (&str, &Slug, &str),
        known: Option<&ImportedFile>,
        beside: Option<Beside>,
        is_same: &dyn Fn(&str, &str) -> Option<bool>,
    ) -> Result<Target> {
        let free = || self.free_beside(beside).map_or_else(|| self.free_path(folder, slug, country, is_same), Ok);
        let (path, removed) = match known {
            Some(known) => {
                match current_path(self.root, &known.path, |path, text| is_same(path, text) == Some(true))? {
                    Some(path) => (path, false),
                    None => (known.path.clone(), true),
                }
            }
            None => (free()?, false),
        };
        self.taken.insert(path.clone());
        // The slug of a file that is there is its name, or what its editor wrote into it; either stands already.
        let slug = Slug::parse(FileName::of(&path).stem).unwrap_or_else(|_| slug.clone());
        Ok(Target { slug, path, base: known.cloned(), removed })
    }

    /// Where a translation lies, unless another text of this import lies there already.
    fn free_beside(&self, beside: Option<Beside>) -> Option<String> {
        let (original, language) = beside?;
        Some(translation_path(&original, &language)).filter(|path| !self.taken.contains(path))
    }

    /// The slug itself, or with the country, or with a number: the first whose file is free or holds the same already. A file
    /// that cannot be read is taken for the same, so that nothing is written beside an editor's unfinished work.
    fn free_path(
        &self,
        folder: &str,
        slug: &Slug,
        country: &str,
        is_same: &dyn Fn(&str, &str) -> Option<bool>,
    ) -> Result<String> {
        let with_country = (!country.is_empty()).then(|| Slug::from_text(&format!("{slug}-{country}"))).flatten();
        let numbered = (2..).map(|number| slug.numbered(number));
        for candidate in std::iter::once(slug.clone()).chain(with_country).chain(numbered) {
            let path = format!("{folder}/{candidate}.md");
            if self.taken.contains(&path) {
                continue;
            }
            match existing::text_at(self.root, &path)? {
                Some(text) if is_same(&path, &text) == Some(false) => {}
                _ => return Ok(path),
            }
        }
        Ok(format!("{folder}/{slug}.md"))
    }
}
