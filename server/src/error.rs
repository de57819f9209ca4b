//! The one error of the server, and how it becomes a problem on the wire (RFC 9457).

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use shared::problem::{Code, FieldProblem, MEDIA_TYPE, Problem};

use crate::http::current_request_id;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Seconds after which a client may try again what a busy server refused.
const RETRY_S: u64 = 1;

/// Everything that can go wrong with a request. What an answer says is its code and its fields;
/// the texts in here are for the log alone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Fields that were refused, each by name.
    #[error("invalid input")]
    Invalid(Vec<FieldProblem>),
    /// Nothing there, or nothing the actor may know of: one answer for both.
    #[error("not found")]
    NotFound,
    /// A rule said no; the code carries the status (401, 403, 409, 412 …).
    #[error("refused: {}", .0.as_str())]
    Refused(Code),
    /// A rule said no, and names the fields.
    #[error("refused: {}", .0.as_str())]
    RefusedFields(Code, Vec<FieldProblem>),
    #[error("throttled for {retry_after_s} s")]
    Throttled { retry_after_s: u64 },
    /// A unique key that nobody gave a meaning with `on_unique`; named `table.column`.
    #[error("duplicate {0}")]
    Duplicate(String),
    /// Busy, or the database cannot be reached. Nothing was changed.
    #[error("unavailable")]
    Unavailable,
    #[error("storage full")]
    StorageFull,
    /// The disk did not take a flush; nothing is acknowledged any more.
    #[error("disk failed")]
    DiskFailed,
    /// A fault of ours. The text goes to the log and never into an answer.
    #[error("internal: {0}")]
    Internal(String),
}

impl Error {
    /// One refused field.
    pub fn field(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldProblem::new(field, code)])
    }

    /// The stable code of the answer.
    pub fn code(&self) -> Code {
        match self {
            Self::Invalid(_) => Code::InvalidInput,
            Self::NotFound => Code::NotFound,
            Self::Refused(code) | Self::RefusedFields(code, _) => *code,
            Self::Throttled { .. } => Code::Throttled,
            Self::Duplicate(_) => Code::IdReused,
            Self::Unavailable | Self::DiskFailed => Code::Unavailable,
            Self::StorageFull => Code::StorageFull,
            Self::Internal(_) => Code::Internal,
        }
    }

    /// The body of the answer. Its title is for programs and logs; the app shows people its own words
    /// for the code.
    pub fn problem(&self) -> Problem {
        let code = self.code();
        let fields = match self {
            Self::Invalid(fields) | Self::RefusedFields(_, fields) => fields.clone(),
            _ => Vec::new(),
        };
        let mut problem = Problem::new(code, title(code)).with_fields(fields);
        // What is not there and what is somebody else's are answered with the same bytes.
        problem.request_id = current_request_id().filter(|_| code != Code::NotFound);
        problem
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        match code {
            Code::NotFound => Self::NotFound,
            code => Self::Refused(code),
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code().status()).expect("every code has a valid status")
    }

    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(reason) = self {
            tracing::error!(reason, "A request failed inside the server");
        }
        let mut response = HttpResponse::build(self.status_code());
        let retry_after_s = match self {
            Self::Throttled { retry_after_s } => Some(*retry_after_s),
            Self::Unavailable | Self::DiskFailed => Some(RETRY_S),
            _ => None,
        };
        if let Some(seconds) = retry_after_s {
            response.insert_header((RETRY_AFTER, HeaderValue::from(seconds)));
        }
        let body =
            serde_json::to_vec(&self.problem()).expect("a problem holds only texts and numbers");
        response
            .insert_header((CONTENT_TYPE, MEDIA_TYPE))
            .body(body)
    }
}

/// What a program reads when it does not know the code; people read the message catalogue.
pub fn title(code: Code) -> &'static str {
    match code {
        Code::InvalidInput => "Some of what was sent is not valid",
        Code::MalformedBody => "The body cannot be read",
        Code::MalformedRequest => "The address or its parameters cannot be read",
        Code::Unauthenticated => "Sign in first",
        Code::SignInRefused => "The e-mail address or the password is wrong",
        Code::LinkExpired => "The link was used already or has expired",
        Code::Forbidden => "This is not yours to do",
        Code::SignInAgain => "Sign in in full first: this session is not new enough",
        Code::NeedsDecision => "The author no longer observes; deposit it for a decision",
        Code::DeviceRevoked => "This browser was taken out of use",
        Code::ForeignOrigin => "The request did not come from this site",
        Code::NotFound => "There is nothing here",
        Code::MethodNotAllowed => "This address does not take that method",
        Code::WrongState => "The record is in a state that does not allow this",
        Code::IdReused => "The same id came before with different content",
        Code::EmailTaken => "Somebody else has this e-mail address",
        Code::StaffCodeTaken => "Somebody else has this staff code",
        Code::UnitInUse => "The unit still holds people, units or records",
        Code::UnitCycle => "A unit cannot be placed below itself",
        Code::StillResponsible => "The person still holds open records",
        Code::Stale => "Somebody else changed this since it was read",
        Code::VersionRequired => "Say with If-Match which version was read",
        Code::TooLarge => "The body is too large",
        Code::UnsupportedMedia => "The body is not of a type that is taken here",
        Code::Throttled => "Too many tries; wait a while",
        Code::HeadersTooLarge => "The headers are too large",
        Code::ClientTooOld => "The record was made by a newer version of the app",
        Code::Damaged => "The body was damaged on its way; nothing was changed",
        Code::NotReadyToShare => "Something is missing before feedback can be shared",
        Code::SelfAssessmentFirst => "The self-assessment comes first",
        Code::Internal => "Something went wrong on the server",
        Code::Unavailable => "The server is busy; nothing was changed",
        Code::StorageFull => "The server has no room left; nothing was changed",
    }
}
