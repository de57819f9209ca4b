//! How the app runs on everybody's devices: times and failures by release and day.

use shared::telemetry::{Counts, DayCounts, Timed};
use yew::prelude::*;

use crate::dates;
use crate::pages::outcome::outcome;
use crate::route::Route;
use crate::state::telemetry::use_days;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, CardKind, Empty, Page, PageHead, Row, Table};

#[component]
pub fn Telemetry() -> Html {
    let text = use_text();
    let days = use_days();
    let back = (Route::Device, t!(text, "device-title"));
    html! {
        <Page>
            <PageHead title={t!(text, "telemetry-title")} lead={t!(text, "telemetry-lead")} {back} />
            { outcome(text, &days, |days| table(text, days)) }
        </Page>
    }
}

fn table(text: Text, days: &[DayCounts]) -> Html {
    if days.is_empty() {
        return html! { <Card><Empty title={t!(text, "telemetry-empty")}>{ Html::default() }</Empty></Card> };
    }
    let columns = vec![
        t!(text, "telemetry-day"),
        t!(text, "telemetry-what"),
        t!(text, "telemetry-count"),
        t!(text, "telemetry-half"),
        t!(text, "telemetry-most"),
        t!(text, "telemetry-failed"),
    ];
    let rows = days
        .iter()
        .flat_map(|day| day.counts.iter().map(move |counts| row(text, day, counts)))
        .collect::<Vec<_>>();
    html! {
        <Card kind={CardKind::Flush}>
            <Table caption={t!(text, "telemetry-title")} caption_hidden=true {columns} {rows} />
        </Card>
    }
}

fn row(text: Text, day: &DayCounts, counts: &Counts) -> Row {
    let what = match counts.what {
        Timed::Boot => t!(text, "telemetry-boot"),
        Timed::Save => t!(text, "telemetry-save"),
        Timed::Sync => t!(text, "telemetry-sync"),
    };
    let within = |share: f64| match counts.quantile_ms(share) {
        Some(ms) => t!(text, "telemetry-ms", ms = ms),
        None if counts.n_timed() == 0 => "–".into(),
        None => t!(text, "telemetry-long"),
    };
    let n_timed = i64::try_from(counts.n_timed()).unwrap_or(i64::MAX);
    Row {
        key: format!("{}{}{}", day.day, day.release, counts.what.as_str()).into(),
        cells: vec![
            html! { <>{ dates::date_short(text, day.day) }<br /><span class="muted small">{ day.release.as_str() }</span></> },
            html! { what },
            html! { <span class="numeric">{ n_timed }</span> },
            html! { within(0.5) },
            html! { within(0.95) },
            html! { <span class="numeric">{ counts.n_failed }</span> },
        ],
    }
}
