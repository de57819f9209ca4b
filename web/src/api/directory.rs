//! People one may observe or meet.

use shared::org::PersonSummary;

use super::{Failure, send_all};

/// All people in my sight, by name.
pub async fn everybody() -> Result<Vec<PersonSummary>, Failure> {
    send_all("/people").await
}
