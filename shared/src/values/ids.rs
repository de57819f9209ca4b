//! Identifiers: UUIDv7, made where the thing is made, so that a repeated request
//! names the same thing.

use super::ValueError;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        super::text_schema!($name, |schema| schema.format(Some(Custom("uuid".into()))));

        impl $name {
            /// Wraps a UUID that this program made itself.
            pub const fn new(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// Parses the hyphenated form; only UUID version 7 is taken.
            pub fn parse(text: &str) -> Result<Self, ValueError> {
                match Uuid::try_parse(text) {
                    Ok(uuid) if uuid.get_version_num() == 7 && text.len() == 36 => Ok(Self(uuid)),
                    _ => Err(ValueError::Malformed { expected: "uuid7" }),
                }
            }

            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
        impl FromStr for $name {
            type Err = ValueError;
            fn from_str(text: &str) -> Result<Self, ValueError> {
                Self::parse(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = ValueError;
            fn try_from(text: String) -> Result<Self, ValueError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }
    )+};
}

ids! {
    OrgId
    UnitId
    PersonId
    GrantId
    SessionId
    DeviceId
    PolicyId
    ObservationId
    /// One appended act of capture or drafting.
    OperationId
    /// One push of operations; a repeated push carries the same.
    SegmentId
    FeedbackId
    /// A strength or a development point within a draft.
    PointId
    AmendmentId
    ReplyId
    ReflectionId
    ActionId
    MeetingId
    JobId
    AuditId
    /// Work that arrived without permission and waits for a decision.
    QuarantineId
}
