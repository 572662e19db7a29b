//! What a page hides from those who look at it.
//!
//! In: an element. Out: whether it is hidden, and how. Spam in hacked posts lives in such elements, and so does what only
//! programs that read pages aloud are told. What a click or a movement brings up (tabs, accordions, flip boxes) is there
//! for readers, and so is what a script fades in: an element is hidden only where nothing speaks for such a thing.
//! `aria-hidden` hides nothing from the eye.

use std::collections::BTreeSet;

use super::style::pixels;
use super::tree::{Document, NodeData, NodeId};

/// How an element is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hiding {
    /// Nothing of it is shown, and it takes no place.
    Gone,
    /// Nothing of it is shown; its lines stay apart from those around it.
    Unseen,
    /// Its letters are not shown; pictures in it are.
    Letters,
}

/// What is moved this far is on no screen.
const FAR_AWAY: f64 = -900.0;

/// Words in classes of what opens at a click, moves or is turned over.
const OPENED: [&str; 34] = [
    "accordion",
    "answer",
    "carousel",
    "collapse",
    "collapsed",
    "collapsible",
    "collapsing",
    "dropdown",
    "expand",
    "expandable",
    "expander",
    "faq",
    "flip",
    "lightbox",
    "modal",
    "more",
    "panel",
    "pane",
    "popup",
    "popover",
    "readmore",
    "reveal",
    "slick",
    "slide",
    "slider",
    "slides",
    "spoiler",
    "swiper",
    "tab",
    "tabbed",
    "tabpanel",
    "tabs",
    "toggle",
    "tooltip",
];
/// Words in classes of what a script fades in.
const FADED_IN: [&str; 12] = [
    "animate",
    "animated",
    "animation",
    "aos",
    "fade",
    "fadein",
    "lazy",
    "lazyload",
    "motion",
    "reveal",
    "waypoint",
    "wow",
];
/// Classes of what only programs that read pages aloud are told (WordPress, Bootstrap, Foundation).
const READ_ALOUD: [&str; 6] = [
    "screen-reader-text",
    "screen-reader-only",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "elementor-screen-only",
];
/// Attributes that name the element which a click brings up.
const TARGETS: [&str; 9] = [
    "href",
    "aria-controls",
    "aria-describedby",
    "data-target",
    "data-bs-target",
    "data-tab",
    "data-id",
    "data-toggle-target",
    "for",
];
/// How far up a box says what its parts are.
const AROUND: usize = 3;

/// The ids that something else on the page names, so that it can bring them up.
pub(super) fn named_ids(document: &Document) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for node in document.descendants(document.root()) {
        for value in TARGETS.into_iter().filter_map(|name| document.attribute(node, name)) {
            named.extend(value.split_ascii_whitespace().map(|id| id.rsplit('#').next().unwrap_or(id).to_owned()));
        }
    }
    named
}

/// Whether the element is hidden, and how.
pub(super) fn hiding(document: &Document, id: NodeId, named: &BTreeSet<String>) -> Option<Hiding> {
    document.element(id)?;
    if is_read_aloud(document, id) {
        return (!is_only_name(document, id)).then_some(Hiding::Gone);
    }
    let gone = is_gone(document, id);
    if gone || is_unseen(document, id) {
        let comes_up = opens(document, id, named) || is_lazy(document, id) || (!gone && fades_in(document, id));
        return (!comes_up).then_some(if gone { Hiding::Gone } else { Hiding::Unseen });
    }
    has_no_letters(document, id).then_some(Hiding::Letters)
}

fn is(document: &Document, id: NodeId, property: &str, values: &[&str]) -> bool {
    document.style(id, property).is_some_and(|value| values.iter().any(|one| value.eq_ignore_ascii_case(one)))
}

