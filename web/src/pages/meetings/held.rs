//! Closing a meeting that took place: minutes, and the actions that were agreed.

use serde::{Deserialize, Serialize};
use shared::meetings::{HoldMeeting, NewMeetingAction};
use shared::values::{Date, LongText, ShortText};
use yew::prelude::*;

use super::one::ChangeProps;
use crate::pages::begun::{self, Close, use_kept};
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::meetings;
use crate::state::observations::BegunAs;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, DateField, ErrorSummary, TextArea, TextField,
};

const SUMMARY: &str = "summary";
/// Two small steps are done, five are forgotten.
const IDS: [(&str, &str); 2] = [
    ("actions[0].title", "actions[0].review_on"),
    ("actions[1].title", "actions[1].review_on"),
];

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Fields {
    summary: String,
    actions: [ActionFields; 2],
}

impl begun::Fields for Fields {
    fn words(&self) -> Vec<&str> {
        let actions = self.actions.iter().map(|action| &*action.title);
        std::iter::once(&*self.summary).chain(actions).collect()
    }
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct ActionFields {
    title: String,
    review_on: String,
}

fn check(text: Text, fields: &Fields) -> Result<HoldMeeting, Problems> {
    let mut checking = Checking::new(text);
    let summary = checking.take_optional(SUMMARY, &fields.summary, LongText::parse);
    let mut actions: Vec<NewMeetingAction> = Vec::new();
    for (action, (title_id, day_id)) in fields.actions.iter().zip(IDS) {
        if action.title.trim().is_empty() {
            continue;
        }
        let title = checking.take(title_id, ShortText::parse(&action.title));
        let day = checking.take(day_id, Date::parse(&action.review_on));
        actions.extend(
            title
                .zip(day)
                .map(|(title, day)| meetings::new_action(title, None, day)),
        );
    }
    checking.finish(Some(HoldMeeting { summary, actions }))
}

#[component]
pub(super) fn Held(props: &ChangeProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let form = use_form(Fields::default, check);
    let of = props.meeting.summary.id.to_string();
    let fill = form.on(|fields: &mut Fields, found| *fields = found);
    let kept = use_kept(BegunAs::Minutes, of.into(), form.values(), fill);
    let problems = form.problems(&[SUMMARY, IDS[0].0, IDS[0].1, IDS[1].0, IDS[1].1]);
    let onsubmit = {
        let (id, changed) = (props.meeting.summary.id, props.onchanged.clone());
        let letgo = kept.on_let_go();
        form.submit(
            move |hold| async move { meetings::hold(id, &hold).await },
            move |()| {
                letgo.emit(());
                toasts.say(t!(text, "meeting-held-said"));
                changed.emit(());
            },
        )
    };
    let actions = IDS.iter().enumerate().map(|(at, (title_id, day_id))| {
        let action = &form.values().actions[at];
        html! {
            <div class="stack-tight" key={at}>
                <TextField id={*title_id} label={t!(text, "held-action", n = at + 1)} value={action.title.clone()} error={of_field(&problems, title_id)}
                    oninput={form.on(move |fields: &mut Fields, typed| fields.actions[at].title = typed)} onblur={form.left(title_id)} />
                if !action.title.trim().is_empty() {
                    <DateField id={*day_id} label={t!(text, "action-review-on")} value={action.review_on.clone()} error={of_field(&problems, day_id)}
                        oninput={form.on(move |fields: &mut Fields, typed| fields.actions[at].review_on = typed)} />
                }
            </div>
        }
    });
    let is_about_somebody = props.meeting.practitioner.is_some();
    html! {
        <Card title={t!(text, "meeting-hold")}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                <p class="muted small">{ t!(text, "about-practice") }</p>
                <TextArea id={SUMMARY} label={t!(text, "held-summary")} hint={t!(text, "held-summary-hint")} value={form.values().summary.clone()}
                    oninput={form.on(|fields: &mut Fields, typed| fields.summary = typed)} limit={LongText::MAX} error={of_field(&problems, SUMMARY)} />
                if is_about_somebody {
                    { for actions }
                }
                <ButtonRow>
                    <Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "held-save") }</Button>
                    <Close label={t!(text, "cancel")} is_unsaved={kept.on_asked()} onletgo={kept.on_let_go()} ondone={props.onclose.clone()} />
                </ButtonRow>
            </form>
        </Card>
    }
}
