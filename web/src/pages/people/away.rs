//! Somebody is not expected for a long while: until when, and that they are back. Why is not asked.

use shared::org::{Absences, Away, SayAway};
use shared::values::Date;
use yew::prelude::*;

use super::one::PersonProps;
use super::words;
use crate::dates::WallClock;
use crate::pages::outcome::refusal;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::org;
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonRow, Card, DateField, Disclosure, ErrorSummary};

const DAY: &str = "until";

#[component]
pub(super) fn AwayCard(props: &PersonProps) -> Html {
    let text = use_text();
    let (person, onchanged) = (&props.person, &props.onchanged);
    let form = html! { <DayForm person={person.clone()} onchanged={onchanged.clone()} /> };
    let what = t!(text, "away-what");
    match person.away {
        None => html! {
            <Disclosure summary={t!(text, "away-open", name = person.name.as_str())}>
                <div class="stack">
                    <p>{ what }</p>
                    { form }
                </div>
            </Disclosure>
        },
        Some(away) => html! {
            <Card title={t!(text, "away-title", name = person.name.as_str())}>
                <p class="strong">{ words::away(text, away) }</p>
                <p class="muted">{ what }</p>
                <Back person={person.clone()} onchanged={onchanged.clone()} />
                <Disclosure summary={t!(text, "away-change")}>{ form }</Disclosure>
            </Card>
        },
    }
}

#[component]
fn Back(props: &PersonProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let toasts = use_toasts();
    let onclick = {
        let (id, sender, changed) = (props.person.id, sender.clone(), props.onchanged.clone());
        Callback::from(move |_| {
            let (toasts, changed) = (toasts.clone(), changed.clone());
            sender.send(org::end_away(id), move |()| {
                toasts.say(t!(text, "away-back-said"));
                changed.emit(());
            });
        })
    };
    html! {
        <>
            { refusal(text, sender.failure()) }
            <ButtonRow><Button {onclick} busy={sender.is_busy()}>{ t!(text, "away-back") }</Button></ButtonRow>
        </>
    }
}

#[derive(Clone)]
struct Fields {
    until: String,
}

/// The day on this device; nothing where its clock shows none.
fn today() -> Option<Date> {
    Date::parse(&WallClock::now().date_field()).ok()
}

fn check(text: Text, fields: &Fields) -> Result<SayAway, Problems> {
    check_on(text, fields, today())
}

/// The server has a clock of its own and decides; this says the same a moment sooner.
fn check_on(text: Text, fields: &Fields, today: Option<Date>) -> Result<SayAway, Problems> {
    let mut checking = Checking::new(text);
    let until = checking.take(DAY, Date::parse(&fields.until));
    if let Some((until, today)) = until.zip(today)
        && Absences::default().said(until, today).is_none()
    {
        checking.refuse(DAY, t!(text, "value-not_within_two_years"));
    }
    checking.finish(until.map(|until| SayAway { until }))
}

#[component]
fn DayForm(props: &PersonProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let person = &props.person;
    let until = person.away.map(|away| away.until);
    let form = use_form(
        || Fields {
            until: until.map(|day| day.to_string()).unwrap_or_default(),
        },
        check,
    );
    let problems = form.problems(&[DAY]);
    let onsubmit = {
        let (id, version, changed) = (person.id, person.version, props.onchanged.clone());
        form.submit(
            move |say| async move { org::say_away(id, version, &say).await },
            move |()| {
                toasts.say(t!(text, "away-said"));
                changed.emit(());
            },
        )
    };
    let limit = |of: fn(Date) -> Date| today().map(|day| AttrValue::from(of(day).to_string()));
    html! {
        <form class="form" novalidate=true {onsubmit}>
            <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
            <DateField id={DAY} label={t!(text, "away-day")} hint={t!(text, "away-day-hint")} value={form.values().until.clone()}
                min={limit(Away::earliest)} max={limit(Away::latest)} error={of_field(&problems, DAY)}
                oninput={form.on(|fields: &mut Fields, typed| fields.until = typed)} />
            <ButtonRow><Button submit=true busy={form.sender.is_busy()}>{ t!(text, "away-save") }</Button></ButtonRow>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_past_or_too_far_is_refused_at_its_field() {
        let checked = |until: &str| {
            let fields = Fields {
                until: until.to_owned(),
            };
            let today = Date::parse("2026-11-24").ok();
            check_on(Text::default(), &fields, today)
        };
        for until in ["", "soon", "2026-11-24", "2025-01-01", "2028-11-25"] {
            let problems = checked(until).expect_err(until);
            assert!(problems.iter().all(|problem| problem.field == DAY));
            assert_eq!(problems.len(), 1, "{until}");
        }
        assert!(checked("2026-11-25").is_ok() && checked("2028-11-24").is_ok());
    }
}
