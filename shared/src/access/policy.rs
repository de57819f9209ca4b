//! The route-level table: method, pattern, and who may call it at all.

use super::Role::{self, Administrator, Auditor, Manager, Practitioner, Qdo, Spo};

/// Who may call a route before anything is known of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anyone; the answer holds nothing of an organisation.
    Public,
    /// Anyone with the refresh cookie of this site, sent from this site.
    Cookie,
    /// Anyone signed in; the handler decides by record.
    SignedIn,
    /// One of these roles, in any unit; the handler then decides by unit or record.
    Roles(&'static [Role]),
}

/// One route of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub method: &'static str,
    /// As the router writes it, with `{id}` for a segment.
    pub pattern: &'static str,
    pub audience: Audience,
}

const OBSERVERS: &[Role] = &[Spo, Qdo];
const SCHEDULERS: &[Role] = &[Spo, Qdo, Manager];
const ADMINISTRATORS: &[Role] = &[Administrator];
const DIRECTORY: &[Role] = &[Spo, Qdo, Manager, Administrator, Auditor];

macro_rules! policy {
    ($($method:ident $pattern:literal $audience:expr;)+) => {
        &[$(Row { method: stringify!($method), pattern: $pattern, audience: $audience }),+]
    };
}

use Audience::{Cookie, Public, Roles, SignedIn};

