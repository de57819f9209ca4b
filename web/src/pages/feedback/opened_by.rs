//! Who else opened it: one line, since trust rests on it.

use shared::feedback::View;
use shared::values::ObservationId;
use yew::prelude::*;

use crate::dates;
use crate::route::Route;
use crate::state::feedback::use_views_of;
use crate::state::remote::Remote;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::Go;

#[derive(Properties, PartialEq)]
pub(super) struct OpenedByProps {
    pub id: ObservationId,
    /// The reader's own record: all openings are listed on a page of theirs.
    pub is_own: bool,
}

#[component]
pub(super) fn OpenedBy(props: &OpenedByProps) -> Html {
    let text = use_text();
    let views = use_views_of(props.id);
    // Without this line the feedback is still whole, so a failure here takes nothing away.
    let Remote::Ready(views) = &views.remote else {
        return Html::default();
    };
    let people = latest_of_each(views);
    let words: Vec<String> = people.iter().map(|view| person(text, view)).collect();
    let line = if words.is_empty() {
        t!(text, "opened-by-nobody")
    } else {
        t!(text, "opened-by", people = words.join(", "))
    };
    html! {
        <div class="stack-tight">
            <p class="muted small">{ line }</p>
            if props.is_own {
                <p class="small"><Go to={Route::Views} class="act">{ t!(text, "opened-by-all") }</Go></p>
            }
        </div>
    }
}

fn person(text: Text, view: &View) -> String {
    format!("{} ({})", view.viewer.name, dates::near(text, view.at))
}

/// The last time each person looked, the latest first.
fn latest_of_each(views: &[View]) -> Vec<&View> {
    let mut sorted: Vec<&View> = views.iter().collect();
    sorted.sort_by_key(|view| std::cmp::Reverse(view.at));
    let mut seen = Vec::new();
    sorted.retain(|view| {
        let is_new = !seen.contains(&view.viewer.id);
        seen.push(view.viewer.id);
        is_new
    });
    sorted
}
