//! What HTML says of its elements (HTML standard, 13.1 and 13.2.6): which have no end, whose end may be left out, and what ends
//! others by beginning.

/// Elements that have no content and no end tag, those of old browsers among them.
const VOID: [&str; 19] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];

/// Elements whose content is text to a browser, up to their end tag.
pub(super) const RAW_TEXT: [&str; 10] =
    ["style", "script", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

/// Elements that a page has once, around the text.
const OF_THE_PAGE: [&str; 5] = ["html", "head", "body", "frameset", "frame"];

/// Elements that reach beyond the text in which they stand.
const FORBIDDEN: [&str; 5] = ["script", "style", "base", "meta", "link"];

/// Elements whose end tag may be left out.
const OPTIONAL_END: [&str; 17] = [
    "p", "li", "dt", "dd", "option", "optgroup", "rb", "rt", "rtc", "rp", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup",
];

/// Elements that end a paragraph by beginning.
const END_PARAGRAPH: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dd",
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
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "table",
    "ul",
];

/// All elements of HTML, those of old browsers among them.
const KNOWN: [&str; 147] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "bgsound",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "isindex",
    "kbd",
    "keygen",
    "label",
    "legend",
    "li",
    "link",
    "listing",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "multicol",
    "nav",
    "nextid",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "plaintext",
    "portal",
    "pre",
    "progress",
    "q",
    "rb",
    "rbc",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "selectedcontent",
    "slot",
    "small",
    "source",
    "spacer",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
    "xmp",
];

/// Is this the name of no element? Names with a hyphen or a colon are of somebody's own making.
pub(super) fn is_unknown(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !KNOWN.contains(&name)
}

/// Has the element no content and no end tag?
pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Is it part of the page around a text?
pub(super) fn is_of_the_page(name: &str) -> bool {
    OF_THE_PAGE.contains(&name)
}

/// Does it reach beyond the text in which it stands?
pub(super) fn is_forbidden(name: &str) -> bool {
    FORBIDDEN.contains(&name)
}

/// May its end tag be left out?
pub(super) fn may_lack_end(name: &str) -> bool {
    OPTIONAL_END.contains(&name)
}

/// Does an open element end where this one begins?
pub(super) fn ends_by_beginning(open: &str, name: &str) -> bool {
    match open {
        "p" => END_PARAGRAPH.contains(&name),
        "li" => name == "li",
        "dt" | "dd" => matches!(name, "dt" | "dd"),
        "option" => matches!(name, "option" | "optgroup"),
        "optgroup" => name == "optgroup",
        "rb" | "rt" | "rtc" | "rp" => matches!(name, "rb" | "rt" | "rtc" | "rp"),
        "td" | "th" => matches!(name, "td" | "th" | "tr" | "thead" | "tbody" | "tfoot"),
        "tr" => matches!(name, "tr" | "thead" | "tbody" | "tfoot"),
        "thead" | "tbody" | "tfoot" => matches!(name, "thead" | "tbody" | "tfoot"),
        "colgroup" => matches!(name, "tr" | "thead" | "tbody" | "tfoot" | "colgroup"),
        _ => false,
    }
}

/// Elements that end `svg` and `math` by beginning, as they are HTML.
pub(super) fn is_html_in_foreign(name: &str) -> bool {
    END_PARAGRAPH.contains(&name) && !matches!(name, "form" | "search" | "header" | "footer")
        || matches!(
            name,
            "b" | "big"
                | "body"
                | "br"
                | "code"
                | "em"
                | "embed"
                | "font"
                | "head"
                | "i"
                | "img"
                | "meta"
                | "nobr"
                | "ruby"
                | "s"
                | "small"
                | "span"
                | "strike"
                | "strong"
                | "sub"
                | "sup"
                | "tt"
                | "u"
                | "var"
        )
}

/// Does it begin a part in which other rules hold than in HTML?
pub(super) fn is_foreign_root(name: &str) -> bool {
    matches!(name, "svg" | "math")
}
