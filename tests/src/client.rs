//! One browser or program that talks to the server: an access token, a cookie jar, a device.

use reqwest::header::{AUTHORIZATION, COOKIE, IF_MATCH, ORIGIN, SET_COOKIE};
use reqwest::{Method, RequestBuilder};
use serde::Serialize;
use serde_json::{Value, json};

use shared::vault::PROOF_HEADER;

use crate::Answer;
use crate::world::new_id;

/// Cheap to clone; a clone shares nothing that changes.
#[derive(Clone)]
pub struct Client {
    pub base: String,
    pub origin: String,
    pub token: Option<String>,
    pub cookies: Vec<(String, String)>,
    pub device_id: String,
    http: reqwest::Client,
}

impl Client {
    pub fn new(base: &str) -> Self {
        Self::through(base, base)
    }

    /// Talks to `base` as a page of `origin` would.
    pub fn through(base: &str, origin: &str) -> Self {
        Self {
            base: base.to_owned(),
            origin: origin.to_owned(),
            token: None,
            cookies: Vec::new(),
            device_id: new_id(),
            http: reqwest::Client::new(),
        }
    }

    /// A request with this client's token and cookies, as the web app would send it.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .header(ORIGIN, &self.origin);
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        if !self.cookies.is_empty() {
            let jar: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header(COOKIE, jar.join("; "));
        }
        request
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        Answer::read(request.send().await.expect("the server answers")).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: impl Serialize) -> Answer {
        self.send(self.request(Method::POST, path).json(&body))
            .await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path)).await
    }

    /// PUT with `If-Match` when a version is given, else for the first time.
    pub async fn put(&self, path: &str, version: Option<i64>, body: impl Serialize) -> Answer {
        let request = self.request(Method::PUT, path).json(&body);
        self.send(match version {
            Some(version) => request.header(IF_MATCH, format!("\"{version}\"")),
            None => request.header("If-None-Match", "*"),
        })
        .await
    }

    pub async fn patch(&self, path: &str, version: i64, body: impl Serialize) -> Answer {
        self.send(
            self.request(Method::PATCH, path)
                .header(IF_MATCH, format!("\"{version}\""))
                .json(&body),
        )
        .await
    }

    /// Signs in and keeps what the server sets.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        let body = json!({
            "email": email, "password": password,
            "device_id": self.device_id, "device_label": "Integration suite",
        });
        let answer = self.post("/api/v1/auth/sign-in", body).await;
        self.keep(&answer);
        answer
    }

    /// Refreshes with an attempt key; the same key retries the same attempt.
    pub async fn refresh(&mut self, attempt: &str) -> Answer {
        let answer = self
            .post("/api/v1/auth/refresh", json!({ "attempt": attempt }))
            .await;
        self.keep(&answer);
        answer
    }

    /// The same, as a device that proves that the vault of its session is open.
    pub async fn refresh_proven(&mut self, attempt: &str, proof: &str) -> Answer {
        let request = self
            .request(Method::POST, "/api/v1/auth/refresh")
            .header(PROOF_HEADER, proof)
            .json(&json!({ "attempt": attempt }));
        let answer = self.send(request).await;
        self.keep(&answer);
        answer
    }

    /// Takes over the token and the cookies of an answer.
    pub fn keep(&mut self, answer: &Answer) {
        for value in answer.headers.get_all(SET_COOKIE) {
            let pair = value
                .to_str()
                .unwrap_or_default()
                .split(';')
                .next()
                .unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        if let Some(token) = answer.json().get("access_token").and_then(Value::as_str) {
            self.token = Some(token.to_owned());
        }
    }
}
