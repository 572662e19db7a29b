//! Elements that cannot stand in one another, however deep: a browser ends all that is open up to the outer one where the inner
//! one begins (HTML standard, 13.2.6.4.7), and the end tags of what it ended would then end something of the page.
//!
//! In: the name of an element that begins, and of those that are open, the innermost first. Out: how far they end.

/// How far it is looked: browsers nest no deeper.
const DEEPEST: usize = 512;

/// How far elements end where one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// None of them ends.
    None,
    /// So many of them end.
    Elements(usize),
    /// Nothing stops it: it may reach an element around these. Are there some among these whose end tags would reach beyond, too?
    Beyond { passes_divisions: bool },
}

/// Which elements end where this one begins, however deep it stands in them.
pub(super) fn ended_by(name: &str) -> &'static [&'static str] {
    match name {
        "li" => &["li"],
        "dd" | "dt" => &["dd", "dt"],
        "button" => &["button"],
        "select" | "input" | "textarea" | "keygen" => &["select"],
        "table" => &["table"],
        _ => &[],
    }
}

/// Is it an item of a list?
pub(super) fn is_item(name: &str) -> bool {
    matches!(name, "li" | "dd" | "dt")
}

/// How far elements end where `name` begins.
pub(super) fn reach<'n>(name: &str, open: impl Iterator<Item = &'n str>) -> Reach {
    let ended = ended_by(name);
    if ended.is_empty() {
        return Reach::None;
    }
    let mut passes_divisions = false;
    // Outside of a table its parts are no elements.
    let mut passes_part_of_table = false;
    for (index, one) in open.take(DEEPEST).enumerate() {
        if one == "table" && passes_part_of_table {
            return Reach::None;
        }
        if ended.contains(&one) {
            return Reach::Elements(index + 1);
        }
        if is_part_of_table(one) {
            passes_part_of_table = true;
            continue;
        }
        if if is_item(name) { stops_items(one) } else { is_scope(one) } {
            return Reach::None;
        }
        passes_divisions |= is_item(name) && matches!(one, "div" | "address");
    }
    Reach::Beyond { passes_divisions }
}

fn is_part_of_table(name: &str) -> bool {
    matches!(name, "td" | "th" | "caption" | "tr" | "tbody" | "thead" | "tfoot" | "colgroup")
}

/// Is nothing outside of this element looked at?
fn is_scope(name: &str) -> bool {
    matches!(name, "applet" | "table" | "marquee" | "object" | "template")
}

/// The same for items: all elements that browsers call special, but `address`, `div` and `p`.
fn stops_items(name: &str) -> bool {
    const SPECIAL: [&str; 37] = [
        "article",
        "aside",
        "blockquote",
        "button",
        "center",
        "dd",
        "details",
        "dir",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "iframe",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "ul",
        "xmp",
    ];
    SPECIAL.contains(&name) || is_scope(name)
}
