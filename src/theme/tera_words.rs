//! What Tera says of a template, in sentences of ours: Tera has no other language than English, and speaks to programmers.
//!
//! Comes in: the text of one of its errors (Tera 2.4). Goes out: the sentence; for what it says seldom, its own words with ours around them.

use super::placeholders::no_value;
use crate::base::message::Message;

/// Before the name that was meant, in what our own functions tell by way of Tera.
pub(super) const MEANT: &str = "; did you mean `";

/// The sentence for what Tera says.
pub(super) fn said(tera: &str) -> Message {
    let tera = tera.trim().trim_end_matches('.');
    let tera = tera.split(MEANT).next().unwrap_or_default();
    of_names(tera)
        .or_else(|| of_values(tera))
        .or_else(|| of_components(tera))
        .or_else(|| of_tags(tera))
        .or_else(|| of_blocks(tera))
        .or_else(|| of_ours(tera))
        .unwrap_or_else(|| say!("the template cannot be read; Tera, which reads templates, says: {tera}", tera))
}

/// The template that lacks a block which another one fills, as Tera tells of it.
pub(super) fn lost_block(tera: &str) -> Option<&str> {
    let [block] = words_in(tera, ["Block `", "` is not defined in any parent template"])?;
    Some(block)
}

/// What stands between these parts of a text, which are all of it.
fn words_in<'t, const PARTS: usize, const WORDS: usize>(
    text: &'t str,
    parts: [&str; PARTS],
) -> Option<[&'t str; WORDS]> {
    let mut rest = text.strip_prefix(parts[0])?;
    let mut words = [""; WORDS];
    for (word, part) in words.iter_mut().zip(&parts[1..]) {
        let end = if part.is_empty() { rest.len() } else { rest.find(part)? };
        *word = &rest[..end];
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(words)
}

/// Names that are not there.
fn of_names(tera: &str) -> Option<Message> {
    // Which there are is told by the help, where one of them was meant.
    let tera = [". Available fields: ", ". Available variables: "]
        .iter()
        .find_map(|list| tera.split_once(list))
        .map_or(tera, |(said, _)| said);
    if let Some([name]) = words_in(tera, ["Field `", "` is not defined"]) {
        return Some(say!("there is no field `{name}` here", name));
    }
    if let Some([name]) = words_in(tera, ["Variable `", "` is not defined"]) {
        return Some(say!("there is no value `{name}` here", name));
    }
    if let Some([name]) = words_in(tera, ["Variable `", "` exists but its value is undefined"]) {
        return Some(say!("`{name}` has no value here", name));
    }
    let [kind, name] = words_in(tera, ["Unknown ", " `", "`"])?;
    Some(match kind {
        "filter" => say!("there is no filter `{name}`", name),
        "function" => say!("there is no function `{name}`", name),
        "test" => say!("there is no test `{name}`", name),
        "component" => say!("there is no component `{name}`", name),
        "template" => say!("there is no template `{name}`", name),
        _ => return None,
    })
}

/// Values of another type than is asked for.
fn of_values(tera: &str) -> Option<Message> {
    if matches!(tera, "Tried to render a variable that is undefined" | "Tried to escape an undefined value") {
        return Some(say!("what is to be shown here has no value"));
    }
    if matches!(tera, "Cannot index into an undefined value" | "Index expression is undefined") {
        return Some(say!("what stands before or within the brackets has no value"));
    }
    if let Some([one, other]) = words_in(tera, ["Cannot compare `", "` with `", "`"]) {
        return Some(say!("a value of type `{one}` cannot be compared with one of type `{other}`", one, other));
    }
    if let Some([kind]) = words_in(tera, ["Iteration not possible on type `", "`"]) {
        return Some(say!("`for` needs a list, and this is a value of type `{kind}`", kind));
    }
    if let Some([kind]) = words_in(tera, ["Math operations can only be done on numbers, found `", "`"]) {
        return Some(say!("only numbers can be counted with, and this is a value of type `{kind}`", kind));
    }
    if let Some([wanted, found]) = words_in(tera, ["Invalid type for the value, expected `", "` but got `", "`"]) {
        return Some(say!(
            "a value of type `{wanted}` is needed here, and this is one of type `{found}`",
            wanted,
            found
        ));
    }
    let [name] = words_in(tera, ["Missing keyword argument `", "`"])?;
    Some(say!("the argument `{name}` is missing", name))
}

/// Components and their arguments.
fn of_components(tera: &str) -> Option<Message> {
    if let Some([names, rest]) = words_in(tera, ["Unknown argument(s) ", " in component call", ""]) {
        return Some(match rest.split_once(" are: ") {
            Some((_, known)) => say!("the component has no argument {names}; it has {known}", names, known),
            None => say!("the component has no argument {names}", names),
        });
    }
    if let Some([name, kind, wanted]) =
        words_in(tera, ["Component argument `", "` (type: `", "`) does not match expected type: `", "`"])
    {
        return Some(say!(
            "the argument `{name}` is of type `{kind}`, and the component needs `{wanted}`",
            name,
            kind,
            wanted
        ));
    }
    if let Some(rest) = tera.strip_prefix("Argument `").filter(|rest| rest.ends_with(" missing")) {
        let name = rest.split('`').next()?;
        return Some(say!("the component needs the argument `{name}`, and it is not given", name));
    }
    if let Some([name]) = words_in(tera, ["Unclosed component '", "'"]) {
        return Some(say!("nothing closes the component `{name}`", name));
    }
    if let Some([end, name]) = words_in(tera, ["Closing tag '", "' doesn't match opening tag '", "'"]) {
        return Some(say!("the end of `{end}` stands where that of `{name}` should", end, name));
    }
    let [name, one, other] = words_in(tera, ["Component `", "` is defined in both `", "` and `", "`"])?;
    Some(say!("the component `{name}` is in two templates: `{one}` and `{other}`", name, one, other))
}

/// Tags and what stands in them.
fn of_tags(tera: &str) -> Option<Message> {
    if tera == "Unknown tag" {
        return Some(say!("there is no such tag, or it cannot stand here"));
    }
    if tera == "Unexpected character" {
        return Some(say!("here stands a sign that means nothing in a tag"));
    }
    if tera == "Unexpected end of input" {
        return Some(say!("the template ends within a tag or a block"));
    }
    if let Some([found, wanted]) = words_in(tera, ["Found ", " but expected ", ""])
        .or_else(|| words_in(tera, ["Found ", " but was expecting ", ""]))
    {
        return Some(say!(
            "{wanted} was expected here, and {found} was found",
            wanted = token(wanted),
            found = token(found)
        ));
    }
    if let Some([name]) = words_in(tera, ["Keyword argument `", "` is defined more than once"]) {
        return Some(say!("the argument `{name}` is given twice", name));
    }
    let [name, end] = words_in(tera, ["", " can only be used in a ", " loop"])?;
    (end == "for").then(|| say!("`{name}` can only stand in a `for`", name = name.trim_matches('`')))
}

/// What Tera calls a part of a tag, as code.
fn token(tera: &str) -> Message {
    match tera {
        "identifier" | "an identifier" => say!("a name"),
        "string" | "a string" => say!("a text in quotes"),
        "integer" | "float" => say!("a number"),
        "content" => say!("text"),
        signs if signs.contains('`') => Message::verbatim(signs.replace(" or ", ", ")),
        signs => Message::verbatim(format!("`{signs}`")),
    }
}

/// Blocks, and templates that extend others.
fn of_blocks(tera: &str) -> Option<Message> {
    if let Some(block) = lost_block(tera) {
        return Some(say!("no template that this one extends has the block `{block}`", block));
    }
    if let Some([block]) = words_in(tera, ["Template already contains a block named `", "`"]) {
        return Some(say!("the block `{block}` stands in this template twice", block));
    }
    if let Some([parent]) = words_in(tera, ["Template is already extending `", "`"]) {
        return Some(say!("the template extends `{parent}` already", parent));
    }
    if tera == "`extends` needs to be the first tag of the template" {
        return Some(say!("`extends` has to be the first tag of a template"));
    }
    tera.starts_with("This content would be ignored")
        .then(|| say!("this stands outside all blocks of a template that extends another, so no page shows it"))
}

/// What our own functions and filters tell by way of Tera.
fn of_ours(tera: &str) -> Option<Message> {
    if let Some([path]) = words_in(tera, ["there is no file `", "` in the site theme's folder `static`"]) {
        return Some(say!("there is no file `{path}` in the folder `static` of the site theme", path));
    }
    if let Some([key, name]) = words_in(tera, ["the string `", "` needs a value for `{", "}`"]) {
        return Some(no_value(key, name));
    }
    if let Some([key]) = words_in(tera, ["the string `", "` has plural forms: give it a whole number as `count`"]) {
        return Some(say!("the string `{key}` has plural forms: give it a whole number as `count`", key));
    }
    let [key] = words_in(tera, ["there is no string `", "`"])?;
    Some(say!("there is no string `{key}`", key))
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera, context};

    use super::said;
    use crate::base::message::Language;
    use crate::theme::problem::problems_of;

    /// What is said of a template, in both languages.
    fn told(template: &str, context: &Context) -> [String; 2] {
        let mut tera = Tera::default();
        let error = match tera.add_raw_templates([("a.html", template)]) {
            Err(error) => error,
            Ok(()) => tera.render("a.html", context).unwrap_err(),
        };
        let problem = problems_of(&error).remove(0);
        [Language::English, Language::Persian]
            .map(|language| problem.message.shown(language).replace(['\u{2068}', '\u{2069}'], ""))
    }

    #[test]
    fn what_tera_tells_of_common_slips_is_said_in_both_languages() {
        let context = context! { city => &"Lima", count => &3 };
        for (template, words) in [
            ("{{ ctiy }}", "there is no value `ctiy` here"),
            ("{{ city.name }}", "there is no field `name` here"),
            ("{{ city | uper }}", "there is no filter `uper`"),
            ("{{ now_is() }}", "there is no function `now_is`"),
            ("{% if city is big %}x{% endif %}", "there is no test `big`"),
            ("{% include \"b.html\" %}", "there is no template `b.html`"),
            ("{{ <card /> }}", "there is no component `card`"),
            ("{% for x in count %}x{% endfor %}", "`for` needs a list"),
            ("{{ city * 2 }}", "only numbers can be counted with"),
            ("{% fi city %}", "there is no such tag"),
            ("{% if city %}", "the template ends within"),
            ("{{ city $ }}", "a sign that means nothing"),
            ("{% for x of list %}{% endfor %}", "was expected here"),
            ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "the block `a` stands in this template twice"),
            ("x{% extends \"b.html\" %}", "has to be the first tag"),
            ("{{ city | replace(from=\"a\") }}", "the argument `to` is missing"),
            ("{{ count | upper }}", "is needed here, and this is one of type"),
            ("{% break %}", "can only stand in a `for`"),
        ] {
            let [english, persian] = told(template, &context);
            assert!(english.contains(words), "{template}: {english}");
            // What is left of Latin letters is code.
            let prose: String = persian.split('`').step_by(2).collect();
            assert!(!prose.contains(|letter: char| letter.is_ascii_alphabetic()), "{template}: {persian}");
        }
    }

    #[test]
    fn what_is_said_seldom_keeps_its_words() {
        let said = said("The expression is too complex.").english();
        assert!(said.ends_with("says: The expression is too complex"), "{said}");
    }
}
