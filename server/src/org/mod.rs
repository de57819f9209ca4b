//! Organisations, units of any depth, people, roles and policies.
//!
//! The leftmost slice: it calls no other. What a leaver still holds elsewhere is handed over by
//! functions that `app.rs` puts together ([`Handover`]).

mod away;
mod grants;
mod import;
mod leaving;
mod mails;
mod people;
mod policies;
mod roster;
mod routes;
mod sight;
mod store;
mod suspending;
mod units;

pub use leaving::{Handover, Handovers, Held};
pub use people::{Card, Names, cards, names, person, reference};
pub use policies::{PolicyBook, policy_book};
pub use roster::{Practitioner, Roster, n_invited, roster};
pub use routes::routes;
pub use sight::{
    administrators, has_observed, heads_of, may_see, nearest_line, standing_towards, units_in_sight,
};
pub use store::{observes, organisation};
pub use units::{ancestry, unit_name, units_below};

#[cfg(test)]
mod tests;
