//! Blocks that a template of the site's own lacks, while others fill them.
//!
//! Comes in: what Tera tells of each template that fills such a block, most of them ones that the program carries. Goes out: one problem
//! for each block, at the template that lacks it: a block that got another name there is the slip, not the many that go by the old one.

use std::collections::BTreeMap;

use super::files::place;
use super::problem::{DEFAULT, OWN, TEMPLATES, ThemeProblem};
use super::tags::{Word, extended, tags};
use crate::base::suggest::closest;

/// Templates by the names that Tera knows them by.
type Templates<'t> = BTreeMap<&'t str, &'t str>;

/// The problems, with one for each block that a template of the site's own lacks.
pub(super) fn lost_blocks(problems: Vec<ThemeProblem>, templates: &[(String, &str)]) -> Vec<ThemeProblem> {
    let templates: Templates<'_> = templates.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let mut lost: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| problem.embedded) {
        let lacking = block_of(problem).and_then(|block| Some((lacking(&templates, problem)?, block)));
        lacking.into_iter().for_each(|lacking| *lost.entry(lacking).or_default() += 1);
    }
    let mut left = Vec::new();
    for problem in problems {
        let lacking = block_of(&problem).and_then(|block| Some((lacking(&templates, &problem)?, block)));
        match lacking.and_then(|lacking| lost.get_mut(&lacking)) {
            // Those of the site's own fill it as well.
            Some(count) => *count += usize::from(!problem.embedded),
            None => left.push(problem),
        }
    }
    left.extend(lost.into_iter().map(|((base, block), count)| lost_block(&templates, base, &block, count)));
    left
}

/// The block that no template has, where a problem is of that kind.
fn block_of(problem: &ThemeProblem) -> Option<String> {
    let message = problem.message.english();
    let block = message.strip_prefix("no template that this one extends has the block `")?.strip_suffix('`')?;
    Some(block.to_owned())
}

/// The template that the one with the problem extends in the end, where it is one of the site's own.
fn lacking<'t>(templates: &Templates<'t>, problem: &ThemeProblem) -> Option<&'t str> {
    let path = problem.file.strip_prefix(TEMPLATES)?;
    let mut name = format!("{}{path}", if problem.embedded { DEFAULT } else { OWN });
    // None extends itself: where one does, Tera tells of nothing else.
    for _ in 0..templates.len() {
        let (known, text) = templates.get_key_value(name.as_str())?;
        let Some(parent) = extended(text) else { return known.starts_with(OWN).then_some(*known) };
        let own = format!("{OWN}{parent}");
        let is_whole = parent.starts_with(DEFAULT) || parent.starts_with(OWN);
        name = match templates.contains_key(own.as_str()) {
            true => own,
            false if is_whole => parent,
            false => format!("{DEFAULT}{parent}"),
        };
    }
    None
}

fn lost_block(templates: &Templates<'_>, base: &str, block: &str, count: usize) -> ThemeProblem {
    let path = base.strip_prefix(OWN).unwrap_or(base);
    let text = templates.get(base).copied().unwrap_or_default();
    let carried = templates.get(format!("{DEFAULT}{path}").as_str()).copied().unwrap_or_default();
    let (blocks, known) = (blocks(text), blocks_named(carried));
    // One that the program's template does not have most likely has another name there.
    let new: Vec<Word<'_>> = blocks.into_iter().filter(|block| !known.contains(&block.text)).collect();
    let near = closest(block, new.iter().map(|word| word.text));
    let near = new.iter().find(|word| near == Some(word.text)).or_else(|| new.first().filter(|_| new.len() == 1));
    let message = match count {
        1 => say!("there is no block `{block}`, which another template fills", block),
        count => say!("there is no block `{block}`, which {count} templates fill", block, count),
    };
    let help = match near {
        Some(near) => say!("did you rename it to `{near}`? Call it `{block}` again", near = near.text, block),
        None => say!(
            "write `{{% block {block} %}}{{% endblock {block} %}}` where it belongs, or begin with `{{% extends \
             \"default/{path}\" %}}` to change some blocks of the original alone",
            block,
            path
        ),
    };
    let file = format!("templates/{path}");
    let here = match near {
        Some(near) => place(&file, false, text, near.at),
        None => place(&file, false, text, 0),
    };
    ThemeProblem { message, help: Some(help), ..here }
}

/// The names of the blocks of a template.
fn blocks(template: &str) -> Vec<Word<'_>> {
    tags(template).iter().filter(|tag| tag.is("block")).filter_map(|tag| tag.words.get(1).copied()).collect()
}

fn blocks_named(template: &str) -> Vec<&str> {
    blocks(template).into_iter().map(|word| word.text).collect()
}

#[cfg(test)]
mod tests {
    use crate::theme::embedded;
    use crate::theme::engine::{Theme, ThemeFile};
    use crate::theme::files::SiteAssets;

    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let own = |(path, text): &(&str, &str)| ThemeFile {
            path: format!("templates/{path}"),
            bytes: text.as_bytes().to_vec(),
        };
        let problems = Theme::load(files.iter().map(own).collect(), "en", &SiteAssets::new()).err().unwrap_or_default();
        let told = problems.into_iter().map(|problem| {
            let help = problem.help.unwrap_or_default().english();
            format!("{}:{}:{} {}; {help}", problem.file, problem.line, problem.column, problem.message.english())
        });
        told.collect()
    }

    fn base() -> String {
        let file = embedded::theme_files().iter().find(|(path, _)| *path == "templates/base.html");
        String::from_utf8(file.unwrap().1.to_vec()).unwrap()
    }

    #[test]
    fn a_block_that_was_renamed_is_told_once_where_it_was() {
        for name in ["contents", "main_part"] {
            let base = base().replace("block content", &format!("block {name}"));
            let page = "{% extends \"base.html\" %}{% block content %}{{ text.title }}{% endblock content %}";
            let told = told(&[("base.html", &base), ("page.html", page)]);
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(told[0].starts_with("templates/base.html:"), "{told:?}");
            assert!(told[0].contains("there is no block `content`, which ") && told[0].contains(" templates fill"));
            assert!(told[0].ends_with(&format!("did you rename it to `{name}`? Call it `content` again")), "{told:?}");
        }
    }

    #[test]
    fn a_block_that_was_taken_out_is_told_with_what_to_write() {
        let told =
            told(&[("base.html", "<html>{% block head %}{% endblock head %}{% block title %}{% endblock title %}")]);
        let content = told.iter().find(|told| told.contains("`content`")).unwrap();
        assert!(content.starts_with("templates/base.html:1:1 ") && content.contains("{% block content %}"), "{told:?}");
        assert!(told.iter().all(|told| told.starts_with("templates/base.html:")), "{told:?}");
    }

    #[test]
    fn a_slip_in_the_template_that_fills_a_block_stays_there() {
        let told = told(&[("page.html", "{% extends \"base.html\" %}{% block contents %}{% endblock contents %}")]);
        assert_eq!(told.len(), 1);
        assert!(told[0].starts_with("templates/page.html:1:"), "{told:?}");
    }
}
