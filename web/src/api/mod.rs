//! The one way to the server: JSON over fetch, with the bearer token of this page.

mod fetch;
mod pack;
mod token;

pub mod auth;
pub mod devices;
pub mod directory;
pub mod feedback;
pub mod frameworks;
pub mod home;
pub mod meetings;
pub mod observations;
pub mod org;
pub mod requests;
pub mod sync;
pub mod telemetry;

pub use token::{bind_session, expect_session_of, on_session_end, prove_by};

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::problem::{Code, Problem};
use shared::values::{PAGE_LIMIT, Page};

/// Why a call brought no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The server was not reached. Whether it did what it was asked is not known.
    Offline,
    /// The server refused, and says why.
    Refused(Problem),
    /// The server answered something this version does not understand.
    Unreadable {
        status: u16,
        request_id: Option<String>,
    },
}

impl Failure {
    /// The stable code of a refusal.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            Self::Offline | Self::Unreadable { .. } => None,
        }
    }

    /// Whether nobody who knows has answered: no network, something in between, a server that
    /// cannot now. What this device keeps is then the best there is.
    pub fn is_silence(&self) -> bool {
        match self {
            Self::Offline | Self::Unreadable { .. } => true,
            Self::Refused(problem) => {
                let status = problem.code.status();
                status >= 500 || status == 429
            }
        }
    }

    /// What to tell the administrator.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Offline => None,
            Self::Refused(problem) => problem.request_id.as_deref(),
            Self::Unreadable { request_id, .. } => request_id.as_deref(),
        }
    }
}

/// One request, before the token is added.
#[derive(Clone, Debug)]
pub struct Call {
    method: &'static str,
    path: String,
    body: Option<String>,
    media: &'static str,
    if_match: Option<i64>,
    if_none: bool,
    is_packed: bool,
    proof: Option<String>,
}

impl Call {
    pub fn get(path: impl Into<String>) -> Self {
        Self::new("GET", path)
    }

    pub fn post(path: impl Into<String>) -> Self {
        Self::new("POST", path)
    }

    pub fn put(path: impl Into<String>) -> Self {
        Self::new("PUT", path)
    }

    pub fn patch(path: impl Into<String>) -> Self {
        Self::new("PATCH", path)
    }

    pub fn delete(path: impl Into<String>) -> Self {
        Self::new("DELETE", path)
    }

    /// `path` starts below `/api/v1`, as in `/people?limit=20`.
    fn new(method: &'static str, path: impl Into<String>) -> Self {
        Self {
            method,
            path: format!("/api/v1{}", path.into()),
            body: None,
            media: "application/json",
            if_match: None,
            if_none: false,
            is_packed: false,
            proof: None,
        }
    }

    /// Sends `body` as JSON.
    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.body = Some(
            serde_json::to_string(body).expect("wire types have string keys and always serialise"),
        );
        self
    }

    /// Compresses the body on its way, where the browser can.
    pub fn packed(mut self) -> Self {
        self.is_packed = true;
        self
    }

    /// Shows that the vault of this session is open, where it is.
    fn proven(mut self, proof: Option<String>) -> Self {
        self.proof = proof;
        self
    }

    /// Sends a spreadsheet as the person gave it.
    pub fn csv(mut self, file: String) -> Self {
        self.body = Some(file);
        self.media = "text/csv";
        self
    }

    /// Makes the record: refused if there is one already (RFC 9110 §13.1.2).
    pub fn if_none(mut self) -> Self {
        self.if_none = true;
        self
    }

    /// Writes over `version`, or makes the record where there is no version yet.
    pub fn over(self, version: Option<i64>) -> Self {
        match version {
            Some(version) => self.if_match(version),
            None => self.if_none(),
        }
    }

    /// Refused as stale if the record is no longer at this version (RFC 9110 §13.1.1).
    pub fn if_match(mut self, version: i64) -> Self {
        self.if_match = Some(version);
        self
    }
}

/// Sends a call as the person signed in. A session token that has run out is renewed once.
pub async fn send<T: DeserializeOwned>(call: Call) -> Result<T, Failure> {
    read(send_signed(call).await?)
}

/// Every page of a list that is shown whole, such as an organisation's units.
pub async fn send_all<T: DeserializeOwned>(path: &str) -> Result<Vec<T>, Failure> {
    all_pages(async |after: Option<String>| {
        send(Call::get(long_page_of(path, after.as_deref()))).await
    })
    .await
}

/// More pages than a list that is shown whole has: 50,000 entries. A server that never ends is not
/// followed.
const N_PAGES_MAX: usize = 500;

/// Asks page after page. A list that does not end is no answer: a part of it would look like all.
async fn all_pages<T>(
    mut ask: impl AsyncFnMut(Option<String>) -> Result<Page<T>, Failure>,
) -> Result<Vec<T>, Failure> {
    let mut items = Vec::new();
    let mut after = None;
    for _ in 0..N_PAGES_MAX {
        let page = ask(after).await?;
        items.extend(page.items);
        if page.next.is_none() {
            return Ok(items);
        }
        after = page.next;
    }
    Err(Failure::Unreadable {
        status: 200,
        request_id: None,
    })
}

/// How much of a list is shown before somebody asks for more.
const SHOWN_AT_ONCE: usize = 50;

/// `path` with the key of a page behind it.
pub fn page_of(path: &str, after: Option<&str>) -> String {
    cut(path, SHOWN_AT_ONCE, after)
}

