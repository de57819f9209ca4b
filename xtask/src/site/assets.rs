//! The files of `dist/`, their addresses and the list of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Compression;
use super::compress;
use crate::shell::{Outcome, Stop};

/// One file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// The name the sources use, such as `icons/192.png`.
    pub logical: String,
    /// The address it is served at, such as `/assets/192-0f3a9c81d2.png`.
    pub served: String,
    bytes: Vec<u8>,
    /// What crosses the network: the brotli form where there is one.
    pub transfer_bytes: usize,
    /// Whether a first visit downloads it.
    pub is_first_load: bool,
}

impl Asset {
    /// Whether its address stays the same when its content changes.
    pub fn is_fixed(&self) -> bool {
        !self.served.starts_with("/assets/")
    }
}

/// All files, by logical name.
#[derive(Debug, Default)]
pub struct Dist {
    assets: BTreeMap<String, Asset>,
}

impl Dist {
    /// Adds a file that is served under a name made from its content, so that
    /// a browser may keep it for ever.
    pub fn add(&mut self, logical: &str, bytes: Vec<u8>) {
        let served = format!("/assets/{}", hashed_name(logical, &bytes));
        self.insert(logical, served, bytes);
    }

    /// Adds a file that browsers ask for by a known address.
    pub fn add_fixed(&mut self, logical: &str, bytes: Vec<u8>) {
        self.insert(logical, format!("/{logical}"), bytes);
    }

    /// Adds a file at an address that the caller made from its content.
    pub fn add_at(&mut self, logical: &str, served: String, bytes: Vec<u8>) {
        self.insert(logical, served, bytes);
    }

    /// The address of a file by its logical name.
    pub fn served(&self, logical: &str) -> Option<&str> {
        self.assets.get(logical).map(|asset| asset.served.as_str())
    }

    pub fn text(&self, logical: &str) -> Option<String> {
        let asset = self.assets.get(logical)?;
        Some(String::from_utf8_lossy(&asset.bytes).into_owned())
    }

    /// These addresses with the bytes and the SHA-256 (base64) of their files, in this order.
    pub fn files(&self, served: &[String]) -> Vec<(String, usize, String)> {
        let named = served.iter().filter_map(|address| {
            let asset = self
                .assets
                .values()
                .find(|asset| asset.served == *address)?;
            let hash = BASE64_STANDARD.encode(Sha256::digest(&asset.bytes));
            Some((address.clone(), asset.bytes.len(), hash))
        });
        named.collect()
    }

    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.values()
    }

    /// Marks what a first visit downloads: these, and what has a fixed address.
    pub fn mark_first_load(&mut self, served: &[String]) {
        for asset in self.assets.values_mut() {
            asset.is_first_load = asset.is_fixed() || served.contains(&asset.served);
        }
    }

    /// Writes everything below `scratch` and then puts it in the folder's
    /// place, so that an interrupted build never leaves half a site.
    pub fn write(
        self,
        folder: &Path,
        scratch: &Path,
        compression: Compression,
    ) -> Outcome<Vec<Asset>> {
        let fresh = scratch.join("dist");
        remove_folder(&fresh)?;
        let mut written = Vec::new();
        for mut asset in self.assets.into_values() {
            let path = fresh.join(asset.served.trim_start_matches('/'));
            write_bytes(&path, &asset.bytes)?;
            asset.transfer_bytes = asset.bytes.len();
            if compress::is_worthwhile(&asset.served) {
                let brotli = compress::brotli(&asset.bytes, compression);
                let gzip = compress::gzip(&asset.bytes, compression);
                write_bytes(&with_suffix(&path, "br"), &brotli)?;
                write_bytes(&with_suffix(&path, "gz"), &gzip)?;
                asset.transfer_bytes = brotli.len();
            }
            written.push(asset);
        }
        write_bytes(&fresh.join("assets.json"), list(&written).as_bytes())?;
        // Renamed rather than removed, so that the folder is missing for an instant only.
        let old = scratch.join("dist.old");
        remove_folder(&old)?;
        if folder.exists() {
            fs::rename(folder, &old).map_err(|error| Stop::file("put aside", folder, error))?;
        }
        fs::rename(&fresh, folder).map_err(|error| Stop::file("put in place", folder, error))?;
        remove_folder(&old)?;
        Ok(written)
    }

    fn insert(&mut self, logical: &str, served: String, bytes: Vec<u8>) {
        let asset = Asset {
            logical: logical.to_owned(),
            served,
            transfer_bytes: bytes.len(),
            bytes,
            is_first_load: false,
        };
        self.assets.insert(logical.to_owned(), asset);
    }
}

