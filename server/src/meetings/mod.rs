//! Reflective meetings: booked, moved, answered, cancelled, held; and the mails that tell of them.

mod booking;
mod closing;
mod leaving;
mod mails;
mod next;
mod record;
mod routes;
mod sight;
mod slot;
mod standing;
mod store;

pub use leaving::HANDOVER;
pub use next::{coming, declined, next_steps};
pub use record::Booked;
pub use routes::routes;
pub use slot::instant_of;
pub use standing::mail_stands;
pub use store::{Supervised, supervised};

#[cfg(test)]
mod tests;
