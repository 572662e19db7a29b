//! Single slips in running text. In: a text and a place in it. Out: the mistake that was made there, if one was.

use std::ops::Range;

use super::elements::is_unknown;
use super::mistakes::{Mistake, unknown};
use crate::base::address::CURLY_QUOTES;
use crate::base::diag::Code;
use crate::base::message::Message;

/// How far the words of a link reach, and its target: nobody writes longer ones, and what has no end is not looked for in all of
/// a text again and again.
const FAR: usize = 600;

/// Markdown that stayed text.
pub(super) fn mistake(span: Range<usize>, message: impl Into<Message>, help: impl Into<Message>) -> Mistake {
    Mistake::warning(span, Code::BrokenMarkdown, message, help)
}

/// `**bold **` and its like: `places` are those of `**` in a paragraph.
pub(super) fn stars(markdown: &str, places: &[usize]) -> Option<Mistake> {
    let first = *places.first()?;
    let after = &markdown[first + 2..];
    let Some(second) = places.get(1) else {
        let begins_word = markdown[..first].chars().next_back().is_none_or(char::is_whitespace);
        let is_meant = begins_word && after.starts_with(char::is_alphanumeric);
        return is_meant.then(|| {
            mistake(
                first..first + 2,
                say!("`**` makes nothing bold here: it has no end"),
                say!("write `**` behind the last bold word, too"),
            )
        });
    };
    let inner = markdown.get(first + 2..*second)?;
    let words = inner.trim();
    if words.is_empty() || words.len() > 300 {
        return None;
    }
    let help = if words.len() == inner.len() {
        say!("put a space before or behind it, or write `<b>{words}</b>`", words)
    } else {
        say!("leave no space within the stars: `**{words}**`", words)
    };
    Some(mistake(first..second + 2, say!("`**` makes nothing bold here"), help))
}

/// Endings of files that texts link to.
const ENDINGS: [&str; 14] =
    [".md", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".pdf", ".html", ".htm", ".org", ".com", ".mp4"];

/// Does it look like the target of a link, and not like words in brackets?
pub(super) fn looks_like_address(text: &str) -> bool {
    let small = text.trim().trim_matches(['<', '>']).to_ascii_lowercase();
    let file = small.split(['#', '?']).next().unwrap_or_default();
    let starts = ["http:", "https:", "www.", "mailto:", "tel:", "/", "../", "./", "#"];
    small.len() > 1
        && (starts.iter().any(|start| small.starts_with(start)) || ENDINGS.iter().any(|end| file.ends_with(end)))
}

/// `![a](a b.jpg)`, `[a](b`, `[a] (b)`: the closing square bracket stands at this place.
pub(super) fn failed_link(markdown: &str, bracket: usize) -> Option<Mistake> {
    let rest = &markdown[bracket + 1..];
    let after = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix('(')?;
    let is_apart = rest.starts_with(' ');
    let line = beginning(after);
    let start = opening(markdown, bracket)?;
    let is_picture = markdown[..start].ends_with('!');
    let words = &markdown[start + 1..bracket];
    let span = start - usize::from(is_picture)
        ..bracket + 1 + (rest.len() - after.len()) + line.find(')').map_or(line.len(), |end| end + 1);
    let message = if is_picture { say!("this is no picture, but text") } else { say!("this is no link, but text") };
    let Some(target) = line.find(')').map(|end| line[..end].trim()) else {
        let is_meant = !is_apart && looks_like_address(line);
        return is_meant.then(|| mistake(span, message, say!("write the closing bracket `)` behind the address")));
    };
    // `[1] (https://…)` counts a source.
    let is_number = words.bytes().all(|byte| byte.is_ascii_digit()) || words.starts_with('^');
    if is_apart {
        let is_meant = looks_like_address(target) && !target.contains(char::is_whitespace) && !is_number;
        let help = say!("leave no space between the brackets: `[{words}]({target})`", words, target);
        return is_meant.then(|| mistake(span, message, help));
    }
    if let Some((address, caption)) = curly_caption(target) {
        let mark = if is_picture { "!" } else { "" };
        let help = say!(
            "put the caption in straight quotes: `{mark}[{words}]({address} \"{caption}\")`",
            mark,
            words,
            address,
            caption
        );
        return (is_picture || looks_like_address(address)).then(|| mistake(span, message, help));
    }
    let address = target.split_once(['"', '\'']).map_or(target, |(address, _)| address.trim_end());
    if !address.contains(char::is_whitespace) {
        let is_meant = is_picture || looks_like_address(address);
        let help = say!(
            "write the address in round brackets, and a caption in straight quotes behind it: `![alt](a.jpg \
             \"caption\")`"
        );
        return is_meant.then(|| mistake(span, message, help));
    }
    let first = address.split_whitespace().next().unwrap_or_default();
    let is_meant = is_picture || looks_like_address(address) || looks_like_address(first);
    let mark = if is_picture { "!" } else { "" };
    let help = say!(
        "its address holds a space: write `{mark}[{words}](<{address}>)`, or give the file a name without spaces",
        mark,
        words,
        address
    );
    is_meant.then(|| mistake(span, message, help))
}

