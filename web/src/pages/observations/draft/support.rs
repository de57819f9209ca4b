//! What a rating rests on: its evidence, or the reason why there is none.

use std::rc::Rc;

use shared::frameworks::{Answer, Framework, Item};
use shared::observations::{OperationBody, Rating, Slot};
use shared::values::{Key, NoteText, ObservationId, OperationId};
use yew::prelude::*;

use super::evidence::{Chips, Evidence, toggled};
use super::saving::{optional, use_typed};
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::state::failures;
use crate::state::observations::ObservationStore;
use crate::t;
use crate::text::use_text;
use crate::ui::TextArea;

/// A rating as it is written.
pub(super) type Written = (Answer, Vec<OperationId>, Option<NoteText>);

/// The rating of one item in one record, as the screen shows it.
#[derive(Clone)]
pub(super) struct ThisRating {
    store: ObservationStore,
    id: ObservationId,
    item: Key,
    shown: Option<Rating>,
}

impl ThisRating {
    pub fn of(here: &Here, item: &Item) -> Self {
        Self {
            store: here.store.clone(),
            id: here.id,
            item: item.id.clone(),
            shown: here.open.record.capture.ratings.get(&item.id).cloned(),
        }
    }

    fn base(&self) -> Option<OperationId> {
        self.shown.as_ref().map(|rating| rating.written_by)
    }

    /// The rating with what was tapped or typed here a moment ago and is not shown yet: leaving a
    /// field and the tap that left it come in one burst.
    pub fn newest(&self) -> Option<Written> {
        let slot = Slot::Rating {
            item: self.item.clone(),
        };
        match self.store.written_over(self.id, &slot, self.base()) {
            Some((
                _,
                OperationBody::Rate {
                    answer,
                    evidence,
                    reason,
                    ..
                },
            )) => Some((answer, evidence, reason)),
            Some(_) => None,
            None => {
                let shown = self.shown.clone()?;
                Some((shown.answer, shown.evidence, shown.reason))
            }
        }
    }

    /// Writes the rating, or takes it away.
    pub fn write(&self, written: Option<Written>) {
        let item = self.item.clone();
        let body = match written {
            Some((answer, evidence, reason)) => OperationBody::Rate {
                item,
                answer,
                evidence,
                reason,
            },
            None => OperationBody::ClearRating { item },
        };
        let now_ms = js_sys::Date::now();
        self.store.append_after(self.id, body, self.base(), now_ms);
    }

    /// Writes what a change makes of the rating; one that was taken away stays so.
    fn change(&self, change: impl FnOnce(&mut Written)) {
        if let Some(mut rating) = self.newest() {
            change(&mut rating);
            self.write(Some(rating));
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct SupportProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    pub item: Item,
    pub rating: Rating,
    pub lines: Vec<Evidence>,
}

/// The evidence of a rating, or the reason why there is none.
#[component]
pub(super) fn Support(props: &SupportProps) -> Html {
    let text = use_text();
    let (item, rating) = (&props.item, &props.rating);
    let label = words::said(text, &item.label);
    let this = ThisRating::of(&props.here, item);
    let ontoggle = {
        let this = this.clone();
        Callback::from(move |id: OperationId| {
            this.change(|(_, evidence, _)| *evidence = toggled(std::mem::take(evidence), id));
        })
    };
    let keep = Callback::from(move |typed: String| {
        let typed = optional(&typed, NoteText::parse);
        let is_fit = typed.is_ok();
        if let Ok(typed) = typed {
            this.change(|(_, _, reason)| *reason = typed);
        }
        is_fit
    });
    let kept = rating
        .reason
        .as_ref()
        .map_or("", NoteText::as_str)
        .to_owned();
    let reason = use_typed(kept, keep);
    // As the sharing judges it: evidence may be gone since it was attached.
    let capture = &props.here.open.record.capture;
    let is_bare = capture.is_bare(&props.framework, rating);
    let needs_reason = is_bare && item.takes_reason();
    let error = failures::unfit(text, &NoteText::parse(&reason.value));
    html! {
        <div class="stack-tight">
            if !props.lines.is_empty() {
                <h3>{ t!(text, "draft-attach") }</h3>
                <Chips label={t!(text, "draft-attach-to", item = &label)} lines={props.lines.clone()} attached={rating.evidence.clone()} {ontoggle} />
            }
            if is_bare && !item.takes_reason() {
                <p class="muted small">{ t!(text, "draft-evidence-required") }</p>
            }
            // What was written is shown also where it is not asked for: it would be shared.
            if needs_reason || !reason.value.is_empty() {
                <TextArea id={format!("reason-{}", item.id)} label={t!(text, "draft-reason")} short=true limit={NoteText::MAX} {error}
                    hint={needs_reason.then(|| t!(text, "draft-reason-hint"))}
                    value={(*reason.value).clone()} oninput={reason.oninput.clone()} onblur={reason.onblur.clone()} />
            }
        </div>
    }
}