fn is_gone(document: &Document, id: NodeId) -> bool {
    let by_attribute = document.attribute(id, "hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    // A declaration is stronger than the attribute.
    let display = document.style(id, "display");
    display.map_or(by_attribute, |display| display.eq_ignore_ascii_case("none"))
}

fn is_unseen(document: &Document, id: NodeId) -> bool {
    if document.attribute(id, "style").is_none() {
        return false;
    }
    let shows_again = |node: NodeId| is(document, node, "visibility", &["visible"]);
    let invisible =
        is(document, id, "visibility", &["hidden", "collapse"]) && !document.descendants(id).any(shows_again);
    let length = |name: &str| document.style(id, name).and_then(pixels);
    let is_zero = |name: &str| length(name) == Some(0.0);
    let transparent = document.style(id, "opacity").is_some_and(|value| value.trim_end_matches('%').parse() == Ok(0.0));
    let is_placed = is(document, id, "position", &["absolute", "fixed"]);
    let is_far = |name: &&str| length(name).is_some_and(|length| length <= FAR_AWAY);
    let far_away = (is_placed && ["left", "top", "right", "bottom"].iter().any(is_far))
        || ["margin-left", "margin-top"].iter().any(is_far);
    let is_cut = is(document, id, "overflow", &["hidden", "auto", "scroll", "clip"]);
    let no_place = is_cut && ["height", "width", "max-height", "max-width"].into_iter().any(is_zero);
    let clip = document.style(id, "clip").unwrap_or_default().replace([' ', ','], "").to_ascii_lowercase();
    let clipped = is_placed && ["rect(0000)", "rect(0px0px0px0px)", "rect(1px1px1px1px)"].contains(&clip.as_str());
    invisible || transparent || far_away || no_place || clipped
}

/// Letters without size, moved away or without colour. What stands in the element may have letters of its own size.
fn has_no_letters(document: &Document, id: NodeId) -> bool {
    if document.attribute(id, "style").is_none() {
        return false;
    }
    let has_size = |node: NodeId| document.style(node, "font-size").and_then(pixels).is_some_and(|size| size > 0.0);
    let is_tiny = document.style(id, "font-size").and_then(pixels) == Some(0.0);
    let indent = document.style(id, "text-indent").and_then(pixels).is_some_and(|indent| indent <= FAR_AWAY);
    (is_tiny && !document.descendants(id).any(has_size)) || indent || is(document, id, "color", &["transparent"])
}

/// The words of a class, an id or a name, such as `tab` in `elementor-tab-content`.
fn words(value: &str) -> impl Iterator<Item = String> + '_ {
    value.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_ascii_lowercase)
}

fn has_word(document: &Document, id: NodeId, wanted: &[&str]) -> bool {
    let values = ["class", "id"].into_iter().filter_map(|name| document.attribute(id, name));
    values.flat_map(words).any(|word| wanted.contains(&word.as_str()))
}

/// Whether a click or a movement brings it up.
fn opens(document: &Document, id: NodeId, named: &BTreeSet<String>) -> bool {
    let is_named = document.attribute(id, "id").is_some_and(|own| named.contains(own));
    let is_panel = document.attribute(id, "role").is_some_and(|role| matches!(role, "tabpanel" | "region" | "dialog"));
    let around = std::iter::once(id).chain(document.ancestors(id)).take(AROUND);
    // WordPress shows either the quotation or the frame of an embedded post.
    let is_quotation = document.has_class(id, "wp-embedded-content") && !document.is_named(id, &["iframe"]);
    is_named
        || is_panel
        || is_quotation
        || around.into_iter().any(|node| has_word(document, node, &OPENED))
        || element_before(document, id).is_some_and(|node| is_switch(document, node))
}

fn element_before(document: &Document, id: NodeId) -> Option<NodeId> {
    let mut before = std::iter::successors(document.previous_sibling(id), |node| document.previous_sibling(*node));
    before.find(|node| matches!(document.data(*node), NodeData::Element(_)))
}

/// Something to click on that leads nowhere itself.
fn is_switch(document: &Document, id: NodeId) -> bool {
    let is_one = |node: NodeId| {
        let has = |name: &str| document.attribute(node, name).is_some();
        let nowhere = document.attribute(node, "href").map(str::trim);
        let leads_nowhere =
            nowhere.is_some_and(|href| href == "#" || href.to_ascii_lowercase().starts_with("javascript:"));
        document.is_named(node, &["button", "summary"]) || has("onclick") || has("aria-expanded") || leads_nowhere
    };
    is_one(id) || document.descendants(id).any(is_one)
}

/// A picture or frame that a script shows when it comes into view.
fn is_lazy(document: &Document, id: NodeId) -> bool {
    const SOURCES: [&str; 6] =
        ["data-src", "data-lazy-src", "data-original", "data-orig-file", "data-lazy", "data-srcset"];
    document.is_named(id, &["img", "picture"])
        && (has_word(document, id, &["lazy", "lazyload", "lazyloaded"])
            || SOURCES.into_iter().any(|name| document.attribute(id, name).is_some()))
}

fn fades_in(document: &Document, id: NodeId) -> bool {
    let moves = ["animation", "animation-name", "transition", "transform"].into_iter();
    let attributes = ["data-aos", "data-animation", "data-animate", "data-sr", "data-wow-delay", "data-scroll"];
    has_word(document, id, &FADED_IN)
        || moves.into_iter().any(|name| document.style(id, name).is_some())
        || attributes.into_iter().any(|name| document.attribute(id, name).is_some())
}

