//! A lean HTTP/1.1 client on one kept-alive connection, so that the load generator takes as
//! little as possible of the machine it measures on.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One connection; requests on it follow each other.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back: the status, and the body for those who look at it.
pub struct Reply<'a> {
    pub status: u16,
    pub body: &'a [u8],
}

/// A request as bytes on the wire.
pub fn request(method: &str, path: &str, token: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{method} {path} HTTP/1.1\r\nhost: bench\r\n").into_bytes();
    if !token.is_empty() {
        bytes.extend_from_slice(format!("authorization: Bearer {token}\r\n").as_bytes());
    }
    if method != "GET" {
        let header = format!(
            "content-type: application/json\r\ncontent-length: {}\r\n",
            body.len()
        );
        bytes.extend_from_slice(header.as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    bytes
}

impl Connection {
    /// `address` as in `127.0.0.1:8080`.
    pub async fn open(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and reads its whole answer.
    pub async fn send(&mut self, request: &[u8]) -> io::Result<Reply<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let (head_end, n_body) = loop {
            self.fill().await?;
            if let Some(head_end) = find(&self.buffer, b"\r\n\r\n") {
                break (head_end + 4, content_length(&self.buffer[..head_end])?);
            }
        };
        while self.buffer.len() < head_end + n_body {
            self.fill().await?;
        }
        let status = self
            .buffer
            .get(9..12)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let status = status
            .and_then(|digits| digits.parse().ok())
            .ok_or_else(|| malformed("a status"))?;
        Ok(Reply {
            status,
            body: &self.buffer[head_end..],
        })
    }

    async fn fill(&mut self) -> io::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

/// The server names the length of everything it answers here.
fn content_length(head: &[u8]) -> io::Result<usize> {
    let head = std::str::from_utf8(head).map_err(|_| malformed("headers"))?;
    let length = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length = length.and_then(|(_, value)| value.trim().parse().ok());
    length.ok_or_else(|| malformed("a content length"))
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn malformed(what: &str) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("an answer without {what}"),
    )
}
