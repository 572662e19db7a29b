//! Whatever is written in a text, the page around it stays what it is: html5ever, as an example of a browser, is asked.

use proptest::prelude::*;
use proptest::sample::select;

use super::unpaired;
use crate::html::{Document, parse_fragment};
use crate::markdown::{Draft, Targets};

const PIECES: [&str; 92] = [
    "<div>",
    "</div>",
    "<div title=\"",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<p>",
    "</p>",
    "<a href=x>",
    "</a>",
    "<a href='",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<tbody>",
    "<caption>",
    "</caption>",
    "<colgroup>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<li>",
    "</li>",
    "<dl>",
    "<dd>",
    "<dt>",
    "</dl>",
    "<main>",
    "</main>",
    "<section>",
    "</section>",
    "<body class=x>",
    "</body>",
    "<html lang=x>",
    "</html>",
    "<head>",
    "<frameset>",
    "<!--",
    "-->",
    "--!>",
    "<!-->",
    "<![CDATA[",
    "]]>",
    "<?php ",
    "?>",
    "<!DOCTYPE x>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<select>",
    "</select>",
    "<option>",
    "<svg>",
    "</svg>",
    "<path/>",
    "<math>",
    "</math>",
    "<mi>",
    "<foreignObject>",
    "</foreignObject>",
    "<desc>",
    "<iframe src=x>",
    "</iframe>",
    "<noscript>",
    "</noscript>",
    "<plaintext>",
    "<xmp>",
    "<br/>",
    "<div/>",
    "<template>",
    "</template>",
    "<button>",
    "<form>",
    "</form>",
    "<h3>",
    "</h3>",
    "<details><summary>",
    "</details>",
    "</br>",
    "<nobr>",
    "<image>",
    "<input>",
];

const WORDS: [&str; 18] = [
    " ",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n",
    "word",
    "\n\n## Head\n\n",
    "\n- ",
    "\n> ",
    "**",
    "*",
    "\n\n| a | b |\n| - | - |\n| c | ",
    " |\n",
    "`",
    "\n\n```\n",
    "[^1]",
    "\n\n[^1]: ",
    "\"",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => select(&PIECES[..]), 2 => select(&WORDS[..])];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

/// The page around a text: each element outside of it, with its depth.
fn around(html: &str) -> (Vec<String>, usize) {
    let page = format!(
        "<header>a</header><main><article><div id=text>{html}</div><p id=after>b</p></article></main><footer>c</footer>"
    );
    let document: Document = parse_fragment(&page).document;
    let mut outside = Vec::new();
    let mut texts = 0;
    let is_inside = |id| document.ancestors(id).any(|one| document.attribute(one, "id") == Some("text"));
    for id in document.descendants(document.root()).filter(|id| !is_inside(*id)) {
        let depth = document.ancestors(id).count();
        match document.name(id) {
            Some(name) => outside.push(format!("{depth} {name} {}", document.attribute(id, "id").unwrap_or_default())),
            None => texts += 1,
        }
    }
    (outside, texts)
}

proptest! {
    #[test]
    fn nothing_in_a_text_changes_the_page_around_it(markdown in text()) {
        let rendered = Draft::new(&markdown).fill(&Targets::default());
        let whole = around("");
        prop_assert_eq!(&around(rendered.lead()), &whole, "{}", rendered.lead());
        for section in rendered.sections() {
            prop_assert_eq!(&around(section.html), &whole, "{}", section.html);
        }
        prop_assert_eq!(&around(rendered.footnotes()), &whole, "{}", rendered.footnotes());
        prop_assert_eq!(&around(&rendered.whole()), &whole, "{}", rendered.whole());
        // What looks for tags without a partner on finished pages never finds one of a text.
        prop_assert_eq!(&unpaired(&rendered.whole()), &[], "{}", rendered.whole());
    }
}
