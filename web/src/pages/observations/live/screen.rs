//! The live screen: everything one glance and one thumb away, nothing that waits.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Note, OperationBody};
use yew::prelude::*;

use super::acts::{use_append, use_turn};
use super::blank::Blank;
use super::ending::Ending;
use super::head::{Head, Phases};
use super::note::{Finish, NoteBar};
use super::tiles::Tiles;
use super::timeline::Side;
use super::wake::use_wake_lock;
use crate::pages::observations::opened::Here;
use crate::pages::observations::save_state::SaveTrouble;
use crate::state::device;
use crate::state::idle::{use_capturing, use_idle};
use crate::state::shell::use_capture_lock;
use crate::t;
use crate::text::use_text;
use crate::timer;
use crate::ui::Button;

/// Long enough for a weak tablet to paint one tile, too short for anybody to see.
const AFTER_TILE_MS: i32 = 50;

#[derive(Properties, PartialEq)]
pub struct LiveScreenProps {
    pub here: Here,
    pub framework: Rc<Framework>,
}

#[component]
pub fn LiveScreen(props: &LiveScreenProps) -> Html {
    let text = use_text();
    use_wake_lock();
    use_capture_lock();
    let is_blank = use_state(|| false);
    let session = props.here.id;
    let is_quiet = use_state(|| device::is_quiet(session));
    let ending = use_state(|| None::<f64>);
    let editing = use_state(|| None::<Note>);
    let finish = (*use_memo((), |()| Finish::default())).clone();
    let here = &props.here;
    let drawn = use_drawn(here);
    use_title(t!(text, "live-page-title"));
    let onact = use_append(here);
    let onturn = use_turn(here);
    let onblank = use_set(&is_blank, true);
    let onreturn = use_set(&is_blank, false);
    use_capturing();
    let onidle = use_callback(is_blank.setter(), |(), is_blank| is_blank.set(true));
    use_idle(onidle);
    let onend = use_callback(ending.setter(), |(), ending| {
        ending.set(Some(js_sys::Date::now()));
    });
    let onclose = use_set(&ending, None);
    let ondone = use_set(&editing, None);
    let onedit = use_callback(editing.setter(), |note: Note, editing| {
        editing.set(Some(note));
    });
    let onquiet = use_callback(
        (is_quiet.setter(), *is_quiet, session),
        |_: MouseEvent, (set, is_quiet, session)| {
            device::note_quiet(*session, !is_quiet);
            set.set(!is_quiet);
        },
    );
    let oninterruption = use_callback(onact.clone(), |_: MouseEvent, onact| {
        let body = OperationBody::Interruption { text: None };
        onact.emit((body, js_sys::Date::now()));
    });
    let is_paused = here.open.record.capture.paused;
    let has_trouble = here.store.storage.is_some()
        || !here.store.unkept.is_empty()
        || here.open.record.outbox.trouble.is_some();
    html! {
        <div class={classes!("capture", is_quiet.then_some("quiet"), is_paused.then_some("is-paused"), is_blank.then_some("is-covered"))}>
            <Head here={here.clone()} onact={onact.clone()} {onblank} {onend} />
            <Phases clock={here.open.clock} framework={props.framework.clone()} phases={here.open.record.capture.phases.clone()} onact={onact.clone()} />
            <div class="capture-main">
                if has_trouble {
                    <div class="capture-trouble"><SaveTrouble here={here.clone()} /></div>
                }
                <Tiles here={here.clone()} framework={props.framework.clone()} {onact} />
                <Side here={drawn.clone()} {onturn} {onedit} />
            </div>
            <NoteBar here={drawn.clone()} framework={props.framework.clone()} editing={(*editing).clone()} {ondone} finish={finish.clone()}>
                <Button onclick={oninterruption}>{ t!(text, "live-interruption-button") }</Button>
                <Button onclick={onquiet} pressed={Some(*is_quiet)}>{ t!(text, "live-quiet") }</Button>
            </NoteBar>
            <Ending here={drawn} asked_at={*ending} {onclose} {finish} />
            <Blank open={*is_blank} person={here.store.me().person_id} {onreturn} />
        </div>
    }
}

/// What the timeline, the note and the ending show: the record as it was until a tap has been painted on its
/// tile. The lines and labels that follow from a tap come a frame later; what is kept where is said with it.
#[hook]
fn use_drawn(here: &Here) -> Here {
    let drawn = use_state_eq(|| here.clone());
    {
        let drawn = drawn.setter();
        use_effect_with(here.clone(), move |here| {
            let here = here.clone();
            let timer = timer::after(AFTER_TILE_MS, move || drawn.set(here));
            move || drop(timer)
        });
    }
    // Another record is no later frame of this one.
    if drawn.id == here.id {
        (*drawn).clone()
    } else {
        here.clone()
    }
}

/// Sets a state of the screen.
#[hook]
fn use_set<T: Clone + 'static>(state: &UseStateHandle<T>, to: T) -> Callback<()> {
    let state = state.setter();
    use_callback((), move |(), ()| state.set(to.clone()))
}

/// Names the tab without naming anybody: it is read over a shoulder.
#[hook]
fn use_title(title: AttrValue) {
    use_effect_with(title, |title| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(title);
        }
    });
}
