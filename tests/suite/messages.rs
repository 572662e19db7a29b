//! Messages in two languages: every sentence of the source has a Persian one, and the program says it.

use std::collections::{BTreeMap, BTreeSet};

use chancery::base::message::persian;

use crate::layers::sources;
use crate::support::TestSite;

/// The sentences that `src/` says, each with a file that does. Tests stand last in a file and may say what they like.
fn sentences() -> BTreeMap<String, String> {
    let mut sentences = BTreeMap::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| !path.ends_with("tests.rs")) {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines: Vec<&str> = code.lines().filter(|line| !line.trim().starts_with("//")).collect();
        let code = lines.join("\n").replace("sentence!(", "say!(");
        for rest in code.split("say!(").skip(1) {
            // The macro takes nothing but a literal; what else stands behind its name is its own definition.
            if let Some(literal) = rest.trim_start().strip_prefix('"') {
                sentences.insert(literal_text(literal), path.clone());
            }
        }
    }
    sentences
}

/// What a literal of Rust says, of which the first quote is taken off.
fn literal_text(literal: &str) -> String {
    let mut text = String::new();
    let mut characters = literal.chars().peekable();
    while let Some(character) = characters.next().filter(|character| *character != '"') {
        match (character, characters.peek().copied()) {
            ('\\', Some('\n')) => while characters.next_if(|next| next.is_whitespace()).is_some() {},
            ('\\', Some('u')) => {
                let code: String = characters.by_ref().skip(2).take_while(|digit| *digit != '}').collect();
                text.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            ('\\', Some(escaped)) => {
                text.push(if escaped == 'n' { '\n' } else { escaped });
                characters.next();
            }
            _ => text.push(character),
        }
    }
    text
}

/// The names in braces.
fn names(sentence: &str) -> BTreeSet<String> {
    let plain = sentence.replace("{{", "").replace("}}", "");
    plain.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default().to_owned()).collect()
}

/// What stands in backticks; nothing where a backtick is one of several signs.
fn codes(sentence: &str) -> Vec<&str> {
    let is_even = sentence.matches('`').count().is_multiple_of(2);
    sentence.split('`').skip(1).step_by(2).filter(|_| is_even).collect()
}

/// Are there words to translate, beside code and values?
fn has_words(sentence: &str) -> bool {
    let outside = sentence.split('`').step_by(2).collect::<String>().replace("{{", "").replace("}}", "");
    let words = outside.split('{').enumerate().map(|(index, part)| match index {
        0 => part,
        _ => part.split_once('}').map_or("", |(_, rest)| rest),
    });
    words.collect::<String>().contains(|letter: char| letter.is_ascii_alphabetic())
}

#[test]
fn every_sentence_has_a_persian_one() {
    let persian: BTreeSet<String> = persian().into_iter().map(|entry| entry.english).collect();
    let sentences = sentences();
    assert!(sentences.len() > 600, "{}", sentences.len());
    let missing: Vec<String> = sentences
        .iter()
        .filter(|(sentence, _)| has_words(sentence) && !persian.contains(*sentence))
        .map(|(sentence, path)| format!("src/{path}: {sentence}"))
        .collect();
    assert!(missing.is_empty(), "src/base/message/fa.po lacks\n{}", missing.join("\n"));
}

#[test]
fn every_persian_sentence_is_one_of_the_source() {
    let sentences = sentences();
    let mut seen = BTreeSet::new();
    for entry in persian() {
        assert!(sentences.contains_key(&entry.english), "nothing says `{}` any more", entry.english);
        assert!(seen.insert(entry.english.clone()), "twice: `{}`", entry.english);
    }
}

#[test]
fn a_persian_sentence_has_the_same_names_and_the_same_code() {
    for entry in persian() {
        let (english, persian) = (&entry.english, &entry.translation);
        assert_eq!(names(english), names(persian), "`{english}`");
        let (own, wanted) = (codes(persian), codes(english));
        let missing: Vec<&&str> = wanted.iter().filter(|code| !own.contains(code)).collect();
        assert!(missing.is_empty(), "`{persian}` lacks {missing:?}");
        assert_eq!(english.matches('`').count() % 2, persian.matches('`').count() % 2, "`{persian}`");
        let words: String = persian.split('`').step_by(2).collect();
        assert!(!words.contains(['ي', 'ك', '“', '”']) && !persian.trim().is_empty(), "`{persian}`");
    }
}

