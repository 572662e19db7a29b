//! JSON Schemas of what people write, held to the readers: what a schema refuses, the reader refuses, and what the reader says of
//! keys and kinds of values, the schema says, too.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use chancery::base::diag::{Code, Diagnostic, Diagnostics, Severity};
use chancery::base::message::Message;
use chancery::base::source::SourceFile;
use chancery::casefile::{self, ContentFile, Target};
use chancery::config::{self, Config};

use crate::support::TestSite;

/// The schemas that the program writes, by their names.
fn schemas(site: &TestSite) -> BTreeMap<String, Value> {
    site.run(&["schema"]).succeeds();
    let files = site.files("schemas").into_iter();
    files.map(|(name, bytes)| (name, serde_json::from_slice(&bytes).unwrap())).collect()
}

/// A file with every key that its kind can have, as values, by the name of its schema.
fn whole_files() -> Vec<(&'static str, &'static str, Value)> {
    let image =
        json!({"file": "a.jpg", "alt": "A", "caption": "B", "credit": "C", "source": "https://example.org/a.jpg"});
    let origin = json!({"url": "https://example.org/a/", "id": 7, "modified": "2025-06-02T14:58:32"});
    vec![
        (
            "cases.schema.json",
            "content/cases/lima.md",
            json!({
                "title": "Lima, Peru", "city": "Lima", "country": "PE", "slug": "lima", "date": "2025-06-02",
                "updated": "2025-06-03", "summary": "S", "themes": ["climate"], "networks": "c40",
                "coordinates": [-12.05, -77.04], "image": image, "article": "two-cities", "related": ["oslo"],
                "origin": origin, "aliases": ["/en/lima/"], "authors": ["A"], "sources": ["B"],
                "corrections": [{"date": "2025-06-03", "text": "C"}], "draft": true, "publish": "2025-06-02",
                "expires": "2026-06-02", "extra": {"note": "x"}, "translator": "T", "translation_review": "pending"
            }),
        ),
        (
            "cases.translation.schema.json",
            "content/cases/oslo.fa.md",
            json!({"title": "اسلو", "summary": "S", "translator": "T", "translation_review": "pending", "draft": false}),
        ),
        (
            "articles.schema.json",
            "content/articles/one.md",
            json!({
                "title": "One", "date": "2025-06-02", "cases": ["oslo"], "image": image, "origin": origin,
                "aliases": "/en/one/", "authors": ["A"], "draft": false, "summary": "S"
            }),
        ),
        (
            "pages.schema.json",
            "content/pages/about.md",
            json!({"title": "About", "updated": "2025-06-02", "summary": "S", "aliases": [], "publish": "2025-06-02"}),
        ),
        (
            "networks.schema.json",
            "content/networks/iclei.md",
            json!({
                "name": "ICLEI", "short": "I", "kind": "city-network", "aliases": ["Local Governments"],
                "exact_aliases": ["I"], "absorbs": ["c40"], "part_of": "c40", "url": "https://example.org/",
                "founded": 1990, "ended": 2020, "successor": "c40", "keywords": ["k"], "weak_keywords": ["w"],
                "except": ["e"], "sources": ["https://example.org/"], "review": "r", "colour": "climate"
            }),
        ),
        ("site.schema.json", "site.yaml", whole_configuration()),
    ]
}

/// The same for `site.yaml`.
fn whole_configuration() -> Value {
    json!({
        "title": "Cities", "tagline": "T", "base_url": "https://example.org/", "relative": false,
        "language": "en", "languages": [{"id": "en", "title": "Cities"}, {"id": "fa", "sections": {"context": "ز"},
            "taxonomies": {"themes": {"title": "م", "kinds": {}}}, "menu": [{"title": "A", "url": "/cases/"}]}],
        "default_language_in_folder": false, "country_names": {"TR": "Turkey"}, "theme": "default",
        "paginate": 20, "related": 3, "link_terms": true, "allow_html": false,
        "publisher": {"name": "Office", "url": "https://example.org/"}, "rights": "R", "licence": "CC-BY-4.0",
        "menu": [{"title": "Cases", "url": "/cases/"}], "contact": "a@example.org",
        "sections": [{"id": "context", "title": "Context", "labels": ["Background"], "weight": 4}],
        "taxonomies": [{"id": "themes", "title": "Themes", "kinds": [{"id": "k", "title": "K"}]}],
        "outputs": {"map": false, "booklets": true}, "hosts": ["netlify"], "allow_hosts": ["example.net"],
        "gone": ["/old/"], "redirects": [{"from": "/a/", "to": "/b/"}],
        "colours": {"light": {"link": "#1d4079"}}
    })
}

