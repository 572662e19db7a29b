//! Mistakes in the text of a case, and in addresses wherever they stand.

use chancery::base::diag::Code::{
    BadAddress, BrokenFragment, BrokenLink, BrokenMarkdown, ConflictMark, ForbiddenHtml, HeadingLevel, MissingFile,
    UnbalancedHtml,
};

use super::Edit::{self, Replace};
use super::Gives::{self, Error, Page, Warning};
use super::{Mistake, assert_none_is_silent};

const LIMA: &str = "content/cases/lima.md";
const PAGE: &str = "cases/lima/index.html";
/// The line with the first words of the text.
const WORDS: &str = "content/cases/lima.md:25";

/// Other words in the place of the first of the text.
const fn words(other: &'static str) -> Edit {
    Replace(LIMA, "Water is", other)
}

const fn mistake(name: &'static str, edit: Edit, gives: Gives) -> Mistake {
    Mistake { name, edit, run: "build", gives }
}

#[test]
fn html_that_is_not_whole() {
    assert_none_is_silent(&[
        mistake("a tag is not closed", words("<div><b>Water is"), Warning(UnbalancedHtml, WORDS, &["`<b>`", "`</b>`"])),
        mistake(
            "the page is closed",
            words("</main></body>\n\nWater is"),
            Warning(UnbalancedHtml, WORDS, &["`</main>`"]),
        ),
        mistake(
            "a comment is not closed",
            words("<!-- Water is"),
            Warning(UnbalancedHtml, WORDS, &["comment", "`-->`"]),
        ),
        mistake(
            "a quote is not closed",
            words("<div title=\"a>\n\nWater is"),
            Warning(UnbalancedHtml, WORDS, &["no end"]),
        ),
        mistake(
            "a box for words is not closed",
            words("<textarea>Water is"),
            Warning(UnbalancedHtml, WORDS, &["`<textarea>`"]),
        ),
        mistake(
            "a list is not closed",
            words("<select><option>Water is"),
            Warning(UnbalancedHtml, WORDS, &["`<select>`"]),
        ),
        mistake(
            "a drawing is not closed",
            words("<svg><path>\n\nWater is"),
            Warning(UnbalancedHtml, WORDS, &["`<svg>`"]),
        ),
        mistake("XML", words("<![CDATA[ Water is"), Warning(UnbalancedHtml, WORDS, &["means nothing in HTML"])),
        mistake("PHP", words("<?php Water is"), Warning(UnbalancedHtml, WORDS, &["means nothing in HTML"])),
    ]);
}

#[test]
fn tags_that_mean_something_else() {
    assert_none_is_silent(&[
        mistake(
            "a tag that closes itself",
            words("<span/>Water is"),
            Warning(UnbalancedHtml, WORDS, &["<span></span>"]),
        ),
        mistake(
            "an item without a list",
            words("- <li>Water is"),
            Warning(UnbalancedHtml, WORDS, &["`<li>` cannot stand here"]),
        ),
        mistake(
            "a frame is not closed",
            words("a <iframe src=\"/about/\"> Water is"),
            Warning(UnbalancedHtml, WORDS, &["`</iframe>`"]),
        ),
        mistake(
            "paragraphs in cells are not closed",
            Replace(LIMA, "| little |", "| <p>little<p>less |"),
            Page(PAGE, &["<p>little<p>less</p></td>"], &[]),
        ),
        mistake(
            "a box around a heading",
            Replace(LIMA, "## Key actions", "<div class=\"box\">\n\n## Key actions\n\n</div>"),
            Page(PAGE, &["<div class=\"box\">\n<h2 id=\"key-actions\">Key actions</h2>\n</div>"], &[]),
        ),
        mistake(
            "a style sheet",
            words("<style>p{}</style> Water is"),
            Error(ForbiddenHtml, WORDS, &["`allow_html: true`"]),
        ),
        mistake("a script", words("Water <SCRIPT>x()</SCRIPT> is"), Error(ForbiddenHtml, WORDS, &["`<script>`"])),
        mistake("another base", words("<base href=\"/x/\">Water is"), Error(ForbiddenHtml, WORDS, &["`<base>`"])),
    ]);
}

