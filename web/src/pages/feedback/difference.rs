//! The difference between the two views, in either direction: a talking point, never a score.

use shared::feedback::{Apart, Gap, SelfAssessmentContent, apart, gaps};
use shared::observations::ReleasedRating;
use yew::prelude::*;

use super::apart::{ViewsApart, both, item_label, names, observed};
use super::{Open, OpenProps, Reader, first_name, worked};
use crate::pages::self_assessment::{HandedIn, OVERALL};
use crate::route::Route;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{ButtonLink, ButtonRow, Card, Disclosure, GapScale, GapView};

/// More would be a list to defend, not a conversation to have.
const N_SHOWN: usize = 2;

#[component]
pub(super) fn Difference(props: &OpenProps) -> Html {
    let text = use_text();
    let open = &props.open;
    let feedback = &open.reading.feedback;
    let Some(own) = &feedback.self_assessment else {
        return nothing_to_compare(text, open);
    };
    let observed = &feedback.content.ratings;
    let gaps = gaps(&open.reading.framework, own, observed);
    let n_alike = n_alike(own, observed);
    let apart = apart(&open.reading.framework, own, observed);
    let title = match () {
        () if !gaps.is_empty() => t!(text, "difference-title"),
        () if !apart.opportunity.is_empty() => t!(text, "difference-opportunity-title"),
        () if n_alike > 0 => none_title(text, open.reader),
        () if apart.only_own.is_empty() => return words_alone(text, open, own, &apart),
        () if apart.only_observed.is_empty() => handed_in_title(text, open),
        () => apart_title(text, open.reader),
    };
    let scales = gaps.iter().map(|gap| {
        html! { <div class="point" key={gap.item.as_str().to_owned()}>{ scale(text, open, own, gap) }</div> }
    });
    let chances = apart.opportunity.iter();
    let chances = chances.map(|item| both(text, open, own, item));
    let mut points: Vec<Html> = scales.chain(chances).collect();
    let rest = points.split_off(points.len().min(N_SHOWN));
    html! {
        <Card {title}>
            { for own.words.get(OVERALL).map(|words| {
                let who = if open.reader == Reader::Practitioner { t!(text, "gap-you") } else { first_name(open.practitioner()) };
                html! { <p>{ t!(text, "difference-overall", who = who, words = words.as_str()) }</p> }
            }) }
            { for points }
            if !rest.is_empty() {
                <Disclosure summary={t!(text, "difference-more", n = rest.len())}><div class="stack">{ for rest }</div></Disclosure>
            }
            if n_alike > 0 {
                <p class="muted small">{ alike(text, open.reader, n_alike) }</p>
            }
            <ViewsApart open={open.clone()} own={own.clone()} {apart} />
            if open.reader != Reader::Practitioner {
                <Disclosure summary={t!(text, "difference-all", practitioner = first_name(open.practitioner()))}>
                    <HandedIn content={own.clone()} framework={open.reading.framework.clone()} />
                </Disclosure>
            }
        </Card>
    }
}

// Who is neither of the two is told of them, and not addressed as one.

fn none_title(text: Text, reader: Reader) -> AttrValue {
    match reader {
        Reader::Practitioner | Reader::Observer => t!(text, "difference-none-title"),
        Reader::Other => t!(text, "difference-none-title-other"),
    }
}

fn apart_title(text: Text, reader: Reader) -> AttrValue {
    match reader {
        Reader::Practitioner | Reader::Observer => t!(text, "difference-apart-title"),
        Reader::Other => t!(text, "difference-apart-title-other"),
    }
}

fn alike(text: Text, reader: Reader, n: usize) -> AttrValue {
    match reader {
        Reader::Practitioner | Reader::Observer => t!(text, "difference-alike", n = n),
        Reader::Other => t!(text, "difference-alike-other", n = n),
    }
}

