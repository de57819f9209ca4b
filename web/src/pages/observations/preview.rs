//! What the practitioner will see, and sharing it.

use std::rc::Rc;

use shared::frameworks::{Answer, Framework, ItemKind};
use shared::observations::{ReleasedPoint, ReleasedRating, SharedFeedback, State, share_problems};
use yew::prelude::*;
use yew_router::prelude::*;

use super::opened::{Here, stand_in, use_opened};
use super::save_state::{SaveSentence, SaveTrouble};
use super::words;
use crate::dates;
use crate::route::Route;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonLink, ButtonRow, Card, CardKind, Dialog, Notice, NoticeKind, Page,
    PageHead,
};

#[derive(Properties, PartialEq)]
pub struct PreviewPageProps {
    pub id: AttrValue,
}

#[component]
pub fn PreviewPage(props: &PreviewPageProps) -> Html {
    let text = use_text();
    let here = match stand_in(&props.id, use_opened(&props.id)) {
        Ok(here) => here,
        Err(stand_in) => return stand_in,
    };
    let back = (
        Route::ObservationDraft {
            id: props.id.to_string(),
        },
        t!(text, "preview-back"),
    );
    let name = here
        .open
        .record
        .observation
        .practitioner
        .name
        .as_str()
        .to_owned();
    let content = SharedFeedback::preview(&here.open.record.capture);
    let body = match (content, here.framework.clone()) {
        (Some(content), Some(framework)) if here.is_observer() => html! {
            <>
                <Notice>{ t!(text, "preview-lead", name = &name) }</Notice>
                <FeedbackBody content={content} framework={framework.clone()} />
                <ShareCard here={here.clone()} {framework} />
            </>
        },
        _ => html! {
            <Notice kind={NoticeKind::Warm} title={t!(text, "preview-not-yet-title")}>
                <p>{ t!(text, "preview-not-yet") }</p>
            </Notice>
        },
    };
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "preview-title")} {back}><SaveSentence here={here.clone()} /></PageHead>
            <SaveTrouble here={here.clone()} />
            { body }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ShareCardProps {
    here: Here,
    framework: Rc<Framework>,
}

