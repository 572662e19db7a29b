//! What each template sees, with all fields, and templates of the site's own that name a field which is not there.
//!
//! Comes in: the templates of the site's own theme, and docs/themes.md, which lists every view and is held to the source by a test.
//! Goes out: names with a slip. Rendering finds such a name only where it comes by: not in a branch for the twenty-first case.

use std::collections::{BTreeMap, BTreeSet};

use super::engine::ThemeFile;
use super::files::place;
use super::paths::{Path, bound_names, paths};
use super::problem::{TEMPLATES, ThemeProblem};
use super::tags::tags;
use crate::base::suggest::closest;

/// The tables of templates and of views.
const PAGES: &str = include_str!("../../docs/themes.md");

/// What a value is, as far as its fields go. Where a name may stand for several views, a field of any of them will do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// One of these views.
    View(BTreeSet<&'static str>),
    /// A list of these.
    List(BTreeSet<&'static str>),
    /// A text, a number, or something of which nothing is known.
    #[default]
    Other,
}

impl Kind {
    /// What a cell of a table says: `list of [CardView](#cardview)`.
    fn read(cell: &'static str) -> Self {
        let cell = cell.trim().trim_end_matches(" or none");
        let view =
            |text: &'static str| text.strip_prefix('[')?.split_once("](#").map(|(view, _)| BTreeSet::from([view]));
        match cell.strip_prefix("list of ") {
            Some(list) => view(list).map_or(Self::Other, Self::List),
            None => view(cell).map_or(Self::Other, Self::View),
        }
    }

    /// What may be the one or the other.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::View(one), Self::View(other)) => Self::View(&one | &other),
            (Self::List(one), Self::List(other)) => Self::List(&one | &other),
            _ => Self::Other,
        }
    }
}

/// Names and what they are.
pub(super) type Names = BTreeMap<&'static str, Kind>;

/// All views, and what each template sees.
pub(super) struct Views {
    views: BTreeMap<&'static str, Names>,
    templates: BTreeMap<&'static str, Names>,
}

impl Views {
    /// Reads the tables.
    pub fn read() -> Self {
        let mut all = Self { views: BTreeMap::new(), templates: BTreeMap::new() };
        let mut heading = "";
        for line in PAGES.lines() {
            let cells: Vec<&'static str> = line.split(" | ").collect();
            let name = cells[0].strip_prefix("| `").and_then(|cell| cell.split('`').next());
            match (name, cells.as_slice()) {
                (None, _) => {
                    heading = line
                        .trim_start_matches('#')
                        .strip_prefix(' ')
                        .filter(|_| line.starts_with('#'))
                        .unwrap_or(heading)
                }
                (Some(field), [_, kind, _, ..]) if heading.ends_with("View") => {
                    all.views.entry(heading).or_default().insert(field, Kind::read(kind));
                }
                (Some(template), [_, _, seen, ..]) if heading == "Templates and what they see" => {
                    all.templates.insert(template, seen_names(seen));
                }
                _ => {}
            }
        }
        all
    }

    /// What a template sees; of one that stands behind several, what any of them sees.
    pub fn seen(&self, template: &str, is_shared: bool) -> Names {
        if let Some(names) = self.templates.get(template).filter(|_| !is_shared) {
            return names.clone();
        }
        let mut all = Names::new();
        for (name, kind) in self.templates.values().flatten() {
            let known = all.remove(name).unwrap_or_else(|| kind.clone());
            all.insert(name, known.or(kind.clone()));
        }
        all
    }

    /// What a field of these views is; none where none of them has it.
    pub fn field(&self, views: &BTreeSet<&'static str>, field: &str) -> Option<Kind> {
        let kinds = views.iter().filter_map(|view| self.views.get(view)?.get(field).cloned());
        kinds.reduce(Kind::or)
    }