/// What a file is changed to: each key is gone, misspelt, or has another value, at each depth.
fn mutations(whole: &Value) -> Vec<Value> {
    let others = [
        json!(null),
        json!(""),
        json!("zz-unknown"),
        json!(7),
        json!(true),
        json!("true"),
        json!([]),
        json!(["zz-unknown"]),
        json!([null]),
        json!([["x"]]),
        json!({"zz": "x"}),
        json!("2025-06-02"),
    ];
    match whole {
        Value::Object(entries) => {
            let mut all = Vec::new();
            for key in entries.keys() {
                let with = |value: Value| -> Value {
                    let mut changed = entries.clone();
                    changed.insert(key.clone(), value);
                    Value::Object(changed)
                };
                all.extend(others.iter().cloned().map(with));
                all.extend(mutations(&entries[key]).into_iter().map(with));
                let mut gone = entries.clone();
                let value = gone.shift_remove(key).unwrap();
                all.push(Value::Object(gone.clone()));
                gone.insert(format!("{key}x"), value);
                all.push(Value::Object(gone));
            }
            all
        }
        Value::Array(entries) => entries
            .first()
            .map_or_else(Vec::new, |first| mutations(first).into_iter().map(|changed| json!([changed])).collect()),
        _ => Vec::new(),
    }
}

/// What the reader says of a file with these values. JSON is YAML.
fn problems_of(path: &str, values: &Value, config: &Config, names: &BTreeSet<(u8, String)>) -> Vec<Diagnostic> {
    let problems = RefCell::new(Diagnostics::new());
    let text = serde_json::to_string_pretty(values).unwrap();
    if path == "site.yaml" {
        config::read(&SourceFile::new(path, text), &problems);
        return problems.into_inner().into_sorted();
    }
    let source = SourceFile::new(path, format!("---\n{text}\n---\n"));
    fn references<T>(file: Option<ContentFile<T>>) -> Vec<casefile::Reference> {
        file.map(|file| file.references).unwrap_or_default()
    }
    let named = match path.split('/').nth(1).unwrap() {
        "cases" => references(casefile::read_case(&source, config, &problems)),
        "articles" => references(casefile::read_article(&source, &problems)),
        "pages" => references(casefile::read_page(&source, &problems)),
        _ => references(casefile::read_term(&source, (config, 1), &problems)),
    };
    // Whether a file is there that one refers to is looked for when all are known.
    let is_unknown = |reference: &casefile::Reference| {
        let kind = match reference.target {
            Target::Term(place) => 10 + u8::try_from(place).unwrap(),
            Target::Case => 0,
            Target::Article => 1,
            Target::Asset => return false,
        };
        !names.contains(&(kind, reference.name.clone()))
    };
    let unknown = named.iter().filter(|reference| is_unknown(reference));
    let unknown: Vec<Diagnostic> =
        unknown.map(|reference| Diagnostic::error(Code::UnknownTerm, Message::verbatim(&reference.name))).collect();
    let mut all = problems.into_inner().into_sorted();
    all.extend(unknown);
    all
}

/// Does a schema say such a thing? Of texts, it knows those that are to be chosen from; that some have a form, readers know.
fn is_said(problem: &Diagnostic) -> bool {
    let of_form = ["`contact`", "a colour in the form", "language tag", "and the first of", "reference of a term"];
    match problem.code {
        Code::UnknownKey => problem.message.english().starts_with("there is no key"),
        Code::MissingKey | Code::UnknownHost => true,
        Code::WrongType => !of_form.iter().any(|words| problem.message.contains(words)),
        _ => false,
    }
}

