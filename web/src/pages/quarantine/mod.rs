//! Work that waits for a decision: whether it is taken, not what it says.

use shared::sync::UNSENT_DAYS;
use shared::values::LongText;
use shared::vault::{Cause, Decide, Decided, Quarantined};
use web_sys::SubmitEvent;
use yew::prelude::*;

use crate::dates;
use crate::pages::outcome::outcome;
use crate::state::account::{self, use_quarantine};
use crate::state::failures;
use crate::state::remote::use_sender;
use crate::state::session::use_me;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Empty, ErrorSummary, FieldProblem, Page, PageHead,
    SummaryList, SummaryRow, TextArea,
};

#[component]
pub fn Quarantine() -> Html {
    let text = use_text();
    let waiting = use_quarantine();
    html! {
        <Page>
            <PageHead title={t!(text, "quarantine-title")} lead={t!(text, "quarantine-lead")} />
            { outcome(text, &waiting, |list| html! {
                <div class="stack">
                    if list.is_empty() {
                        <Empty title={t!(text, "quarantine-none")}>{ t!(text, "quarantine-none-body") }</Empty>
                    }
                    { for list.iter().map(|item| html! {
                        <Item key={item.id.to_string()} item={item.clone()} ondecided={waiting.reload.clone()} />
                    }) }
                </div>
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ItemProps {
    item: Quarantined,
    ondecided: Callback<()>,
}

#[component]
fn Item(props: &ItemProps) -> Html {
    let text = use_text();
    let is_own = use_me().is_some_and(|me| me.person_id == props.item.author.id);
    let item = &props.item;
    html! {
        <Card title={item.author.name.as_str().to_owned()}>
            <SummaryList>
                <SummaryRow name={t!(text, "quarantine-cause")}>{ cause(text, item.cause) }</SummaryRow>
                <SummaryRow name={t!(text, "quarantine-what")}>{ t!(text, "quarantine-entries", n = item.n_operations) }</SummaryRow>
                if item.n_damaged > 0 {
                    <SummaryRow name={t!(text, "quarantine-incomplete")}>{ t!(text, "quarantine-damaged", n = item.n_damaged) }</SummaryRow>
                }
                <SummaryRow name={t!(text, "quarantine-arrived")}>{ dates::near(text, item.deposited_at) }</SummaryRow>
                { for item.decided.iter().map(|decided| html! {
                    <SummaryRow name={if decided.accepted { t!(text, "quarantine-accepted") } else { t!(text, "quarantine-rejected") }}>
                        { t!(text, "quarantine-decided", person = decided.by.name.as_str(), when = dates::near(text, decided.at), reason = decided.reason.as_str()) }
                    </SummaryRow>
                }) }
            </SummaryList>
            if item.decided.as_ref().is_none_or(|decided| is_kept(decided) && !is_own) {
                <Decision item={item.clone()} ondecided={props.ondecided.clone()} />
            }
        </Card>
    }
}

/// Whether what was left out is still there to be taken in after all.
fn is_kept(decided: &Decided) -> bool {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    let age_ms = dates::now_ms() - decided.at.millis();
    !decided.accepted && age_ms < i64::from(UNSENT_DAYS) * DAY_MS
}

#[component]
fn Decision(props: &ItemProps) -> Html {
    let text = use_text();
    let reason = use_state(String::new);
    let refused = use_state(Vec::<FieldProblem>::new);
    let sender = use_sender();
    let toasts = use_toasts();
    let id = format!("reason-{}", props.item.id);
    let decide = {
        let (reason, refused, sender) = (reason.clone(), refused.clone(), sender.clone());
        let (item, changed, field) = (props.item.id, props.ondecided.clone(), id.clone());
        Callback::from(move |accept: bool| {
            let parsed = match LongText::parse(&reason) {
                Ok(parsed) => parsed,
                Err(error) => {
                    refused.set(vec![FieldProblem {
                        field: field.clone().into(),
                        message: failures::refused(text, &error),
                    }]);
                    return sender.refuse();
                }
            };
            refused.set(Vec::new());
            let (toasts, changed) = (toasts.clone(), changed.clone());
            let decision = Decide {
                accept,
                reason: parsed,
            };
            sender.send(account::decide(item, decision), move |()| {
                toasts.say(t!(text, "quarantine-said"));
                changed.emit(());
            });
        })
    };
    let onsubmit = decide.reform(|event: SubmitEvent| {
        event.prevent_default();
        true
    });
    let onreject = decide.reform(|_: MouseEvent| false);
    let mut problems = (*refused).clone();
    if problems.is_empty()
        && let Some(failure) = sender.failure()
    {
        problems = failures::summary(text, failure, |_| "");
    }
    let oninput = {
        let reason = reason.clone();
        Callback::from(move |typed| reason.set(typed))
    };
    // Until it is removed it can be taken in after all.
    let is_left_out = props.item.decided.is_some();
    html! {
        <form class="form" novalidate=true {onsubmit}>
            if is_left_out {
                <p class="muted">{ t!(text, "quarantine-after-all", n = UNSENT_DAYS) }</p>
            }
            <ErrorSummary problems={problems.clone()} attempt={sender.attempts()} />
            <TextArea id={id.clone()} label={t!(text, "quarantine-reason")} hint={t!(text, "quarantine-reason-hint")}
                value={(*reason).clone()} {oninput} error={failures::of_field(&problems, &id)} />
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true busy={sender.is_busy()}>{ t!(text, "quarantine-accept") }</Button>
                if !is_left_out {
                    <Button onclick={onreject} busy={sender.is_busy()}>{ t!(text, "quarantine-reject") }</Button>
                }
            </ButtonRow>
        </form>
    }
}

fn cause(text: Text, cause: Cause) -> AttrValue {
    match cause {
        Cause::AccountClosed => t!(text, "quarantine-account-closed"),
        Cause::RoleRemoved => t!(text, "quarantine-role-removed"),
        Cause::DeviceRevoked => t!(text, "quarantine-device-revoked"),
    }
}
