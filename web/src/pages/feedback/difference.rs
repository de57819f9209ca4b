//! The difference between the two views, in either direction: a talking point, never a score.

use shared::feedback::{Gap, SelfAssessmentContent, gaps};
use shared::observations::ReleasedRating;
use yew::prelude::*;

use super::{Open, OpenProps, Reader, first_name, worked};
use crate::pages::framework_words::tagged;
use crate::pages::self_assessment::OVERALL;
use crate::route::Route;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{ButtonLink, ButtonRow, Card, GapScale, GapView};

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
    let gaps = gaps(&open.reading.framework, own, &feedback.content.ratings);
    let n_alike = n_alike(own, &feedback.content.ratings);
    if gaps.is_empty() && n_alike == 0 {
        return words_alone(text, open, own);
    }
    let title = if gaps.is_empty() {
        t!(text, "difference-none-title")
    } else {
        t!(text, "difference-title")
    };
    let rest = gaps.len().saturating_sub(N_SHOWN);
    html! {
        <Card {title}>
            { for own.words.get(OVERALL).map(|words| {
                let who = if open.reader == Reader::Practitioner { t!(text, "gap-you") } else { first_name(open.practitioner()) };
                html! { <p>{ t!(text, "difference-overall", who = who, words = words.as_str()) }</p> }
            }) }
            { for gaps.iter().take(N_SHOWN).map(|gap| html! { <div class="point" key={gap.item.as_str().to_owned()}>{ scale(text, open, own, gap) }</div> }) }
            if rest > 0 {
                <details class="disclosure">
                    <summary>{ t!(text, "difference-more", n = rest) }</summary>
                    <div class="stack">{ for gaps.iter().skip(N_SHOWN).map(|gap| scale(text, open, own, gap)) }</div>
                </details>
            }
            if n_alike > 0 {
                <p class="muted small">{ t!(text, "difference-alike", n = n_alike) }</p>
            }
        </Card>
    }
}

/// Words may be all that was handed in; they are read all the same.
fn words_alone(text: Text, open: &Open, own: &SelfAssessmentContent) -> Html {
    let Some(words) = own.words.get(OVERALL) else {
        return Html::default();
    };
    let title = match open.reader {
        Reader::Practitioner => t!(text, "assess-own-view"),
        Reader::Observer | Reader::Other => t!(
            text,
            "difference-words-alone",
            practitioner = first_name(open.practitioner())
        ),
    };
    html! { <Card {title}><p class="written">{ words.as_str() }</p></Card> }
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
    let item = framework
        .item(gap.item.as_str())
        .map(|item| tagged(text, &item.label).view());
    let section = framework
        .section_of(gap.item.as_str())
        .map(|section| tagged(text, &section.title).view());
    let label = html! {
        <>{ for section.map(|section| html! { <>{ section }{ " · " }</> }) }{ for item }</>
    };
    let (own_name, other_name) = match open.reader {
        Reader::Practitioner => (t!(text, "gap-you"), first_name(open.observer())),
        Reader::Observer => (first_name(open.practitioner()), t!(text, "gap-you")),
        Reader::Other => (first_name(open.practitioner()), first_name(open.observer())),
    };
    let words = own
        .words
        .get(&gap.item)
        .map(|words| AttrValue::from(words.as_str().to_owned()));
    let rating = open
        .reading
        .feedback
        .content
        .ratings
        .iter()
        .find(|rating| rating.item == gap.item);
    html! {
        <>
            <GapScale item={label} {levels} own={GapView { who: own_name, level: Some(gap.own), words }}
                other={GapView { who: other_name.clone(), level: Some(gap.observed), words: None }} />
            { for rating.and_then(|rating| behind(text, &other_name, rating)) }
        </>
    }
}

/// What the observer's view rests on.
fn behind(text: Text, who: &AttrValue, rating: &ReleasedRating) -> Option<Html> {
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
