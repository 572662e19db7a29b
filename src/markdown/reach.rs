//! What in the HTML of a text reaches beyond the text: elements and attributes that run programs, lead to what is no page, or
//! take the place of other parts of the page.
//!
//! In: a start tag. Out: what its editor is told of it. Nothing is changed.

use std::ops::Range;

use super::elements::is_forbidden;
use super::mistakes::Mistake;
use super::raw_html::{attributes, may_have_address};
use super::scan::find_next;
use super::slips_in_text::with_straight_quotes;
use crate::base::address::CURLY_QUOTES;
use crate::base::diag::{Code, Diagnostic, Severity};
use crate::base::message::Message;
use crate::base::{address, srcset};
use crate::html::style_value;

/// A tag that begins an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StartTag {
    /// Its name, in lower case.
    pub name: String,
    /// The tag, as a browser reads it.
    pub text: String,
    /// Where it stands in the Markdown.
    pub span: Range<usize>,
    /// Does it stand in `svg` or `math`?
    pub is_foreign: bool,
}

/// Attributes that hold one address, of whatever element.
const ADDRESSES: [&str; 11] =
    ["href", "src", "action", "formaction", "xlink:href", "poster", "data", "background", "cite", "ping", "to"];

/// Attributes that hold several values for another attribute, which may be one with an address.
const VALUES: [&str; 3] = ["values", "from", "by"];

/// What is wrong with a tag, as far as it reaches beyond its text.
pub(super) fn mistakes(markdown: &str, tag: &StartTag) -> Vec<Mistake> {
    let mut found: Vec<Mistake> = of_element(tag).into_iter().collect();
    if !may_have_address(&tag.text) {
        return found;
    }
    let quotes = in_curly_quotes(tag);
    let is_told = quotes.is_some();
    found.extend(quotes);
    for (name, value) in attributes(&tag.text) {
        let place = |words: &str| find_next(markdown, tag.span.clone(), words).unwrap_or_else(|| first_line(tag));
        let is_handler =
            name.len() > 2 && name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        if is_handler {
            found.push(forbidden(place(&name), say!("`{name}` runs a program in the reader's browser", name)));
        } else if name == "srcdoc" {
            found.push(forbidden(place(&name), say!("`srcdoc` holds a page of its own, which may run programs")));
        } else if name == "style" {
            found.extend(out_of_the_text(&value).map(|problem| Mistake { span: place("position"), problem }));
        }
        let addresses = addresses(tag, &name, &value).into_iter();
        for (target, is_image) in addresses.filter(|(target, _)| !(is_told && target.starts_with(CURLY_QUOTES))) {
            found.extend(address::mistake(target, is_image).map(|problem| Mistake { span: place(target), problem }));
        }
    }
    found
}

/// `href=”https://…”`: to a browser, these quotes are a part of the value, which ends at the first space.
fn in_curly_quotes(tag: &StartTag) -> Option<Mistake> {
    let is_unquoted = |value: &str| tag.text.contains(&["=", value].concat());
    let mut all = attributes(&tag.text).into_iter();
    let (name, _) = all.find(|(_, value)| value.starts_with(CURLY_QUOTES) && is_unquoted(value))?;
    let message = say!("`{name}` stands in curly quotes, and HTML knows straight ones alone", name);
    let help = say!("write `{tag}`", tag = with_straight_quotes(&tag.text));
    let problem = match ADDRESSES.contains(&name.as_str()) {
        true => Diagnostic::error(Code::BadAddress, message),
        false => Diagnostic::warning(Code::UnbalancedHtml, message),
    };
    Some(Mistake { span: first_line(tag), problem: problem.help(help) })
}

fn first_line(tag: &StartTag) -> Range<usize> {
    tag.span.start..tag.span.start + tag.text.lines().next().map_or(0, str::len)
}

fn forbidden(span: Range<usize>, message: Message) -> Mistake {
    let help = say!("take it out, or write `allow_html: true` in site.yaml to have such HTML in texts");
    Mistake { span, problem: Diagnostic::error(Code::ForbiddenHtml, message).help(help) }
}

fn of_element(tag: &StartTag) -> Option<Mistake> {
    let name = tag.name.as_str();
    if is_forbidden(name) {
        let message = say!("`<{name}>` reaches beyond the text in which it stands", name);
        let help = say!("put it into the site theme, or write `allow_html: true` in site.yaml to have it in texts");
        let problem = Diagnostic::error(Code::ForbiddenHtml, message).help(help);
        return Some(Mistake { span: first_line(tag), problem });
    }
    // A drawing may have a title.
    let (code, message, help) = match name {
        "title" if !tag.is_foreign => (
            Code::ForbiddenHtml,
            say!("no page shows what stands in `<title>`"),
            say!("write it as a heading, such as `## Context`; the title of the page comes from `title:`"),
        ),
        "h1" => (
            Code::HeadingLevel,
            say!("a heading `<h1>` is of level 1, which is the page's title"),
            say!("write `<h2>`; the title of the page comes from `title:`"),
        ),
        _ => return None,
    };
    Some(Mistake::warning(first_line(tag), code, message, help))
}

