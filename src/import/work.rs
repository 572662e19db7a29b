//! The work on portions of posts: each is drafted, gets its pictures, is planned, written and reported.

use std::path::Path;

use rayon::prelude::*;

use super::Options;
use super::input::{self, Input, Post, foreign_language};
use super::media::{MediaOptions, Shelf, what_is_there_is_whole};
use super::read::{Links, PictureFiles, PostDraft, draft};
use super::repeats::Repeats;
use super::report::{Report, post_report, withdrawn_report};
use super::write::{Originals, PlannedFile, Planner, known_origins, withdrawn_files};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::config::Config;
use crate::content::Content;

/// What all portions share.
pub(super) struct Work<'a> {
    config: &'a Config,
    content: &'a Content,
    options: Options<'a>,
    root: &'a Path,
    planner: Planner<'a>,
    shelf: Shelf<'a>,
    originals: Originals,
    links: Links,
    /// How many posts there are, and how many of them were read.
    expected: usize,
    read: usize,
    /// What was found and done so far.
    pub report: Report,
}

impl<'a> Work<'a> {
    /// For an import into the site at `root`.
    pub fn new(
        root: &'a Path,
        config: &'a Config,
        content: &'a Content,
        options: Options<'a>,
        media: &'a MediaOptions<'a>,
    ) -> Self {
        let planner = Planner::new(root, config, options.keep);
        Self {
            config,
            content,
            options,
            root,
            planner,
            shelf: Shelf::new(root, config, media),
            originals: Originals::default(),
            links: Links::default(),
            expected: 0,
            read: 0,
            report: Report::default(),
        }
    }

    /// Is a post in another language than the site's?
    pub fn is_foreign(&self, post: &Post) -> bool {
        foreign_language(post, &self.config.language).is_some()
    }

    /// Finds out which files the posts of this import will have, and those that the content has already.
    pub fn expect(&mut self, posts: &[Post]) -> Result<()> {
        if posts.is_empty() {
            return Ok(());
        }
        self.expected += posts.len();
        for post in posts.iter().filter(|post| !post.is_in_trash()) {
            let path = if self.is_foreign(post) { None } else { self.planner.reserve(post)? };
            self.links.add(post, path.as_deref().filter(|_| post.withheld.is_none()));
        }
        for (origin, path) in known_origins(self.root)? {
            self.links.add_origin(&origin, path.as_deref());
        }
        Ok(())
    }

    /// Imports a portion of posts.
    pub fn take(&mut self, source: &str, posts: &[&Post], problems: &mut Diagnostics) -> Result<()> {
        self.shelf.stop().check(what_is_there_is_whole)?;
        let posts = &self.without_withdrawn(source, posts, problems)?;
        let (config, content, split) = (self.config, self.content, self.options.split);
        let links = &self.links;
        let draft = |post: &Post, files: &PictureFiles| draft(post, config, content, links, split, files);
        let no_files = PictureFiles::new();
        let drafts: Vec<PostDraft> = posts.par_iter().map(|post| draft(post, &no_files)).collect();
        let drafts = self.shelf.take_over(source, posts, drafts, &draft, problems)?;
        for (post, draft) in posts.iter().zip(drafts) {
            let language = foreign_language(post, &config.language);
            let pairing = language.map(|language| self.originals.pair(post, &draft, &language));
            let planned = self.planner.plan(draft, pairing, problems)?;
            self.write(planned.cities.iter().chain(&planned.gone).chain(std::iter::once(&planned.article)))?;
            if planned.pairing.is_none() {
                self.originals.add(post, &planned);
            }
            self.report.posts.push(post_report(source, post, planned, self.options.dry_run, problems));
        }
        self.read += posts.len();
        self.options.progress.tell(self.read.min(self.expected), self.expected);
        Ok(())
    }

    /// All is read: what was left out, such as posts that stand in an export twice, is counted, too.
    pub fn end_progress(&self) {
        self.options.progress.tell(self.expected, self.expected);
    }

    /// The posts that are to be read. Of the others nothing is known but that readers do not see them any more: what an
    /// earlier import wrote of them becomes drafts.
    fn without_withdrawn<'p>(
        &mut self,
        source: &str,
        posts: &[&'p Post],
        problems: &mut Diagnostics,
    ) -> Result<Vec<&'p Post>> {
        let mut kept = Vec::new();
        for post in posts {
            let files =
                if post.is_only_a_state() { withdrawn_files(post, self.root, self.config)? } else { Vec::new() };
            if files.is_empty() && !post.is_in_trash() {
                kept.push(*post);
                continue;
            }
            self.write(&files)?;
            self.report.withdrawn.extend(withdrawn_report(source, post, &files, self.options.dry_run, problems));
        }
        Ok(kept)
    }

    fn write<'f>(&self, files: impl IntoIterator<Item = &'f PlannedFile>) -> Result<()> {
        files.into_iter().filter(|_| !self.options.dry_run).try_for_each(|file| file.write(self.root))
    }

    /// Imports the posts in other languages, which were passed over while their originals were not known. The inputs are read
    /// once more, as those posts may be half of a large export. What there is to tell about the inputs was told before.
    pub fn take_translations(&mut self, inputs: &[Input], problems: &mut Diagnostics) -> Result<()> {
        self.originals.add_content(self.root, self.config)?;
        let mut repeats = Repeats::default();
        input::read(inputs, self.options.types, &mut |_| (), &mut Diagnostics::new(), |source, posts, told| {
            let posts = repeats.without_repeats(source, posts, told);
            let others: Vec<&Post> = posts.into_iter().filter(|post| self.is_foreign(post)).collect();
            self.take(source, &others, problems)
        })?;
        Ok(())
    }
}
