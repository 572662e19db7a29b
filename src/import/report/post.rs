//! What became of a post, from its plan; and the warnings that belong to it.

use similar::TextDiff;

use super::dropped::dropped;
use super::translations::{translation, warn_unpaired};
use super::withdrawn::{made_drafts, warn_withheld};
use super::{CityReport, FileReport, ImageReport, PostReport, SectionReport};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::message::{Message, list};
use crate::base::source::Place;
use crate::content::CONTENT_FOLDER;
use crate::html::{Limit, NoteKind};
use crate::import::input::{Post, Withheld};
use crate::import::media::{agency, credit};
use crate::import::read::{
    CityDraft, GivenUp, Loss, PictureDraft, PictureState, PostDraft, SectionText, Structure, TextPicture, short,
};
use crate::import::write::{PlannedFile, PlannedPost};
use crate::model::Image;

/// Makes the report of a post, and the warnings that belong to it.
pub(in crate::import) fn post_report(
    source: &str,
    post: &Post,
    planned: PlannedPost,
    dry_run: bool,
    problems: &mut Diagnostics,
) -> PostReport {
    let place = Place::of_file(source);
    warn_unpaired(post, &planned, &place, problems);
    let files: Vec<&PlannedFile> =
        planned.cities.iter().chain(&planned.gone).chain(std::iter::once(&planned.article)).collect();
    warn_withheld(post, &files, dry_run, &place, problems);
    let withdrawn = made_drafts(&files);
    let PlannedPost { draft, article, cities, gone, pairing } = planned;
    let of_city = |index: usize| pairing.as_ref().and_then(|pairing| pairing.cities.get(index)?.as_ref());
    let city = |(index, (city, file)): (usize, (&CityDraft, &PlannedFile))| CityReport {
        translates: translation(of_city(index), file),
        ..city_report(city, file_report(file))
    };
    warn(post, &draft, &place, problems);
    PostReport {
        source: source.to_owned(),
        title: post.title.clone(),
        id: post.id,
        withheld: post.withheld.as_ref().map(withheld_name),
        article: file_report(&article),
        authors: post.authors.clone(),
        image: draft.article.image.as_ref().map(|image| image_report(image, &draft.image_state)),
        categories: draft.categories.clone(),
        cities: draft.cities.iter().zip(&cities).enumerate().map(city).collect(),
        translates: translation(pairing.as_ref().and_then(|pairing| pairing.article.as_ref()), &article),
        language: pairing.as_ref().map(|pairing| pairing.language.clone()),
        gone: gone.into_iter().map(|file| format!("{CONTENT_FOLDER}/{}", file.path)).collect(),
        withdrawn,
        pictures: draft.pictures.iter().map(text_picture).collect(),
        dropped: dropped(&draft.account, post),
        kept_html: draft.account.kept_html,
        words: draft.balance.words,
        words_written: draft.balance.words_written,
        losses: draft.balance.losses,
    }
}

fn file_report(file: &PlannedFile) -> FileReport {
    let path = format!("{CONTENT_FOLDER}/{}", file.path);
    let diff = |before: &String, after: &String| {
        TextDiff::from_lines(before, after).unified_diff().header(&path, &path).to_string()
    };
    let diff = file.before.as_ref().zip(file.after.as_ref()).map(|(before, after)| diff(before, after));
    FileReport { path, action: file.action, diff }
}

fn withheld_name(withheld: &Withheld) -> String {
    match withheld {
        Withheld::Protected => "protected".to_owned(),
        Withheld::Status(status) => status.clone(),
        Withheld::Type(kind) => format!("type {kind}"),
    }
}

