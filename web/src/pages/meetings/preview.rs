//! What the invitation will say, while the form is filled in.

use yew::prelude::*;

use super::fields::Fields;
use super::words;
use crate::dates;
use crate::t;
use crate::text::use_text;
use crate::ui::{Card, SummaryList, SummaryRow};

#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    pub fields: Fields,
}

#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let text = use_text();
    let fields = &props.fields;
    let when = match fields.starts() {
        Ok(starts) => dates::date_and_time(text, starts),
        Err(_) => t!(text, "preview-no-date"),
    };
    let who: Vec<&str> = fields
        .who
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    let place = if fields.place.trim().is_empty() && !fields.link.trim().is_empty() {
        t!(text, "meeting-online")
    } else {
        fields.place.trim().to_owned().into()
    };
    html! {
        <Card title={t!(text, "invitation-title")}>
            <p class="strong">{ words::purpose(text, fields.purpose) }</p>
            <SummaryList>
                <SummaryRow name={t!(text, "preview-to")}>{ if who.is_empty() { t!(text, "preview-nobody").to_string() } else { who.join(", ") } }</SummaryRow>
                <SummaryRow name={t!(text, "preview-when")}>{ when }</SummaryRow>
                if !place.is_empty() {
                    <SummaryRow name={t!(text, "preview-where")}>{ place }</SummaryRow>
                }
            </SummaryList>
            <p class="muted small">{ t!(text, "preview-private") }</p>
        </Card>
    }
}