#[test]
fn names_are_plain_so_that_other_languages_can_use_them() {
    for (sentence, path) in sentences() {
        for name in names(&sentence) {
            let is_plain = |letter: char| letter.is_ascii_lowercase() || letter == '_';
            assert!(!name.is_empty() && name.chars().all(is_plain), "src/{path}: {sentence}");
        }
    }
}

/// A site with one mistake.
fn site(language: &str) -> TestSite {
    let site = TestSite::empty();
    site.run(&["init", ".", "--language", language]).succeeds();
    site.write("content/pages/about.md", "---\ntitle: About\nsumary: x\n---\n\nText.\n");
    site
}

const PERSIAN: &str = "خطا[unknown-key]: کلید \u{2068}`sumary`\u{2069} اینجا وجود ندارد\n";

#[test]
fn messages_are_in_the_language_that_is_asked_for_or_else_in_that_of_the_site() {
    for (language, option, is_persian) in [
        ("en", None, false),
        ("fa", None, true),
        ("fa,en", None, true),
        ("en,fa", None, false),
        ("en", Some("fa"), true),
        ("fa", Some("en"), false),
    ] {
        let options = option.map(|language| ["--messages", language]);
        let arguments: Vec<&str> = ["check"].into_iter().chain(options.iter().flatten().copied()).collect();
        let error = site(language).run(&arguments).finds_mistakes().error;
        let expected = if is_persian { PERSIAN } else { "error[unknown-key]: there is no key `sumary` here\n" };
        assert!(error.contains(expected), "{language} {option:?}: {error}");
        assert!(error.contains(if is_persian { "راهنما: منظورتان" } else { "help: did you mean" }), "{error}");
        assert!(error.contains(if is_persian { "پیدا شد\n" } else { "1 mistake found\n" }), "{error}");
    }
}

#[test]
fn a_site_that_cannot_be_read_is_told_in_its_language_too() {
    let site = site("fa");
    let text = site.read("site.yaml");
    site.write("site.yaml", format!("{text}menu: [\n"));
    let error = site.run(&["build"]).finds_mistakes().error;
    assert!(error.contains("خطا["), "{error}");
}

#[test]
fn warnings_that_are_said_again_are_said_in_the_language_of_the_later_run() {
    let site = site("en");
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nA **word.\n");
    let first = site.run(&["build", "--date", "2025-06-03"]).succeeds();
    assert!(first.error.contains("warning[broken-markdown]: `**` makes nothing bold here"), "{}", first.shown());
    let again = site.run(&["build", "--date", "2025-06-03", "--messages", "fa"]).succeeds();
    assert!(again.out.contains("چیزی تغییر نکرده بود"), "{}", again.shown());
    assert!(again.error.contains("هشدار[broken-markdown]: \u{2068}`**`\u{2069} اینجا چیزی"), "{}", again.shown());
    assert!(!again.error.contains("makes nothing bold"), "{}", again.shown());
}

#[test]
fn a_failure_and_the_lines_around_are_persian_too() {
    let site = site("fa");
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nText.\n");
    let built = site.build().succeeds().out;
    assert!(built.contains("میلی‌ثانیه ساخته شد") && !built.contains("built"), "{built}");
    let checked = site.run(&["check"]).succeeds().out;
    assert!(checked.contains("اشتباهی نیست"), "{checked}");
    let failed = site.run(&["import", "none.json"]).fails().error;
    assert!(failed.contains("خطا: خواندن \u{2068}`none.json`\u{2069} ممکن نشد: چنین پرونده"), "{failed}");
}

