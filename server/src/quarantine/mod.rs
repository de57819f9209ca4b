//! Work that arrived without permission: its author's account was closed, or their role taken
//! away, while a tablet still held it. It is kept as the tablet sealed it; the head of the
//! author's unit decides whether it is taken, and the author hears by mail. Nobody who decides
//! reads it: accepted, it becomes part of the record by the same path as any push.

mod apply;
mod mails;
mod open;
mod routes;
mod store;

pub use routes::routes;
