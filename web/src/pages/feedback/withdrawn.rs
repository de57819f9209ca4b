//! In place of feedback that cannot be read as the record stands now: what happened, in words.

use shared::observations::State;
use shared::values::ObservationId;
use yew::prelude::*;

use super::first_name;
use crate::pages::outcome::failed;
use crate::state::Failure;
use crate::state::feedback::use_record_of;
use crate::state::remote::Remote;
use crate::state::session::use_me;
use crate::t;
use crate::text::use_text;
use crate::ui::{Card, Skeleton};

#[derive(Properties, PartialEq)]
pub(super) struct NotReadableProps {
    pub id: ObservationId,
    /// Why the server gave no feedback, for a record that was not withdrawn.
    pub failure: Failure,
    pub reload: Callback<()>,
}

#[component]
pub(super) fn NotReadable(props: &NotReadableProps) -> Html {
    let text = use_text();
    let me = use_me().map(|me| me.person_id);
    let record = use_record_of(props.id);
    match &record.remote {
        Remote::Loading => html! { <Card><Skeleton lines=3 /></Card> },
        Remote::Ready(record) if record.state == State::Withdrawn => {
            let observer = first_name(&record.observer);
            html! {
                <Card title={t!(text, "feedback-withdrawn-title")}>
                    <p role="status">{ t!(text, "feedback-withdrawn", observer = &observer) }</p>
                    if me == Some(record.practitioner.id) {
                        <p class="muted">{ t!(text, "feedback-withdrawn-own", observer = &observer) }</p>
                    }
                </Card>
            }
        }
        Remote::Ready(_) | Remote::Failed(_) => failed(text, &props.failure, &props.reload),
    }
}