fn is_read_aloud(document: &Document, id: NodeId) -> bool {
    READ_ALOUD.into_iter().any(|class| document.has_class(id, class))
}

/// Whether these are all the words that a link or a button has: then they say what its icon shows.
fn is_only_name(document: &Document, id: NodeId) -> bool {
    let around = document.ancestors(id).find(|node| document.is_named(*node, &["a", "button", "summary"]));
    let is_own = |around: NodeId| document.text(around) == document.text(id);
    document.is_named(id, &["a", "button"]) || around.is_some_and(is_own)
}

#[cfg(test)]
mod tests {
    use super::super::{DroppedKind, clean, parse_fragment};

    /// What stays, and what is told as hidden.
    fn cleaned(html: &str) -> (String, Vec<String>) {
        let mut document = parse_fragment(html).document;
        let dropped = clean(&mut document).into_iter().filter(|one| one.what == DroppedKind::Hidden);
        (document.text(document.root()), dropped.map(|one| one.text).collect())
    }

    #[test]
    fn what_nobody_sees_goes_and_is_told_with_its_addresses() {
        for hidden in [
            "<div style='display:none'>X</div>",
            "<div style='DISPLAY : None !important'>X</div>",
            "<p hidden>X</p>",
            "<p style='visibility:hidden'>X</p>",
            "<p style='font-size:0'>X</p>",
            "<p style='font-size:0px;color:red'><b>X</b></p>",
            "<p style='text-indent:-9999px'>X</p>",
            "<div style='position:absolute;left:-5000px'>X</div>",
            "<div style='position: fixed; top: -999em'>X</div>",
            "<div style='opacity:0.0'>X</div>",
            "<div style='height:0;overflow:hidden'>X</div>",
            "<font style='position:absolute;overflow:auto;width:0;height:0'>X</font>",
            "<span class='screen-reader-text'>X</span>",
            "<span style='color:transparent'>X</span>",
        ] {
            assert_eq!(
                cleaned(&format!("<p>a</p>{hidden}<p>b</p>")),
                ("a\nb".to_owned(), vec!["X".to_owned()]),
                "{hidden}"
            );
        }
        let spam = "<div style='display:none'><a href='https://spam.example/'>pills</a><img src='/p.gif'></div>";
        assert_eq!(cleaned(spam).1, ["pills https://spam.example/ /p.gif"]);
    }

    #[test]
    fn what_a_reader_can_bring_up_stays() {
        for shown in [
            "<p aria-hidden=true>X</p>",
            "<div class='elementor-tab-content' style='display:none'>X</div>",
            "<div role=tabpanel hidden>X</div>",
            "<div class=et_pb_toggle><div style='display:none'>X</div></div>",
            "<a href='#more'></a><div id=more style='display:none'>X</div>",
            "<button></button><div style='display:none'>X</div>",
            "<p><a href='#'></a></p><div style='display:none'>X</div>",
            "<div hidden=until-found>X</div>",
            "<div hidden style='display:block'>X</div>",
            "<div class='wow fadeInUp' style='visibility:hidden'>X</div>",
            "<div data-aos=fade-up style='opacity:0'>X</div>",
            "<div style='font-size:0'><span style='font-size:16px'>X</span></div>",
            "<div style='visibility:hidden'><p style='visibility:visible'>X</p></div>",
            "<p style='position:absolute;left:-20px'>X</p>",
            "<p style='max-height:0.5em;opacity:0.5'>X</p>",
            "<details><p>X</p></details>",
            "<a href=x><i class=icon></i><span class=sr-only>X</span></a>",
            "<blockquote class=wp-embedded-content style='display:none'>X</blockquote>",
        ] {
            assert_eq!(cleaned(shown), ("X".to_owned(), vec![]), "{shown}");
        }
    }

    #[test]
    fn pictures_in_letters_without_size_and_lazy_ones_stay() {
        let mut document = parse_fragment(
            "<div style='font-size:0'>X<img src=a></div><img class=lazy style='display:none' data-src=b>",
        )
        .document;
        clean(&mut document);
        assert_eq!(document.serialize(document.root()).matches("<img").count(), 2);
    }

    #[test]
    fn words_around_what_takes_a_place_do_not_grow_together() {
        assert_eq!(cleaned("a<div style='visibility:hidden'>X</div>b").0, "a\nb");
        assert_eq!(cleaned("a<div style='display:none'>X</div>b").0, "ab");
    }
}
