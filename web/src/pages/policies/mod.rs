//! Rules with a date, and what the organisation's mails may carry.

mod organisation;
mod rule;

use std::rc::Rc;

use shared::access::Role;
use shared::feedback::OPENS_AFTER_DAYS;
use shared::org::{Policy, PolicyRule, Unit};
use yew::prelude::*;

use super::outcome::outcome;
use crate::dates;
use crate::route::Route;
use crate::state::org::{use_policies, use_units};
use crate::state::remote::{Loaded, Remote};
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, CardKind, Empty, Page, PageHead, Row, Table};

#[component]
pub fn Policies() -> Html {
    let text = use_text();
    let me = use_me();
    let policies = use_policies();
    let units = use_units();
    let administers = me.as_ref().is_some_and(|me| me.has(Role::Administrator));
    let may_set = administers || me.as_ref().is_some_and(|me| me.has(Role::Manager));
    html! {
        <Page>
            <PageHead title={t!(text, "policies-title")} lead={t!(text, "policies-lead")} back={(Route::Units, t!(text, "nav-units"))} />
            <div class="columns">
                <div class="stack">
                    { outcome(text, &policies, |list| rules(text, list, &units)) }
                    <p class="muted">{ t!(text, "policies-opening", n = OPENS_AFTER_DAYS) }</p>
                    if may_set {
                        <rule::AddRule units={known(&units)} {administers} onadded={policies.reload.clone()} />
                    }
                </div>
                if administers {
                    <organisation::Settings />
                }
            </div>
        </Page>
    }
}

fn known(units: &Loaded<Vec<Unit>>) -> Rc<Vec<Unit>> {
    match &units.remote {
        Remote::Ready(units) => units.clone(),
        Remote::Loading | Remote::Failed(_) => Rc::new(Vec::new()),
    }
}

fn rules(text: Text, policies: &[Policy], units: &Loaded<Vec<Unit>>) -> Html {
    if policies.is_empty() {
        return html! { <Card><Empty title={t!(text, "policies-empty-title")}><p class="muted">{ t!(text, "policies-empty") }</p></Empty></Card> };
    }
    let units = known(units);
    let columns = vec![
        t!(text, "policy-rule"),
        t!(text, "policy-where"),
        t!(text, "policy-from"),
    ];
    let mut sorted: Vec<&Policy> = policies.iter().collect();
    sorted.sort_by_key(|policy| (policy.rule.kind(), std::cmp::Reverse(policy.effective_from)));
    let rows: Vec<Row> = sorted
        .into_iter()
        .map(|policy| Row {
            key: policy.id.to_string().into(),
            cells: vec![
                html! { rule_words(text, policy.rule) },
                html! { place(text, &units, policy) },
                html! { <span class="nowrap">{ dates::date_short(text, policy.effective_from) }</span> },
            ],
        })
        .collect();
    html! { <Card kind={CardKind::Flush}><Table caption={t!(text, "policies-title")} caption_hidden=true {columns} {rows} /></Card> }
}

fn place(text: Text, units: &[Unit], policy: &Policy) -> AttrValue {
    let unit = policy
        .unit_id
        .and_then(|id| units.iter().find(|unit| unit.id == id));
    unit.map_or_else(
        || t!(text, "policy-everywhere"),
        |unit| unit.name.as_str().to_owned().into(),
    )
}

fn rule_words(text: Text, rule: PolicyRule) -> AttrValue {
    match rule {
        PolicyRule::ObservationEvery { days } => t!(text, "policy-observation-every", n = days),
        PolicyRule::FeedbackWithin { working_days } => {
            t!(text, "policy-feedback-within", n = working_days)
        }
        PolicyRule::SelfAssessmentOpens { days } => {
            t!(text, "policy-self-assessment-opens", n = days)
        }
        PolicyRule::SupervisionEvery { days } => t!(text, "policy-supervision-every", n = days),
    }
}
