//! Whether anything that goes into `dist/` has changed since it was made.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::{Compression, assets};
use crate::shell::{self, Outcome, Stop};

/// Everything the web part is made from; the pipeline itself is one of them.
const SOURCES: &[&str] = &[
    "web",
    "shared",
    "xtask/src",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
];

/// The state of all inputs, as one hash.
pub struct Stamp {
    hash: String,
}

impl Stamp {
    pub fn of_workspace(compression: Compression, compiler: &str) -> Outcome<Self> {
        let mut hasher = Sha256::new();
        hasher.update(format!("{compression:?}\n{compiler}\n"));
        let root = shell::workspace();
        for source in SOURCES {
            let path = root.join(source);
            let files = if path.is_dir() {
                assets::files_below(&path)?
            } else {
                vec![path]
            };
            for file in files.iter().filter(|file| file.exists()) {
                let bytes = assets::read_bytes(file)?;
                hasher.update(assets::relative_name(&root, file));
                hasher.update(bytes.len().to_le_bytes());
                hasher.update(&bytes);
            }
        }
        let hash = hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Ok(Self { hash })
    }

    /// Whether `dist/` was made from exactly these inputs.
    pub fn is_current(&self) -> bool {
        shell::workspace().join("dist/assets.json").exists()
            && fs::read_to_string(place()).is_ok_and(|kept| kept == self.hash)
    }

    /// Remembers that `dist/` now corresponds to these inputs.
    pub fn keep(&self) -> Outcome {
        let path = place();
        fs::write(&path, &self.hash).map_err(|error| Stop::file("write", &path, error))
    }
}

/// Beside the compiled web part, since `dist/` goes into the server.
fn place() -> PathBuf {
    shell::workspace().join("target/web/inputs")
}
