//! The white space of verse and other preformatted text, in a paragraph.
//!
//! In: the runs of such a text, one after another. Out: the same with breaks between lines, and with no-break spaces where a
//! browser would take spaces together. A single space between words stays one, so that long lines can still wrap.

use super::inline::{InlineContent, Run};

/// How far apart browsers set the stops of tabs.
const TAB: usize = 8;

/// How far the current line is written.
#[derive(Default)]
pub(super) struct KeptSpace {
    column: usize,
}

impl KeptSpace {
    /// Text of several lines as text and breaks.
    pub fn lines_of(&mut self, run: Run) -> Vec<Run> {
        let InlineContent::Text(text) = &run.content else {
            self.column = if run.content == InlineContent::Break { 0 } else { self.column + 1 };
            return vec![run];
        };
        let mut runs = Vec::new();
        for (index, line) in text.replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
            if index > 0 {
                self.column = 0;
                runs.push(Run { content: InlineContent::Break, marks: run.marks.clone() });
            }
            runs.push(Run { content: InlineContent::Text(self.line(line)), marks: run.marks.clone() });
        }
        runs
    }

    fn line(&mut self, line: &str) -> String {
        let mut kept = String::with_capacity(line.len());
        for space_or_word in line.split_inclusive([' ', '\t']) {
            let word = space_or_word.trim_end_matches([' ', '\t']);
            kept.push_str(word);
            self.column += word.chars().count();
            if word.len() == space_or_word.len() {
                continue;
            }
            let width = if space_or_word.ends_with('\t') { TAB - self.column % TAB } else { 1 };
            let is_alone = width == 1 && self.column > 0 && !kept.ends_with([' ', '\u{a0}']);
            if is_alone {
                kept.push(' ');
            } else {
                // What stood alone so far does no more.
                if kept.ends_with(' ') {
                    kept.truncate(kept.len() - 1);
                    kept.push('\u{a0}');
                }
                kept.extend(std::iter::repeat_n('\u{a0}', width));
            }
            self.column += width;
        }
        // Nothing is seen of spaces at the end.
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MarkdownOptions, parse_fragment, to_markdown};

    fn markdown(html: &str) -> String {
        let document = parse_fragment(html).document;
        to_markdown(&document, &[document.root()], MarkdownOptions::default()).markdown.replace('\u{a0}', "_")
    }

    #[test]
    fn indents_gaps_and_empty_lines_of_verse_stay() {
        let verse = "<pre class=wp-block-verse>I  came\n    to <em>the sea</em>   and\n\n\tsaw   it\n</pre>";
        assert_eq!(markdown(verse), "I__came\\\n____to *the sea*___and\\\n\\\n________saw___it\n");
        assert_eq!(markdown("<pre>ab\t<b>c</b>\r\n d</pre>"), "ab______**c**\\\n_d\n");
    }

    #[test]
    fn a_single_space_stays_one() {
        assert_eq!(markdown("<pre>a <b>b</b> c\nd e</pre>"), "a **b** c\\\nd e\n");
    }
}