/// A box that leaves the text covers other parts of the page.
fn out_of_the_text(style: &str) -> Option<Diagnostic> {
    let position = style_value(style, "position")?.to_ascii_lowercase();
    if !matches!(position.as_str(), "fixed" | "absolute" | "sticky" | "-webkit-sticky") {
        return None;
    }
    let message =
        say!("`position: {position}` takes this out of the text, and it may cover other parts of the page", position);
    Some(Diagnostic::warning(Code::ForbiddenHtml, message).help(say!("take `position` out of the `style`")))
}

/// Every address that a browser may follow or load from an attribute, and whether it is that of a picture.
fn addresses<'v>(tag: &StartTag, name: &str, value: &'v str) -> Vec<(&'v str, bool)> {
    let is_image = matches!(tag.name.as_str(), "img" | "source" | "image") || name == "poster";
    match name {
        "srcset" | "imagesrcset" => {
            srcset::addresses(value).into_iter().filter_map(|place| Some((value.get(place)?, true))).collect()
        }
        "data" if tag.name != "object" => Vec::new(),
        _ if ADDRESSES.contains(&name) => vec![(value, is_image)],
        // Most values are numbers and colours, and no slip of the hand.
        _ if VALUES.contains(&name) => {
            let is_unsafe = |value: &&str| {
                address::mistake(value, false).is_some_and(|problem| problem.severity == Severity::Error)
            };
            value.split(';').filter(is_unsafe).map(|value| (value, false)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use crate::base::diag::{Code, Severity};
    use crate::markdown::scan_and_draft;

    /// The code of each message, whether it is an error, and the words that it is told of.
    fn told(markdown: &str) -> Vec<(Code, bool, &str)> {
        let mistakes = scan_and_draft(markdown).0.mistakes.into_iter();
        mistakes
            .map(|mistake| (mistake.problem.code, mistake.problem.severity == Severity::Error, &markdown[mistake.span]))
            .collect()
    }

    #[test]
    fn programs_in_attributes_are_forbidden_wherever_they_stand() {
        for (markdown, place) in [
            ("a <b onclick=\"x()\">b</b>", "onclick"),
            ("<div ONLOAD=x>\n\na\n\n</div>", "<div ONLOAD=x>"),
            ("> <img\n> alt=\"\"\n> onerror='x()'>", "onerror"),
            ("<svg><g onbegin=x /></svg>", "onbegin"),
            ("a <iframe srcdoc=\"<b>\"></iframe> b", "srcdoc"),
            ("a <details open ontoggle=x() >b</details>", "ontoggle"),
        ] {
            assert_eq!(told(markdown), [(Code::ForbiddenHtml, true, place)], "{markdown}");
        }
    }

    #[test]
    fn addresses_that_run_something_are_found_in_every_element() {
        for markdown in [
            "<svg><a xlink:href=\"javascript:x\"><text>a</text></a></svg>",
            "a <svg><a href=\"java&#10;script:x\"><text>a</text></a></svg>",
            "<svg><animate attributeName=\"href\" values=\"#a;javascript:x\"/></svg>",
            "<svg><set attributeName=\"href\" to=\"javascript:x\"/></svg>",
            "<svg><animate attributeName=\"href\" from=\"javascript:x\" by=\"1\"/></svg>",
            "a <iframe src=\"javascript:x\"></iframe> b",
            "> <form\n> action=javascript:x>a</form>",
        ] {
            let found = told(markdown);
            assert!(found.len() == 1 && found[0].0 == Code::BadAddress && found[0].1, "{markdown}: {found:?}");
        }
    }

    #[test]
    fn what_covers_the_page_or_belongs_to_it_is_told() {
        assert_eq!(told("<p style=\"top:0; Position : FIXED!important\">a</p>").len(), 1);
        assert_eq!(told("a <b style='position:sticky'>b</b>"), [(Code::ForbiddenHtml, false, "position")]);
        assert_eq!(told("<title>a</title>"), [(Code::ForbiddenHtml, false, "<title>")]);
        assert_eq!(told("<h1 class=x>a</h1>"), [(Code::HeadingLevel, false, "<h1 class=x>")]);
    }

    #[test]
    fn values_in_curly_quotes_are_told_once() {
        let tag = "<a href=”https://a.org/”>";
        assert_eq!(told(&format!("a {tag}b</a>")), [(Code::BadAddress, true, tag)]);
        let tag = "<img src=\"a.png\" alt=“river”>";
        assert_eq!(told(tag), [(Code::UnbalancedHtml, false, tag)]);
        assert_eq!(told("<img src=\"a.png\" alt=\"“A river”, he said\">"), []);
    }

    #[test]
    fn gaps_are_no_elements() {
        for tag in ["<number>", "<name of the mayor>", "<Year/>"] {
            assert_eq!(told(&format!("a {tag} b")), [(Code::UnbalancedHtml, false, tag)]);
        }
        assert_eq!(told("a <x-y></x-y> <thing>b</thing> <svg><path d=\"M0 0\"/></svg>"), []);
    }

    #[test]
    fn harmless_html_is_not_told() {
        for markdown in [
            "<svg><title>a</title><animate attributeName=\"x\" values=\"0;1\" from=\"0\" to=\"9\"/></svg>",
            "<p style=\"position: relative; top: 1px\">a</p>",
            "<p on=\"x\" on-x=\"y\" title=\"onclick=x\">a</p>",
            "`<b onclick=x>`\n\n```\n<b onclick=x>\n```",
            "<!-- <b onclick=x> -->",
            "<h2>a</h2>",
        ] {
            assert_eq!(told(markdown), [], "{markdown}");
        }
    }
}
