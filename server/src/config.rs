//! Settings: flags before environment before configuration file, parsed once into values.

mod file;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::db::{self, Address};
use crate::http::{TrustedProxies, is_loopback};
use crate::mail::SiteUrl;

/// What may be set, as text. Each is also an environment variable and a key of the file.
#[derive(Args, Clone, Debug, Default, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "ALONGSIDE_LISTEN", global = true)]
    pub listen: Option<String>,
    /// Folder for the embedded database and the keys [default: data]
    #[arg(long, env = "ALONGSIDE_DATA", global = true)]
    pub data: Option<PathBuf>,
    /// postgres://… or sqlite:PATH [default: sqlite in the data folder]
    #[arg(
        long,
        env = "ALONGSIDE_DATABASE_URL",
        global = true,
        hide_env_values = true
    )]
    pub database_url: Option<String>,
    /// smtp:// or smtps:// of the mail server [default: files in the data folder]
    #[arg(
        long,
        env = "ALONGSIDE_SMTP_URL",
        global = true,
        hide_env_values = true
    )]
    pub smtp_url: Option<String>,
    /// Where people reach this server, as in https://alongside.example.org [default: the listening address]
    #[arg(long, env = "ALONGSIDE_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// Reverse proxies whose X-Forwarded-For is believed: addresses and networks between commas [default: this machine]
    #[arg(long, env = "ALONGSIDE_TRUSTED_PROXIES", global = true)]
    pub trusted_proxies: Option<String>,
    /// Where security reports go, a mailto: or https: address, for security.txt
    #[arg(long, env = "ALONGSIDE_SECURITY_CONTACT", global = true)]
    pub security_contact: Option<String>,
    /// Lets a monitoring system read /metrics from elsewhere than this machine
    #[arg(
        long,
        env = "ALONGSIDE_METRICS_TOKEN",
        global = true,
        hide_env_values = true
    )]
    pub metrics_token: Option<String>,
    /// Seconds before the first repetition of a failed job; later ones wait longer [default: 15]
    #[arg(long, env = "ALONGSIDE_RETRY_SECONDS", global = true)]
    pub retry_seconds: Option<String>,
    /// Threads that serve requests [default: one per core]
    #[arg(long, env = "ALONGSIDE_WORKERS", global = true)]
    pub workers: Option<String>,
    /// What to log, as in info or warn,server=debug [default: info]
    #[arg(long, env = "ALONGSIDE_LOG", global = true)]
    pub log: Option<String>,
    /// A TOML file with any of these settings
    #[arg(long, env = "ALONGSIDE_CONFIG", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
}

/// The settings, as values. Every later part of the program reads these alone.
#[derive(Clone, Debug)]
pub struct Settings {
    pub listen: SocketAddr,
    pub data: PathBuf,
    pub database: Address,
    pub smtp_url: Option<Secret>,
    /// Scheme, host and port, without a slash at the end.
    pub public_url: String,
    /// Whether the public address was left to follow from the listening one.
    is_public_url_default: bool,
    pub trusted_proxies: TrustedProxies,
    pub security_contact: Option<String>,
    pub metrics_token: Option<Secret>,
    /// Wait before a failed job's first repetition.
    pub retry_base: Duration,
    pub n_workers: usize,
    pub log: String,
}

/// A text that must not be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// What is wrong with which setting, in one line.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("setting {setting}: {reason}")]
pub struct SettingError {
    pub setting: &'static str,
    pub reason: String,
}

impl Options {
    /// Reads the configuration file under the flags and the environment, and parses everything.
    pub fn parse(self) -> Result<Settings, SettingError> {
        let options = match &self.config {
            Some(path) => self.clone().or(file::read(path)?),
            None => self,
        };
        let listen = parse_listen(options.listen.as_deref().unwrap_or("127.0.0.1:8080"))?;
        let data = options.data.unwrap_or_else(|| PathBuf::from("data"));
        let database = match &options.database_url {
            Some(url) => Address::parse(url).map_err(|error| wrong("database_url", error))?,
            None => db::default_address(&data),
        };
        let public_url = match &options.public_url {
            Some(url) => parse_public_url(url)?,
            None => default_public_url(listen),
        };
        Ok(Settings {
            listen,
            is_public_url_default: options.public_url.is_none(),
            database,
            data,
            smtp_url: options.smtp_url.filter(|url| !url.is_empty()).map(Secret),
            public_url,
            trusted_proxies: parse_proxies(options.trusted_proxies.as_deref())?,
            security_contact: options.security_contact.map(parse_contact).transpose()?,
            metrics_token: options.metrics_token.map(parse_token).transpose()?,
            retry_base: parse_retry(options.retry_seconds.as_deref().unwrap_or("15"))?,
            n_workers: parse_workers(options.workers.as_deref())?,
            log: options
                .log
                .unwrap_or_else(|| "info,actix_server=warn".to_owned()),
        })
    }