fn warn(post: &Post, draft: &PostDraft, place: &Place, problems: &mut Diagnostics) {
    let title = &post.title;
    for doubt in &draft.doubts {
        problems.push(doubt.warning().at(place.clone()));
    }
    warn_given_up(title, draft, place, problems);
    // Of a post that was cut, words are missing for that reason.
    if !draft.balance.losses.is_empty() && !draft.is_cut() {
        let message = say!(
            "{count} of `{title}` would be lost: {losses}",
            count = draft.balance.losses.len(),
            title,
            losses = losses_text(&draft.balance.losses)
        );
        let problem = Diagnostic::error(Code::ContentLost, message).at(place.clone());
        problems.push(problem.help(say!("none of the post's files is written; please report this with the post")));
    }
    for limit in &draft.limits {
        let problem = match limit {
            Limit::Depth => {
                Diagnostic::warning(Code::ContentLost, say!("`{title}` is nested deeper than any page is shown", title))
                    .help(say!("its words are all there, but look at its lists and boxes"))
            }
            Limit::Input | Limit::Nodes | Limit::Tag => Diagnostic::error(
                Code::ContentLost,
                say!("`{title}` is larger than any post, so only a part of it could be read", title),
            )
            .help(say!("none of the post's files is written; look at the post in WordPress")),
        };
        problems.push(problem.at(place.clone()));
    }
}

/// Nothing is lost, but an editor has to look at what structure is left.
fn warn_given_up(title: &str, draft: &PostDraft, place: &Place, problems: &mut Diagnostics) {
    let mut warn = |message: Message, help: Message| {
        problems.push(Diagnostic::warning(Code::ContentLost, message).at(place.clone()).help(help));
    };
    if let Some(GivenUp { what, losses }) = &draft.given_up {
        let lost = losses_text(losses);
        match what {
            Structure::Cities => warn(
                say!(
                    "`{title}` stays one article, as splitting it into cities and sections would lose {lost}",
                    title,
                    lost
                ),
                say!("its words, links and pictures are all there; if it holds cities, move each to a file of its own"),
            ),
            Structure::Blocks => warn(
                say!(
                    "`{title}` becomes plain paragraphs, as reading its headings, lists and tables would lose {lost}",
                    title,
                    lost
                ),
                say!("its words, links and pictures are all there; set its headings, lists and tables by hand"),
            ),
        }
    }
    for note in draft.account.notes.iter().filter(|note| note.what == NoteKind::Plainer) {
        warn(
            say!("a part of `{title}` becomes plain paragraphs: “{text}”", title, text = short(&note.text)),
            say!(
                "its words, links and pictures are all there; compare it with the post and set its headings, \
                 lists and tables by hand"
            ),
        );
    }
}

/// The message names this many; the report has all.
const SHOWN_LOSSES: usize = 8;

fn losses_text(losses: &[Loss]) -> Message {
    let shown = list(losses.iter().take(SHOWN_LOSSES).map(loss_text));
    if losses.len() > SHOWN_LOSSES { say!("{shown} …", shown) } else { shown }
}

fn loss_text(loss: &Loss) -> Message {
    match loss {
        Loss::Word(word) => say!("the word “{word}”", word),
        Loss::Link(address) => say!("the link to {address}", address),
        Loss::Image(address) => say!("the picture {address}", address),
    }
}

fn city_report(city: &CityDraft, file: FileReport) -> CityReport {
    let section = |section: &SectionText| SectionReport {
        title: section.title.clone(),
        words: section.plain.split_whitespace().count(),
        known: section.rule.is_some(),
        rule: section.rule,
    };
    let image = city.case.image.as_ref();
    CityReport {
        title: city.case.title.clone(),
        city: city.case.city.clone(),
        country: city.case.country.as_str().to_owned(),
        file,
        translates: None,
        evidence: city.evidence.clone(),
        sections: city.sections.iter().map(section).collect(),
        image: image.map(|image| image_report(image, &city.image_state)),
        terms: city.suggestions.clone(),
    }
}

fn image_report(image: &Image, state: &PictureState) -> ImageReport {
    let address = image.source.as_deref().unwrap_or_default();
    ImageReport {
        source: image.source.clone(),
        caption: image.caption.clone(),
        alt: image.alt.clone(),
        alt_draft: image.caption.clone().filter(|_| image.alt.is_empty()),
        file: image.file.clone(),
        state: state.clone(),
        agency: agency(address).map(str::to_owned),
        credit_draft: credit(address),
    }
}

fn text_picture(draft: &PictureDraft) -> ImageReport {
    let TextPicture { addresses, alt, file, .. } = draft.picture.clone();
    let image = Image { source: addresses.into_iter().next(), alt, file, ..Image::default() };
    image_report(&image, &draft.state)
}
