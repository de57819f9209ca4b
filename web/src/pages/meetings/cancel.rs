//! Cancelling, or saying that a meeting did not take place: asked once, with a reason that
//! everybody invited gets to read.

use shared::meetings::CancelMeeting;
use shared::values::{MeetingId, ShortText};
use yew::prelude::*;

use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::meetings;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog, ErrorSummary, TextField};

const REASON: &str = "reason";

#[derive(Properties, PartialEq)]
pub(super) struct CancelProps {
    pub id: MeetingId,
    /// Whether its time has come: nobody cancels what is over, it did not take place.
    pub has_begun: bool,
    pub onchanged: Callback<()>,
}

fn check(text: Text, reason: &str) -> Result<CancelMeeting, Problems> {
    let mut checking = Checking::new(text);
    let reason = checking.take_optional(REASON, reason, ShortText::parse);
    checking.finish(Some(CancelMeeting { reason }))
}

#[component]
pub(super) fn Cancel(props: &CancelProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let is_open = use_state(|| false);
    let form = use_form(String::new, |text, words| check(text, words));
    let problems = form.problems(&[REASON]);
    let set = |open: bool| {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(open))
    };
    let onsubmit = {
        let (id, changed) = (props.id, props.onchanged.clone());
        form.submit(
            move |cancel| async move { meetings::cancel(id, &cancel).await },
            move |()| {
                toasts.say(t!(text, "meeting-cancelled-said"));
                changed.emit(());
            },
        )
    };
    let (act, title, what) = if props.has_begun {
        (
            t!(text, "meeting-not-held"),
            t!(text, "meeting-not-held-title"),
            t!(text, "meeting-not-held-what"),
        )
    } else {
        (
            t!(text, "meeting-cancel"),
            t!(text, "meeting-cancel-title"),
            t!(text, "meeting-cancel-what"),
        )
    };
    html! {
        <>
            <Button kind={ButtonKind::Quiet} onclick={set(true).reform(|_| ())}>{ act.clone() }</Button>
            <Dialog id="cancel-meeting" open={*is_open} {title} onclose={set(false)}>
                <form class="form" novalidate=true {onsubmit}>
                    <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                    <p>{ what }</p>
                    <TextField id={REASON} label={t!(text, "meeting-cancel-reason")} value={form.values().clone()} error={of_field(&problems, REASON)}
                        oninput={form.on(|reason, typed| *reason = typed)} onblur={form.left(REASON)} />
                    <ButtonRow>
                        <Button kind={ButtonKind::Danger} submit=true busy={form.sender.is_busy()}>{ act }</Button>
                        <Button onclick={set(false).reform(|_| ())}>{ t!(text, "meeting-keep") }</Button>
                    </ButtonRow>
                </form>
            </Dialog>
        </>
    }
}
