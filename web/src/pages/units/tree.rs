//! The tree itself: nested lists, so that a reader hears the depth.

use std::rc::Rc;

use shared::org::Unit;
use shared::values::UnitId;
use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind};

#[derive(Properties, PartialEq)]
pub(super) struct BranchProps {
    pub units: Rc<Vec<Unit>>,
    /// The unit whose children are shown; none at the top.
    #[prop_or_default]
    pub parent: Option<UnitId>,
    pub administers: bool,
    pub onadd: Callback<UnitId>,
    pub onedit: Callback<UnitId>,
}

#[component]
pub(super) fn Branch(props: &BranchProps) -> Html {
    let text = use_text();
    let mut children: Vec<&Unit> = props
        .units
        .iter()
        .filter(|unit| unit.parent_id == props.parent)
        .collect();
    children.sort_by(|a, b| a.name.cmp(&b.name));
    if children.is_empty() {
        return Html::default();
    }
    let rows = children.into_iter().map(|unit| {
        let (add, edit, id) = (props.onadd.clone(), props.onedit.clone(), unit.id);
        let name = unit.name.as_str();
        html! {
            <li key={unit.id.to_string()}>
                <div class="tree-row">
                    <div class="grow">
                        <p class="strong">{ name }</p>
                        <p class="muted small">
                            { crate::pages::units::form::kind_name(text, &unit.kind) }{ " · " }{ t!(text, "unit-people", n = unit.n_people) }
                            { for unit.code.iter().map(|code| format!(" · {code}")) }
                        </p>
                    </div>
                    if props.administers {
                        <Button kind={ButtonKind::Quiet} onclick={move |_| add.emit(id)} label={t!(text, "unit-add-label", name = name)}>{ t!(text, "unit-add-below") }</Button>
                        <Button kind={ButtonKind::Quiet} onclick={move |_| edit.emit(id)} label={t!(text, "unit-edit-label", name = name)}>{ t!(text, "edit") }</Button>
                    }
                </div>
                <Branch units={props.units.clone()} parent={unit.id} administers={props.administers} onadd={props.onadd.clone()} onedit={props.onedit.clone()} />
            </li>
        }
    });
    html! { <ul class="tree">{ for rows }</ul> }
}
