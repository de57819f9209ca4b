//! Reflections: the practitioner's own writing, private until shared.

mod deleted;
mod list;
mod sharing;
mod write;

use std::rc::Rc;

use shared::feedback::{Reflection as Written, ReflectionModel};
use shared::sync::outbox_of;
use shared::values::{Key, ObservationId, ReflectionId};
use yew::prelude::*;

use super::feedback::WritingTrouble;
use super::outcome::outcome;
use super::query::{use_id_of_address, value};
use crate::route::Route;
use crate::router::use_query;
use crate::state::observations::use_outbox;
use crate::state::reflections::use_reflection;
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, Page, PageHead, Skeleton};

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
    let is_new = value(&use_query(), "new").is_some();
    let of = outbox_of(props.id);
    let outbox = use_outbox(of);
    let turn = use_state(|| 0);
    let loaded = use_reflection(props.id, is_new, *turn);
    let onaside = Callback::from(move |()| turn.set(*turn + 1));
    let onelsewhere = onaside.clone();
    let is_deleting = outbox.as_ref().is_some_and(|outbox| outbox.is_deleting());
    {
        // Taken back, or heard by the server: what there is now is loaded from the start.
        let (onaside, was_deleting) = (onaside.clone(), use_mut_ref(|| false));
        use_effect_with(is_deleting, move |is_deleting| {
            if was_deleting.replace(*is_deleting) && !is_deleting {
                onaside.emit(());
            }
        });
    }
    if is_deleting {
        return html! { <deleted::Deleted id={props.id} /> };
    }
    let body = outcome(text, &loaded, |opened| match (&opened.told, &outbox) {
        (Some(told), _) if me != Some(told.practitioner.id) => {
            html! { <Read reflection={told.clone()} /> }
        }
        // Nothing is written before it is known where it is kept.
        (_, None) => html! { <Card><Skeleton lines=5 /></Card> },
        _ => {
            html! { <write::Write key={props.id.to_string()} id={props.id} opened={opened.clone()} {observation} {onelsewhere} /> }
        }
    });
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "reflection-title")} back={(Route::Reflections, t!(text, "nav-reflections"))} />
            <WritingTrouble {of} {onaside} />
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
        <Card title={t!(text, "reflection-of", practitioner = reflection.practitioner.name.as_str())}>
            { for parts(reflection.model).filter_map(|(part, key)| {
                let words = reflection.parts.get(&key)?;
                (!words.as_str().is_empty()).then(|| html! {
                    <div class="point"><h3>{ part_name(text, part) }</h3><p class="written">{ words.as_str() }</p></div>
                })
            }) }
        </Card>
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
