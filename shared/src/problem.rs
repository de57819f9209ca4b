//! What an error looks like on the wire: RFC 9457 problem details with a stable code.

use serde::{Deserialize, Serialize};

/// The media type of a problem (RFC 9457 §3).
pub const MEDIA_TYPE: &str = "application/problem+json";

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $text:literal;)+) => {
        /// A stable code per kind of problem. Texts live in the message catalogue
        /// under `problem-<code>`; programs match on the code alone.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Code { $($(#[$doc])* $name),+ }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$name),+];

            /// The HTTP status that goes with it.
            pub const fn status(self) -> u16 {
                match self { $(Code::$name => $status),+ }
            }

            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text),+ }
            }
        }
    };
}

codes! {
    /// The body is not JSON of the expected form; `fields` says where.
    InvalidInput = 422, "invalid_input";
    /// The body cannot be read as JSON at all.
    MalformedBody = 400, "malformed_body";
    /// A query parameter or path is not of its form.
    MalformedRequest = 400, "malformed_request";
    /// No session, or one that has ended.
    Unauthenticated = 401, "unauthenticated";
    /// Wrong address or password; never says which.
    SignInRefused = 401, "sign_in_refused";
    /// The link was used, has expired or never existed.
    LinkExpired = 410, "link_expired";
    /// Seen, but not yours to do.
    Forbidden = 403, "forbidden";
    /// A full sign-in a moment ago is asked for, and this one is older.
    SignInAgain = 403, "sign_in_again";
    /// The author no longer observes: what was captured is deposited and waits for a decision.
    NeedsDecision = 403, "needs_decision";
    /// This browser was taken out of use; `fields` says what becomes of unsent work.
    DeviceRevoked = 403, "device_revoked";
    /// A browser request that did not come from this site.
    ForeignOrigin = 403, "foreign_origin";
    /// Nothing there, or nothing you may know of.
    NotFound = 404, "not_found";
    MethodNotAllowed = 405, "method_not_allowed";
    /// The state of the record does not allow this step.
    WrongState = 409, "wrong_state";
    /// The same id came before with different content.
    IdReused = 409, "id_reused";
    /// The request was answered by a plan before it was taken back.
    AlreadyPlanned = 409, "already_planned";
    EmailTaken = 409, "email_taken";
    StaffCodeTaken = 409, "staff_code_taken";
    UnitInUse = 409, "unit_in_use";
    /// A unit cannot be moved below itself.
    UnitCycle = 409, "unit_cycle";
    /// The person still holds open records; `fields` lists them.
    StillResponsible = 409, "still_responsible";
    /// Somebody else changed it since you read it.
    Stale = 412, "stale";
    /// Send `If-Match` with the version you read.
    VersionRequired = 428, "version_required";
    TooLarge = 413, "too_large";
    UnsupportedMedia = 415, "unsupported_media";
    /// Too many tries; `Retry-After` says when.
    Throttled = 429, "throttled";
    HeadersTooLarge = 431, "headers_too_large";
    /// The record was made by a newer version of the app than the one that writes.
    ClientTooOld = 409, "client_too_old";
    /// What arrived is not what was sent, by the hash the sender made: send it again.
    Damaged = 422, "damaged";
    /// What is needed before feedback may be shared; `fields` says what.
    NotReadyToShare = 422, "not_ready_to_share";
    /// The practitioner has not self-assessed and the policy's time has not come.
    SelfAssessmentFirst = 409, "self_assessment_first";
    Internal = 500, "internal";
    /// Busy, starting or short of its database: nothing was changed, try again.
    Unavailable = 503, "unavailable";
    /// No room to store anything: nothing was changed.
    StorageFull = 507, "storage_full";
}

/// One field that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Path in the body as in `points[1].title`; empty for the body as a whole.
    pub field: String,
    /// Stable code: that of a [`crate::values::ValueError`], or of a rule.
    pub code: String,
    /// What the code is about, in order: a limit, an expected shape.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<String>,
}

impl FieldProblem {
    pub fn new(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            code: code.into(),
            parameters: Vec::new(),
        }
    }

    pub fn value(field: impl Into<String>, error: &crate::values::ValueError) -> Self {
        Self::from_message(field, &error.to_string())
    }

    /// Reads back the form in which a [`crate::values::ValueError`] passes through a
    /// deserialiser; anything else is of the wrong type or missing.
    pub fn from_message(field: impl Into<String>, message: &str) -> Self {
        let field = field.into();
        // serde_json appends ` at line 1 column 2`.
        let message = message.split(" at line ").next().unwrap_or(message);
        if let Some(rest) = message.strip_prefix("value:") {
            let mut parts = rest.split(':').map(str::to_owned);
            let code = parts.next().unwrap_or_else(|| "malformed".to_owned());
            return Self {
                field,
                code,
                parameters: parts.collect(),
            };
        }
        let code = if message.starts_with("missing field") {
            "missing"
        } else {
            "wrong_type"
        };
        Self::new(field, code)
    }
}

/// The body of every error answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `/problems/<code>`, relative to the API.
    #[serde(rename = "type")]
    pub kind: String,
    /// One sentence in the reader's language.
    pub title: String,
    pub status: u16,
    pub code: Code,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    pub fn new(code: Code, title: impl Into<String>) -> Self {
        Self {
            kind: format!("/problems/{}", code.as_str()),
            title: title.into(),
            status: code.status(),
            code,
            fields: Vec::new(),
            request_id: None,
        }
    }

    pub fn with_fields(mut self, fields: Vec<FieldProblem>) -> Self {
        self.fields = fields;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::{CaseReference, ShortText};

    #[test]
    fn a_value_error_survives_the_deserialiser() {
        let long = serde_json::to_string(&"x".repeat(201)).unwrap();
        let message = serde_json::from_str::<ShortText>(&long)
            .unwrap_err()
            .to_string();
        let problem = FieldProblem::from_message("title", &message);
        assert_eq!(
            (problem.code.as_str(), problem.parameters.as_slice()),
            ("too_long", &["200".to_owned()][..])
        );
        let message = serde_json::from_str::<CaseReference>("\"12\"")
            .unwrap_err()
            .to_string();
        assert_eq!(
            FieldProblem::from_message("case_reference", &message).code,
            "malformed"
        );
    }

    #[test]
    fn codes_serialise_as_they_read() {
        for code in Code::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
        }
    }
}