#[test]
fn the_schemas_and_the_readers_agree_on_mutated_files() {
    let site = TestSite::with_one_of_each_kind();
    let schemas = schemas(&site);
    let config = config::read(&SourceFile::new("site.yaml", site.read("site.yaml")), &RefCell::default()).unwrap();
    let names = [(0, "oslo"), (1, "two-cities"), (10, "climate"), (10, "culture"), (11, "c40")];
    let names: BTreeSet<(u8, String)> = names.map(|(kind, name)| (kind, name.to_owned())).into();
    let (mut count, mut refused, mut differing) = (0, 0, Vec::new());
    for (name, path, whole) in whole_files() {
        let validator: Validator = jsonschema::validator_for(&schemas[name]).unwrap();
        let mistakes: Vec<String> = validator.iter_errors(&whole).map(|error| error.to_string()).collect();
        assert!(mistakes.is_empty(), "{name}: {mistakes:?}");
        let errors = |values: &Value| -> Vec<Diagnostic> {
            let all = problems_of(path, values, &config, &names);
            all.into_iter().filter(|problem| problem.severity == Severity::Error).collect()
        };
        let told: Vec<String> = errors(&whole).into_iter().map(|problem| problem.message.english()).collect();
        assert!(told.is_empty(), "{path}: {told:?}");
        for changed in mutations(&whole) {
            let (is_valid, told) = (validator.is_valid(&changed), errors(&changed));
            count += 1;
            refused += usize::from(!is_valid);
            let is_right = if is_valid { !told.iter().any(is_said) } else { !told.is_empty() };
            if !is_right {
                let told: Vec<String> = told.iter().map(|problem| problem.message.english()).collect();
                differing.push(format!("{path}, schema {is_valid}, reader {told:?}: {}", difference(&whole, &changed)));
            }
        }
    }
    assert!(count >= 1000 && refused >= 400, "{count} files, {refused} refused");
    assert!(differing.is_empty(), "{} of {count} differ:\n{}", differing.len(), differing.join("\n"));
}

/// The key that was changed, with its new value.
fn difference(whole: &Value, changed: &Value) -> String {
    let empty = Map::new();
    let (one, other) = (whole.as_object().unwrap_or(&empty), changed.as_object().unwrap_or(&empty));
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let differing = keys.into_iter().filter(|key| one.get(*key) != other.get(*key));
    differing.map(|key| format!("{key}: {:?}", other.get(key).map(ToString::to_string))).collect::<Vec<_>>().join(", ")
}

#[test]
fn schemas_hold_the_names_that_the_site_has() {
    let schemas = schemas(&TestSite::with_one_of_each_kind());
    let of = |name: &str, pointer: &str| schemas[name].pointer(pointer).unwrap_or_else(|| panic!("{name}{pointer}"));
    let themes = of("cases.schema.json", "/properties/themes/anyOf/1/items/enum");
    assert_eq!(*themes, json!(["climate", "culture"]));
    assert_eq!(*of("networks.schema.json", "/properties/kind/enum"), json!(["city-network"]));
    assert_eq!(*of("cases.schema.json", "/required"), json!(["city", "country", "title"]));
    assert_eq!(*of("cases.translation.schema.json", "/required"), json!(["title"]));
    assert!(schemas["themes.schema.json"].pointer("/properties/colour").is_some());
}

#[test]
fn visual_studio_code_is_set_up_and_settings_that_are_there_are_left_alone() {
    let site = TestSite::with_one_of_each_kind().case("oslo", "themes: [nothing]", "A mistake does not matter here.");
    let run = site.run(&["schema", "--vscode"]).succeeds();
    assert!(
        run.out.contains("wrote 11 schemas to ") && run.out.contains("wrote ./.vscode/settings.json"),
        "{}",
        run.out
    );
    let settings: Value = serde_json::from_str(&site.read(".vscode/settings.json")).unwrap();
    assert_eq!(settings["yaml.schemas"]["./schemas/site.schema.json"], "site.yaml");
    assert_eq!(settings["yaml.schemas"]["./schemas/cases.translation.schema.json"], "content/cases/*.*.md");
    site.write(".vscode/settings.json", "{}");
    let run = site.run(&["schema", "--vscode"]).succeeds();
    assert!(run.out.contains("is there already; add this to it:\n{"), "{}", run.out);
    assert_eq!(site.read(".vscode/settings.json"), "{}");
    let before = site.files("schemas");
    site.run(&["schema"]).succeeds();
    assert_eq!(site.files("schemas"), before);
}