    /// The names of all fields of these views.
    fn fields(&self, views: &BTreeSet<&'static str>) -> impl Iterator<Item = &'static str> {
        views.iter().filter_map(|view| self.views.get(view)).flat_map(|fields| fields.keys().copied())
    }
}

/// "`site`, `page`, `case`: [CaseView](#caseview)".
fn seen_names(cell: &'static str) -> Names {
    let (names, view) = cell.split_once(": ").unwrap_or((cell, ""));
    let kind = |name: &str| match name {
        "site" => Kind::View(BTreeSet::from(["SiteView"])),
        "page" => Kind::View(BTreeSet::from(["PageView"])),
        _ => Kind::read(view),
    };
    names.split('`').skip(1).step_by(2).map(|name| (name, kind(name))).collect()
}

/// Names in templates of the site's own that no template of this kind sees.
#[must_use]
pub fn unknown_fields(own_files: &[ThemeFile]) -> Vec<ThemeProblem> {
    let templates: Vec<(&str, &str)> = own_files.iter().filter_map(template).collect();
    if templates.is_empty() {
        return Vec::new();
    }
    let views = Views::read();
    let bound: BTreeSet<&str> = templates.iter().flat_map(|(_, text)| bound_names(&tags(text))).collect();
    let mut problems = Vec::new();
    for &(name, text) in &templates {
        let is_named = |(other, text): &(&str, &str)| *other != name && text.contains(name);
        let is_shared = !views.templates.contains_key(name) || templates.iter().any(is_named);
        let mut seen = views.seen(name, is_shared);
        // What includes it may have called something else so.
        seen.retain(|name, _| !is_shared || !bound.contains(name));
        let found = paths(&tags(text), &views, seen);
        problems.extend(told(&views, &found).into_iter().map(|(path, near)| problem(name, text, path, near)));
    }
    problems
}

fn template(file: &ThemeFile) -> Option<(&str, &str)> {
    Some((file.template()?, std::str::from_utf8(&file.bytes).ok()?))
}

/// Which of these names are told, with what was most likely meant. A name that a template only asks for (`{% if page.hero %}`) may be one
/// that another version has; where it is near to one that is there, it is none.
fn told<'p, 't>(views: &Views, paths: &'p [Path<'t>]) -> Vec<(&'p Path<'t>, Option<&'static str>)> {
    let near = |path: &Path<'_>| closest(path.field, views.fields(&path.views));
    let asked: BTreeSet<(&str, &str)> =
        paths.iter().filter(|path| path.is_asked).map(|path| (path.parent.as_str(), path.field)).collect();
    let with_near = paths.iter().map(|path| (path, near(path)));
    with_near.filter(|(path, near)| near.is_some() || !asked.contains(&(path.parent.as_str(), path.field))).collect()
}

