//! The mail server: its setting, its rules about TLS, and a few connections kept open.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lettre::Address;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;

use super::mime::Mail;
use super::session::{self, Failure, Stage};
use super::{Outcome, Reason, TransportError};

/// Connections kept for the next mail, and for how long: many servers hang up
/// after a minute or five of silence.
const MAX_PARKED: usize = 4;
const MAX_IDLE: Duration = Duration::from_secs(50);

/// The mail server's URL, read.
pub struct Settings {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    ca_file: Option<PathBuf>,
    pub sender: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Security {
    Plain,
    StartTls,
    Tls,
}

/// One mail server.
pub struct Relay {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) channel: Channel,
    pub(super) credentials: Option<Credentials>,
    pub(super) hello: ClientId,
    parked: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

/// How the connection is protected.
pub(super) enum Channel {
    Plain,
    StartTls(TlsParameters),
    Tls(TlsParameters),
}

impl Settings {
    pub fn parse(text: &str) -> Result<Self, TransportError> {
        let url = url::Url::parse(text).map_err(|_| TransportError::NotSmtp)?;
        let host = url
            .host_str()
            .unwrap_or_default()
            .trim_matches(['[', ']'])
            .to_owned();
        if host.is_empty() || !matches!(url.scheme(), "smtp" | "smtps") {
            return Err(TransportError::NotSmtp);
        }
        let (mut tls, mut ca_file, mut sender) = (None, None, None);
        for (name, value) in url.query_pairs() {
            match name.as_ref() {
                "tls" => tls = Some(value.into_owned()),
                "ca" => ca_file = Some(PathBuf::from(value.into_owned())),
                "from" => sender = Some(value.into_owned()),
                other => return Err(TransportError::UnknownParameter(other.to_owned())),
            }
        }
        if sender
            .as_ref()
            .is_some_and(|address| address.parse::<Address>().is_err())
        {
            return Err(TransportError::BadSender);
        }
        let security = security(url.scheme(), tls.as_deref(), is_loopback(&host))?;
        let port = url
            .port()
            .unwrap_or(if security == Security::Tls { 465 } else { 587 });
        let credentials = (!url.username().is_empty()).then(|| {
            let decode = |text: &str| percent_decoded(text);
            Credentials::new(
                decode(url.username()),
                decode(url.password().unwrap_or_default()),
            )
        });
        Ok(Settings {
            host,
            port,
            security,
            credentials,
            ca_file,
            sender,
        })
    }
}

impl Relay {
    pub fn new(settings: Settings) -> Result<Self, TransportError> {
        let channel = match settings.security {
            Security::Plain => Channel::Plain,
            Security::StartTls => Channel::StartTls(tls_parameters(&settings)?),
            Security::Tls => Channel::Tls(tls_parameters(&settings)?),
        };
        Ok(Relay {
            host: settings.host,
            port: settings.port,
            channel,
            credentials: settings.credentials,
            hello: ClientId::default(),
            parked: Mutex::new(Vec::new()),
        })
    }

    pub fn host(&self) -> &str {
        &self.host
    }

    /// Sends over a kept connection where there is one. A kept connection that fails
    /// before the mail's content has left says nothing about the mail, so the mail
    /// gets a fresh one at once.
    pub async fn send(&self, mail: &Mail) -> Outcome {
        if let Some(mut kept) = self.take_parked().await {
            match session::transfer(&mut kept, mail).await {
                Err(failure) if failure.is_before_recipient() => {}
                result => return self.finish(kept, result),
            }
        }
        match session::connect(self).await {
            Ok(mut fresh) => {
                let result = session::transfer(&mut fresh, mail).await;
                self.finish(fresh, result)
            }
            Err(failure) => outcome(Err(failure)),
        }
    }

    /// Keeps a connection that worked; one that failed closes by being dropped.
    fn finish(&self, connection: AsyncSmtpConnection, result: Result<(), Failure>) -> Outcome {
        if result.is_ok() && !connection.has_broken() {
            let mut parked = self.parked.lock().unwrap_or_else(PoisonError::into_inner);
            if parked.len() < MAX_PARKED {
                parked.push((connection, Instant::now()));
            }
        }
        outcome(result)
    }

