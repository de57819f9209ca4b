//! People one may observe or meet.

use shared::org::PersonSummary;
use shared::values::Page;

use super::{Call, Failure, send};

/// One page of the people in my sight, by name.
pub async fn people(after: Option<&str>) -> Result<Page<PersonSummary>, Failure> {
    let after = after.map(|key| format!("&after={key}")).unwrap_or_default();
    send(Call::get(format!("/people?limit=100{after}"))).await
}
