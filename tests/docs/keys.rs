//! The keys of front matter and of `site.yaml` in the manual.

use std::cell::RefCell;
use std::collections::BTreeSet;

use chancery::base::source::SourceFile;
use chancery::casefile::{self, Kind};
use chancery::config;
use chancery::yaml::{PLACEHOLDER, Shape, ValueShape};

use crate::{document, manual};

#[test]
fn every_key_that_can_be_written_is_in_the_manual() {
    let manual = manual();
    let keys = keys_of_all_files();
    assert!(keys.contains("title") && keys.contains("alt") && keys.contains("paginate"), "{keys:?}");
    let missing: Vec<&String> = keys.iter().filter(|key| !manual.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Every key of the front matter of every kind of file, and of `site.yaml`, as their readers tell them.
fn keys_of_all_files() -> BTreeSet<String> {
    let source = SourceFile::new("site.yaml", document("site.yaml"));
    let config = config::read(&source, &RefCell::default()).unwrap_or_else(|| panic!("site.yaml has a mistake"));
    let mut keys = BTreeSet::new();
    collect(&config::shape(), &mut keys);
    let terms = (0..config.taxonomies.len()).map(Kind::Term);
    for kind in [Kind::Case, Kind::Article, Kind::Page].into_iter().chain(terms) {
        collect(&casefile::shape(kind, &config, false), &mut keys);
    }
    keys
}

fn collect(shape: &Shape, keys: &mut BTreeSet<String>) {
    for (key, shape) in &shape.keys {
        if key != PLACEHOLDER {
            keys.insert(key.clone());
        }
        // The names of colours stand in docs/themes.md, which `colours` holds to them.
        if key == "colours" {
            continue;
        }
        if let ValueShape::Mapping(inner) | ValueShape::Mappings(inner) = &shape.value {
            collect(&inner.borrow(), keys);
        }
    }
}
