//! One conversation with a mail server, stage by stage.
//!
//! Spoken over lettre's connection rather than through its pooled transport, because
//! that one has no time limit on replies, cannot tell a refused sign-in from a refused
//! mail, and needs a running executor when it is made.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};

use super::mime::Mail;
use super::relay::{Channel, Relay};

// RFC 5321 §4.5.3.2: greeting, MAIL and RCPT five minutes, DATA two, a block of
// content three and the reply to the final dot ten: a server that has taken the mail
// but not yet said so would otherwise receive it twice.
const TCP_LIMIT: Duration = Duration::from_secs(30);
const GREETING_LIMIT: Duration = Duration::from_secs(5 * 60);
const COMMAND_LIMIT: Duration = Duration::from_secs(5 * 60);
const CONTENT_LIMIT: Duration = Duration::from_secs((3 + 10) * 60);
const NOOP_LIMIT: Duration = Duration::from_secs(5);

/// How far a conversation had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reaching the server, TLS, greeting and sign-in.
    Connect,
    Sender,
    Recipient,
    Content,
}

/// Why a conversation ended early.
#[derive(Debug)]
pub struct Failure {
    pub stage: Stage,
    /// The reply code, where the server gave one.
    pub code: Option<u16>,
    /// The enhanced status code (RFC 3463), or what happened on our side.
    pub detail: String,
}

impl Failure {
    pub fn is_before_recipient(&self) -> bool {
        matches!(self.stage, Stage::Connect | Stage::Sender)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stage = match self.stage {
            Stage::Connect => "connecting",
            Stage::Sender => "naming the sender",
            Stage::Recipient => "naming the recipient",
            Stage::Content => "handing over the mail",
        };
        match self.code {
            Some(code) if self.detail.is_empty() => {
                write!(f, "server answered {code} when {stage}")
            }
            Some(code) => write!(f, "server answered {code} {} when {stage}", self.detail),
            None => write!(f, "{} when {stage}", self.detail),
        }
    }
}

/// Opens a connection that is ready for MAIL: encrypted where it must be, signed in
/// where there is a password.
pub async fn connect(relay: &Relay) -> Result<AsyncSmtpConnection, Failure> {
    within(Stage::Connect, GREETING_LIMIT, open(relay)).await
}

/// Hands over one mail; on any failure the connection is not to be used again.
pub async fn transfer(connection: &mut AsyncSmtpConnection, mail: &Mail) -> Result<(), Failure> {
    let sender = MailFrom::new(mail.envelope.from().cloned(), Vec::new());
    within(Stage::Sender, COMMAND_LIMIT, connection.command(sender)).await?;
    for recipient in mail.envelope.to() {
        let recipient = Rcpt::new(recipient.clone(), Vec::new());
        within(
            Stage::Recipient,
            COMMAND_LIMIT,
            connection.command(recipient),
        )
        .await?;
    }
    within(Stage::Content, COMMAND_LIMIT, connection.command(Data)).await?;
    within(
        Stage::Content,
        CONTENT_LIMIT,
        connection.message(&mail.bytes),
    )
    .await?;
    Ok(())
}

/// Whether the server still answers on a connection that lay idle.
pub async fn is_alive(connection: &mut AsyncSmtpConnection) -> bool {
    tokio::time::timeout(NOOP_LIMIT, connection.test_connected())
        .await
        .unwrap_or(false)
}

async fn open(relay: &Relay) -> Result<AsyncSmtpConnection, SmtpError> {
    let tls_from_start = match &relay.channel {
        Channel::Tls(parameters) => Some(parameters.clone()),
        Channel::Plain | Channel::StartTls(_) => None,
    };
    let server = (relay.host.as_str(), relay.port);
    let mut connection = AsyncSmtpConnection::connect_tokio1(
        server,
        Some(TCP_LIMIT),
        &relay.hello,
        tls_from_start,
        None,
    )
    .await?;
    if let Channel::StartTls(parameters) = &relay.channel {
        // Fails where STARTTLS is not offered, before a password or a name is sent.
        connection
            .starttls(parameters.clone(), &relay.hello)
            .await?;
    }
    if let Some(credentials) = &relay.credentials {
        connection
            .auth(&[Mechanism::Plain, Mechanism::Login], credentials)
            .await?;
    }
    Ok(connection)
}

async fn within<T>(
    stage: Stage,
    limit: Duration,
    step: impl Future<Output = Result<T, SmtpError>>,
) -> Result<T, Failure> {
    match tokio::time::timeout(limit, step).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(failure(stage, &error)),
        Err(_) => Err(Failure {
            stage,
            code: None,
            detail: "no answer in time".to_owned(),
        }),
    }
}

fn failure(stage: Stage, error: &SmtpError) -> Failure {
    let code = error.status().map(u16::from);
    let detail = match code {
        Some(_) => enhanced_status(error),
        None if error.is_client() => "the server lacks STARTTLS or a way to sign in".to_owned(),
        None if error.is_response() => "the server hung up or answered nonsense".to_owned(),
        None => network_cause(error),
    };
    Failure {
        stage,
        code,
        detail,
    }
}

/// The operating system's word for what happened, or what TLS found wrong with the
/// server's certificate; neither names a person.
fn network_cause(error: &SmtpError) -> String {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if let Some(io) = inner.downcast_ref::<std::io::Error>() {
            return match io.kind() {
                std::io::ErrorKind::InvalidData => format!("TLS failed ({io})"),
                kind => kind.to_string(),
            };
        }
        cause = inner.source();
    }
    "the connection failed".to_owned()
}

/// The first word of the reply where it has the shape `5.1.1`; the rest of a reply
/// may repeat an address and is left out.
fn enhanced_status(error: &SmtpError) -> String {
    let text = std::error::Error::source(error)
        .map(ToString::to_string)
        .unwrap_or_default();
    let word = text.split_whitespace().next().unwrap_or_default();
    let is_status = word.contains('.') && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if is_status {
        word.to_owned()
    } else {
        String::new()
    }
}