#[test]
fn html_that_reaches_beyond_its_text() {
    assert_none_is_silent(&[
        mistake(
            "a program in a tag",
            words("<b onclick=\"x()\">Water</b> is"),
            Error(ForbiddenHtml, WORDS, &["`onclick` runs a program", "`allow_html: true`"]),
        ),
        mistake(
            "a program in a picture",
            words("<svg width=\"9\"><a href=\"javascript:x()\"><text>a</text></a></svg> Water is"),
            Error(BadAddress, WORDS, &["runs a program"]),
        ),
        mistake(
            "a program in a movement",
            words("<svg><animate attributeName=\"href\" values=\"#;javascript:x\"/></svg> Water is"),
            Error(BadAddress, WORDS, &["runs a program"]),
        ),
        mistake(
            "a page in a frame",
            words("<iframe srcdoc=\"Hello\"></iframe> Water is"),
            Error(ForbiddenHtml, WORDS, &["`srcdoc`"]),
        ),
        mistake(
            "a program in a caption",
            Replace(LIMA, "caption: The river", "caption: <b onmouseover=x()>The</b> river"),
            Error(ForbiddenHtml, "content/cases/lima.md:13", &["take it out of this line"]),
        ),
        mistake(
            "a box over the page",
            words("<div style=\"position:fixed; inset:0\">Water</div> is"),
            Warning(ForbiddenHtml, WORDS, &["`position: fixed`", "cover"]),
        ),
        mistake(
            "a title in the text",
            words("<title>Water</title> is"),
            Warning(ForbiddenHtml, WORDS, &["`<title>`", "`## Context`"]),
        ),
        mistake(
            "a title of the page in HTML",
            words("<h1>Water</h1> is"),
            Warning(HeadingLevel, WORDS, &["`<h1>`", "`<h2>`"]),
        ),
        Mistake {
            name: "an id that is there twice",
            edit: words("<b id=\"context\">Water</b> is"),
            run: "check",
            gives: Error(BrokenFragment, WORDS, &["`context`", "twice"]),
        },
    ]);
}

#[test]
fn markdown_that_did_not_become_what_was_meant() {
    assert_none_is_silent(&[
        mistake("a heading without a space", words("##Water is"), Warning(BrokenMarkdown, WORDS, &["`## Water is"])),
        mistake(
            "a picture with a space",
            Replace(LIMA, "(river.gif ", "(the river.gif "),
            Warning(BrokenMarkdown, "content/cases/lima.md:35", &["no picture", "(<the river.gif>)"]),
        ),
        mistake(
            "a space between the brackets",
            words("[Water] (https://example.com/) is"),
            Warning(BrokenMarkdown, WORDS, &["`[Water](https://example.com/)`"]),
        ),
        mistake(
            "brackets the wrong way round",
            words("(Water)[https://example.com/] is"),
            Warning(BrokenMarkdown, WORDS, &["wrong way round"]),
        ),
        mistake(
            "a bracket is not closed",
            words("[Water](../pages/about.md is"),
            Warning(BrokenMarkdown, WORDS, &["`)`"]),
        ),
    ]);
}

#[test]
fn notes_tables_and_what_does_not_end() {
    assert_none_is_silent(&[
        mistake(
            "a mark without a note",
            words("Water[^2] is"),
            Warning(BrokenMarkdown, WORDS, &["no note", "`[^2]: …`"]),
        ),
        mistake(
            "a note without a mark",
            Replace(LIMA, "in Lima.[^1]", "in Lima."),
            Warning(BrokenMarkdown, "content/cases/lima.md:37", &["`[^1]:`"]),
        ),
        mistake(
            "a second note of the same name",
            Replace(LIMA, "[^1]: It rains", "[^1]: It snows.\n\n[^1]: It rains"),
            Warning(BrokenMarkdown, "content/cases/lima.md:39", &["two notes"]),
        ),
        mistake(
            "a table without its line of hyphens",
            Replace(LIMA, "| --- | --- |\n", ""),
            Warning(BrokenMarkdown, "content/cases/lima.md:27", &["no table", "`| --- | --- |`"]),
        ),
        mistake(
            "a line of hyphens with too few cells",
            Replace(LIMA, "| --- | --- |\n", "| --- |\n"),
            Warning(BrokenMarkdown, "content/cases/lima.md:27", &["same number of cells"]),
        ),
        mistake("bold with a space", words("**Water ** is"), Warning(BrokenMarkdown, WORDS, &["`**Water**`"])),
        mistake(
            "bold that does not end",
            Replace(LIMA, "**short**", "**short"),
            Warning(BrokenMarkdown, WORDS, &["no end"]),
        ),
        mistake(
            "code that does not end",
            words("```\nWater is"),
            Warning(BrokenMarkdown, WORDS, &["no end", "3 backticks"]),
        ),
        mistake("a conflict in the text", words("<<<<<<< HEAD\nWater is"), Error(ConflictMark, WORDS, &["git"])),
        mistake(
            "a conflict in the front matter",
            Replace(LIMA, "city: Lima\n", "<<<<<<< HEAD\ncity: Lima\n=======\ncity: Líma\n>>>>>>> draft\n"),
            Error(ConflictMark, "content/cases/lima.md:3", &["git"]),
        ),
        mistake(
            "a conflict in site.yaml",
            Replace("site.yaml", "language: en\n", "<<<<<<< HEAD\nlanguage: en\n=======\n>>>>>>> draft\n"),
            Error(ConflictMark, "site.yaml:3", &["git"]),
        ),
        mistake("a heading of the title's level", words("# Water is"), Error(HeadingLevel, WORDS, &["`## Water is"])),
    ]);
}