    /// These where set, otherwise `other`.
    fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            data: self.data.or(other.data),
            database_url: self.database_url.or(other.database_url),
            smtp_url: self.smtp_url.or(other.smtp_url),
            public_url: self.public_url.or(other.public_url),
            trusted_proxies: self.trusted_proxies.or(other.trusted_proxies),
            security_contact: self.security_contact.or(other.security_contact),
            metrics_token: self.metrics_token.or(other.metrics_token),
            retry_seconds: self.retry_seconds.or(other.retry_seconds),
            workers: self.workers.or(other.workers),
            log: self.log.or(other.log),
            config: self.config,
        }
    }
}

impl Settings {
    /// The same settings once the port is known that the system chose for port 0.
    pub fn listening_on(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        if self.is_public_url_default {
            self.public_url = default_public_url(address);
        }
        self
    }

    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The site as mail names it.
    pub fn site(&self) -> SiteUrl {
        SiteUrl::parse(&self.public_url).expect("the setting was read as a web address")
    }

    /// Whether a browser's `Origin` is this site. On a trial on this machine its names are one:
    /// 127.0.0.1, localhost and ::1, at the same port.
    pub fn is_own_origin(&self, origin: &str) -> bool {
        origin.eq_ignore_ascii_case(&self.public_url)
            || (!self.is_https() && self.is_own_local_origin(origin))
    }

    fn is_own_local_origin(&self, origin: &str) -> bool {
        let (Ok(own), Ok(other)) = (url::Url::parse(&self.public_url), url::Url::parse(origin))
        else {
            return false;
        };
        let is_same_port = own.port_or_known_default() == other.port_or_known_default();
        other.scheme() == "http" && is_local(&own) && is_local(&other) && is_same_port
    }
}

impl Secret {
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(masked)")
    }
}

fn wrong(setting: &'static str, reason: impl ToString) -> SettingError {
    SettingError {
        setting,
        reason: reason.to_string(),
    }
}

fn parse_listen(text: &str) -> Result<SocketAddr, SettingError> {
    text.parse().map_err(|_| {
        wrong(
            "listen",
            format!("{text:?} is not an address with a port, as in 127.0.0.1:8080"),
        )
    })
}

fn default_public_url(listen: SocketAddr) -> String {
    match listen.ip() {
        // A browser treats localhost as a secure place, other plain addresses not.
        ip if ip.is_unspecified() => format!("http://localhost:{}", listen.port()),
        _ => format!("http://{listen}"),
    }
}

/// Plain http is for trials on one machine: anywhere else tokens would travel in the open.
fn parse_public_url(text: &str) -> Result<String, SettingError> {
    let refuse = |reason: &str| wrong("public_url", format!("{text:?} {reason}"));
    let url = url::Url::parse(text)
        .map_err(|_| refuse("is not an address, as in https://alongside.example.org"))?;
    if !matches!(url.scheme(), "https" | "http") || !url.has_host() {
        return Err(refuse("must start with https:// and name a host"));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(refuse(
            "must not have a path: the app lives at the root of its host",
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("public_url", "must not hold a user name or password"));
    }
    if url.scheme() == "http" && !is_local(&url) {
        return Err(refuse("must be https, unless it is this machine"));
    }
    Ok(url.origin().ascii_serialization())
}

fn is_local(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(ip)) => is_loopback(IpAddr::V4(ip)),
        Some(url::Host::Ipv6(ip)) => is_loopback(IpAddr::V6(ip)),
        None => false,
    }
}

fn parse_proxies(text: Option<&str>) -> Result<TrustedProxies, SettingError> {
    let Some(text) = text else {
        return Ok(TrustedProxies::default());
    };
    text.parse().map_err(|part| {
        let reason = format!("{part:?} is not an address or network, as in 10.1.0.0/16");
        wrong("trusted_proxies", reason)
    })
}

fn parse_contact(text: String) -> Result<String, SettingError> {
    let is_address = text.starts_with("mailto:") || text.starts_with("https://");
    if is_address && !text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        Ok(text)
    } else {
        Err(wrong(
            "security_contact",
            "must start with mailto: or https://",
        ))
    }
}

fn parse_token(text: String) -> Result<Secret, SettingError> {
    const MIN: usize = 20;
    if text.len() >= MIN {
        Ok(Secret(text))
    } else {
        Err(wrong("metrics_token", "must have at least 20 characters"))
    }
}

fn parse_retry(text: &str) -> Result<Duration, SettingError> {
    text.parse::<f64>()
        .ok()
        .filter(|seconds| (0.05..=3600.0).contains(seconds))
        .map(Duration::from_secs_f64)
        .ok_or_else(|| {
            wrong(
                "retry_seconds",
                format!("{text:?} is not a number of seconds between 0.05 and 3600"),
            )
        })
}

fn parse_workers(text: Option<&str>) -> Result<usize, SettingError> {
    let Some(text) = text else {
        return Ok(std::thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get));
    };
    text.parse()
        .ok()
        .filter(|n| (1..=256).contains(n))
        .ok_or_else(|| {
            wrong(
                "workers",
                format!("{text:?} is not a number between 1 and 256"),
            )
        })
}

#[cfg(test)]
mod tests;