/// Words of two letters and more that stand in none of these texts: paths, numbers and names of keys are no words.
fn english_words(text: &str) -> Vec<String> {
    let is_word = |word: &&str| {
        let word = word.trim_matches(|letter: char| !letter.is_ascii_alphanumeric());
        word.len() > 1 && word.bytes().all(|letter| letter.is_ascii_lowercase())
    };
    text.split([' ', '\n', '(', ')', '\u{2068}', '\u{2069}']).filter(is_word).map(str::to_owned).collect()
}

#[test]
fn reports_and_lists_are_persian_too() {
    let site = TestSite::empty();
    site.run(&["init", ".", "--language", "fa"]).succeeds();
    let city = |name: &str| {
        format!("<h2>{name}</h2><p><strong>زمینه:</strong> آب.</p><p><strong>دستاوردها:</strong> صلح.</p>")
    };
    let content = format!("<p>دو شهر</p>{}{}<p><script>x</script></p>", city("لیما، پرو"), city("اسلو، نروژ"));
    let post = serde_json::json!({
        "id": 7, "slug": "cities", "link": "https://old.example.org/cities/", "title": {"rendered": "شهرها"},
        "content": {"rendered": content}, "status": "publish", "type": "post", "date_gmt": "2025-01-02T00:00:00",
    });
    site.write("post.json", serde_json::json!([post]).to_string());
    let run = site.run(&["import", "post.json", "--offline", "--report", "sheet.html"]).succeeds();
    let words = english_words(&run.out);
    assert!(run.out.contains("مقاله") && run.out.contains("لیما") && words.is_empty(), "{words:?}\n{}", run.out);
    for arguments in [
        &["list", "cases", "--drafts"][..],
        &["list", "gaps", "--drafts"],
        &["list", "terms"],
        &["list", "drafts"],
        &["media", "--dry-run"],
    ] {
        let run = site.run(arguments).succeeds();
        // Below stand names of files and of networks.
        let heads = english_words(run.out.lines().next().unwrap_or_default());
        assert!(heads.iter().all(|head| head == "themes"), "{heads:?}\n{}", run.out);
        for word in ["published", "picture", "sources", "credit", "disappears", "by hand"] {
            assert!(!run.out.contains(word), "{word}\n{}", run.out);
        }
    }
    site.run(&["report", "state.html"]).succeeds();
    for page in ["state.html", "sheet.html"] {
        let page = site.read(page);
        let body = &page[page.find("<body>").unwrap()..];
        let text: String = body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
        assert!(page.contains("lang=\"fa\" dir=\"rtl\""), "{page}");
        for word in ["missing", "Terms", "Text", "Picture", "none", "lacks", "kB"] {
            assert!(!text.contains(word), "{word}\n{text}");
        }
    }
}

/// What the command line prints is a message: no words stand in the source beside `say!`.
#[test]
fn the_command_line_says_nothing_but_messages() {
    for (path, text) in
        sources().into_iter().filter(|(path, _)| path.starts_with("cli/") && !path.contains("arguments"))
    {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (index, line) in code.lines().enumerate().filter(|(_, line)| !line.trim().starts_with("//")) {
            for call in ["format!(\"", "print(\"", "push_str(\"", "error(\""] {
                for literal in line.split(call).skip(1) {
                    let literal = literal_text(literal);
                    let plain: String =
                        literal.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
                    let words = plain
                        .split_whitespace()
                        .filter(|word| word.len() > 1 && word.bytes().all(|letter| letter.is_ascii_lowercase()));
                    let is_command = plain.contains("chancery ") || plain.contains("--");
                    assert!(words.count() < 2 || is_command, "src/{path}:{}: {literal}", index + 1);
                }
            }
        }
    }
}

#[test]
fn programs_get_no_signs_of_direction() {
    let site = site("fa");
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nText.\n");
    site.write("post.json", "[]");
    let report = site.run(&["import", "post.json", "--format", "json"]).finds_mistakes().out;
    assert!(report.contains("پرونده فهرستی خالی از نوشته‌ها دارد"), "{report}");
    assert!(!report.contains(['\u{2068}', '\u{2069}']), "{report}");
}
