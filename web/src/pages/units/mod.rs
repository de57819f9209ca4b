//! Teams and units: the tree, adding, renaming, moving, removing.

mod form;
mod tree;

use std::rc::Rc;

use shared::access::Role;
use shared::org::Unit;
use shared::values::UnitId;
use yew::prelude::*;

use super::outcome::outcome;
use crate::route::Route;
use crate::state::org::use_units;
use crate::state::session::use_me;
use crate::t;
use crate::text::use_text;
use crate::ui::{
    Button, ButtonKind, ButtonLink, ButtonRow, Card, CardKind, Empty, IconKind, Page, PageHead,
};

#[component]
pub fn Units() -> Html {
    let text = use_text();
    let me = use_me();
    let loaded = use_units();
    let administers = me.is_some_and(|me| me.has(Role::Administrator));
    html! {
        <Page>
            <PageHead title={t!(text, "nav-units")} lead={t!(text, "units-lead")}>
                <ButtonLink to={Route::Policies}>{ t!(text, "policies-title") }</ButtonLink>
            </PageHead>
            { outcome(text, &loaded, |units| html! {
                <Tree units={units.clone()} {administers} onchanged={loaded.reload.clone()} />
            }) }
        </Page>
    }
}

/// What is being done beside the tree.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Nothing,
    /// A new unit below this one, or at the top.
    Adding(Option<UnitId>),
    Editing(UnitId),
}

#[derive(Properties, PartialEq)]
struct TreeProps {
    units: Rc<Vec<Unit>>,
    administers: bool,
    onchanged: Callback<()>,
}

#[component]
fn Tree(props: &TreeProps) -> Html {
    let text = use_text();
    let doing = use_state(|| Doing::Nothing);
    let set = |what: Doing| {
        let doing = doing.clone();
        Callback::from(move |()| doing.set(what))
    };
    let done = {
        let (close, changed) = (set(Doing::Nothing), props.onchanged.clone());
        Callback::from(move |()| {
            close.emit(());
            changed.emit(());
        })
    };
    let onadd = {
        let doing = doing.clone();
        Callback::from(move |id| doing.set(Doing::Adding(Some(id))))
    };
    let onedit = {
        let doing = doing.clone();
        Callback::from(move |id| doing.set(Doing::Editing(id)))
    };
    let form = match *doing {
        Doing::Nothing => Html::default(),
        Doing::Adding(parent) => html! {
            <form::UnitForm key={format!("add-{parent:?}")} units={props.units.clone()} {parent} onsaved={done} onclose={set(Doing::Nothing)} />
        },
        Doing::Editing(id) => html! {
            <form::UnitForm key={id.to_string()} units={props.units.clone()} unit={props.units.iter().find(|unit| unit.id == id).cloned()}
                onsaved={done} onclose={set(Doing::Nothing)} />
        },
    };
    html! {
        <div class="columns">
            <div class="stack">
                if props.units.is_empty() {
                    <Card><Empty title={t!(text, "units-empty-title")}><p class="muted">{ t!(text, "units-empty") }</p></Empty></Card>
                } else {
                    <Card kind={CardKind::Flush}>
                        <tree::Branch units={props.units.clone()} administers={props.administers} {onadd} {onedit} />
                    </Card>
                }
                if props.administers {
                    <ButtonRow><Button kind={ButtonKind::Secondary} icon={IconKind::Plus} onclick={set(Doing::Adding(None)).reform(|_| ())}>{ t!(text, "unit-add-top") }</Button></ButtonRow>
                }
            </div>
            { form }
        </div>
    }
}
