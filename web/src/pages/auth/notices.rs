//! What there is to say about this device at its door, whoever stands there.

use yew::prelude::*;

use crate::state::device;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, Notice, NoticeKind};

#[component]
pub(super) fn DeviceNotices() -> Html {
    let text = use_text();
    let people_are_unread = use_state(device::people_are_unread);
    let n_left = device::n_left();
    let onread = {
        let people_are_unread = people_are_unread.clone();
        Callback::from(move |_| {
            device::note_people_unread_read();
            people_are_unread.set(false);
        })
    };
    html! {
        <>
            if n_left > 0 {
                <Notice kind={NoticeKind::Warm} announce=true><p>{ t!(text, "device-left", n = n_left) }</p></Notice>
            }
            // Whose vaults are here is not known: nobody is shown where somebody is.
            if *people_are_unread {
                <Notice kind={NoticeKind::Warm} announce=true>
                    <p>{ t!(text, "people-unread") }</p>
                    <Button onclick={onread}>{ t!(text, "people-unread-read") }</Button>
                </Notice>
            }
        </>
    }
}
