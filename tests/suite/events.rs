//! Random events for the histories of `incremental.rs`: what is likely in the life of a site is likely here.

use proptest::prelude::*;

use crate::history::{
    CASES, CaseText, Details, Event, FOREIGN, KINDS, Options, PICTURES, TERMS, TermText, TranslationText,
};

fn numbers(below: usize, most: usize) -> impl Strategy<Value = Vec<usize>> {
    prop::collection::btree_set(0..below, 0..=most).prop_map(|set| set.into_iter().collect())
}

fn case() -> impl Strategy<Value = CaseText> {
    let facts = (0_u8..4, 0_u8..3, 0_usize..3, numbers(TERMS, 2), numbers(TERMS, 2), 0_u8..5);
    let more = (
        prop::option::weighted(0.2, 0..CASES),
        prop::option::weighted(0.3, 0..PICTURES),
        prop::bool::weighted(0.15),
        any::<bool>(),
        prop::bool::weighted(0.15),
        prop::option::weighted(0.2, 0..CASES),
    );
    (facts, more, details()).prop_map(|((title, day, country, themes, networks, body), more, details)| {
        let (related, picture, is_draft, has_summary, alias, link) = more;
        CaseText {
            title,
            day,
            country,
            themes,
            networks,
            related,
            picture,
            is_draft,
            has_summary,
            alias,
            body,
            link,
            details,
        }
    })
}

fn details() -> impl Strategy<Value = Details> {
    let seldom = || prop::bool::weighted(0.1);
    let details = (prop::option::weighted(0.2, 0_u8..2), prop::option::weighted(0.2, 0_u8..2), seldom(), seldom());
    details.prop_map(|(author, latitude, is_published_later, expires)| Details {
        author,
        latitude,
        is_published_later,
        expires,
    })
}

fn options() -> impl Strategy<Value = Options> {
    let seldom = || prop::bool::weighted(0.3);
    (seldom(), seldom(), seldom(), seldom(), seldom()).prop_map(
        |(is_later, drafts, relative, precompress, other_address)| Options {
            is_later,
            drafts,
            relative,
            precompress,
            other_address,
        },
    )
}

fn term() -> impl Strategy<Value = Option<TermText>> {
    let other = || prop::option::weighted(0.3, 0..TERMS);
    let (kind, short) = (0..KINDS.len(), prop::option::weighted(0.3, 0_u8..2));
    let text = (0_u8..3, other(), other(), kind, short, 0_u8..3);
    let text = text.prop_map(|(name, part_of, successor, kind, short, body)| TermText {
        name,
        part_of,
        successor,
        kind,
        short,
        body,
    });
    prop::option::weighted(0.85, text)
}

/// Translations of other texts than cases; the last page has no original.
const TRANSLATIONS: [&str; 4] = [
    "content/articles/article.fa.md",
    "content/pages/about.fa.md",
    "content/pages/persian.fa.md",
    "content/themes/theme-0.fa.md",
];

fn translation() -> impl Strategy<Value = TranslationText> {
    let seldom = || prop::bool::weighted(0.15);
    let (themes, link) = (prop::option::weighted(0.2, numbers(TERMS, 2)), prop::option::weighted(0.3, 0..CASES));
    (0_u8..3, seldom(), seldom(), themes, link, any::<bool>()).prop_map(
        |(title, slug, is_draft, themes, link, is_whole)| TranslationText {
            title,
            slug,
            is_draft,
            themes,
            link,
            is_whole,
        },
    )
}

pub fn event() -> impl Strategy<Value = Event> {
    let template = prop::sample::select(vec!["case.html", "term.html", "home.html", "card.html"]);
    prop_oneof![
        8 => (0..CASES, case()).prop_map(|(number, text)| Event::Case(number, text)),
        4 => (0..CASES, 0..=FOREIGN).prop_map(|(number, sentence)| Event::Body(number, sentence)),
        1 => Just(Event::BuildElsewhere),
        2 => (0..CASES).prop_map(Event::RemoveCase),
        2 => (0..CASES, 0..CASES).prop_map(|(from, to)| Event::RenameCase(from, to)),
        2 => (0..TERMS, term()).prop_map(|(number, text)| Event::Theme(number, text)),
        2 => (0..TERMS, term()).prop_map(|(number, text)| Event::Network(number, text)),
        4 => (0..CASES, prop::option::weighted(0.8, translation())).prop_map(|(case, text)| Event::Translation(case, text)),
        2 => (prop::sample::select(TRANSLATIONS.to_vec()), prop::option::weighted(0.7, 0_u8..3))
            .prop_map(|(path, word)| Event::OtherTranslation(path, word)),
        1 => (numbers(CASES, 3), 0_u8..3, prop::option::of(0..PICTURES))
            .prop_map(|(cases, body, picture)| Event::Article(cases, body, picture)),
        2 => options().prop_map(Event::Options),
        1 => (0_usize..2, prop::option::of(0_u8..3)).prop_map(|(number, body)| Event::Page(number, body)),
        1 => (0..PICTURES, prop::option::weighted(0.8, 0_u8..3)).prop_map(|(number, colour)| Event::Picture(number, colour)),
        2 => (0_u8..2, 1_usize..4, 0_usize..4, any::<bool>(), prop::sample::select(vec![0_usize, 1, 1, 1, 2])).prop_map(
            |(title, paginate, related, countries, languages)| Event::Configuration {
                title,
                paginate,
                related,
                countries,
                languages,
            },
        ),
        1 => (template, prop::option::of(0_u8..3)).prop_map(|(name, text)| Event::Template(name, text)),
        1 => prop::option::of(0_u8..3).prop_map(Event::Strings),
        2 => (0_usize..100).prop_map(Event::LoseOutput),
        2 => (0_usize..100, any::<bool>()).prop_map(|(number, keeps_size)| Event::MeddleWithOutput(number, keeps_size)),
        1 => Just(Event::LoseMemory),
        2 => (0_usize..4, any::<u8>()).prop_map(|(number, bit)| Event::DamageMemory(number, bit)),
        1 => (0_usize..20).prop_map(Event::Touch),
        1 => Just(Event::Nothing),
    ]
}
