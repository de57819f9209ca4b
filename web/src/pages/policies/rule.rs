//! Adding a rule from a day on. What held before stays written as it was.

use std::rc::Rc;

use shared::org::{POLICY_DAYS_MAX, Policy, PolicyRule, Unit};
use shared::values::{Date, UnitId, ValueError};
use yew::prelude::*;

use crate::dates::WallClock;
use crate::pages::people::unit_choices;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::org::{self, new_policy_id};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonRow, Card, Choice, DateField, ErrorSummary, Select, TextField};

const IDS: [&str; 4] = ["rule.kind", "rule.days", "unit_id", "effective_from"];
const KINDS: [&str; 4] = [
    "observation_every",
    "feedback_within",
    "self_assessment_opens",
    "supervision_every",
];

#[derive(Properties, PartialEq)]
pub(super) struct AddRuleProps {
    pub units: Rc<Vec<Unit>>,
    /// An administrator may set rules for the whole organisation.
    pub administers: bool,
    pub onadded: Callback<()>,
}

#[derive(Clone)]
struct Fields {
    kind: String,
    days: String,
    unit_id: String,
    from: String,
}

impl Fields {
    fn fresh() -> Self {
        Self {
            kind: KINDS[0].to_owned(),
            days: String::new(),
            unit_id: String::new(),
            from: WallClock::now().date_field(),
        }
    }
}

fn check(text: Text, fields: &Fields) -> Result<Policy, Problems> {
    let mut checking = Checking::new(text);
    let days = fields
        .days
        .trim()
        .parse::<u32>()
        .map_err(|_| ValueError::OutOfRange {
            min: 0,
            max: POLICY_DAYS_MAX.into(),
        });
    let rule = checking.take(
        "rule.days",
        days.and_then(|days| rule_of(&fields.kind, days)),
    );
    let effective_from = checking.take("effective_from", Date::parse(&fields.from));
    let unit_id = UnitId::parse(&fields.unit_id).ok();
    let whole = rule
        .zip(effective_from)
        .map(|(rule, effective_from)| Policy {
            id: new_policy_id(),
            unit_id,
            effective_from,
            rule,
        });
    checking.finish(whole)
}

fn rule_of(kind: &str, days: u32) -> Result<PolicyRule, ValueError> {
    let rule = match kind {
        "feedback_within" => PolicyRule::FeedbackWithin { working_days: days },
        "self_assessment_opens" => PolicyRule::SelfAssessmentOpens { days },
        "supervision_every" => PolicyRule::SupervisionEvery { days },
        _ => PolicyRule::ObservationEvery { days },
    };
    rule.check().map(|()| rule)
}

#[component]
pub(super) fn AddRule(props: &AddRuleProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let form = use_form(Fields::fresh, check);
    let problems = form.problems(&IDS);
    let onsubmit = {
        let (added, written) = (props.onadded.clone(), form.clone());
        form.submit(
            move |policy| async move { org::put_policy(&policy).await },
            move |()| {
                written.set(Fields::fresh());
                toasts.say(t!(text, "policy-added-said"));
                added.emit(());
            },
        )
    };
    let values = form.values();
    let kinds: Vec<Choice> = KINDS
        .iter()
        .map(|kind| {
            Choice::new(
                *kind,
                text.get(&format!("policy-kind-{}", kind.replace('_', "-"))),
            )
        })
        .collect();
    let everywhere = if props.administers {
        t!(text, "policy-everywhere")
    } else {
        t!(text, "choose")
    };
    html! {
        <Card title={t!(text, "policy-add")}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                <Select id="rule.kind" label={t!(text, "policy-rule")} options={kinds} value={values.kind.clone()} error={of_field(&problems, "rule.kind")}
                    onchange={form.on(|fields: &mut Fields, chosen| fields.kind = chosen)} />
                <TextField id="rule.days" short=true inputmode="numeric" label={if values.kind == "feedback_within" { t!(text, "policy-working-days") } else { t!(text, "policy-days") }}
                    value={values.days.clone()} error={of_field(&problems, "rule.days")}
                    oninput={form.on(|fields: &mut Fields, typed| fields.days = typed)} onblur={form.left("rule.days")} />
                <Select id="unit_id" label={t!(text, "policy-where")} options={unit_choices(&props.units)} value={values.unit_id.clone()} placeholder={everywhere}
                    error={of_field(&problems, "unit_id")} onchange={form.on(|fields: &mut Fields, chosen| fields.unit_id = chosen)} />
                <DateField id="effective_from" label={t!(text, "policy-from")} value={values.from.clone()} error={of_field(&problems, "effective_from")}
                    oninput={form.on(|fields: &mut Fields, typed| fields.from = typed)} onblur={form.left("effective_from")} />
                <ButtonRow><Button submit=true busy={form.sender.is_busy()}>{ t!(text, "policy-add") }</Button></ButtonRow>
            </form>
        </Card>
    }
}