/// The list the server and the tests read: logical name to address, size and type.
fn list(assets: &[Asset]) -> String {
    let entries: BTreeMap<&str, serde_json::Value> = assets
        .iter()
        .map(|asset| {
            let entry = json!({
                "path": asset.served,
                "bytes": asset.bytes.len(),
                "transfer_bytes": asset.transfer_bytes,
                "content_type": content_type(&asset.served),
                "immutable": !asset.is_fixed(),
                "first_load": asset.is_first_load,
            });
            (asset.logical.as_str(), entry)
        })
        .collect();
    serde_json::to_string_pretty(&entries).expect("maps with string keys are JSON")
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("ftl") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// `icons/192.png` with some content becomes `192-<ten digits>.png`.
fn hashed_name(logical: &str, bytes: &[u8]) -> String {
    let file = logical.rsplit('/').next().unwrap_or(logical);
    let hash = short_hash(bytes);
    match file.split_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{file}-{hash}"),
    }
}

/// Forty bits of SHA-256: a clash needs about a million versions of one name.
pub fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(5)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// All files below a folder, in a stable order.
pub fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = fs::read_dir(&next).map_err(|error| Stop::file("list", &next, error))?;
        for entry in entries {
            let path = entry
                .map_err(|error| Stop::file("list", &next, error))?
                .path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A path below a root with forward slashes, as sources write it.
pub fn relative_name(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/")
}

pub fn read_bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| Stop::file("read", path, error))
}

fn write_bytes(path: &Path, bytes: &[u8]) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Stop::file("create", folder, error))?;
    }
    fs::write(path, bytes).map_err(|error| Stop::file("write", path, error))
}

fn remove_folder(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Stop::file("remove", folder, error))?;
    }
    Ok(())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_follows_the_content_and_keeps_its_ending() {
        let first = hashed_name("icons/mark.192.png", b"one");
        assert!(
            first.starts_with("mark-") && first.ends_with(".192.png"),
            "{first}"
        );
        assert_eq!(first, hashed_name("icons/mark.192.png", b"one"));
        assert_ne!(first, hashed_name("icons/mark.192.png", b"two"));
    }

    #[test]
    fn only_hashed_files_are_listed_as_immutable() {
        let mut dist = Dist::default();
        dist.add("boot.js", b"go()".to_vec());
        dist.add_fixed("sw.js", b"work()".to_vec());
        let listed = list(&dist.assets.into_values().collect::<Vec<_>>());
        let parsed: serde_json::Value = serde_json::from_str(&listed).expect("it is JSON");
        assert_eq!(parsed["boot.js"]["immutable"], true);
        assert_eq!(parsed["sw.js"]["immutable"], false);
        assert_eq!(parsed["sw.js"]["path"], "/sw.js");
        assert_eq!(
            parsed["sw.js"]["content_type"],
            "text/javascript; charset=utf-8"
        );
    }

    #[test]
    fn a_new_site_replaces_the_old_one_whole() {
        let scratch = std::env::temp_dir().join(format!("alongside-dist-{}", std::process::id()));
        let folder = scratch.join("served");
        for content in ["old", "new"] {
            let mut dist = Dist::default();
            dist.add_fixed("index.html", content.as_bytes().to_vec());
            dist.add_fixed(&format!("{content}.txt"), vec![1]);
            dist.write(&folder, &scratch, Compression::Quick)
                .expect("temporary files are allowed");
        }
        let page = fs::read_to_string(folder.join("index.html")).expect("it was written");
        assert_eq!(page, "new");
        assert!(folder.join("index.html.br").exists() && folder.join("new.txt").exists());
        assert!(!folder.join("old.txt").exists());
        fs::remove_dir_all(&scratch).expect("it was made above");
    }
}