/// Words may be all that was handed in; they are read all the same.
fn words_alone(text: Text, open: &Open, own: &SelfAssessmentContent, apart: &Apart) -> Html {
    if own.words.is_empty() && own.ratings.is_empty() {
        return Html::default();
    }
    let title = handed_in_title(text, open);
    html! {
        <Card {title}>
            <HandedIn content={own.clone()} framework={open.reading.framework.clone()} />
            <ViewsApart open={open.clone()} own={own.clone()} apart={apart.clone()} />
        </Card>
    }
}

fn handed_in_title(text: Text, open: &Open) -> AttrValue {
    match open.reader {
        Reader::Practitioner => t!(text, "assess-own-view"),
        Reader::Observer | Reader::Other => t!(
            text,
            "difference-words-alone",
            practitioner = first_name(open.practitioner())
        ),
    }
}

fn n_alike(own: &SelfAssessmentContent, observed: &[ReleasedRating]) -> usize {
    let same = |rating: &&ReleasedRating| {
        !rating.answer.lacks_opportunity() && own.ratings.get(&rating.item) == Some(&rating.answer)
    };
    observed.iter().filter(same).count()
}

fn scale(text: Text, open: &Open, own: &SelfAssessmentContent, gap: &Gap) -> Html {
    let framework = &open.reading.framework;
    let tag = text.language().tag();
    let levels: Vec<AttrValue> = framework
        .scale(gap.scale.as_str())
        .map(|scale| {
            scale
                .levels
                .iter()
                .map(|level| level.short_label().in_language(tag).to_owned().into())
                .collect()
        })
        .unwrap_or_default();
    let label = item_label(text, open, &gap.item);
    let (own_name, other_name) = names(text, open);
    let words = own
        .words
        .get(&gap.item)
        .map(|words| AttrValue::from(words.as_str().to_owned()));
    let rating = observed(open, &gap.item);
    html! {
        <>
            <GapScale item={label} {levels} own={GapView { who: own_name, level: Some(gap.own), words }}
                other={GapView { who: other_name.clone(), level: Some(gap.observed), words: None }} />
            { for rating.and_then(|rating| behind(text, &other_name, rating)) }
        </>
    }
}

/// What the observer's view rests on.
pub(super) fn behind(text: Text, who: &AttrValue, rating: &ReleasedRating) -> Option<Html> {
    let noted = worked::times(&rating.evidence).map(|times| {
        t!(
            text,
            "difference-noted",
            who = who,
            n = rating.evidence.len(),
            times = times
        )
    });
    let reason = rating
        .reason
        .as_ref()
        .map(|reason| reason.as_str().to_owned());
    (noted.is_some() || reason.is_some()).then(|| {
        html! {
            <p class="muted small">{ for noted }{ " " }{ for reason }</p>
        }
    })
}

fn nothing_to_compare(text: Text, open: &Open) -> Html {
    match open.reader {
        Reader::Practitioner => html! {
            <Card title={t!(text, "difference-own-missing-title")}>
                <p class="muted">{ t!(text, "difference-own-missing", observer = first_name(open.observer())) }</p>
                <ButtonRow>
                    <ButtonLink to={Route::SelfAssessment { id: open.id().to_string() }}>{ t!(text, "feedback-first-start") }</ButtonLink>
                </ButtonRow>
            </Card>
        },
        Reader::Observer | Reader::Other => html! {
            <p class="muted small">{ t!(text, "difference-other-missing", practitioner = first_name(open.practitioner())) }</p>
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_neither_of_the_two_is_not_addressed_as_one() {
        let text = Text::default();
        let said = |reader| {
            let alike = [1, 2].map(|n| alike(text, reader, n));
            let titles = [none_title(text, reader), apart_title(text, reader)];
            titles.into_iter().chain(alike).collect::<Vec<_>>()
        };
        for words in said(Reader::Other) {
            assert!(!words.to_lowercase().contains("you"), "{words}");
        }
        for words in said(Reader::Practitioner) {
            assert!(words.to_lowercase().contains("you"), "{words}");
        }
    }
}
