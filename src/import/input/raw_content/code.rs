//! Code in content: shortcodes of plug-ins that show code (SyntaxHighlighter, the one of WordPress.com, CodeColorer, Crayon),
//! and `pre` of the classic editor.
//!
//! Comes in: content before anything else reads it, as `a<b && c>d` is no HTML; goes out: the same with code that is written
//! as HTML wants it, in elements that are left alone from then on.

use std::collections::BTreeMap;

use super::shortcode::{Shortcode, shortcode};

/// Shortcodes that show what they enclose as code, whatever it is.
const CODES: [&str; 66] = [
    "actionscript3",
    "as3",
    "bash",
    "c",
    "c-sharp",
    "cc",
    "ccn",
    "cf",
    "clj",
    "clojure",
    "code",
    "codesyntax",
    "coldfusion",
    "cpp",
    "crayon",
    "csharp",
    "css",
    "delphi",
    "diff",
    "erl",
    "erlang",
    "fsharp",
    "go",
    "golang",
    "groovy",
    "haskell",
    "html",
    "java",
    "javafx",
    "javascript",
    "jfx",
    "jscript",
    "js",
    "matlab",
    "matlabkey",
    "obj-c",
    "objc",
    "pas",
    "pascal",
    "patch",
    "perl",
    "php",
    "pl",
    "powershell",
    "ps",
    "py",
    "python",
    "r",
    "rails",
    "rb",
    "ror",
    "ruby",
    "sass",
    "scala",
    "scss",
    "sh",
    "shell",
    "sourcecode",
    "sql",
    "swift",
    "typescript",
    "vb",
    "vbnet",
    "xhtml",
    "xml",
    "yaml",
];
/// Words that other plug-ins use as well: they show code where it has lines.
const CODES_WITH_LINES: [&str; 5] = ["plain", "source", "text", "ts", "yml"];
/// Those of them that say nothing of the language.
const NO_LANGUAGES: [&str; 9] = ["cc", "ccn", "code", "codesyntax", "crayon", "plain", "source", "sourcecode", "text"];
/// Elements that may stand within `pre`; any other tag there is code that somebody forgot to escape.
const IN_PRE: [&str; 29] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "div", "em", "font", "i", "img", "ins", "kbd", "mark",
    "p", "pre", "s", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
];

/// The content with its code kept from whatever reads it next. In content of the classic editor as the database has it,
/// nobody has put paragraphs or escaped `pre` yet.
pub(super) fn protect(text: &str, is_classic: bool) -> String {
    let mut scanner = Scanner { text, lower: text.to_ascii_lowercase(), next: BTreeMap::new() };
    let mut html = String::new();
    let (mut written, mut position) = (0, 0);
    while let Some(found) = text[position..].find(['[', '<']) {
        let start = position + found;
        position = start + 1;
        if text[start..].starts_with('[') {
            if let Some((end, code)) = scanner.code(start, is_classic) {
                html.push_str(&text[written..start]);
                html.push_str(&code);
                (written, position) = (end, end);
            }
        } else if let Some((end, name)) = scanner.shown_element(start) {
            // What it shows is code already, and a shortcode in it is shown too.
            if is_classic && name == "pre" {
                html.push_str(&text[written..start]);
                html.push_str(&with_known_tags(&text[start..end]));
                written = end;
            }
            position = end;
        }
    }
    html.push_str(&text[written..]);
    html
}

struct Scanner<'a> {
    text: &'a str,
    /// The text in lower case, for names of elements.
    lower: String,
    /// For each end tag that was looked for, where it occurs next; none where it does not any more.
    next: BTreeMap<String, Option<usize>>,
}

impl<'a> Scanner<'a> {
    /// Where an end tag begins, from a place on. Each part of the text is looked at once for each tag.
    fn find(&mut self, tag: &str, from: usize, in_lower: bool) -> Option<usize> {
        if let Some(known) = self.next.get(tag)
            && known.is_none_or(|at| at >= from)
        {
            return *known;
        }
        let text = if in_lower { self.lower.as_str() } else { self.text };
        let found = text.get(from..)?.find(tag).map(|at| from + at);
        self.next.insert(tag.to_owned(), found);
        found
    }