/// The same, with as much of it at once as the server gives.
pub fn long_page_of(path: &str, after: Option<&str>) -> String {
    cut(path, PAGE_LIMIT, after)
}

/// Keys are made of the letters that need no escaping in a query.
fn cut(path: &str, limit: usize, after: Option<&str>) -> String {
    let join = if path.contains('?') { '&' } else { '?' };
    match after {
        Some(key) => format!("{path}{join}limit={limit}&after={key}"),
        None => format!("{path}{join}limit={limit}"),
    }
}

/// Escapes what a person typed for a query.
pub fn escaped(words: &str) -> String {
    js_sys::encode_uri_component(words).into()
}

/// Like [`send`], where the answer has no body.
pub async fn send_quiet(call: Call) -> Result<(), Failure> {
    send_signed(call).await.map(drop)
}

/// Reads a file of this app, as text. `address` is its path on this site.
pub async fn asset(address: &str) -> Result<String, Failure> {
    let mut call = Call::get("");
    call.path = address.to_owned();
    send_open(&call).await.map(|received| received.body)
}

/// Sends a call that needs nobody to be signed in.
async fn send_open(call: &Call) -> Result<Received, Failure> {
    accepted(fetch::fetch(call, None).await?)
}

async fn send_signed(call: Call) -> Result<Received, Failure> {
    let token = token::current().await?;
    let first = accepted(fetch::fetch(&call, Some(token.access())).await?);
    match first {
        Err(failure) if failure.code() == Some(Code::Unauthenticated) => {
            let renewed = token::renew(Some(&token)).await?;
            accepted(fetch::fetch(&call, Some(renewed.access())).await?)
        }
        answered => answered,
    }
}

/// What came back.
#[derive(Debug)]
struct Received {
    status: u16,
    body: String,
    request_id: Option<String>,
}

fn accepted(received: Received) -> Result<Received, Failure> {
    if (200..300).contains(&received.status) {
        return Ok(received);
    }
    // A proxy in between answers in its own words.
    match serde_json::from_str::<Problem>(&received.body) {
        Ok(mut problem) => {
            problem.request_id = problem.request_id.or(received.request_id);
            Err(Failure::Refused(problem))
        }
        Err(_) if matches!(received.status, 502..=504) => Err(Failure::Offline),
        Err(_) => Err(Failure::Unreadable {
            status: received.status,
            request_id: received.request_id,
        }),
    }
}

fn read<T: DeserializeOwned>(received: Received) -> Result<T, Failure> {
    serde_json::from_str(&received.body).map_err(|_| Failure::Unreadable {
        status: received.status,
        request_id: received.request_id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn received(status: u16, body: &str) -> Received {
        Received {
            status,
            body: body.to_owned(),
            request_id: Some("from-header".to_owned()),
        }
    }

    #[test]
    fn a_refusal_keeps_its_code_and_a_reference() {
        let body =
            serde_json::to_string(&Problem::new(Code::Stale, "Changed since you read it")).unwrap();
        let failure = accepted(received(412, &body)).unwrap_err();
        assert_eq!(
            (failure.code(), failure.request_id()),
            (Some(Code::Stale), Some("from-header"))
        );
    }

    #[test]
    fn a_gateway_without_a_server_is_no_network() {
        assert_eq!(
            accepted(received(502, "<html>")).unwrap_err(),
            Failure::Offline
        );
        let unreadable = accepted(received(404, "<html>")).unwrap_err();
        assert_eq!(
            (unreadable.code(), unreadable.request_id()),
            (None, Some("from-header"))
        );
    }

    /// All of a list in pages of one, whose last is the `n`th; none of them where it is 0.
    fn all_of(n: usize) -> (Result<Vec<usize>, Failure>, usize) {
        let n_asked = std::cell::Cell::new(0);
        let asking = all_pages(async |after: Option<String>| {
            let page = n_asked.get() + 1;
            n_asked.set(page);
            assert_eq!(after, (page > 1).then(|| (page - 1).to_string()));
            Ok(Page {
                items: vec![page],
                next: (page != n).then(|| page.to_string()),
            })
        });
        let asking = std::pin::pin!(asking);
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let std::task::Poll::Ready(all) = asking.poll(&mut context) else {
            panic!("nothing here waits");
        };
        (all, n_asked.get())
    }

    #[test]
    fn a_list_is_all_there_or_not_there() {
        assert_eq!(all_of(3), (Ok(vec![1, 2, 3]), 3));
        let (longest, _) = all_of(N_PAGES_MAX);
        assert_eq!(longest.map(|all| all.len()), Ok(N_PAGES_MAX));
        let (endless, n_asked) = all_of(0);
        assert!(matches!(endless, Err(Failure::Unreadable { .. })));
        assert_eq!(n_asked, N_PAGES_MAX);
    }

    #[test]
    fn a_page_is_asked_for_behind_what_narrows_the_list() {
        assert_eq!(page_of("/people", None), "/people?limit=50");
        assert_eq!(
            long_page_of("/actions?of=1", Some("k")),
            "/actions?of=1&limit=100&after=k"
        );
    }

    #[test]
    fn an_answer_of_another_shape_is_unreadable() {
        let read = read::<Vec<u8>>(received(200, "{}"));
        assert!(matches!(read, Err(Failure::Unreadable { status: 200, .. })));
    }
}