fn problem(template: &str, text: &str, path: &Path<'_>, near: Option<&str>) -> ThemeProblem {
    let (parent, field) = (path.parent.as_str(), path.field);
    ThemeProblem {
        message: say!("`{parent}` has no field `{field}`", parent, field),
        help: Some(match near {
            Some(near) => say!("did you mean `{near}`?", near),
            None => say!("`docs/themes.md` lists what each template sees"),
        }),
        ..place(&format!("{TEMPLATES}{template}"), false, text, path.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::embedded;
    use crate::theme::sample_views::{FILES, PAGES, full};

    fn file(path: &str, text: &str) -> ThemeFile {
        ThemeFile { path: format!("{TEMPLATES}{path}"), bytes: text.as_bytes().to_vec() }
    }

    fn found(files: &[ThemeFile]) -> Vec<String> {
        let told = |problem: ThemeProblem| {
            let help = problem.help.unwrap_or_default().english();
            format!("{}:{}:{} {} {help}", problem.file, problem.line, problem.column, problem.message.english())
        };
        unknown_fields(files).into_iter().map(told).collect()
    }

    #[test]
    fn the_tables_say_what_the_views_are() {
        let views = Views::read();
        for template in PAGES.iter().chain(FILES) {
            let context = full(template, "en");
            for (name, kind) in views.seen(template, false) {
                let value = context.get(name).unwrap_or_else(|| panic!("{template}: {name}"));
                let json = serde_json::to_value(value).unwrap();
                assert!(matches!(kind, Kind::View(_)), "{template}: {name}");
                assert_fits(&views, &kind, &json, &format!("{template}: {name}"));
            }
        }
    }

    fn assert_fits(views: &Views, kind: &Kind, value: &serde_json::Value, place: &str) {
        match (value, kind) {
            (serde_json::Value::Object(fields), Kind::View(names)) => {
                for (field, value) in fields {
                    let kind = views.field(names, field).unwrap_or_else(|| panic!("{place}.{field} is in no table"));
                    assert_fits(views, &kind, value, &format!("{place}.{field}"));
                }
            }
            (serde_json::Value::Array(all), Kind::List(names)) => {
                all.iter().for_each(|one| assert_fits(views, &Kind::View(names.clone()), one, place));
            }
            (serde_json::Value::Object(_), _) => panic!("{place} is a view, and the tables say {kind:?}"),
            (serde_json::Value::Array(all), _) => assert!(all.iter().all(|one| !one.is_object()), "{place}: {kind:?}"),
            (serde_json::Value::Null, _) => {}
            (_, kind) => assert_eq!(*kind, Kind::Other, "{place}"),
        }
    }

    #[test]
    fn no_template_of_the_default_theme_has_a_slip() {
        let own: Vec<ThemeFile> = embedded::theme_files()
            .iter()
            .map(|(path, bytes)| ThemeFile { path: (*path).to_owned(), bytes: bytes.to_vec() })
            .collect();
        assert_eq!(found(&own), Vec::<String>::new());
        for one in own {
            assert_eq!(found(&[one]), Vec::<String>::new());
        }
    }

    #[test]
    fn a_slip_is_told_wherever_it_stands() {
        for (template, text, told) in [
            (
                "cases.html",
                "{% if list.pagination %}\n{{ list.pagination.curent }}{% endif %}",
                "2:20 `list.pagination` has no field `curent` did you mean `current`?",
            ),
            ("case.html", "{% if case.imge %}{% endif %}", "1:12 `case` has no field `imge` did you mean `image`?"),
            (
                "case.html",
                "{{ t(key=\"x\", a=case.zzz) }}",
                "1:22 `case` has no field `zzz` `docs/themes.md` lists what each template sees",
            ),
            (
                "cases.html",
                "{% for card in list.cases %}{{ card.titel }}{% endfor %}",
                "1:37 `card` has no field `titel` did you mean `title`?",
            ),
            (
                "base.html",
                "{% for feed in page.feeds[:1] %}{{ feed.ulr }}{% endfor %}",
                "1:41 `feed` has no field `ulr` did you mean `url`?",
            ),
            (
                "case.html",
                "{{ case.sections[0].bodyhtml | safe }}",
                "1:21 `case.sections` has no field `bodyhtml` did you mean `body_html`?",
            ),
            (
                "parts/foot.html",
                "{{ <link url={site.licence.ur} /> }}",
                "1:28 `site.licence` has no field `ur` did you mean `url`?",
            ),
        ] {
            assert_eq!(found(&[file(template, text)]), [format!("templates/{template}:{told}")]);
        }
    }

    #[test]
    fn what_may_be_right_is_not_told() {
        for (template, text) in [
            (
                "case.html",
                "{{ cases.titel }}{{ case?.titel }}{% if case.titel is defined %}{{ case.titel }}{% endif %}",
            ),
            ("case.html", "{% set case = x %}{{ case.titel }}"),
            ("case.html", "{% for case in related %}{{ case.titel }}{% endfor %}"),
            ("case.html", "{% for related in case.related | reverse %}{{ related.crad }}{% endfor %}"),
            ("case.html", "{{ [case.titel for case in x] | join }}{{ case.title.x }}{{ case.hero_zzz or \"\" }}"),
            ("case.html", "{% if case.hero_zzz %}{{ case.hero_zzz }}{% endif %}{# {{ case.titel }} #}"),
            (
                "case.html",
                "{% component a(case: map) %}{{ case.titel }}{% endcomponent a %}{% raw %}{{ case.titel }}{% endraw %}",
            ),
            ("case.html", "{{ case.titel | default(value=\"\") }}{{ \"case.titel\" }}{{ x.case.titel }}"),
            (
                "base.html",
                "{% if page.kind == \"article\" %}{{ article.introduction_html }}{{ list.articles }}{{ list.count }}{% endif %}",
            ),
        ] {
            assert_eq!(found(&[file(template, text)]), Vec::<String>::new());
        }
        let row = file("parts/row.html", "{{ case.own_html }}");
        let list = file("cases.html", "{% for case in list.cases %}{% include \"parts/row.html\" %}{% endfor %}");
        assert_eq!(found(&[row, list]), Vec::<String>::new());
        let year = file("year.html", "{% extends \"cases.html\" %}");
        assert_eq!(found(&[file("cases.html", "{{ list.feed_url }}"), year]), Vec::<String>::new());
    }
}