    /// The end of the element that begins at `start`, if it shows code.
    fn shown_element(&mut self, start: usize) -> Option<(usize, &'static str)> {
        let rest = &self.lower[start + 1..];
        let begins = |name: &&&str| {
            rest.strip_prefix(**name)
                .is_some_and(|after| after.starts_with(|next: char| next == '>' || next.is_whitespace()))
        };
        let name = *["pre", "code"].iter().find(begins)?;
        let tag = format!("</{name}>");
        self.find(&tag, start, true).map(|at| (at + tag.len(), name))
    }

    /// The code that the shortcode at `start` shows, as HTML, and its end.
    fn code(&mut self, start: usize, is_classic: bool) -> Option<(usize, String)> {
        let text = self.text;
        // `[[code]…[/code]]` shows the shortcode itself.
        let is_escaped = text[start..].starts_with("[[");
        let from = start + usize::from(is_escaped);
        let code = shortcode(&text[from..]).filter(|code| !code.closes_itself)?;
        let needs_lines = CODES_WITH_LINES.contains(&code.name);
        if !needs_lines && !CODES.contains(&code.name) {
            return None;
        }
        let inside = from + code.length;
        let tag = format!("[/{}]", code.name);
        let closing = self.find(&tag, inside, false)?;
        let end = closing + tag.len();
        if is_escaped {
            let shown = escaped(&text[from..end]).replace('[', "&#91;");
            return text[end..].starts_with(']').then_some((end + 1, shown));
        }
        let content = &text[inside..closing];
        if needs_lines && !content.contains('\n') {
            return None;
        }
        let content = if is_classic { content.to_owned() } else { without_paragraphs(content) };
        // Some editors escape code before they keep it; then there is no bracket in it.
        let is_html = !content.contains(['<', '>']);
        let content = if is_html { content } else { escaped(&content) };
        let stands_alone = is_edge(text[..start].chars().next_back()) && is_edge(text[end..].chars().next());
        let html = if content.contains('\n') || stands_alone {
            let language =
                language(&code).map(|language| format!(" class=\"language-{language}\"")).unwrap_or_default();
            let content = content.trim_end().trim_start_matches(['\r', '\n']);
            format!("\n\n<pre><code{language}>{content}\n</code></pre>\n\n")
        } else {
            format!("<code>{}</code>", content.trim())
        };
        Some((end, html))
    }
}

/// Does a line or an element end there?
fn is_edge(character: Option<char>) -> bool {
    character.is_none_or(|character| matches!(character, '\n' | '\r' | '<' | '>'))
}

/// The language of the code, in the letters that a class may have.
fn language<'a>(code: &Shortcode<'a>) -> Option<&'a str> {
    let given = code.attribute("lang").or_else(|| code.attribute("language"));
    let own = Some(code.name).filter(|name| !NO_LANGUAGES.contains(name));
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "+#-_".contains(character);
    given.or(own).filter(|language| language.chars().all(is_plain))
}

/// Code out of which somebody made paragraphs.
fn without_paragraphs(content: &str) -> String {
    let mut text = content.to_owned();
    for (tag, stands_for) in [
        ("<br />\n", "\n"),
        ("<br>\n", "\n"),
        ("<br />", "\n"),
        ("<br/>", "\n"),
        ("<br>", "\n"),
        ("</p>\n<p>", "\n\n"),
        ("</p>", "\n\n"),
        ("<p>", ""),
    ] {
        text = text.replace(tag, stands_for);
    }
    text
}

fn escaped(code: &str) -> String {
    code.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A `pre` in which only tags are left that may stand there.
fn with_known_tags(element: &str) -> String {
    let mut parts = element.split('<');
    let mut html = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        html.push_str(if is_tag(part) { "<" } else { "&lt;" });
        html.push_str(part);
    }
    html
}

/// Does the text behind a `<` go on like a tag of an element that may stand in `pre`?
fn is_tag(text: &str) -> bool {
    let text = text.strip_prefix('/').unwrap_or(text);
    let name_end = text.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(text.len());
    let is_known = IN_PRE.iter().any(|name| name.eq_ignore_ascii_case(&text[..name_end]));
    is_known && text[name_end..].find('>').is_some_and(|end| are_attributes(&text[name_end..name_end + end]))
}