/// Shares, after asking once; or says what is still needed.
#[component]
fn ShareCard(props: &ShareCardProps) -> Html {
    let text = use_text();
    let navigator = use_navigator();
    let is_asking = use_state(|| false);
    let here = &props.here;
    let record = &here.open.record;
    let name = record.observation.practitioner.name.as_str();
    let n_missing = share_problems(&props.framework, &record.capture).len();
    let id = here.id.to_string();
    if n_missing > 0 {
        return html! {
            <Card title={t!(text, "draft-still-needed")} kind={CardKind::Warm}>
                <p>{ t!(text, "preview-missing", n = n_missing) }</p>
                <ButtonRow><ButtonLink to={Route::ObservationDraft { id }} kind={ButtonKind::Primary}>{ t!(text, "preview-back") }</ButtonLink></ButtonRow>
            </Card>
        };
    }
    let ask = {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(true))
    };
    let onclose = {
        let is_asking = is_asking.clone();
        Callback::from(move |()| is_asking.set(false))
    };
    let onshare = {
        let (store, id, onclose) = (here.store.clone(), here.id, onclose.clone());
        Callback::from(move |_: MouseEvent| {
            onclose.emit(());
            store.share(id);
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Observation { id: id.to_string() });
            }
        })
    };
    let cancel = onclose.reform(|_: MouseEvent| ());
    let is_again = record.observation.state == State::Shared;
    let label = if is_again {
        t!(text, "preview-share-again")
    } else {
        t!(text, "preview-share", name = name)
    };
    html! {
        <div class="share-bar">
            <Button kind={ButtonKind::Primary} wide=true onclick={ask} disabled={record.is_sharing()}>{ label.clone() }</Button>
            <Dialog id="sharing" open={*is_asking} title={t!(text, "preview-share-title", name = name)} {onclose}>
                <p>{ t!(text, "preview-share-body", name = name) }</p>
                <ButtonRow>
                    <Button kind={ButtonKind::Primary} onclick={onshare}>{ label }</Button>
                    <Button onclick={cancel}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </Dialog>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FeedbackBodyProps {
    content: SharedFeedback,
    framework: Rc<Framework>,
}

/// The feedback in the order in which it is read.
#[component]
fn FeedbackBody(props: &FeedbackBodyProps) -> Html {
    let text = use_text();
    let content = &props.content;
    let framework = props.framework.as_ref();
    html! {
        <>
            <Card title={t!(text, "preview-worked")}>
                { for content.strengths.iter().map(point) }
                if content.strengths.is_empty() {
                    <p class="muted">{ t!(text, "preview-no-strengths") }</p>
                }
            </Card>
            <Card title={t!(text, "preview-question")} kind={CardKind::Asks}>
                <p class="written">{ content.question.as_str() }</p>
            </Card>
            if !content.developments.is_empty() || !content.actions.is_empty() {
                <Card title={t!(text, "preview-try")}>
                    { for content.developments.iter().map(point) }
                    { for content.actions.iter().map(|action| html! {
                        <div class="point" key={action.id.to_string()}>
                            <h3>{ action.title.as_str() }</h3>
                            { for action.support.iter().map(|support| html! { <p class="written">{ support.as_str() }</p> }) }
                            <p class="muted small">{ t!(text, "draft-review-on", date = dates::date_long(text, action.review_on)) }</p>
                        </div>
                    }) }
                </Card>
            }
            { for content.message.iter().map(|message| html! {
                <Card title={t!(text, "draft-message")}><p class="written">{ message.as_str() }</p></Card>
            }) }
            if !content.ratings.is_empty() {
                <details class="disclosure">
                    <summary>{ t!(text, "preview-ratings", n = content.ratings.len()) }</summary>
                    <dl class="summary">{ for content.ratings.iter().map(|rating| rating_row(text, framework, rating)) }</dl>
                </details>
            }
        </>
    }
}

fn point(point: &ReleasedPoint) -> Html {
    let times: Vec<String> = point
        .evidence
        .iter()
        .map(|line| words::clock(line.elapsed_ms))
        .collect();
    let quotes = point
        .evidence
        .iter()
        .filter_map(|line| line.text.as_ref())
        .filter(|note| !point.evidence_text.as_str().contains(note.as_str()));
    html! {
        <div class="point" key={point.id.to_string()}>
            <h3>{ point.title.as_str() }</h3>
            <p class="written">{ point.evidence_text.as_str() }</p>
            { for quotes.map(|note| html! { <blockquote class="quote">{ note.as_str() }</blockquote> }) }
            { for point.effect.iter().map(|effect| html! { <p class="written">{ effect.as_str() }</p> }) }
            if !times.is_empty() {
                <p class="muted small numeric">{ times.join(", ") }</p>
            }
        </div>
    }
}

fn rating_row(text: Text, framework: &Framework, rating: &ReleasedRating) -> Html {
    let item = framework.item(rating.item.as_str());
    let label = item.map_or_else(
        || rating.item.as_str().to_owned().into(),
        |item| words::said(text, &item.label),
    );
    html! {
        <div class="summary-row" key={rating.item.as_str()}>
            <dt>{ label }</dt>
            <dd>
                { answer_words(text, framework, item.map(|item| &item.kind), &rating.answer) }
                { for rating.reason.iter().map(|reason| html! { <p class="muted small written">{ reason.as_str() }</p> }) }
            </dd>
        </div>
    }
}

/// An answer as a person says it.
fn answer_words(
    text: Text,
    framework: &Framework,
    kind: Option<&ItemKind>,
    answer: &Answer,
) -> AttrValue {
    match (answer, kind) {
        (Answer::NoOpportunity, _) => framework
            .no_opportunity
            .as_ref()
            .map(|words| words::said(text, &words.label))
            .unwrap_or_default(),
        (Answer::Level(level), Some(ItemKind::Level { scale, .. })) => framework
            .scale(scale.as_str())
            .and_then(|scale| scale.level(level.as_str()))
            .map_or_else(
                || level.as_str().to_owned().into(),
                |level| words::said(text, &level.label),
            ),
        (Answer::Level(level), _) => level.as_str().to_owned().into(),
        (Answer::YesNo(true), _) => t!(text, "yes"),
        (Answer::YesNo(false), _) => t!(text, "no"),
        (Answer::Count(n), _) => n.to_string().into(),
        (Answer::Points(n), _) => n.to_string().into(),
        (Answer::Choice(keys), Some(ItemKind::Choice { options, .. })) => {
            let chosen: Vec<String> = options
                .iter()
                .filter(|option| keys.contains(&option.id))
                .map(|option| words::said(text, &option.label).to_string())
                .collect();
            chosen.join(", ").into()
        }
        (Answer::Choice(keys), _) => {
            let keys: Vec<&str> = keys.iter().map(|key| key.as_str()).collect();
            keys.join(", ").into()
        }
        (Answer::Text(words), _) => words.clone().into(),
    }
}
