//! Keys of `site.yaml` that stand in more than one place: for the site and for a language of it, or for lists of several kinds.

use std::collections::BTreeMap;

use super::{MenuItem, Publisher, located};
use crate::base::address;
use crate::base::diag::{Code, Diagnostic};
use crate::places::{CountryCode, country_by_name};
use crate::yaml::{Fields, SpannedText};

/// No page shows more of anything.
const MOST: i64 = 1000;

/// `country_names`: what countries are called otherwise than in the list that the program carries.
pub(super) fn country_names(fields: &Fields<'_>) -> BTreeMap<CountryCode, String> {
    let Some(inner) = fields.mapping("country_names") else { return BTreeMap::new() };
    let mut names = BTreeMap::new();
    for (key, span) in inner.keys() {
        let name = inner.required_text(key, "Turkey");
        match CountryCode::parse(key) {
            Some(code) => names.extend(name.map(|name| (code, name.text))),
            None => {
                let message = say!("`country_names` should name countries by their codes, and `{key}` is none", key);
                let meant = CountryCode::parse(&key.to_uppercase()).or_else(|| country_by_name(key));
                let meant = meant.map(CountryCode::as_str);
                let help = match meant {
                    Some(code) => say!("write `{code}` in its place", code),
                    None => {
                        say!("write the two capital letters of ISO 3166-1, as in `country_names: {{ TR: Turkey }}`")
                    }
                };
                inner.report_at(span, Code::BadCountry, message, help);
            }
        }
    }
    names
}

/// A number of things that pages show.
pub(super) fn count(fields: &Fields<'_>, key: &'static str, default: i64, least: i64) -> usize {
    let number = fields.integer(key).unwrap_or(default);
    fields.between(key, least, MOST);
    let Some(span) = fields.node(key).map(|node| node.span.clone()) else {
        return usize::try_from(default).unwrap_or_default();
    };
    if !(least..=MOST).contains(&number) {
        fields.report_at(
            span,
            Code::WrongType,
            say!("`{key}` should be between {least} and {most}", key, least, most = MOST),
            say!("write `{key}: {default}`", key, default),
        );
    }
    usize::try_from(number).unwrap_or_default()
}

/// `publisher`.
pub(super) fn publisher(fields: &Fields<'_>) -> Option<Publisher> {
    let inner = fields.mapping("publisher")?;
    let name = inner.required_text("name", "International Office");
    let url = inner.text("url").map(|text| {
        if let Some(address) = address::without_scheme(&text.text) {
            let message =
                say!("`url` is `{text}`, which has no `https://` before it and leads nowhere", text = text.text);
            let problem = Diagnostic::warning(Code::BadAddress, message).in_file(inner.source(), text.span.clone());
            inner.report(problem.help(say!("write `url: {address}`", address)));
        }
        checked_address(&inner, text).text
    });
    inner.finish();
    Some(Publisher { name: name?.text, url })
}

/// An address, whose mistakes are told.
fn checked_address(fields: &Fields<'_>, text: SpannedText) -> SpannedText {
    if let Some(problem) = address::mistake(&text.text, false) {
        fields.report(problem.in_file(fields.source(), text.span.clone()));
    }
    text
}

/// `menu`.
pub(super) fn menu(fields: &Fields<'_>) -> Vec<MenuItem> {
    let mut menu = Vec::new();
    for item in fields.mappings("menu", "title: Cases, url: /cases/") {
        let title = item.required_text("title", "Cases");
        let target = item.required_text("url", "/cases/");
        item.finish();
        if let (Some(title), Some(target)) = (title, target) {
            let target = checked_address(&item, target);
            if menu.iter().any(|known: &MenuItem| known.title == title.text && known.target.text == target.text) {
                let message = say!("`{title}` stands in the menu twice", title = title.text);
                let problem =
                    Diagnostic::warning(Code::DuplicateKey, message).in_file(item.source(), title.span.clone());
                item.report(problem.help(say!("take one of the two out")));
            }
            menu.push(MenuItem { title: title.text, target: located(&item, target) });
        }
    }
    menu
}
