//! What the app knows of observations. Pages read [`ObservationState`] through
//! [`use_observations`] and change it through the actions of [`ObservationStore`].

mod actions;
mod awake;
mod list;
mod load;
mod note_draft;
mod own_writes;
mod provider;
mod rebase;
mod reducer;
mod rescue;
mod session;
mod unkept;
mod writing;

pub use actions::ObservationStore;
pub use list::{ListEntry, list_entries};
pub use note_draft::NoteDraft;
pub use provider::{ObservationsProvider, use_observations};
pub use reducer::{OpenRecord, Told};
pub use rescue::{NotRestored, Restored, Saved};
pub use session::{add_second_observer, use_session_of};
pub use unkept::Unkept;
pub use writing::{use_outbox, use_waiting};

// Pages know no storage and no network; what they show of both comes through here.
pub use crate::offline::{
    Begun, BegunAs, Gap, Held, HeldFor, Line, NEW, Promised, Record, SessionClock, StorageError,
    WordsDraft, ask_to_keep, monotonic_ms, now, promised, talk_about, with_and_about,
};
