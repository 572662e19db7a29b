//! How the memory of the content files is divided: into parts that each know the files between two paths.
//!
//! Comes in: content, and the paths from which on the parts of an earlier build know files; goes out: what each part has to
//! know, and new paths where a part has become too large.

use rayon::prelude::*;

use super::{Content, Entry};
use crate::model::{Article, Case, Page, Term};

/// A part that knows so many times as many files as others is too large.
const UNEVEN: usize = 4;

/// The entries of all kinds; each list is sorted by path.
pub(super) struct Lists<'a> {
    pub cases: Vec<&'a [Entry<Case>]>,
    pub articles: Vec<&'a [Entry<Article>]>,
    pub pages: Vec<&'a [Entry<Page>]>,
    pub terms: Vec<&'a [Entry<Term>]>,
}

impl<'a> Lists<'a> {
    pub fn of(content: &'a Content) -> Self {
        let terms = content.terms.iter().map(|(_, terms)| terms).chain([&content.translations.terms]);
        Self {
            cases: vec![&content.cases, &content.translations.cases],
            articles: vec![&content.articles, &content.translations.articles],
            pages: vec![&content.pages, &content.translations.pages],
            terms: terms.map(Vec::as_slice).collect(),
        }
    }

    /// Those of one part, where the parts start at these paths.
    pub fn part(&self, starts: &[String], index: usize) -> Self {
        self.between(&starts[index], starts.get(index + 1).map(String::as_str))
    }

    /// Those from one path on, and before another one.
    fn between(&self, start: &str, end: Option<&str>) -> Self {
        fn cut<'a, T>(lists: &[&'a [Entry<T>]], start: &str, end: Option<&str>) -> Vec<&'a [Entry<T>]> {
            let place = |list: &[Entry<T>], path: &str| list.partition_point(|entry| entry.text.path() < path);
            let range = |list: &[Entry<T>]| place(list, start)..end.map_or(list.len(), |end| place(list, end));
            lists.iter().map(|list| &list[range(list)]).collect()
        }
        Self {
            cases: cut(&self.cases, start, end),
            articles: cut(&self.articles, start, end),
            pages: cut(&self.pages, start, end),
            terms: cut(&self.terms, start, end),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        fn all<T>(lists: &[&[Entry<T>]]) -> usize {
            lists.iter().map(|list| list.len()).sum()
        }
        all(&self.cases) + all(&self.articles) + all(&self.pages) + all(&self.terms)
    }

    /// How many entries were remembered, if none was read anew.
    pub fn still_known(&self) -> Option<usize> {
        fn are_known<T>(lists: &[&[Entry<T>]]) -> bool {
            lists.iter().copied().flatten().all(|entry| !entry.text.is_fresh())
        }
        let all =
            are_known(&self.cases) && are_known(&self.articles) && are_known(&self.pages) && are_known(&self.terms);
        all.then(|| self.len())
    }

    /// Does no part that starts at one of these paths know many more files than the others?
    pub fn is_even(&self, starts: &[String]) -> bool {
        let most = UNEVEN * (self.len() / starts.len().max(1) + 1);
        (0..starts.len()).all(|index| self.part(starts, index).len() <= most)
    }

    /// The paths from which on so many parts know as many files each.
    pub fn starts(&self, parts: usize) -> Vec<String> {
        fn paths<'l, T>(lists: &'l [&[Entry<T>]]) -> impl Iterator<Item = &'l str> {
            lists.iter().copied().flatten().map(|entry| entry.text.path())
        }
        let all = paths(&self.cases).chain(paths(&self.articles)).chain(paths(&self.pages)).chain(paths(&self.terms));
        let mut paths: Vec<&str> = all.collect();
        paths.par_sort_unstable();
        let start = |part: usize| paths.get(part * paths.len() / parts).copied().unwrap_or_default().to_owned();
        std::iter::once(String::new()).chain((1..parts).map(start)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::base::diag::Diagnostics;
    use crate::base::fs;
    use crate::base::source::SourceFile;
    use crate::config;
    use crate::content::tests::{config, site_with};
    use crate::content::{Memory, load};

    /// A site with a case, its translation and a page for each name.
    fn content(names: &[&str]) -> Content {
        let case = |name: &&str| format!("---\ncity: {name}\ncountry: NO\ntitle: {name}\n---\n\n## Context\n\nOne.\n");
        let page = |name: &&str| format!("---\ntitle: {name}\n---\n\nOne.\n");
        let files: Vec<(String, String)> = names
            .iter()
            .flat_map(|name| {
                let file = |folder: &str, ending: &str| format!("{folder}/{name}{ending}");
                [
                    (file("cases", ".md"), case(name)),
                    (file("cases", ".fa.md"), case(name)),
                    (file("pages", ".md"), page(name)),
                ]
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let site = site_with(&files);
        let listed = fs::list_with_stamps(&site.path().join("content")).unwrap();
        load(site.path(), &config(), &listed, Memory::default(), &mut Diagnostics::new()).unwrap()
    }

    #[test]
    fn each_file_is_in_one_part_and_no_part_is_much_larger_than_others() {
        let content = content(&["a", "b", "c", "d", "e", "f", "g", "h"]);
        let all = Lists::of(&content);
        assert_eq!(all.len(), 24);
        let starts = all.starts(4);
        assert_eq!(starts, ["", "content/cases/d.fa.md", "content/cases/g.fa.md", "content/pages/c.md"]);
        let sizes: Vec<usize> = (0..4).map(|index| all.part(&starts, index).len()).collect();
        assert_eq!(sizes, [6, 6, 6, 6]);
        assert!(all.is_even(&starts));
        let uneven: Vec<String> = ["", "x1", "x2", "x3", "x4", "x5", "x6", "x7"].map(str::to_owned).into();
        assert!(!all.is_even(&uneven));
    }

    #[test]
    fn every_list_is_sorted_by_path_in_whatever_order_the_taxonomies_come() {
        let text = "title: T\nbase_url: https://example.org/\nlanguage: en\ntaxonomies:\n  - {id: themes, title: T, singular: T}\n  - {id: networks, title: N, singular: N}\n";
        let config = config::read(&SourceFile::new("site.yaml", text), &RefCell::default()).unwrap();
        let term = "---\nname: A\n---\n";
        let paths = ["networks/b.fa.md", "networks/b.md", "themes/a.fa.md", "themes/a.md"];
        let site = site_with(&paths.map(|path| (path, term)));
        let listed = fs::list_with_stamps(&site.path().join("content")).unwrap();
        let content = load(site.path(), &config, &listed, Memory::default(), &mut Diagnostics::new()).unwrap();
        assert_eq!(content.translations.terms.len(), 2);
        for list in Lists::of(&content).terms {
            assert!(list.is_sorted_by(|one, other| one.text.path() < other.text.path()));
        }
    }
}
