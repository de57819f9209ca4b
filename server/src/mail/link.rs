//! Addresses on the web that a mail may carry: parsed once, safe in a header, an
//! HTML attribute and a calendar line ever after.

use serde::{Deserialize, Serialize};

/// Why a web address cannot stand in a mail.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    #[error("the address must start with https:// or http:// and name a host")]
    NotWeb,
    #[error("the address is longer than {MAX_LINK_BYTES} bytes or holds characters a link cannot")]
    BadCharacters,
    #[error("the address holds something of a case reference's shape")]
    CaseReference,
}

/// Longest link in bytes; meeting links of the large services stay under 500.
pub const MAX_LINK_BYTES: usize = 1_500;

/// Where this server is seen from outside, without a closing slash, for example
/// `https://alongside.example.org`. Its host names the domain mail comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SiteUrl(url::Url);

/// A web address someone typed as the place of a meeting. A text with the shape of a
/// case reference is refused: the app shows such a link, a mail does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct WebLink(String);

/// A path inside the app, with query and fragment, starting with one slash. It may
/// hold a single-use token, so its `Debug` shows only the first segment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct AppPath(String);

impl SiteUrl {
    /// # Errors
    /// When the text is not an http(s) address with a host.
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let url = parse_web(text)?;
        Ok(SiteUrl(url))
    }

    /// The domain of mail, Message-IDs and organisers. An address that is an IP
    /// number has none, and a trial on one's own machine sends as `localhost`.
    pub fn domain(&self) -> &str {
        self.0.domain().unwrap_or("localhost")
    }

    /// The full address of a path inside the app.
    pub fn join(&self, path: &AppPath) -> String {
        format!("{}{}", self.as_str(), path.0)
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }
}

impl WebLink {
    /// # Errors
    /// See [`LinkError`].
    pub fn parse(text: &str) -> Result<Self, LinkError> {
        let url = parse_web(text.trim())?;
        // The parser has percent-encoded what a link cannot hold; quotes in a
        // fragment are the exception that could close an attribute.
        let link = url.as_str().replace('"', "%22").replace('\'', "%27");
        if holds_exact_crn(&link) {
            return Err(LinkError::CaseReference);
        }
        Ok(WebLink(link))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AppPath {
    /// Takes a path the server made. Whatever cannot stand in a URL is
    /// percent-encoded and a missing first slash is added, so this never fails.
    pub fn new(path: &str) -> Self {
        let mut clean = String::from("/");
        for byte in path.trim_start_matches(['/', '\\']).bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => clean.push(char::from(byte)),
                _ if b"-._~/?#=&%+:@!$*,;".contains(&byte) => clean.push(char::from(byte)),
                _ => clean.push_str(&format!("%{byte:02X}")),
            }
        }
        AppPath(clean)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for AppPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = self.0.trim_start_matches('/').split(['/', '?', '#']).next();
        write!(f, "AppPath(/{}/***)", first.unwrap_or_default())
    }
}

impl TryFrom<String> for SiteUrl {
    type Error = LinkError;
    fn try_from(text: String) -> Result<Self, LinkError> {
        SiteUrl::parse(&text)
    }
}

impl From<SiteUrl> for String {
    fn from(site: SiteUrl) -> String {
        site.as_str().to_owned()
    }
}

impl TryFrom<String> for WebLink {
    type Error = LinkError;
    fn try_from(text: String) -> Result<Self, LinkError> {
        WebLink::parse(&text)
    }
}

impl From<String> for AppPath {
    fn from(path: String) -> Self {
        AppPath::new(&path)
    }
}

/// The exact shape `[A-Z]\d{6}` only: the wider net of free text would catch the
/// hexadecimal tenant numbers in every second link of the large meeting services.
fn holds_exact_crn(link: &str) -> bool {
    link.as_bytes()
        .windows(7)
        .any(|seven| seven[0].is_ascii_uppercase() && seven[1..].iter().all(u8::is_ascii_digit))
}

fn parse_web(text: &str) -> Result<url::Url, LinkError> {
    if text.len() > MAX_LINK_BYTES || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(LinkError::BadCharacters);
    }
    let url = url::Url::parse(text).map_err(|_| LinkError::NotWeb)?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.has_host();
    // A name and password before the host serve only to disguise the host.
    if !is_web || !url.username().is_empty() || url.password().is_some() {
        return Err(LinkError::NotWeb);
    }
    if url.as_str().len() > MAX_LINK_BYTES || !url.as_str().is_ascii() {
        return Err(LinkError::BadCharacters);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        for typed in [
            "javascript:alert(1)",
            "https://",
            "mailto:a@b.c",
            "https://a.org@evil.org",
            "https://a.org/\r\nX:1",
            "//evil.org",
            "https://a.org/X000001",
        ] {
            assert!(WebLink::parse(typed).is_err(), "{typed}");
        }
        let link = WebLink::parse("https://meet.example.org/a?b=1#\"><script>").expect("a link");
        assert!(
            !link.as_str().contains(['"', '<', '>', '\'']),
            "{}",
            link.as_str()
        );
    }

    #[test]
    fn a_path_stays_on_the_site() {
        let site = SiteUrl::parse("https://alongside.example.org/").expect("a site");
        assert_eq!(
            site.join(&AppPath::new("//evil.org")),
            "https://alongside.example.org/evil.org"
        );
        assert_eq!(
            site.join(&AppPath::new("/a b\"\r\n")),
            "https://alongside.example.org/a%20b%22%0D%0A"
        );
        assert_eq!(site.domain(), "alongside.example.org");
        assert_eq!(
            SiteUrl::parse("http://127.0.0.1:8080")
                .expect("a site")
                .domain(),
            "localhost"
        );
    }

    #[test]
    fn a_token_is_not_printed() {
        assert_eq!(
            format!("{:?}", AppPath::new("/join/secret")),
            "AppPath(/join/***)"
        );
    }
}
