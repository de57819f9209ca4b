//! A table that becomes one card per row on a phone.

use yew::prelude::*;

/// The cells of a row; the first one names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: AttrValue,
    pub cells: Vec<Html>,
}

#[derive(Properties, PartialEq)]
pub struct TableProps {
    pub caption: AttrValue,
    /// Keeps the caption for readers only, where a heading above says the same.
    #[prop_or_default]
    pub caption_hidden: bool,
    pub columns: Vec<AttrValue>,
    pub rows: Vec<Row>,
}

#[component]
pub fn Table(props: &TableProps) -> Html {
    // Browsers drop the table roles when `display` changes, so they are written out.
    let columns = props.columns.iter().map(|column| {
        html! { <th key={column.as_str()} scope="col" role="columnheader">{ column }</th> }
    });
    let rows = props.rows.iter().map(|row| {
        let cells = row.cells.iter().enumerate().map(|(at, cell)| match at {
            0 => html! { <th scope="row" role="rowheader">{ cell.clone() }</th> },
            _ => html! { <td role="cell" data-label={props.columns.get(at).cloned()}>{ cell.clone() }</td> },
        });
        html! { <tr key={row.key.as_str()} role="row">{ for cells }</tr> }
    });
    html! {
        <table class="table table-cards" role="table">
            <caption class={props.caption_hidden.then_some("visually-hidden")}>{ &props.caption }</caption>
            <thead role="rowgroup"><tr role="row">{ for columns }</tr></thead>
            <tbody role="rowgroup">{ for rows }</tbody>
        </table>
    }
}
