//! A practitioner asks to be observed; the next plan for them answers it, or they take it
//! back before. The line may also answer in words, which
//! stand until they are read.

pub(super) mod routes;
pub(super) mod store;
