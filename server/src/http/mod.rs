//! The edge: typed routes, extractors that answer with problems, and the middleware around them.

mod api_document;
mod describe;
mod edge;
mod extract;
mod guard;
mod headers;
mod inflate;
mod origin;
mod places;
mod proxies;
mod request;
mod route;
mod sheet;
mod system;

pub use describe::{Answer, Description, Gives, Takes};
pub use edge::edge;
pub use extract::{Expected, IfMatch, Json, Path, Query};
pub use origin::{is_loopback, source};
pub use proxies::TrustedProxies;
pub use request::{current_locale, current_request_id, mark_unlogged, speak};
pub use route::{Created, Made, NoContent, Route, Versioned};
pub use sheet::{Format, Listed};
pub use system::Metrics;

pub(crate) use api_document::routes as api_document_routes;
pub(crate) use route::resources;
pub(crate) use system::system;