/// `a.jpg “caption”`: the address, and the caption without its quotes.
fn curly_caption(target: &str) -> Option<(&str, &str)> {
    let (address, caption) = target.split_at(target.find(CURLY_QUOTES)?);
    let is_caption = address.ends_with(char::is_whitespace) && !address.trim().contains(char::is_whitespace);
    let caption = caption.trim_matches(CURLY_QUOTES).trim();
    (is_caption && !address.trim().is_empty()).then(|| (address.trim(), caption))
}

/// `<!— cases —>`, which was a comment before a word processor joined its hyphens: it begins at this place.
pub(super) fn dashed_comment(markdown: &str, at: usize) -> Option<Mistake> {
    const DASHES: [char; 4] = ['-', '–', '—', ' '];
    let line = beginning(&markdown[at..]);
    let inner = line.strip_prefix("<!")?;
    if inner.starts_with("--") || !inner.starts_with(DASHES) || markdown[..at].ends_with('\\') {
        return None;
    }
    let inner = inner.split('>').next().filter(|inner| inner.len() + "<!>".len() <= line.len())?;
    let words = inner.trim_matches(DASHES);
    (inner.trim_end().ends_with(['-', '–', '—']) && !words.is_empty()).then(|| {
        let message = say!("this is no comment, but text that readers see: its hyphens became dashes");
        let help = say!("write two hyphens on each side: `<!-- {words} -->`", words);
        mistake(at..at + inner.len() + "<!>".len(), message, help)
    })
}

/// `<img src="a.png" alt=“a river”>`, which is no tag, as `river”` is no name: it begins at this place.
pub(super) fn tag_in_curly_quotes(markdown: &str, at: usize) -> Option<Mistake> {
    let line = beginning(&markdown[at..]);
    let is_tag = line.strip_prefix('<').is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_alphabetic()));
    let end = line.find('>').filter(|_| is_tag && !markdown[..at].ends_with('\\'))? + 1;
    let is_meant = line[..end].split('=').skip(1).any(|value| value.starts_with(CURLY_QUOTES));
    is_meant.then(|| {
        let message = say!("this is no HTML, but text that readers see: its values stand in curly quotes");
        let help = say!("write `{tag}`", tag = with_straight_quotes(&line[..end]));
        Mistake::warning(at..at + end, Code::UnbalancedHtml, message, help)
    })
}

/// HTML with the quotes that it knows, in one line.
pub(super) fn with_straight_quotes(html: &str) -> String {
    let straight = html.chars().map(|one| match one {
        '‘' | '’' => '\'',
        '\n' => ' ',
        quote if CURLY_QUOTES.contains(&quote) => '"',
        one => one,
    });
    straight.collect()
}

