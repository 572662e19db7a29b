//! Codes of languages, and what was most likely meant by a code that no language has.

/// The languages with a code of two letters (ISO 639-1).
const CODES: &str = "\
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu
fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn
ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os
pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw
ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Does somebody speak the language of this tag? Of codes with three letters nothing is known here.
#[must_use]
pub fn is_known_language(tag: &str) -> bool {
    let code = tag.split('-').next().unwrap_or_default();
    code.len() != 2 || CODES.split_whitespace().any(|known| known.eq_ignore_ascii_case(code))
}

/// English names of languages that sites are often written in.
const NAMES: [(&str, &str); 20] = [
    ("arabic", "ar"),
    ("azerbaijani", "az"),
    ("chinese", "zh"),
    ("dutch", "nl"),
    ("english", "en"),
    ("farsi", "fa"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("kurdish", "ku"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("turkish", "tr"),
    ("urdu", "ur"),
];

/// Countries whose codes are no languages', and the language that most people read there.
const COUNTRIES: [(&str, &str); 16] = [
    ("at", "de"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("eg", "ar"),
    ("gb", "en"),
    ("gr", "el"),
    ("iq", "ar"),
    ("ir", "fa"),
    ("jo", "ar"),
    ("jp", "ja"),
    ("kz", "kk"),
    ("mx", "es"),
    ("pk", "ur"),
    ("ua", "uk"),
    ("us", "en"),
];

/// The code of a language that somebody calls by its English name.
#[must_use]
pub fn code_of_name(name: &str) -> Option<&'static str> {
    let name = name.trim_matches('-').to_lowercase();
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

/// The codes that were most likely meant by one of two letters that no language has: that of the country, or the beginning of a
/// name.
#[must_use]
pub fn meant_codes(code: &str) -> Vec<&'static str> {
    let small = code.to_lowercase();
    let of_country = COUNTRIES.iter().filter(|(country, _)| *country == small);
    let mut codes: Vec<&str> = of_country.map(|(_, code)| *code).collect();
    if codes.is_empty() {
        codes = NAMES.iter().filter(|(name, _)| name.starts_with(&small)).map(|(_, code)| *code).collect();
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_by_their_codes() {
        assert!(["fa", "en", "pt-BR", "zh-Hant", "ckb"].into_iter().all(is_known_language));
        assert!(!is_known_language("xx") && !is_known_language("xx-BR"));
    }

    #[test]
    fn countries_and_beginnings_of_names_are_known_for_their_languages() {
        for (code, meant) in
            [("pe", &["fa"][..]), ("ir", &["fa"]), ("IR", &["fa"]), ("sp", &["es"]), ("po", &["pl", "pt"]), ("xx", &[])]
        {
            assert_eq!(meant_codes(code), meant, "{code}");
        }
        assert!(COUNTRIES.iter().all(|(country, language)| !is_known_language(country) && is_known_language(language)));
        assert_eq!(code_of_name("Persian"), Some("fa"));
    }
}
