//! Observations: planned, captured, stopped; and the lists of them.

mod accepted;
mod capture;
mod handover;
mod list;
mod mails;
mod next;
mod opening;
mod pair;
mod plan;
mod rebase;
mod record;
mod requests;
mod routes;
mod sight;
mod store;

pub use accepted::{check_author, is_planned, take_first_steps};
pub use capture::{fold, receive_accepted, safe_up_to, segments};
pub use handover::HANDOVER;
pub use list::coverage::{Observed, coverage_of, owed_of};
pub use list::store::line_of;
pub use mails::{mail_stands, post_change};
pub use next::next_steps;
pub use opening::{check_open, is_open, unopened};
pub use pair::{closed_to, is_blind_to};
pub use record::Record;
pub use requests::store::open_of_own;
pub use routes::{present, routes};
pub use sight::{author, find, find_to_change};
pub use store::save;
