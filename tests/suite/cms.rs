//! `chancery cms`: what an editor in the browser is told, held to the schemas of the same files.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::TestSite;

fn config(site: &TestSite) -> Value {
    site.run(&["cms", "--repository", "office/library"]).succeeds();
    let text = site.read("assets/admin/config.yml");
    chancery::yaml::deserialize(&text).unwrap_or_else(|problem| panic!("{problem:?} in\n{text}"))
}

/// The fields below a name, each by its own.
fn fields(holder: &Value) -> BTreeMap<&str, &Value> {
    let list = holder["fields"].as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|field| (field["name"].as_str().unwrap(), field)).collect()
}

/// What a schema says of a value that is there: the object, or the entries of the list.
fn object_in(schema: &Value) -> Option<&Value> {
    if schema["properties"].is_object() {
        return Some(schema);
    }
    let alternatives = schema["anyOf"].as_array().into_iter().flatten().chain(schema.get("items"));
    alternatives.into_iter().find_map(object_in)
}

/// Holds the fields of a collection, or of a part of it, to a schema.
fn hold(holder: &Value, schema: &Value, with_required: bool, path: &str) -> usize {
    let (fields, mut count) = (fields(holder), 0);
    for (key, inner) in schema["properties"].as_object().unwrap() {
        let field = fields.get(key.as_str()).unwrap_or_else(|| panic!("{path} has no field for {key}"));
        let is_required = schema["required"].as_array().is_some_and(|keys| keys.contains(&Value::from(key.as_str())));
        if with_required {
            assert_eq!(field["required"].as_bool(), Some(is_required), "{path}.{key}");
        }
        count += 1;
        if let Some(object) = object_in(inner) {
            assert!(matches!(field["widget"].as_str(), Some("object" | "list")), "{path}.{key}: {field}");
            count += hold(field, object, true, &format!("{path}.{key}"));
        }
    }
    count
}

#[test]
fn every_key_of_front_matter_is_a_field() {
    let site = TestSite::with_one_of_each_kind();
    let config = config(&site);
    site.run(&["schema"]).succeeds();
    let collections = config["collections"].as_array().unwrap();
    let names: Vec<&str> = collections.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["cases", "articles", "pages", "themes", "networks"]);
    for collection in collections {
        let name = collection["name"].as_str().unwrap();
        let schema = |kind: &str| -> Value {
            serde_json::from_str(&site.read(&format!("schemas/{name}.{kind}schema.json"))).unwrap()
        };
        assert!(hold(collection, &schema(""), true, name) > 3);
        hold(collection, &schema("translation."), false, name);
        assert_eq!(collection["folder"], Value::from(format!("content/{name}")));
        let title = collection["identifier_field"].as_str().unwrap();
        assert!(fields(collection).contains_key(title) && fields(collection).contains_key("body"), "{name}");
    }
    assert_eq!(config["backend"]["repo"], "office/library");
}

#[test]
fn fields_are_of_the_kind_of_what_stands_there() {
    let config = config(&TestSite::with_one_of_each_kind());
    let cases = &config["collections"][0];
    let fields = fields(cases);
    let widget = |name: &str| fields[name]["widget"].as_str().unwrap();
    for (name, kind) in [
        ("title", "string"),
        ("summary", "text"),
        ("date", "datetime"),
        ("draft", "boolean"),
        ("themes", "select"),
        ("coordinates", "list"),
        ("image", "object"),
        ("corrections", "list"),
    ] {
        assert_eq!(widget(name), kind, "{name}");
    }
    assert_eq!(fields["themes"]["options"], serde_json::json!(["climate", "culture"]));
    assert_eq!(fields["article"]["options"], serde_json::json!(["two-cities"]));
}

#[test]
fn the_editor_is_a_part_of_the_site_and_loads_nothing_from_elsewhere() {
    let site = TestSite::with_one_of_each_kind();
    site.run(&["cms"]).succeeds();
    site.write("assets/admin/decap-cms.js", "");
    let page = site.read("assets/admin/index.html");
    assert!(!page.contains("://") && page.contains("src=\"decap-cms.js\""), "{page}");
    let build = site.build().succeeds();
    assert_eq!(build.error, "");
    assert_eq!(site.read("output/assets/admin/config.yml"), site.read("assets/admin/config.yml"));
    // What somebody made of the page stays; the configuration follows the site.
    site.write("assets/admin/index.html", "mine");
    site.write("content/themes/sport.md", "---\nname: Sport\n---\n");
    let again = site.run(&["cms"]).succeeds();
    assert_eq!(site.read("assets/admin/index.html"), "mine");
    assert!(site.read("assets/admin/config.yml").contains("- sport"));
    assert!(
        again.out.contains("--repository OWNER/NAME") && !again.out.contains("put the editor itself"),
        "{}",
        again.out
    );
}

#[test]
fn what_a_translation_may_leave_out_is_not_asked_for() {
    let site = TestSite::empty();
    site.run(&["init", ".", "--language", "en,fa"]).succeeds();
    let config = config(&site);
    let fields = fields(&config["collections"][0]);
    assert_eq!(fields["country"]["required"], false);
    assert!(fields.contains_key("translator"));
}
