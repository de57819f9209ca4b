//! Reasons to try.

use std::rc::Rc;

use super::{Inner, LOOK_EVERY_MS, Line};
use crate::listen::{self, Listener};
use crate::timer::{self, Timer};

/// The events that are a reason to try: the network came back, the app was picked up again.
pub(super) struct Triggers {
    _of_window: Option<Listener>,
    _of_document: Option<Listener>,
    _look: Option<Timer>,
}

const WINDOW_EVENTS: &[&str] = &["online", "focus", "pageshow"];
const DOCUMENT_EVENTS: &[&str] = &["visibilitychange"];

impl Triggers {
    pub(super) fn listen(inner: &Rc<Inner>) -> Self {
        let weak = Rc::downgrade(inner);
        let attempt = move || {
            if let Some(inner) = weak.upgrade()
                && inner.line.get() != Line::SignIn
            {
                inner.pulled_at.set(None);
                Inner::run(&inner);
            }
        };
        let look = {
            let weak = Rc::downgrade(inner);
            timer::every(LOOK_EVERY_MS, move || {
                if let Some(inner) = weak.upgrade()
                    && inner.line.get() == Line::Clear
                {
                    Inner::run(&inner);
                }
            })
        };
        Self {
            _of_window: listen::on_window(WINDOW_EVENTS, attempt.clone()),
            _of_document: listen::on_document(DOCUMENT_EVENTS, attempt),
            _look: look,
        }
    }
}