    async fn take_parked(&self) -> Option<AsyncSmtpConnection> {
        let mut connection = {
            let mut parked = self.parked.lock().unwrap_or_else(PoisonError::into_inner);
            parked.retain(|(_, since)| since.elapsed() < MAX_IDLE);
            parked.pop()?.0
        };
        session::is_alive(&mut connection)
            .await
            .then_some(connection)
    }
}

/// Only a refusal of this mail is permanent. Whatever goes wrong before it is named,
/// and a demand for a sign-in, is about the server or our setting: the mail waits
/// until that is repaired.
fn outcome(result: Result<(), Failure>) -> Outcome {
    match result {
        Ok(()) => Outcome::Delivered,
        Err(failure) => {
            let is_about_sign_in = matches!(failure.code, Some(530 | 534 | 535 | 538));
            let is_refusal = failure.code.is_some_and(|code| (500..600).contains(&code));
            let reason = Reason::new(failure.to_string());
            if is_refusal && failure.stage != Stage::Connect && !is_about_sign_in {
                Outcome::Permanent(reason)
            } else {
                Outcome::Temporary(reason)
            }
        }
    }
}

fn security(
    scheme: &str,
    tls: Option<&str>,
    is_loopback: bool,
) -> Result<Security, TransportError> {
    match (scheme, tls, is_loopback) {
        ("smtps", None | Some("required"), _) => Ok(Security::Tls),
        (_, Some("required"), _) | (_, None, false) => Ok(Security::StartTls),
        ("smtp", None | Some("off"), true) => Ok(Security::Plain),
        (_, Some("off"), false) => Err(TransportError::PlainToRemote),
        _ => Err(TransportError::BadTls),
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn tls_parameters(settings: &Settings) -> Result<TlsParameters, TransportError> {
    let mut builder = TlsParameters::builder(settings.host.clone());
    if let Some(path) = &settings.ca_file {
        let bad = |cause: String| TransportError::BadCertificates {
            path: path.clone(),
            cause,
        };
        let pem = std::fs::read(path).map_err(|error| bad(error.kind().to_string()))?;
        let certificate = Certificate::from_pem(&pem).map_err(|_| bad("not PEM".to_owned()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder
        .build()
        .map_err(|error| TransportError::Tls(error.to_string()))
}

fn percent_decoded(text: &str) -> String {
    // A form decoder also turns `+` into a space, so a literal plus is kept first.
    let form = format!("v={}", text.replace('+', "%2B"));
    url::form_urlencoded::parse(form.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> Result<(String, u16, Security), TransportError> {
        Settings::parse(url).map(|settings| (settings.host, settings.port, settings.security))
    }

    #[test]
    fn tls_is_required_unless_the_server_is_on_loopback() {
        for (url, host, port, security) in [
            (
                "smtp://mail.example.org",
                "mail.example.org",
                587,
                Security::StartTls,
            ),
            (
                "smtps://u:p@mail.example.org",
                "mail.example.org",
                465,
                Security::Tls,
            ),
            ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Security::Plain),
            ("smtp://[::1]:2525", "::1", 2525, Security::Plain),
            (
                "smtp://localhost:2525?tls=required",
                "localhost",
                2525,
                Security::StartTls,
            ),
            ("smtp://10.0.0.1", "10.0.0.1", 587, Security::StartTls),
        ] {
            assert_eq!(
                read(url).expect(url),
                (host.to_owned(), port, security),
                "{url}"
            );
        }
        for url in [
            "smtp://mail.example.org?tls=off",
            "smtp://10.0.0.1?tls=off",
            "http://a.org",
            "smtp://",
            "mail.example.org:25",
            "smtp://a.org?tls=opportunistic",
            "smtp://a.org?x=1",
            "smtp://a.org?from=nobody",
        ] {
            assert!(read(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_password_may_hold_any_character() {
        let settings = Settings::parse("smtp://u%40x:p%2Fa+b%20c@a.org").expect("a server");
        assert_eq!(
            settings.credentials,
            Some(Credentials::new("u@x".into(), "p/a+b c".into()))
        );
    }

    #[test]
    fn only_a_refusal_of_this_mail_is_permanent() {
        let failed = |stage, code| {
            outcome(Err(Failure {
                stage,
                code,
                detail: String::new(),
            }))
        };
        let is_permanent = |outcome| matches!(outcome, Outcome::Permanent(_));
        assert!(is_permanent(failed(Stage::Recipient, Some(550))));
        assert!(is_permanent(failed(Stage::Content, Some(554))));
        for (stage, code) in [
            (Stage::Connect, Some(554)),
            (Stage::Connect, Some(535)),
            (Stage::Sender, Some(530)),
            (Stage::Recipient, Some(451)),
            (Stage::Content, None),
        ] {
            assert!(!is_permanent(failed(stage, code)), "{stage:?} {code:?}");
        }
    }
}
