//! The organisation's name, and what its mails may carry.

use std::rc::Rc;

use shared::org::{EditOrganisation, MailPolicy, Organisation};
use shared::values::OrgName;
use yew::prelude::*;

use crate::pages::outcome::outcome;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::org::{self, use_organisation};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Checkbox, Choice, ErrorSummary, RadioGroup, TextField,
};

#[component]
pub(super) fn Settings() -> Html {
    let text = use_text();
    let loaded = use_organisation();
    outcome(text, &loaded, |organisation| {
        html! {
            // Another version is another form, so that a second save writes over what was read.
            <SettingsForm key={organisation.version} organisation={organisation.clone()} onsaved={loaded.reload.clone()} />
        }
    })
}

#[derive(Properties, PartialEq)]
struct SettingsFormProps {
    organisation: Rc<Organisation>,
    onsaved: Callback<()>,
}

#[derive(Clone)]
struct Fields {
    name: String,
    mail_policy: MailPolicy,
    telemetry: bool,
}

fn check(text: Text, fields: &Fields) -> Result<EditOrganisation, Problems> {
    let mut checking = Checking::new(text);
    let name = checking.take("name", OrgName::parse(&fields.name));
    checking.finish(name.map(|name| EditOrganisation {
        name,
        mail_policy: fields.mail_policy,
        telemetry: Some(fields.telemetry),
    }))
}

fn word(policy: MailPolicy) -> &'static str {
    match policy {
        MailPolicy::Minimal => "minimal",
        MailPolicy::Standard => "standard",
        MailPolicy::Full => "full",
    }
}

#[component]
fn SettingsForm(props: &SettingsFormProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let organisation = &props.organisation;
    let form = use_form(
        || Fields {
            name: organisation.name.to_string(),
            mail_policy: organisation.mail_policy,
            telemetry: organisation.telemetry,
        },
        check,
    );
    let problems = form.problems(&["name", "mail_policy"]);
    let onsubmit = {
        let (version, saved) = (organisation.version, props.onsaved.clone());
        form.submit(
            move |edit| async move { org::edit_organisation(version, &edit).await },
            move |_| {
                toasts.say(t!(text, "saved"));
                saved.emit(());
            },
        )
    };
    let policies = vec![
        Choice::new("minimal", t!(text, "mail-policy-minimal"))
            .with_hint(t!(text, "mail-policy-minimal-what")),
        Choice::new("standard", t!(text, "mail-policy-standard"))
            .with_hint(t!(text, "mail-policy-standard-what")),
        Choice::new("full", t!(text, "mail-policy-full"))
            .with_hint(t!(text, "mail-policy-full-what")),
    ];
    let onpolicy = form.on(|fields: &mut Fields, chosen: AttrValue| {
        fields.mail_policy = match chosen.as_str() {
            "standard" => MailPolicy::Standard,
            "full" => MailPolicy::Full,
            _ => MailPolicy::Minimal,
        };
    });
    html! {
        <Card title={t!(text, "organisation-title")}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                <TextField id="name" label={t!(text, "organisation-name")} value={form.values().name.clone()} error={of_field(&problems, "name")}
                    oninput={form.on(|fields: &mut Fields, typed| fields.name = typed)} onblur={form.left("name")} />
                <RadioGroup id="mail_policy" legend={t!(text, "mail-policy")} hint={t!(text, "mail-policy-hint")} options={policies}
                    value={word(form.values().mail_policy)} onchange={onpolicy} />
                <Checkbox id="telemetry" label={t!(text, "organisation-telemetry")} hint={t!(text, "organisation-telemetry-hint")}
                    checked={form.values().telemetry} ontoggle={form.on(|fields: &mut Fields, on| fields.telemetry = on)} />
                <ButtonRow><Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "save-changes") }</Button></ButtonRow>
            </form>
        </Card>
    }
}
