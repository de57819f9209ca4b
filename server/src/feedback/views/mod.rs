//! Who looked at a record: read from the audit log, which nobody edits.

pub(super) mod routes;
mod store;
