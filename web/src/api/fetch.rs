//! The browser's fetch. Nothing else in the app touches it.

use js_sys::Uint8Array;
use shared::vault::PROOF_HEADER;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, Request, RequestCredentials, RequestInit, Response};

use super::{Call, Failure, Received, pack};

/// Long enough for a slow train, short enough to say so.
const TIMEOUT_MS: u32 = 20_000;

/// Sends one request. Any failure to get an answer is [`Failure::Offline`].
pub(super) async fn fetch(call: &Call, token: Option<&str>) -> Result<Received, Failure> {
    let packed = match &call.body {
        Some(body) if call.is_packed => pack::gzip(body).await,
        _ => None,
    };
    let response = request(call, token, packed)
        .map(|request| web_sys::window().map(|window| window.fetch_with_request(&request)))
        .map_err(|_| Failure::Offline)?
        .ok_or(Failure::Offline)?;
    let response: Response = JsFuture::from(response)
        .await
        .map_err(|_| Failure::Offline)?
        .unchecked_into();
    let request_id = response.headers().get("x-request-id").ok().flatten();
    let status = response.status();
    let text = response.text().map_err(|_| Failure::Offline)?;
    let body = JsFuture::from(text).await.map_err(|_| Failure::Offline)?;
    Ok(Received {
        status,
        body: body.as_string().unwrap_or_default(),
        request_id,
    })
}

fn request(
    call: &Call,
    token: Option<&str>,
    packed: Option<Uint8Array>,
) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("accept", "application/json")?;
    if let Some(token) = token {
        headers.set("authorization", &format!("Bearer {token}"))?;
    }
    if let Some(version) = call.if_match {
        headers.set("if-match", &format!("\"{version}\""))?;
    }
    if call.if_none {
        headers.set("if-none-match", "*")?;
    }
    if let Some(proof) = &call.proof {
        headers.set(PROOF_HEADER, proof)?;
    }
    let init = RequestInit::new();
    init.set_method(call.method);
    // The refresh cookie goes only where its path says.
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)));
    if let Some(body) = &call.body {
        headers.set("content-type", call.media)?;
        match packed {
            Some(packed) => {
                headers.set("content-encoding", "gzip")?;
                init.set_body(&packed);
            }
            None => init.set_body(&JsValue::from_str(body)),
        }
    }
    init.set_headers(&headers);
    Request::new_with_str_and_init(&call.path, &init)
}
