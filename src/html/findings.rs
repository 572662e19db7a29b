//! What fuzzers found, made small. In: HTML that once lost something. Out: nothing, or what the Markdown is and should not be.

use super::{MarkdownOptions, NoteKind, clean, parse_fragment, says_the_same, to_markdown};

/// Each pair is HTML and its Markdown, which must read as the HTML does.
fn check(pairs: &[(&str, &str)]) {
    for (html, markdown) in pairs {
        let mut document = parse_fragment(html).document;
        clean(&mut document);
        let (nodes, options) = ([document.root()], MarkdownOptions::default());
        let converted = to_markdown(&document, &nodes, options);
        assert_eq!(converted.markdown.trim_end_matches('\n'), *markdown, "{html}");
        assert!(says_the_same(&document, &nodes, options, &converted), "{html} => {markdown}");
        assert!(converted.notes.iter().all(|note| note.what != NoteKind::Plainer), "{html} => {markdown}");
    }
}

#[test]
fn code_in_a_table_keeps_its_last_line_break() {
    let grid = "<table><tbody><tr><td>a</td><td><pre><code>b&#10;&#10;</code></pre></td></tr></tbody></table>";
    check(&[("<table><td>a<td><pre>b\n<x></x>\n</pre></table>", grid)]);
}

#[test]
fn what_is_not_seen_in_code_is_not_code() {
    check(&[("<pre>a<title>b</title>\nc</pre>", "```\na\nc\n```")]);
    check(&[("<pre><code>a<iframe src=x>b</iframe>c<img alt=d>e</code></pre>", "```\na c e\n```\n\n[x](x) d")]);
}

#[test]
fn pieces_of_a_word_stay_together_in_a_list_of_definitions() {
    check(&[("<dl>b<d>h</d><dt>i</dl>", "- bh\n\n- **i**")]);
}

#[test]
fn a_caption_between_rows_stays_there() {
    let html = "<table><caption>a</caption><tr><td>b<td>c</tr><caption>d</caption><tr><td>e<td>f</table>";
    check(&[(html, "a\n\n|  |  |\n| --- | --- |\n| b | c |\n\nd\n\n|  |  |\n| --- | --- |\n| e | f |")]);
}

#[test]
fn an_empty_block_parts_words() {
    check(&[("a<h2></h2>b<ul></ul>c<dl></dl>d", "a\n\nb\n\nc\n\nd"), ("a<xmp>b</xmp>c", "a\n\n```\nb\n```\n\nc")]);
}

#[test]
fn cells_without_a_table_stand_apart() {
    check(&[("<math>n<d><td>S</td></d>t</math>", "n S t")]);
}

#[test]
fn a_picture_is_taken_from_the_first_address_that_a_browser_shows() {
    check(&[
        ("<img srcset='s: 7w, x'>", "![](x)"),
        ("<img srcset='s: 7w' data-srcset='mailto:y 9w, x,z 3w'>", "![](x,z)"),
        ("<img src='ftp://a.b/c' srcset='x'>", "![](x)"),
    ]);
}

#[test]
fn code_that_looks_like_what_git_leaves_is_no_conflict() {
    let marks = "&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD\n\na\n=======\n  b\n&gt;&gt;&gt;&gt;&gt;&gt;&gt; c";
    let code = " ```\n <<<<<<< HEAD\n\n a\n =======\n   b\n >>>>>>> c\n ```";
    check(&[(&format!("<pre>{marks}</pre>"), code)]);
}

#[test]
fn a_link_that_is_called_a_caption_keeps_its_words() {
    check(&[("<a href=b class=wp-caption><img src=c><figcaption>d</figcaption></a>", "[![](c)](b)\n\n[d](b)")]);
}

#[test]
fn a_link_in_a_block_of_a_link_is_another_word() {
    check(&[
        ("<a href=e><table><li>y<o><a href=;>c", "[y](e) [c](;)"),
        ("<a href=e><table><li>y<b><a href=e>c", "[y**c**](e)"),
    ]);
}
