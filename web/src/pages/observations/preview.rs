//! What the practitioner will see, and sharing it.

use std::rc::Rc;

use crate::router::use_navigator;
use shared::feedback::{Action, ActionState, Feedback};
use shared::frameworks::Framework;
use shared::observations::{SharedFeedback, State, share_problems};
use shared::values::FeedbackId;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::opened::{Here, stand_in, use_opened};
use super::save_state::{NotDone, SaveSentence, SaveTrouble};
use crate::pages::device::begun_name;
use crate::pages::feedback::Preview;
use crate::route::Route;
use crate::state::feedback::Reading;
use crate::state::observations::{self, BegunAs};
use crate::t;
use crate::text::use_text;
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
    let framework = here.framework.as_deref();
    let content = framework.and_then(|one| SharedFeedback::preview(one, &here.open.record.capture));
    // What sharing could not keep is said beside its button; words that are nowhere else, above.
    let is_told_below = here.store.unkept.is_empty() && content.is_some() && n_missing(&here) == 0;
    let body = match (content, here.framework.clone()) {
        (Some(content), Some(framework)) if here.is_observer() => html! {
            <>
                <Notice>
                    <p>{ t!(text, "preview-lead", name = &name) }</p>
                    <p>{ t!(text, "preview-noted", name = &name) }</p>
                </Notice>
                <Preview reading={Rc::new(reading(&here, content, framework))}
                    captured={here.open.record.capture.clone()} />
                <ShareCard here={here.clone()} />
            </>
        },
        (_, None) => html! {
            <Notice kind={NoticeKind::Warm} title={t!(text, "gate-no-framework-title")}>
                <p>{ t!(text, "gate-no-framework-body") }</p>
            </Notice>
        },
        (None, Some(_)) if here.is_observer() => html! {
            <Notice kind={NoticeKind::Warm} title={t!(text, "preview-not-yet-title")}>
                <p>{ t!(text, "preview-not-yet") }</p>
            </Notice>
        },
        _ => html! { <Notice kind={NoticeKind::Warm}>{ t!(text, "draft-not-now") }</Notice> },
    };
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "preview-title")} {back}><SaveSentence here={here.clone()} /></PageHead>
            if !(is_told_below && here.store.storage.is_some()) {
                <SaveTrouble here={here.clone()} />
            }
            { body }
        </Page>
    }
}

/// How much is still needed before this can be shared.
fn n_missing(here: &Here) -> usize {
    let of = |framework: &Rc<Framework>| share_problems(framework, &here.open.record.capture).len();
    here.framework.as_ref().map_or(0, of)
}

#[derive(Properties, PartialEq)]
struct ShareCardProps {
    here: Here,
}

/// Shares, after asking once; or says what is still needed.
#[component]
fn ShareCard(props: &ShareCardProps) -> Html {
    let text = use_text();
    let navigator = use_navigator();
    let is_asking = use_state(|| false);
    let is_busy = use_state(|| false);
    let here = &props.here;
    let record = &here.open.record;
    let name = record.observation.practitioner.name.as_str();
    let n_missing = n_missing(here);
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
        let is_busy = is_busy.clone();
        Callback::from(move |_: MouseEvent| {
            onclose.emit(());
            is_busy.set(true);
            let (store, navigator, is_busy) = (store.clone(), navigator.clone(), is_busy.clone());
            spawn_local(async move {
                let is_kept = store.share(id).await;
                is_busy.set(false);
                if let (true, Some(navigator)) = (is_kept, navigator) {
                    navigator.push(&Route::Observation { id: id.to_string() });
                }
            });
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
        <div class="share-bar stack-tight">
            <BegunBeside here={here.clone()} />
            <NotDone store={here.store.clone()} />
            <Button kind={ButtonKind::Primary} wide=true onclick={ask} disabled={record.is_sharing() || *is_busy}>{ label.clone() }</Button>
            <Dialog id="sharing" open={*is_asking} title={t!(text, "preview-share-title", name = name)} {onclose}>
                <p>{ t!(text, "preview-share-body", name = name) }</p>
                <p>{ t!(text, "preview-share-noted", name = name) }</p>
                <ButtonRow>
                    <Button kind={ButtonKind::Primary} onclick={onshare}>{ label }</Button>
                    <Button onclick={cancel}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </Dialog>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct BegunBesideProps {
    here: Here,
}

/// What was begun in the write-up and is not part of what would be shared.
#[component]
fn BegunBeside(props: &BegunBesideProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let begun = use_state(Vec::<BegunAs>::new);
    {
        let (store, of, begun) = (here.store.clone(), here.id.to_string(), begun.clone());
        use_effect_with((), move |()| {
            spawn_local(async move {
                let all = store.begun().await.into_iter();
                let mine = all.filter(|begun| begun.of == of && begun.what.is_of_draft());
                begun.set(mine.map(|begun| begun.what).collect());
            });
        });
    }
    if begun.is_empty() {
        return Html::default();
    }
    let name = here.open.record.observation.practitioner.name.as_str();
    let names = begun.iter().map(|what| begun_name(text, *what));
    html! {
        <Notice kind={NoticeKind::Warm} title={t!(text, "preview-begun-title")}>
            <p>{ t!(text, "preview-begun", name = name) }</p>
            <ul>{ for names.map(|name| html! { <li key={name.as_str()}>{ &name }</li> }) }</ul>
        </Notice>
    }
}

/// The draft as if it were released now.
fn reading(here: &Here, content: SharedFeedback, framework: Rc<Framework>) -> Reading {
    let observation = here.open.record.observation.as_ref().clone();
    let now = observations::now();
    let actions = content.actions.iter().map(|action| Action {
        id: action.id,
        practitioner: observation.practitioner.clone(),
        observation_id: Some(here.id),
        title: action.title.clone(),
        support: action.support.clone(),
        review_on: action.review_on,
        state: ActionState::Proposed,
        note: None,
        updated_at: now,
        version: 0,
    });
    let feedback = Feedback {
        id: FeedbackId::new(Uuid::now_v7()),
        actions: actions.collect(),
        observation,
        edition: 1,
        shared_at: now,
        content,
        self_assessment: None,
        replies: Vec::new(),
        amendments: Vec::new(),
    };
    Reading {
        feedback,
        framework,
    }
}
