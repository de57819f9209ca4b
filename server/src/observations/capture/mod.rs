//! The log of operations: pushed by the observer's devices, kept as it came, folded when needed.

mod advance;
mod check;
mod receive;
pub(super) mod routes;
pub(super) mod store;

use shared::observations::{Capture, Operation};
use shared::values::ObservationId;

use crate::db::Conn;
use crate::error::Result;

/// Everything captured and drafted, in order of receipt.
pub fn fold(conn: &mut Conn, org: &str, id: ObservationId) -> Result<Capture> {
    let operations: Vec<Operation> = store::operations(conn, org, id)?;
    Ok(Capture::fold(&operations))
}
