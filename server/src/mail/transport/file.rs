//! Mail into a folder, one `.eml` file each, which any mail program opens.

use std::io;
use std::path::{Path, PathBuf};

use super::mime::Mail;
use super::{Outcome, Reason};

pub struct Folder(PathBuf);

impl Folder {
    pub fn new(path: PathBuf) -> Self {
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A repeated attempt replaces the file of the one before.
    pub async fn write(&self, mail: &Mail) -> Outcome {
        let (folder, name, bytes) = (self.0.clone(), mail.file_name.clone(), mail.bytes.clone());
        let written = tokio::task::spawn_blocking(move || write(&folder, &name, &bytes)).await;
        match written {
            Ok(Ok(())) => Outcome::Delivered,
            Ok(Err(error)) => {
                Outcome::Temporary(Reason::new(format!("cannot write: {}", error.kind())))
            }
            Err(_) => Outcome::Temporary(Reason::new("writing was interrupted")),
        }
    }
}

/// Through a temporary name, so that a reader never meets half a mail.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    crate::folder::make(folder)?;
    let unfinished = folder.join(format!("{name}.part"));
    std::fs::write(&unfinished, bytes)?;
    std::fs::rename(unfinished, folder.join(format!("{name}.eml")))
}
