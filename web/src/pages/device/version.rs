//! Which version is at work, and what became of the last update.

use yew::prelude::*;

use crate::state::shell::{self, Update, use_shell};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Notice, NoticeKind, SummaryList, SummaryRow};

#[component]
pub fn Version() -> Html {
    let text = use_text();
    let shell = use_shell();
    let state = match (&shell.version, shell.update, &shell.failed) {
        (None, ..) => t!(text, "device-shell-none"),
        (_, Update::Going, _) => t!(text, "update-going"),
        (_, Update::Ready | Update::Elsewhere | Update::Busy, _) => t!(text, "update-ready"),
        (_, Update::None, Some(_)) => t!(text, "device-update-failed"),
        (_, Update::None, None) => t!(text, "device-update-none"),
    };
    let pages = if shell.has_all_pages {
        t!(text, "device-pages-all")
    } else {
        t!(text, "device-pages-some")
    };
    let failed = shell
        .failed
        .as_ref()
        .filter(|_| shell.update == Update::None);
    html! {
        <Card title={t!(text, "device-version-title")}>
            { for failed.map(|(why, address)| html! {
                <Notice kind={NoticeKind::Warm} title={t!(text, "device-update-failed-title")}>
                    <p>{ reason(text, why) }</p>
                    <p class="muted small">{ address }</p>
                </Notice>
            }) }
            <SummaryList>
                { for shell.version.as_ref().map(|version| html! {
                    <SummaryRow name={t!(text, "device-version")}>{ version }</SummaryRow>
                }) }
                <SummaryRow name={t!(text, "device-update")}>{ state }</SummaryRow>
                <SummaryRow name={t!(text, "device-pages")}>{ pages }</SummaryRow>
            </SummaryList>
            <ButtonRow>
                { match shell.update {
                    Update::None => html! {
                        <Button onclick={|_| shell::look()}>{ t!(text, "device-look") }</Button>
                    },
                    Update::Going => html! {},
                    Update::Ready | Update::Elsewhere | Update::Busy => html! {
                        <Button kind={ButtonKind::Primary} onclick={|_| shell::take_newer()}>{ t!(text, "update-now") }</Button>
                    },
                } }
            </ButtonRow>
        </Card>
    }
}

fn reason(text: Text, why: &str) -> AttrValue {
    match why {
        "missing" => t!(text, "device-update-missing"),
        "damaged" => t!(text, "device-update-damaged"),
        "refused" => t!(text, "device-update-refused"),
        _ => t!(text, "device-update-unreachable"),
    }
}
