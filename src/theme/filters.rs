//! What templates can call beside Tera's own filters: `t`, `number`, `year`, `join_list`.
//!
//! Comes in: values of a template. Goes out: text in the site's language. All are pure: the same values give the same
//! text, so a page's fingerprint covers them. A value that is marked safe (a component's HTML) stays as it is and makes
//! the result safe; everything beside it is escaped.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value, escape_html};

use super::strings::{StringValue, Strings};

/// Makes the functions and filters known to Tera. To be called before templates are added.
pub(super) fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    let words = Arc::clone(strings);
    tera.register_function("t", move |arguments: Kwargs, _: &State| translate(&words, &arguments));
    let words = Arc::clone(strings);
    tera.register_filter("number", move |number: i64, _: Kwargs, _: &State| words.numbers().integer(number));
    let words = Arc::clone(strings);
    tera.register_filter("year", move |number: i64, _: Kwargs, _: &State| words.numbers().year(number));
    let words = Arc::clone(strings);
    tera.register_filter("join_list", move |items: Vec<Value>, _: Kwargs, _: &State| join_list(&words, &items));
    tera.register_filter("safe", safe);
}

/// `html | safe`: what Tera's own filter gives, without a copy of the text, which may be that of a whole page.
fn safe(value: Value, _: Kwargs, _: &State) -> Value {
    if value.is_string() { value.mark_safe() } else { Value::safe_string(&value.to_string()) }
}

/// `t(key="case_count", count=7)`: the string of that key with its placeholders filled in.
fn translate(strings: &Strings, arguments: &Kwargs) -> TeraResult<Value> {
    let key: &str = arguments.must_get("key")?;
    let given: Vec<(String, &Value)> =
        arguments.iter().map(|(name, value)| (name.to_string(), value)).filter(|(name, _)| name != "key").collect();
    let safe = given.iter().any(|(_, value)| value.is_safe());
    let values: Vec<(String, StringValue)> =
        given.into_iter().map(|(name, value)| (name, string_value(value, safe))).collect();
    let text = strings.text(key, &values, |text| if safe { escaped(text) } else { text.to_owned() });
    text.map(|text| value_of(&text, safe)).map_err(Error::message)
}

/// `names | join_list`: «A», «A and B», «A, B and C» as the strings `list_separator` and `list_last` have it.
fn join_list(strings: &Strings, items: &[Value]) -> TeraResult<Value> {
    let safe = items.iter().any(Value::is_safe);
    let text_of = |value: &Value| match string_value(value, safe) {
        StringValue::Number(number) => strings.numbers().integer(number),
        StringValue::Text(text) => text,
    };
    let separator = strings.text("list_separator", &[], str::to_owned).map_err(Error::message)?;
    let mut joined = String::new();
    for (index, item) in items.iter().map(text_of).enumerate() {
        if index > 0 && index + 1 == items.len() {
            joined.push_str(&strings.before_last(&item).map_err(Error::message)?);
        } else if index > 0 {
            joined.push_str(&separator);
        }
        joined.push_str(&item);
    }
    Ok(value_of(&joined, safe))
}

/// A value for a string; escaped where the whole becomes HTML and the value is none yet.
fn string_value(value: &Value, into_html: bool) -> StringValue {
    match value.as_i64() {
        Some(number) => StringValue::Number(number),
        None if into_html && !value.is_safe() => StringValue::Text(escaped(&value.to_string())),
        None => StringValue::Text(value.to_string()),
    }
}

fn value_of(text: &str, safe: bool) -> Value {
    if safe { Value::safe_string(text) } else { Value::normal_string(text) }
}

fn escaped(text: &str) -> String {
    let mut html = Vec::with_capacity(text.len());
    // Writing into memory does not fail; if it did, nothing is the safe thing to show.
    if escape_html(text, &mut html).is_err() {
        return String::new();
    }
    String::from_utf8(html).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use tera::Context;

    use super::*;
    use crate::theme::strings_file::StringsFile;

    fn rendered(template: &str) -> String {
        let text = "by: By {name} & co\nlist_separator: ', '\nlist_last: ' and '\n";
        let file = StringsFile { path: "strings/en.yaml", embedded: false, text };
        let strings = Strings::load(&[file], "en").unwrap_or_else(|problems| panic!("{problems:?}"));
        let mut tera = Tera::default();
        register(&mut tera, &Arc::new(strings));
        tera.add_raw_template("page.html", template).unwrap();
        tera.render("page.html", &Context::new()).unwrap()
    }

    #[test]
    fn a_list_is_joined_as_a_sentence() {
        assert_eq!(rendered("{{ ['A'] | join_list }}"), "A");
        assert_eq!(rendered("{{ ['A', 'B'] | join_list }}"), "A and B");
        assert_eq!(rendered("{{ ['A', 'B', 'C'] | join_list }}"), "A, B and C");
        assert_eq!(rendered("{{ [] | join_list }}"), "");
    }

    #[test]
    fn plain_values_are_escaped_once() {
        assert_eq!(rendered("{{ t(key='by', name='<i>') }}"), "By &lt;i&gt; &amp; co");
        assert_eq!(rendered("{{ ['<i>', 'B'] | join_list }}"), "&lt;i&gt; and B");
    }

    #[test]
    fn safe_values_stay_html_and_all_else_is_escaped() {
        assert_eq!(rendered("{{ t(key='by', name='<i>' | safe) }}"), "By <i> &amp; co");
        assert_eq!(rendered("{{ ['<i>' | safe, '<b>'] | join_list }}"), "<i> and &lt;b&gt;");
    }

    #[test]
    fn numbers_are_written_for_readers() {
        assert_eq!(rendered("{{ 1234 | number }} {{ 2013 | year }}"), "1,234 2013");
    }
}
