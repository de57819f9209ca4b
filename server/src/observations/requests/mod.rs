//! A practitioner asks to be observed; the next plan for them answers it.

pub(super) mod routes;
pub(super) mod store;
