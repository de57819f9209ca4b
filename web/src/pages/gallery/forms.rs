//! Form parts, with errors.

use yew::prelude::*;

use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Checkbox, Checkboxes, Choice, DateField, ErrorSummary,
    FieldProblem, PasswordField, RadioGroup, RatingGroup, RatingLevel, Select, TextArea, TextField,
    TimeField,
};

#[component]
pub fn Forms() -> Html {
    let words = use_state(|| "He went on for eleven minutes.\nI let the silence run.".to_owned());
    let chosen = use_state(|| AttrValue::from("no_objection"));
    let level = use_state(|| AttrValue::from("effective"));
    let attempt = use_state(|| 0u32);
    let choices = vec![
        Choice::new("no_objection", "Informed, no objection"),
        Choice::new("objected", "Informed, objected")
            .with_hint("The session will not be observed."),
        Choice::new("not_yet", "Not yet asked"),
    ];
    let oninput = {
        let words = words.clone();
        Callback::from(move |text| words.set(text))
    };
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |value| chosen.set(value))
    };
    let onrate = {
        let level = level.clone();
        Callback::from(move |value| level.set(value))
    };
    let onsend = {
        let attempt = attempt.clone();
        Callback::from(move |_| attempt.set(*attempt + 1))
    };
    let problems = vec![
        FieldProblem {
            field: "email".into(),
            message: "Enter an email address in the form name@example.org".into(),
        },
        FieldProblem {
            field: "informed".into(),
            message: "Choose what you told the person on probation".into(),
        },
    ];
    let levels = [
        ("none", "No opportunity", ""),
        (
            "unseen",
            "Not seen",
            "There was an opening; it was not used.",
        ),
        (
            "emerging",
            "Emerging",
            "Names the link between thought and feeling once, without checking it.",
        ),
        (
            "effective",
            "Effective",
            "Draws the link out in the person’s own words and checks it.",
        ),
        (
            "highly",
            "Highly effective",
            "The person makes the link, tests it, and plans where to use it.",
        ),
    ]
    .map(|(value, name, anchor)| RatingLevel {
        value: value.into(),
        name: name.into(),
        anchor: anchor.into(),
    })
    .to_vec();
    html! {
        <>
            <Card title="Rating">
                <RatingGroup id="rating" legend="Links thoughts, feelings and behaviour" hint="3 moments noted" {levels} value={(*level).clone()} onchange={onrate} />
            </Card>
            <Card>
                <div class="form">
                    <ErrorSummary {problems} attempt={*attempt} />
                    <TextField id="name" label="Name" value="Siân Llewellyn-Rhys" oninput={|_| ()} hint="As your colleagues know you" />
                    <TextField id="email" label="Email address" kind="email" value="sian@" oninput={|_| ()} error="Enter an email address in the form name@example.org" />
                    <PasswordField id="password" label="Password" value="three random words" oninput={|_| ()} autocomplete="new-password" hint="15 characters or more. Three random words are good." />
                    <TextArea id="note" label="What did you see?" value={(*words).clone()} {oninput} saved="Saved on this device" limit={80} />
                    <Select id="type" label="Session type" placeholder="Choose" value="supervision" onchange={|_| ()} options={vec![Choice::new("supervision", "Supervision"), Choice::new("home", "Home visit")]} />
                    <div class="when">
                        <DateField id="date" label="Date" value="2026-11-12" oninput={|_| ()} />
                        <TimeField id="time" label="Time" value="10:00" oninput={|_| ()} />
                    </div>
                    <RadioGroup id="informed" legend="What did you tell the person on probation?" options={choices} value={(*chosen).clone()} {onchange} error="Choose what you told the person on probation" />
                    <Checkboxes id="days" legend="Working days" options={vec![Choice::new("mon", "Monday"), Choice::new("tue", "Tuesday")]} values={vec![AttrValue::from("mon")]} ontoggle={|_| ()} />
                    <Checkbox id="only" label="Only people in my team" checked=true ontoggle={|_| ()} />
                    <ButtonRow><Button kind={ButtonKind::Primary} onclick={onsend}>{ "Save" }</Button><Button kind={ButtonKind::Quiet}>{ "Cancel" }</Button></ButtonRow>
                </div>
            </Card>
        </>
    }
}
