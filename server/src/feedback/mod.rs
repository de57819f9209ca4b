//! What follows the session: releasing, reading, self-assessing, replying, reflecting, acting.

mod actions;
mod mails;
mod next;
mod reading;
mod reflections;
mod replies;
mod routes;
mod self_assessment;
mod sharing;
mod unsent;
mod views;

pub use actions::{Proposal, actions_of_meeting, open_actions, own_open_actions, propose};
pub use next::{Replies, next_steps};
pub use reading::{for_device, n_changes_beside};
pub use routes::routes;
pub use sharing::mail_stands;
pub use unsent::not_arrived;