/// Every route there is.
pub const POLICY: &[Row] = policy! {
    GET "/api/v1/openapi.json" Public;
    GET "/api/v1/docs" Public;

    POST "/api/v1/auth/sign-in" Public;
    POST "/api/v1/auth/refresh" Cookie;
    POST "/api/v1/auth/sign-out" Cookie;
    POST "/api/v1/auth/reset-request" Public;
    POST "/api/v1/auth/reset" Public;
    POST "/api/v1/auth/accept-invitation" Public;
    GET "/api/v1/me" SignedIn;
    PATCH "/api/v1/me" SignedIn;
    POST "/api/v1/me/password" SignedIn;
    GET "/api/v1/sessions" SignedIn;
    DELETE "/api/v1/sessions/{id}" SignedIn;

    POST "/api/v1/devices" SignedIn;
    GET "/api/v1/devices" SignedIn;
    POST "/api/v1/devices/contact" Public;
    POST "/api/v1/devices/{id}/release" SignedIn;
    POST "/api/v1/devices/{id}/revoke" SignedIn;

    POST "/api/v1/quarantine" Public;
    GET "/api/v1/quarantine" SignedIn;
    POST "/api/v1/quarantine/{id}/decision" Roles(&[Manager]);

    POST "/api/v1/unsent-writing" Public;
    GET "/api/v1/unsent-writing" SignedIn;
    POST "/api/v1/unsent-writing/{id}/open" SignedIn;
    POST "/api/v1/unsent-writing/{id}/settle" SignedIn;

    GET "/api/v1/organisation" SignedIn;
    PATCH "/api/v1/organisation" Roles(ADMINISTRATORS);
    GET "/api/v1/units" SignedIn;
    POST "/api/v1/units" Roles(ADMINISTRATORS);
    PATCH "/api/v1/units/{id}" Roles(ADMINISTRATORS);
    DELETE "/api/v1/units/{id}" Roles(ADMINISTRATORS);
    GET "/api/v1/people" Roles(DIRECTORY);
    POST "/api/v1/people" Roles(ADMINISTRATORS);
    GET "/api/v1/people/{id}" SignedIn;
    PATCH "/api/v1/people/{id}" Roles(ADMINISTRATORS);
    POST "/api/v1/people/{id}/invitation" Roles(ADMINISTRATORS);
    POST "/api/v1/people/{id}/leave" Roles(ADMINISTRATORS);
    POST "/api/v1/people/{id}/return" Roles(ADMINISTRATORS);
    POST "/api/v1/people/{id}/suspend" Roles(ADMINISTRATORS);
    POST "/api/v1/people/{id}/resume" Roles(ADMINISTRATORS);
    PUT "/api/v1/people/{id}/away" SignedIn;
    DELETE "/api/v1/people/{id}/away" SignedIn;
    POST "/api/v1/people/{id}/roles" Roles(ADMINISTRATORS);
    DELETE "/api/v1/people/{id}/roles/{grant}" Roles(ADMINISTRATORS);
    POST "/api/v1/imports/people" Roles(ADMINISTRATORS);
    GET "/api/v1/policies" SignedIn;
    PUT "/api/v1/policies/{id}" Roles(&[Administrator, Manager]);

    GET "/api/v1/frameworks" SignedIn;
    GET "/api/v1/frameworks/{hash}" SignedIn;

    GET "/api/v1/home" SignedIn;
    GET "/api/v1/observations" SignedIn;
    POST "/api/v1/observations" Roles(OBSERVERS);
    GET "/api/v1/observations/{id}" SignedIn;
    PATCH "/api/v1/observations/{id}" SignedIn;
    POST "/api/v1/observations/{id}/focus" SignedIn;
    POST "/api/v1/observations/{id}/informed" SignedIn;
    GET "/api/v1/observations/{id}/operations" SignedIn;
    POST "/api/v1/observations/{id}/operations" SignedIn;
    GET "/api/v1/observations/{id}/conflicts" SignedIn;
    POST "/api/v1/observations/{id}/share" SignedIn;
    POST "/api/v1/observations/{id}/withdraw" SignedIn;
    POST "/api/v1/observations/{id}/stop" SignedIn;
    POST "/api/v1/observations/{id}/acknowledge" SignedIn;
    POST "/api/v1/observations/{id}/lock" SignedIn;
    POST "/api/v1/observations/{id}/amendments" SignedIn;
    GET "/api/v1/observations/{id}/feedback" SignedIn;
    GET "/api/v1/observations/{id}/self-assessment" SignedIn;
    PUT "/api/v1/observations/{id}/self-assessment" SignedIn;
    POST "/api/v1/observations/{id}/replies" SignedIn;
    GET "/api/v1/observations/{id}/views" SignedIn;
    POST "/api/v1/observations/{id}/framework" SignedIn;
    GET "/api/v1/observations/{id}/session" SignedIn;
    POST "/api/v1/observations/{id}/second-observer" SignedIn;
    GET "/api/v1/views" SignedIn;
    GET "/api/v1/observation-requests" Roles(&[Practitioner, Spo, Qdo, Manager]);
    POST "/api/v1/observation-requests" Roles(&[Practitioner]);
    POST "/api/v1/observation-requests/{id}/take-back" SignedIn;
    POST "/api/v1/observation-requests/{id}/read" SignedIn;
    POST "/api/v1/observation-requests/{id}/decline" SignedIn;

    POST "/api/v1/sync" SignedIn;

    GET "/api/v1/reflections" SignedIn;
    GET "/api/v1/reflections/{id}" SignedIn;
    PUT "/api/v1/reflections/{id}" Roles(&[Practitioner]);
    POST "/api/v1/reflections/{id}/share" SignedIn;
    POST "/api/v1/reflections/{id}/unshare" SignedIn;
    DELETE "/api/v1/reflections/{id}" SignedIn;
    GET "/api/v1/actions" SignedIn;
    PUT "/api/v1/actions/{id}" SignedIn;

    GET "/api/v1/meetings" SignedIn;
    POST "/api/v1/meetings" Roles(SCHEDULERS);
    GET "/api/v1/meetings/{id}" SignedIn;
    PATCH "/api/v1/meetings/{id}" SignedIn;
    POST "/api/v1/meetings/{id}/cancel" SignedIn;
    POST "/api/v1/meetings/{id}/reply" SignedIn;
    POST "/api/v1/meetings/{id}/held" SignedIn;

    GET "/api/v1/coverage" Roles(&[Spo, Manager]);
    GET "/api/v1/deliveries" Roles(ADMINISTRATORS);
    POST "/api/v1/deliveries/{id}/retry" Roles(ADMINISTRATORS);
    POST "/api/v1/deliveries/{id}/set-aside" Roles(ADMINISTRATORS);
    GET "/api/v1/audit" Roles(&[Auditor]);
    POST "/api/v1/telemetry" SignedIn;
    GET "/api/v1/telemetry" Roles(ADMINISTRATORS);
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_listed_once() {
        for (n, row) in POLICY.iter().enumerate() {
            let twin = POLICY[n + 1..]
                .iter()
                .any(|r| r.method == row.method && r.pattern == row.pattern);
            assert!(!twin, "{} {}", row.method, row.pattern);
        }
    }
}
