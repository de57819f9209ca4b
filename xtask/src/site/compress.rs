//! The compressed forms that lie beside each file of `dist/`.

use std::io::Write;

use super::Compression;

/// Fonts and pictures are compressed already; the rest is text or wasm.
pub fn is_worthwhile(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    matches!(
        ending,
        "html" | "js" | "css" | "wasm" | "webmanifest" | "json" | "ftl" | "svg" | "ico"
    )
}

pub fn brotli(bytes: &[u8], compression: Compression) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: match compression {
            Compression::Best => 11,
            Compression::Quick => 5,
        },
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)
        .expect("memory takes every write");
    out
}

pub fn gzip(bytes: &[u8], compression: Compression) -> Vec<u8> {
    let level = match compression {
        Compression::Best => flate2::Compression::best(),
        Compression::Quick => flate2::Compression::new(5),
    };
    // The header holds no time and no name, so equal input gives equal output.
    let mut encoder = flate2::GzBuilder::new().write(Vec::new(), level);
    encoder.write_all(bytes).expect("memory takes every write");
    encoder.finish().expect("memory takes every write")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_forms_unpack_to_the_original() {
        let original = b"plan, capture, share, read, reply ".repeat(50);
        for compression in [Compression::Best, Compression::Quick] {
            let mut unpacked = Vec::new();
            brotli::BrotliDecompress(&mut &brotli(&original, compression)[..], &mut unpacked)
                .expect("it is brotli");
            assert_eq!(unpacked, original);

            let zipped = gzip(&original, compression);
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(&zipped[..])
                .read_to_end(&mut unpacked)
                .expect("it is gzip");
            assert_eq!(unpacked, original);
        }
    }

    #[test]
    fn what_is_packed_already_is_left_alone() {
        assert!(is_worthwhile("/assets/app-0.wasm") && is_worthwhile("/index.html"));
        assert!(!is_worthwhile("/assets/text-0.woff2") && !is_worthwhile("/assets/192-0.png"));
    }
}
