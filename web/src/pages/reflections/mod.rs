//! Reflections: the practitioner's own writing, private until shared.

mod list;
mod sharing;
mod write;

use std::rc::Rc;

use shared::feedback::{Reflection as Written, ReflectionModel};
use shared::problem::Code;
use shared::values::{Key, ObservationId, ReflectionId};
use yew::prelude::*;

use super::outcome::outcome;
use super::query::use_id_of_address;
use crate::route::Route;
use crate::state::reflections::use_reflection;
use crate::state::remote::Remote;
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Page, PageHead};

pub use list::Reflections;

#[derive(Properties, PartialEq)]
pub struct ReflectionProps {
    pub id: ReflectionId,
}

/// One reflection. An address whose id is not known yet is a new one.
#[component]
pub fn Reflection(props: &ReflectionProps) -> Html {
    let text = use_text();
    let me = use_me().map(|me| me.person_id);
    let observation = use_id_of_address::<ObservationId>("observation");
    let loaded = use_reflection(props.id);
    if let Remote::Failed(failure) = &loaded.remote
        && failure.code() == Some(Code::NotFound)
    {
        return page(
            text,
            html! { <write::Write key={props.id.to_string()} id={props.id} {observation} /> },
        );
    }
    let body = outcome(text, &loaded, |reflection| {
        if me == Some(reflection.practitioner.id) {
            html! { <write::Write key={props.id.to_string()} id={props.id} reflection={reflection.clone()} observation={reflection.observation_id} /> }
        } else {
            html! { <Read reflection={reflection.clone()} /> }
        }
    });
    page(text, body)
}

fn page(text: Text, body: Html) -> Html {
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "reflection-title")} back={(Route::Reflections, t!(text, "nav-reflections"))} />
            { body }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct ReadProps {
    reflection: Rc<Written>,
}

/// What somebody shared with me.
#[component]
fn Read(props: &ReadProps) -> Html {
    let text = use_text();
    let reflection = &props.reflection;
    html! {
        <crate::ui::Card title={t!(text, "reflection-of", practitioner = reflection.practitioner.name.as_str())}>
            { for parts(reflection.model).filter_map(|(part, key)| {
                let words = reflection.parts.get(&key)?;
                (!words.as_str().is_empty()).then(|| html! {
                    <div class="point"><h3>{ part_name(text, part) }</h3><p class="written">{ words.as_str() }</p></div>
                })
            }) }
        </crate::ui::Card>
    }
}

/// The parts of a model, as named in the catalogue and as keyed on the wire.
fn parts(model: ReflectionModel) -> impl Iterator<Item = (&'static str, Key)> {
    model.parts().iter().map(|part| {
        (
            *part,
            Key::parse(part).expect("the parts of a model are keys"),
        )
    })
}

fn part_name(text: Text, part: &str) -> AttrValue {
    text.get(&format!("part-{part}"))
}

fn model_name(text: Text, model: ReflectionModel) -> AttrValue {
    match model {
        ReflectionModel::Kolb => t!(text, "model-kolb"),
        ReflectionModel::Gibbs => t!(text, "model-gibbs"),
        ReflectionModel::Free => t!(text, "model-free"),
    }
}