/// `href="x" hidden`: names, and values behind `=`; a value in quotes may hold anything.
fn are_attributes(text: &str) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() && rest != "/" {
        let name = rest.find(|character: char| !(character.is_alphanumeric() || "-_:.@".contains(character)));
        let name = name.unwrap_or(rest.len());
        if name == 0 {
            return false;
        }
        rest = rest[name..].trim_start();
        if let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            let quoted = value.strip_prefix(['"', '\'']).map(|inside| (inside, &value[..1]));
            rest = match quoted {
                // The value may hold the `>` at which the text was cut.
                Some((inside, quote)) => inside.split_once(quote).map_or("", |(_, rest)| rest),
                None => value.find(char::is_whitespace).map_or("", |end| &value[end..]),
            }
            .trim_start();
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classic(text: &str) -> String {
        protect(text, true)
    }

    #[test]
    fn code_is_shown_as_it_was_written() {
        let code = "if (a<b && c>d) x;\n#include <stdio.h>\n\n[gallery] \"quoted\"";
        let shown = "if (a&lt;b &amp;&amp; c&gt;d) x;\n#include &lt;stdio.h&gt;\n\n[gallery] \"quoted\"";
        for (open, name, class) in [
            ("[code lang=\"cpp\"]", "code", " class=\"language-cpp\""),
            ("[sourcecode language='c#' gutter=\"false\"]", "sourcecode", " class=\"language-c#\""),
            ("[php]", "php", " class=\"language-php\""),
            ("[text]", "text", ""),
            ("[cc lang=\"x y\"]", "cc", ""),
        ] {
            assert_eq!(
                classic(&format!("a\n{open}\n{code}\n[/{name}]\nb")),
                format!("a\n\n\n<pre><code{class}>{shown}\n</code></pre>\n\n\nb"),
                "{open}"
            );
        }
    }

    #[test]
    fn code_within_a_line_stays_there() {
        assert_eq!(classic("use [code]a<b[/code] here"), "use <code>a&lt;b</code> here");
        assert_eq!(classic("see [source]a paper[/source]"), "see [source]a paper[/source]");
    }

    #[test]
    fn code_that_was_escaped_or_put_into_paragraphs_is_read_back() {
        assert_eq!(
            classic("[code]\na &lt; b &amp;&amp; c\n[/code]"),
            "\n\n<pre><code>a &lt; b &amp;&amp; c\n</code></pre>\n\n"
        );
        assert_eq!(
            protect("<p>[code]<br />\na &lt; b;<br />\nc;</p>\n<p>d;<br />\n[/code]</p>", false),
            "<p>\n\n<pre><code>a &lt; b;\nc;\n\nd;\n</code></pre>\n\n</p>"
        );
    }

    #[test]
    fn what_shows_its_brackets_is_left_alone() {
        for text in [
            "<pre>[code]a[/code]</pre>",
            "<code>[php]x[/php]</code>",
            "[code] without an end",
            "[code /]",
            "[codex]a[/codex]",
        ] {
            assert_eq!(classic(text), text);
        }
        assert_eq!(classic("[[code]a<b[/code]]"), "&#91;code]a&lt;b&#91;/code]");
    }

    #[test]
    fn tags_in_pre_that_are_none_are_code() {
        let pre = "<pre class=\"x\">if (a<b && c>d) std::vector<int> v; <b>bold</b> <a href=\"y>z\">l</a><br/> 1 < 2 </u></PRE>";
        assert_eq!(
            classic(pre),
            "<pre class=\"x\">if (a&lt;b && c>d) std::vector&lt;int> v; <b>bold</b> <a href=\"y>z\">l</a><br/> 1 &lt; 2 </u></PRE>"
        );
        assert_eq!(protect(pre, false), pre, "who makes blocks escapes them");
    }

    #[test]
    fn what_is_never_closed_is_read_in_linear_time() {
        for open in ["[code]", "<pre>", "[php]<code>", "[[code]", "[code]x[/code", "<pre>a</pre><", "[code]a[/code]"] {
            let text = open.repeat(50_000);
            assert!(classic(&text).len() >= text.len() / 2, "{open}");
        }
    }
}
