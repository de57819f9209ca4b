//! Actions: small agreed steps, carried until done.

mod card;
mod suggest;

use std::rc::Rc;

use shared::feedback::{Action, ActionState};
use shared::values::{PersonId, Timestamp};
use yew::prelude::*;

use super::outcome::{kept_notice, outcome};
use super::query::use_id_of_address;
use crate::state::actions::{use_actions, use_actions_here, use_actions_sent};
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, Empty, Page, PageHead, Tab, TabPanel, Tabs};

pub use card::ActionCard;

/// The lists an action can be in.
#[derive(Clone, Copy, PartialEq)]
enum List {
    /// Proposed, or taken on with its review day behind us.
    Waiting,
    Open,
    Closed,
}

impl List {
    const ALL: [List; 3] = [List::Waiting, List::Open, List::Closed];

    fn of(action: &Action) -> Self {
        match action.state {
            ActionState::Proposed => List::Waiting,
            ActionState::Taken if crate::dates::days_until(action.review_on) <= 0 => List::Waiting,
            ActionState::Taken => List::Open,
            ActionState::Replaced | ActionState::Done | ActionState::Dropped => List::Closed,
        }
    }

    /// The list to open on, so that nobody meets an empty one while another holds something.
    fn first_with_any(actions: &[Action]) -> Self {
        let holds_any = |list: &List| actions.iter().any(|action| List::of(action) == *list);
        let found = List::ALL.into_iter().find(holds_any);
        found.unwrap_or(List::Waiting)
    }

    fn id(self) -> &'static str {
        match self {
            List::Waiting => "waiting",
            List::Open => "open",
            List::Closed => "closed",
        }
    }

    fn name(self, text: Text, n: usize) -> AttrValue {
        match self {
            List::Waiting => t!(text, "actions-waiting", n = n),
            List::Open => t!(text, "actions-open", n = n),
            List::Closed => t!(text, "actions-closed", n = n),
        }
    }

    fn empty(self, text: Text) -> AttrValue {
        match self {
            List::Waiting => t!(text, "actions-waiting-empty"),
            List::Open => t!(text, "actions-open-empty"),
            List::Closed => t!(text, "actions-closed-empty"),
        }
    }
}

#[component]
pub fn Actions() -> Html {
    let text = use_text();
    let me = use_me().map(|me| me.person_id);
    let of = use_id_of_address::<PersonId>("of");
    let loaded = use_actions(of);
    use_actions_sent(loaded.reload.clone());
    html! {
        <Page>
            <PageHead title={t!(text, "actions-title")} lead={if of.is_some() { t!(text, "actions-lead-other") } else { t!(text, "actions-lead") }} />
            { outcome(text, &loaded, |told| html! {
                { for of.or(me).map(|whose| html! {
                    <ActionLists told={told.value.clone()} kept_at={told.kept_at} {whose} {me} onchanged={loaded.reload.clone()} />
                }) }
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ActionListsProps {
    told: Rc<Vec<Action>>,
    whose: PersonId,
    kept_at: Option<Timestamp>,
    me: Option<PersonId>,
    onchanged: Callback<()>,
}

#[component]
fn ActionLists(props: &ActionListsProps) -> Html {
    let text = use_text();
    let actions = use_actions_here(&props.told, props.whose);
    let selected = use_state(|| List::first_with_any(&actions));
    if actions.is_empty() {
        return html! {
            <Card><Empty title={t!(text, "actions-empty-title")}><p class="muted">{ t!(text, "actions-empty") }</p></Empty></Card>
        };
    }
    let of = |list: List| {
        actions
            .iter()
            .filter(move |action| List::of(action) == list)
    };
    let tabs: Vec<Tab> = List::ALL
        .iter()
        .map(|list| Tab {
            id: list.id().into(),
            label: list.name(text, of(*list).count()),
        })
        .collect();
    let onselect = {
        let selected = selected.clone();
        Callback::from(move |id: AttrValue| {
            let list = List::ALL.iter().copied().find(|list| id == list.id());
            selected.set(list.unwrap_or(List::Waiting));
        })
    };
    let mut shown: Vec<&Action> = of(*selected).collect();
    shown.sort_by_key(|action| (action.review_on, action.id));
    html! {
        <>
            { kept_notice(text, props.kept_at) }
            <Tabs label={t!(text, "actions-title")} {tabs} selected={selected.id()} {onselect} />
            <TabPanel tab={selected.id()}>
                if shown.is_empty() {
                    <p class="muted">{ selected.empty(text) }</p>
                }
                <div class="cards">
                    { for shown.into_iter().map(|action| html! {
                        <ActionCard key={action.id.to_string()} action={action.clone()} onchanged={props.onchanged.clone()}
                            own={props.me == Some(action.practitioner.id)} />
                    }) }
                </div>
            </TabPanel>
        </>
    }
}
