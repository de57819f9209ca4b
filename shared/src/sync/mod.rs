//! How devices and the server come to hold the same log: what is sent next, what the server
//! takes in, and what a device does with the answer.
//!
//! Everything here is pure. The web app keeps it in IndexedDB and sends it; the server keeps it in
//! tables; a test drives both sides through lost answers, kills and partitions.

mod actions;
mod closing;
mod deleting;
mod intake;
mod outbox;
mod pull;
mod record;
mod unsent;
mod writing;

pub use actions::{actions_here, outbox_of_action};
pub use intake::{Refusal, canonical, content_hash, n_known, own_behind, received};
pub use outbox::{Command, CommandBody, Deletion, Next, Outbox, Sending, Trouble, Whereabouts};
pub use pull::{Ending, Gone, Pull, Pulled, Told, UNHELD_MAX, WORKING_SET_MAX, Why};
pub use record::{Record, Turned};
pub use unsent::{
    ForAuthor, OpenedWriting, SettleWriting, Settled, UNSENT_DAYS, UnsentPiece, UnsentWriting,
    n_pieces,
};
pub use writing::{Heard, outbox_of};

#[cfg(test)]
mod tests;
