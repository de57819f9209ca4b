//! Changing what was agreed, before the session. It needs the network, since the practitioner
//! may have changed or read it meanwhile.

use yew::prelude::*;

use super::fields::{AboutFields, WhenFields};
use super::form::Form;
use crate::pages::observations::opened::Here;
use crate::pages::outcome::refusal;
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Card, ErrorSummary, FieldProblem};

#[derive(Properties, PartialEq)]
pub struct EditAgreementProps {
    pub here: Here,
    pub onclose: Callback<()>,
}

#[component]
pub fn EditAgreement(props: &EditAgreementProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let sender = use_sender();
    let observation = &props.here.open.record.observation;
    let form = use_state(|| Form::of(observation));
    let problems = use_state(Vec::<FieldProblem>::new);
    let attempt = use_state(|| 0_u32);
    let onsubmit = {
        let (form, problems, attempt) = (form.clone(), problems.clone(), attempt.clone());
        let (here, sender, close) = (props.here.clone(), sender.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match form.agreement(text) {
                Ok(agreement) => {
                    problems.set(Vec::new());
                    let (store, id) = (here.store.clone(), here.id);
                    let version = here.open.record.observation.version;
                    let (toasts, close) = (toasts.clone(), close.clone());
                    sender.send(
                        async move { store.edit_agreement(id, version, &agreement).await },
                        move |()| {
                            toasts.say(t!(text, "agreement-changed-said"));
                            close.emit(());
                        },
                    );
                }
                Err(found) => {
                    problems.set(found);
                    attempt.set(*attempt + 1);
                }
            }
        })
    };
    html! {
        <Card title={t!(text, "agreement-change-title")}>
            <form class="form" {onsubmit} novalidate=true>
                <ErrorSummary problems={(*problems).clone()} attempt={*attempt} />
                <WhenFields form={form.clone()} problems={(*problems).clone()} />
                <AboutFields form={form.clone()} problems={(*problems).clone()} framework={props.here.framework.clone()} />
                { refusal(text, sender.failure()) }
                <ButtonRow>
                    <Button submit=true kind={ButtonKind::Primary} busy={sender.is_busy()}>{ t!(text, "save") }</Button>
                    <Button onclick={props.onclose.reform(|_: MouseEvent| ())}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </form>
        </Card>
    }
}
