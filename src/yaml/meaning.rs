//! YAML that can be read and says something else than its author meant: a text that a comment cuts off, curly quotes that are
//! part of a text, words that are taken for marks.
//!
//! Comes in: keys and values with their places; goes out: warnings. Texts in straight quotes are meant as they are.

use std::sync::Arc;

use super::mistakes::in_quotes;
use super::node::{Node, Value};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::slug::Slug;
use crate::base::source::SourceFile;

/// What a word processor makes of straight quotes, at the beginning and at the end of a text.
const OPENING: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '‚', '‛'];

/// Looks at the entries of a mapping. Those below its values are looked at when somebody asks for them.
pub(super) fn look(source: &Arc<SourceFile>, entries: &[(Node<'_>, Node<'_>)], problems: &mut Diagnostics) {
    for (key, value) in entries {
        let Value::Scalar { text: name, .. } = &key.value else { continue };
        let entry = Entry { source, name, key };
        match &value.value {
            Value::Sequence(items) => {
                let own = entry.persian_comma(value, items);
                problems_of(own.into_iter().chain(items.iter().filter_map(|item| entry.problem(item))), problems);
            }
            _ => problems_of(entry.problem(value).into_iter().chain(entry.mark(value)), problems),
        }
    }
}

fn problems_of(found: impl Iterator<Item = Diagnostic>, problems: &mut Diagnostics) {
    found.for_each(|problem| problems.push(problem));
}

/// A key, and where it stands.
struct Entry<'a> {
    source: &'a Arc<SourceFile>,
    name: &'a str,
    key: &'a Node<'a>,
}

impl Entry<'_> {
    /// What is wrong with a value, or with an entry of a list.
    fn problem(&self, value: &Node<'_>) -> Option<Diagnostic> {
        match &value.value {
            Value::Scalar { text, quoted: false } => {
                self.curly_quotes(text, value).or_else(|| self.comment(text, value.span.start, value.span.end))
            }
            Value::Null => self.comment("", self.key.span.end + 1, self.key.span.end + 1),
            _ => None,
        }
    }

    /// `labels: [نتایج، دستاوردها]`, which is one text. Names of files are told by who looks for them.
    fn persian_comma(&self, list: &Node<'_>, items: &[Node<'_>]) -> Option<Diagnostic> {
        let [Node { value: Value::Scalar { text, quoted: false }, span }] = items else { return None };
        let is_in_brackets = self.source.text()[list.span.clone()].starts_with('[');
        let comma = text.find('،').filter(|_| is_in_brackets)?;
        if text.split('،').all(|part| part.is_ascii() && Slug::parse(part.trim()).is_ok()) {
            return None;
        }
        let start = self.source.text()[span.clone()].find('،').map_or(span.start + comma, |at| span.start + at);
        let message =
            say!("`{key}` has a single entry, as only `,` parts entries in YAML, and not `،`", key = self.name);
        let help = say!(
            "write `{key}: [{list}]`; if it is one text, put it in quotes",
            key = self.name,
            list = text.replace('،', ",")
        );
        Some(Diagnostic::warning(Code::BadYaml, message).in_file(self.source, start..start + '،'.len_utf8()).help(help))
    }

    /// `title: Lyon #1 in Europe`. Comments that people write have a space behind their sign.
    fn comment(&self, text: &str, start: usize, end: usize) -> Option<Diagnostic> {
        let rest = self.source.text().get(end..)?;
        if !rest.starts_with([' ', '\t']) {
            return None;
        }
        let line = rest.lines().next()?.trim_end();
        let comment = line.trim_start().strip_prefix('#')?;
        if !comment.starts_with(char::is_alphanumeric) {
            return None;
        }
        let sign = end + line.find('#')?;
        let whole = self.source.text().get(start..end + line.len())?.trim();
        let message = match text {
            "" => say!("`{key}` has no value: what stands behind `#` is a comment", key = self.name),
            _ => say!("`{key}` is only `{text}`: what stands behind `#` is a comment", key = self.name, text),
        };
        let help = say!(
            "write it in quotes, `{whole}`; if it is meant as a comment, put a space behind `#`",
            whole = in_quotes(whole)
        );
        let place = sign..end + line.len();
        Some(Diagnostic::warning(Code::BadYaml, message).in_file(self.source, place).help(help))
    }

    /// `title: “Lyon”`.
    fn curly_quotes(&self, text: &str, value: &Node<'_>) -> Option<Diagnostic> {
        let inner = within_curly_quotes(text)?;
        let message = say!("the curly quotes around `{inner}` are part of the text", inner);
        let help = say!(
            "write it in straight quotes, `{inner}`, or without any; if they belong to the text, put straight \
             quotes around them",
            inner = in_quotes(inner)
        );
        Some(Diagnostic::warning(Code::BadYaml, message).in_file(self.source, value.span.clone()).help(help))
    }

    /// `title: &Co`, `title: !Arriba`: YAML has other uses for such words, and takes them out.
    fn mark(&self, value: &Node<'_>) -> Option<Diagnostic> {
        let text = self.source.text().get(self.key.span.end + 1..)?;
        let line = text.lines().next()?.trim();
        let sign = line.chars().next().filter(|sign| matches!(sign, '&' | '!'))?;
        let is_taken = matches!(value.value, Value::Null) || !self.source.text()[value.span.clone()].starts_with(sign);
        if !is_taken && matches!(&value.value, Value::Scalar { text, .. } if text.starts_with(sign)) {
            return None;
        }
        let message = say!("a word that begins with `{sign}` is no text in YAML, and is left out", sign);
        let start = self.key.span.end + 1 + text.find(sign)?;
        let help = say!("write it in quotes: `{key}: {line}`", key = self.name, line = in_quotes(line));
        Some(Diagnostic::warning(Code::BadYaml, message).in_file(self.source, start..start + line.len()).help(help))
    }
}

