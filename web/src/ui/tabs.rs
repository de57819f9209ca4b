//! Tabs (WAI-ARIA): one stop for the Tab key, arrows between them.

use yew::prelude::*;

use crate::ui::focus_by_id;

#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    pub id: AttrValue,
    pub label: AttrValue,
}

#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What the tabs divide, for readers.
    pub label: AttrValue,
    pub tabs: Vec<Tab>,
    pub selected: AttrValue,
    pub onselect: Callback<AttrValue>,
}

#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let onkeydown = {
        let (tabs, selected, select) = (
            props.tabs.clone(),
            props.selected.clone(),
            props.onselect.clone(),
        );
        Callback::from(move |event: KeyboardEvent| {
            let at = tabs
                .iter()
                .position(|tab| tab.id == selected)
                .unwrap_or_default();
            let next = match event.key().as_str() {
                "ArrowRight" => (at + 1) % tabs.len(),
                "ArrowLeft" => (at + tabs.len() - 1) % tabs.len(),
                "Home" => 0,
                "End" => tabs.len() - 1,
                _ => return,
            };
            event.prevent_default();
            focus_by_id(&tab_id(&tabs[next].id));
            select.emit(tabs[next].id.clone());
        })
    };
    let tabs = props.tabs.iter().map(|tab| {
        let is_selected = tab.id == props.selected;
        let onclick = {
            let (select, id) = (props.onselect.clone(), tab.id.clone());
            Callback::from(move |_| select.emit(id.clone()))
        };
        html! {
            <button key={tab.id.as_str()} type="button" role="tab" class="tab" id={tab_id(&tab.id)}
                aria-selected={is_selected.to_string()} aria-controls={panel_id(&tab.id)}
                tabindex={if is_selected { "0" } else { "-1" }} {onclick}>
                { &tab.label }
            </button>
        }
    });
    html! { <div class="tabs" role="tablist" aria-label={props.label.clone()} {onkeydown}>{ for tabs }</div> }
}

#[derive(Properties, PartialEq)]
pub struct TabPanelProps {
    /// The id of its tab.
    pub tab: AttrValue,
    pub children: Html,
}

/// What the selected tab shows.
#[component]
pub fn TabPanel(props: &TabPanelProps) -> Html {
    html! {
        <div role="tabpanel" id={panel_id(&props.tab)} aria-labelledby={tab_id(&props.tab)} class="stack">
            { props.children.clone() }
        </div>
    }
}

fn tab_id(id: &str) -> String {
    format!("tab-{id}")
}

fn panel_id(id: &str) -> String {
    format!("panel-{id}")
}
