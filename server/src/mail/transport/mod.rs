//! How mail leaves: over SMTP, or into a folder for trials and demonstrations. The
//! only module that knows `lettre`.

mod file;
pub mod mime;
mod relay;
mod session;

use std::path::PathBuf;

use super::link::SiteUrl;
use mime::Mail;

/// What came of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Delivered,
    /// Worth another attempt later.
    Temporary(Reason),
    /// The server or the data says it will never work.
    Permanent(Reason),
}

/// Why an attempt failed, for logs and administrators: stage and reply code, never an
/// address and never the server's own words, which tend to repeat the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    pub fn new(text: impl Into<String>) -> Self {
        Reason(text.into())
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wrong with the mail setting, in one line for the start-up.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    #[error("the mail server must be given as smtp://host:port or smtps://host:port")]
    NotSmtp,
    #[error(
        "the mail server must be reached over TLS unless it is on loopback: leave `tls=off` out"
    )]
    PlainToRemote,
    #[error("the mail server's address has an unknown part `{0}`; known are tls, ca and from")]
    UnknownParameter(String),
    #[error("`tls` must be `required` or `off`")]
    BadTls,
    #[error("`from` must be an e-mail address")]
    BadSender,
    #[error("cannot read the certificates in {path}: {cause}")]
    BadCertificates { path: PathBuf, cause: String },
    #[error("cannot set up TLS for the mail server: {0}")]
    Tls(String),
}

/// Where mail goes and who it comes from.
pub struct Transport {
    backend: Backend,
    /// Set where the mail domain differs from the site's.
    sender: Option<String>,
}

enum Backend {
    Smtp(relay::Relay),
    File(file::Folder),
}

impl Transport {
    /// A mail server, as a URL:
    ///
    /// - `smtps://user:password@host` speaks TLS from the first byte (port 465),
    /// - `smtp://user:password@host` must offer STARTTLS (port 587), or nothing is sent,
    /// - `smtp://127.0.0.1:2525`, on loopback only, speaks plain unless `?tls=required`.
    ///
    /// `ca=FILE` trusts the certificates in a PEM file besides the public ones, and
    /// `from=ADDRESS` replaces `alongside@<host of the public address>`.
    ///
    /// # Errors
    /// See [`TransportError`]. Nothing is contacted yet.
    pub fn smtp(url: &str) -> Result<Self, TransportError> {
        let settings = relay::Settings::parse(url)?;
        let sender = settings.sender.clone();
        Ok(Transport {
            backend: Backend::Smtp(relay::Relay::new(settings)?),
            sender,
        })
    }

    /// A folder that receives each mail as an `.eml` file; made when first used.
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        Transport {
            backend: Backend::File(file::Folder::new(folder.into())),
            sender: None,
        }
    }

    /// The address mail comes from, also the organiser of meetings.
    pub fn sender_address(&self, site: &SiteUrl) -> String {
        self.sender
            .clone()
            .unwrap_or_else(|| format!("alongside@{}", site.domain()))
    }

    pub(super) async fn send(&self, mail: &Mail) -> Outcome {
        match &self.backend {
            Backend::Smtp(relay) => relay.send(mail).await,
            Backend::File(folder) => folder.write(mail).await,
        }
    }
}

// The URL holds a password, so printing a transport shows only where mail goes.
impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.backend {
            Backend::Smtp(relay) => write!(f, "Transport(smtp to {})", relay.host()),
            Backend::File(folder) => write!(f, "Transport(files in {})", folder.path().display()),
        }
    }
}