/// `<number></number>`: an element that nobody knows, with nothing in it. With words in it, these are seen.
pub(super) fn empty_element(markdown: &str, at: usize) -> Option<Mistake> {
    let (name, rest) = markdown.get(at..)?.strip_prefix('<')?.split_once('>')?;
    let is_empty = is_unknown(name) && rest.strip_prefix("</")?.strip_prefix(name)?.starts_with('>');
    is_empty.then(|| unknown(markdown, at..at + name.len() + "<>".len()))
}

/// `==words==`, which some programs highlight.
pub(super) fn highlight(markdown: &str, span: &Range<usize>) -> Option<Mistake> {
    const SIGN: &str = "==";
    let at = span.start + markdown.get(span.clone())?.find(SIGN)?;
    let words = beginning(&markdown[at..])[SIGN.len()..].split(SIGN).next()?;
    let whole = at..at + words.len() + 2 * SIGN.len();
    let is_meant = markdown.get(whole.clone())?.ends_with(SIGN)
        && !markdown[..at].ends_with(|before: char| before.is_alphanumeric() || matches!(before, '=' | '\\'))
        && !markdown[whole.end..].starts_with(|after: char| after.is_alphanumeric() || after == '=')
        && words.starts_with(char::is_alphanumeric)
        && words.ends_with(|last: char| !last.is_whitespace());
    is_meant.then(|| {
        let help = say!("take the signs out, or write `**{words}**` for what matters", words);
        mistake(whole, say!("`==` means nothing here, and readers see it"), help)
    })
}

/// `[[beijing]]`, as some wikis write links: it begins at this place.
pub(super) fn wiki_link(markdown: &str, at: usize) -> Option<Mistake> {
    let line = beginning(&markdown[at..]);
    let inner = line.strip_prefix("[[")?.split("]]").next()?;
    let (target, words) = inner.split_once('|').unwrap_or((inner, inner));
    let is_meant = line.len() > inner.len() + 2
        && inner.starts_with(char::is_alphabetic)
        && !inner.contains(['[', ']', '(', '^'])
        && !markdown[..at].ends_with(['[', '\\']);
    is_meant.then(|| {
        let help = say!(
            "write the words in square brackets, then the file in round ones: `[{words}]({target}.md)`",
            words = words.trim(),
            target = target.trim().trim_end_matches(".md")
        );
        mistake(at..at + inner.len() + 4, say!("this is no link, but text"), help)
    })
}

/// `[the report][r1]` without a line `[r1]: …`: it begins at this place.
pub(super) fn undefined_link(markdown: &str, at: usize) -> Option<Mistake> {
    let line = beginning(&markdown[at..]);
    let (words, rest) = line[1..].split_once("][")?;
    let (name, _) = rest.split_once(']')?;
    let is_word = |text: &str| text.starts_with(char::is_alphabetic) && !text.contains(['[', ']', '`', '\\']);
    // `a[i][j]` belongs to a program, and `[1][2]` counts sources.
    let is_meant =
        is_word(words) && is_word(name) && !markdown[..at].ends_with(|before: char| before.is_alphanumeric());
    is_meant.then(|| {
        let help = say!(
            "write its address in round brackets, `[{words}](…)`, or a line `[{name}]: …` with it below the paragraph",
            words,
            name
        );
        mistake(at..at + words.len() + name.len() + 4, say!("this is no link, but text"), help)
    })
}

/// The line that begins here, as far as the target of a link reaches.
pub(super) fn beginning(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(FAR)];
    text.lines().next().unwrap_or_default()
}

/// The square bracket that the one at `closing` closes, in the same line.
fn opening(markdown: &str, closing: usize) -> Option<usize> {
    let from = markdown.floor_char_boundary(closing.saturating_sub(FAR));
    let mut depth = 0_usize;
    for (at, byte) in markdown[from..closing].bytes().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(from + at),
            b'[' => depth -= 1,
            b'\n' if markdown[..from + at].ends_with('\n') => return None,
            _ => {}
        }
    }
    None
}
