//! Bodies that come compressed. Inflating stops at the size a plain body may have, so that a few
//! kilobytes cannot fill the memory.

use std::io::Read;

use actix_web::HttpRequest;
use actix_web::http::header::CONTENT_ENCODING;
use actix_web::web::Bytes;
use flate2::read::GzDecoder;
use shared::problem::Code;

use crate::error::{Error, Result};

/// Bytes a body of this resource may have, inflated or plain.
#[derive(Clone, Copy)]
pub(super) struct BodyMax(pub usize);

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
}

impl Packing {
    /// Anything but gzip is `unsupported_media`.
    pub fn of(request: &HttpRequest) -> Result<Self> {
        let Some(encoding) = request.headers().get(CONTENT_ENCODING) else {
            return Ok(Self::Plain);
        };
        match encoding.to_str().map(str::trim) {
            Ok(encoding) if encoding.eq_ignore_ascii_case("gzip") => Ok(Self::Gzip),
            Ok(encoding) if encoding.eq_ignore_ascii_case("identity") => Ok(Self::Plain),
            _ => Err(Code::UnsupportedMedia.into()),
        }
    }

    /// The body itself: `too_large` where it is more than `bytes_max`, `malformed_body` where it
    /// is not whole.
    pub fn unpack(self, body: Bytes, bytes_max: usize) -> Result<Bytes> {
        match self {
            Self::Plain => Ok(body),
            Self::Gzip => inflate(&body, bytes_max).map(Bytes::from),
        }
    }
}

fn inflate(packed: &[u8], bytes_max: usize) -> Result<Vec<u8>> {
    let mut plain = Vec::new();
    let mut reader = GzDecoder::new(packed).take(bytes_max as u64 + 1);
    reader
        .read_to_end(&mut plain)
        .map_err(|_| Error::Refused(Code::MalformedBody))?;
    if plain.len() > bytes_max {
        return Err(Code::TooLarge.into());
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(plain: &[u8]) -> Bytes {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(plain).unwrap();
        encoder.finish().unwrap().into()
    }

    #[test]
    fn e48_a_bomb_is_put_out_at_the_size_of_a_plain_body() {
        let bomb = packed(&vec![b' '; 64 * 1024 * 1024]);
        assert!(bomb.len() < 100_000);
        assert_eq!(
            Packing::Gzip.unpack(bomb, 1_000_000),
            Err(Error::Refused(Code::TooLarge))
        );
    }

    #[test]
    fn a_body_comes_out_as_it_went_in_and_half_of_it_is_refused() {
        let body = packed(b"{}");
        assert_eq!(
            Packing::Gzip.unpack(body.clone(), 2).unwrap(),
            Bytes::from("{}")
        );
        let half = body.slice(..body.len() - 3);
        assert_eq!(
            Packing::Gzip.unpack(half, 2),
            Err(Error::Refused(Code::MalformedBody))
        );
    }
}
