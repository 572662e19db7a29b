//! What a post of the REST API says about languages: WordPress itself says nothing, its plug-ins each in their way.
//!
//! Polylang has `lang` and `translations` (`{"en": 12, "fa": 15}`), its REST plug-in `polylang_current_lang` and
//! `polylang_translations`, WPML's `wpml_current_locale` and `wpml_translations` (lists with `id` and `href`). Yoast SEO puts
//! the `<head>` of the page into `yoast_head`, which may hold `hreflang`.

use serde_json::Value as Json;

use super::super::language::linked_translations;
use super::super::post::TranslationLink;
use super::number;

/// The language as it is said.
pub(super) fn language(item: &Json) -> Option<String> {
    let keys = ["lang", "polylang_current_lang", "wpml_current_locale"];
    keys.iter().find_map(|key| item.get(key)?.as_str()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The other versions of the post.
pub(super) fn translations(item: &Json) -> Vec<TranslationLink> {
    let mut links = Vec::new();
    for key in ["translations", "polylang_translations", "wpml_translations"] {
        match item.get(key) {
            Some(Json::Object(fields)) => fields.values().for_each(|value| add(value, &mut links)),
            Some(Json::Array(items)) => items.iter().for_each(|value| add(value, &mut links)),
            _ => {}
        }
    }
    let head = item.get("yoast_head").and_then(Json::as_str).unwrap_or_default();
    links.extend(linked_translations(head).into_iter().map(TranslationLink::Address));
    links
}

fn add(value: &Json, links: &mut Vec<TranslationLink>) {
    match value {
        Json::Object(fields) => {
            links.extend(number(fields.get("id")).map(TranslationLink::Post));
            let address = ["href", "link", "url"].iter().find_map(|key| fields.get(*key)?.as_str());
            links.extend(address.map(|address| TranslationLink::Address(address.to_owned())));
        }
        Json::String(text) if text.contains("://") => links.push(TranslationLink::Address(text.clone())),
        other => links.extend(number(Some(other)).map(TranslationLink::Post)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_plug_in_is_understood() {
        let polylang = json!({"lang": "fa", "translations": {"en": 12, "fa": 15}});
        assert_eq!(language(&polylang).as_deref(), Some("fa"));
        assert_eq!(translations(&polylang), [TranslationLink::Post(12), TranslationLink::Post(15)]);
        let wpml = json!({"wpml_current_locale": "fa_IR", "wpml_translations": [{"locale": "en_US", "id": "12", "href": "https://a.org/x/"}]});
        assert_eq!(language(&wpml).as_deref(), Some("fa_IR"));
        let address = TranslationLink::Address("https://a.org/x/".into());
        assert_eq!(translations(&wpml), [TranslationLink::Post(12), address.clone()]);
        let yoast = json!({"lang": [], "translations": [], "yoast_head": "<link rel=\"alternate\" hreflang=\"en\" href=\"https://a.org/x/\" />"});
        assert_eq!((language(&yoast), translations(&yoast)), (None, vec![address]));
        assert_eq!(translations(&json!({"translations": null, "wpml_translations": "x"})), []);
    }
}