/// What stands between the curly quotes that a text is put in as a whole.
pub(super) fn within_curly_quotes(text: &str) -> Option<&str> {
    // They all begin with this byte.
    if text.as_bytes().first() != Some(&0xe2) {
        return None;
    }
    let inner = text.strip_prefix(OPENING)?.strip_suffix(OPENING)?;
    let is_whole = !inner.trim().is_empty() && !inner.contains(['“', '”', '„', '‟']);
    is_whole.then_some(inner)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::yaml::{Fields, parse};

    /// What is told of a front matter, and what to do.
    fn told(text: &str) -> Vec<(String, String)> {
        let source = SourceFile::new("a.yaml", text);
        let node = parse(&source, 0..text.len()).unwrap();
        let problems = RefCell::default();
        let _ = Fields::new(&source, &node, &problems);
        let told = problems.into_inner().into_sorted().into_iter();
        told.map(|problem| (problem.message.english(), problem.help.unwrap_or_default().english())).collect()
    }

    #[track_caller]
    fn assert_told(text: &str, message: &str, help: &str) {
        let told = told(text);
        assert!(
            matches!(&told[..], [(said, advice)] if said.contains(message) && advice.contains(help)),
            "{text}: {told:?}"
        );
    }

    #[test]
    fn a_text_that_a_comment_cuts_off_is_told() {
        assert_told("title: Lyon #1 in Europe\na: b\n", "`title` is only `Lyon`", "`\"Lyon #1 in Europe\"`");
        assert_told("title: #1 in Europe\n", "`title` has no value", "`\"#1 in Europe\"`");
        assert_told("a:\n  - one #two\n  - three\n", "`a` is only `one`", "`\"one #two\"`");
        for text in [
            "a: b # c\n",
            "a: b # 1\n",
            "a: b#c\n",
            "a: 'b #c'\n",
            "a: 'b' #c\n",
            "a: b #\n",
            "a: # b\n",
            "a:\n# b\n",
            "a:\n",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn a_comma_of_persian_that_parts_nothing_is_told() {
        assert_told("a: [نتایج، دستاوردها]\n", "`a` has a single entry", "`a: [نتایج, دستاوردها]`");
        for text in ["a: ['یک، دو']\n", "a: [یک، دو, سه]\n", "a: [one، two]\n", "a:\n  - یک، دو\n", "a: یک، دو\n"]
        {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn curly_quotes_around_a_text_are_told() {
        assert_told("title: “Lyon”\n", "around `Lyon`", "`\"Lyon\"`");
        assert_told("a: ‘one’\n", "around `one`", "`\"one\"`");
        assert_told("a: [„one“, two]\n", "around `one`", "`\"one\"`");
        for text in [
            "a: “one” and “two”\n",
            "a: “one” two\n",
            "a: '“one”'\n",
            "a: «one»\n",
            "a: “”\n",
            "a: – one –\n",
            "a: ’Oumuamua\n",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn words_that_yaml_takes_for_marks_are_told() {
        assert_told("title: &Co\n", "begins with `&`", "`title: \"&Co\"`");
        assert_told("title: &Co of Lyon\n", "begins with `&`", "`title: \"&Co of Lyon\"`");
        assert_told("title: !Arriba Lyon\n", "begins with `!`", "`title: \"!Arriba Lyon\"`");
        assert_eq!(told("title: \"!Arriba\"\n"), []);
    }
}