#[test]
fn addresses() {
    assert_none_is_silent(&[
        mistake("htp", words("[Water](htp://example.com/) is"), Warning(BadAddress, WORDS, &["`http://example.com/`"])),
        mistake(
            "one slash",
            words("[Water](https:/example.com/) is"),
            Warning(BadAddress, WORDS, &["`https://example.com/`"]),
        ),
        mistake("no slash", words("[Water](http:www.a.org) is"), Warning(BadAddress, WORDS, &["`http://www.a.org`"])),
        mistake(
            "no scheme",
            words("[Water](www.example.com/) is"),
            Error(MissingFile, WORDS, &["`https://www.example.com/`"]),
        ),
        mistake("no colon", words("[Water](https//www.a.org) is"), Error(MissingFile, WORDS, &["`https://www.a.org`"])),
        mistake("a space", words("[Water](<https://a b.org/>) is"), Warning(BadAddress, WORDS, &["no spaces"])),
        mistake("a script", words("[Water](JavaScript:x()) is"), Error(BadAddress, WORDS, &["`javascript:`"])),
        mistake(
            "a hidden script",
            words("<a href=\"java&#9;script:x\">Water</a> is"),
            Error(BadAddress, WORDS, &["runs"]),
        ),
        mistake(
            "a script in a form",
            words("<form action=\"vbscript:x\">Water is</form>"),
            Error(BadAddress, WORDS, &[]),
        ),
        mistake(
            "a picture of the desk",
            words("![Water](file:///home/a.jpg) is"),
            Error(BadAddress, WORDS, &["assets/"]),
        ),
        mistake(
            "a text of the desk",
            words("[Water](<C:\\docs\\water.pdf>) is"),
            Error(BadAddress, WORDS, &["file of one machine", "assets/"]),
        ),
        mistake("a page in an address", words("[Water](data:text/html,x) is"), Error(BadAddress, WORDS, &["`data:`"])),
    ]);
}

#[test]
fn addresses_outside_of_texts_and_parts_of_pages() {
    assert_none_is_silent(&[
        mistake(
            "a script in the menu",
            Replace("site.yaml", "url: /about/", "url: \"javascript:x\""),
            Error(BadAddress, "site.yaml:7", &["runs a program"]),
        ),
        mistake(
            "a publisher of the desk",
            Replace("site.yaml", "url: \"https://example.org/\"", "url: \"file:///x\""),
            Error(BadAddress, "site.yaml:4", &["one machine"]),
        ),
        mistake(
            "a script among the sources",
            Replace(LIMA, "(https://example.com/report)", "(javascript:x)"),
            Error(BadAddress, "content/cases/lima.md:17", &["runs a program"]),
        ),
        mistake("a file that is not there", words("[Water](lyom.md) is"), Error(BrokenLink, WORDS, &["lyon.md"])),
        mistake(
            "a heading that is not there",
            words("[Water](lyon.md#contxt) is"),
            Error(BrokenFragment, WORDS, &["#context"]),
        ),
        mistake(
            "a heading called as a part of the page",
            Replace(LIMA, "## Key actions", "## Main\n\n[Up](#main)"),
            Page(
                PAGE,
                &["href=\"#_main\"", "<main id=\"_main\"", "id=\"main\"", "<a href=\"#main\">Up</a>"],
                &["<main id=\"main\""],
            ),
        ),
        mistake(
            "characters that nobody sees",
            words("Wa\u{8}ter\u{1b} is"),
            Page(PAGE, &["<p>Water is"], &["\u{8}", "\u{1b}"]),
        ),
    ]);
}
