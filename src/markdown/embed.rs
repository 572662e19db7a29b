//! A text that stands among others on one page.
//!
//! In: the HTML of a body, and a word that no other text of the page has. Out: the same with headings one level lower, and with ids
//! that begin with the word, as does what leads to them within the text.

use super::parts::Part;
use super::render::Rendered;
use super::tags::{Attribute, Attributes, Kind, Tags};

/// Attributes that hold one id or several, or the name that `usemap` and links know.
const IDS: [&str; 9] =
    ["id", "name", "for", "headers", "list", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details"];

/// Attributes that may lead to a place of the same page.
const PLACES: [&str; 3] = ["href", "usemap", "xlink:href"];

impl Rendered {
    /// The same to stand on a page with other texts. `word` is without white space and quotation marks.
    #[must_use]
    pub fn among_others(self, word: &str) -> Self {
        self.changed(|part, html, changed| match part {
            Part::Id => changed.extend([word, ":", html]),
            Part::Heading | Part::Text => embed(html, word, changed),
        })
    }
}

/// Appends HTML with its headings lowered and its ids changed.
fn embed(html: &str, word: &str, changed: &mut String) {
    let mut done = 0;
    for tag in Tags::new(html) {
        let written = &html[tag.span.clone()];
        let lower = lower_heading(&tag.name);
        let has_ids = tag.kind == Kind::Start && Attributes::of(written).any(|attribute| names_a_place(&attribute));
        if lower.is_none() && !has_ids {
            continue;
        }
        changed.push_str(&html[done..tag.span.start]);
        done = tag.span.end;
        let name = lower.unwrap_or(&tag.name);
        match tag.kind {
            Kind::Start => push_tag(changed, name, written, word, tag.is_self_closing),
            Kind::End => changed.extend(["</", name, ">"]),
            _ => changed.push_str(written),
        }
    }
    changed.push_str(&html[done..]);
}

/// The heading that is one level lower; there is none below the sixth.
fn lower_heading(name: &str) -> Option<&'static str> {
    const LEVELS: [(&str, &str); 5] = [("h1", "h2"), ("h2", "h3"), ("h3", "h4"), ("h4", "h5"), ("h5", "h6")];
    LEVELS.into_iter().find(|(level, _)| *level == name).map(|(_, lower)| lower)
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Does an attribute hold an id, or lead to one?
fn names_a_place(attribute: &Attribute<'_>) -> bool {
    let Attribute { name, value } = attribute;
    is_one_of(name, &IDS) || (is_one_of(name, &PLACES) && value.starts_with('#')) || value.contains("url(#")
}

/// Appends a start tag with another name and its ids changed; values stay as they are written.
fn push_tag(changed: &mut String, name: &str, written: &str, word: &str, is_self_closing: bool) {
    changed.extend(["<", name]);
    for attribute in Attributes::of(written) {
        let Attribute { name, value } = attribute;
        let value = if is_one_of(name, &IDS) {
            value.split_ascii_whitespace().map(|id| format!("{word}:{id}")).collect::<Vec<_>>().join(" ")
        } else if is_one_of(name, &PLACES) && value.len() > 1 && value.starts_with('#') {
            format!("#{word}:{}", &value[1..])
        } else {
            value.replace("url(#", &format!("url(#{word}:"))
        };
        let quote = if value.contains('"') { "'" } else { "\"" };
        changed.extend([" ", name]);
        if !value.is_empty() {
            changed.extend(["=", quote, &value, quote]);
        }
    }
    changed.push_str(if is_self_closing { "/>" } else { ">" });
}

#[cfg(test)]
mod tests {
    use super::super::render;

    #[test]
    fn ids_and_what_leads_to_them_begin_with_the_word_and_headings_are_lower() {
        let body = "A[^1].\n\n## Key *actions*\n\n### Sub\n\n[up](#key-actions) [out](/x/#y)\n\n\
                    <h6 TITLE='\"' id=x data-y>z</h6> <svg fill=\"url(#a)\"><use href=\"#a\"/></svg>\n\n[^1]: Note.\n";
        let html = render(body, &|_| None).among_others("rome").whole();
        for wanted in [
            "<a id=\"rome:fnref:1\" href=\"#rome:fn:1\" role=\"doc-noteref\">",
            "<h2 id=\"rome:key-actions\">Key <em>actions</em></h2>",
            "<h4 id=\"rome:sub\">Sub</h4>",
            "<a href=\"#rome:key-actions\">up</a> <a href=\"/x/#y\">out</a>",
            "<h6 TITLE='\"' id=\"rome:x\" data-y>z</h6> <svg fill=\"url(#rome:a)\"><use href=\"#rome:a\"/></svg>",
            "<li id=\"rome:fn:1\">",
        ] {
            assert!(html.contains(wanted), "{wanted} is missing: {html}");
        }
    }
}
