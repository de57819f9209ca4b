//! A database for one unit test, in a folder of its own that goes with it.

use std::path::{Path, PathBuf};

use super::{Db, default_address};

pub(crate) struct Scratch {
    pub db: Db,
    folder: PathBuf,
}

impl Scratch {
    pub fn open() -> Self {
        let folder = std::env::temp_dir().join(format!("alongside-{}", uuid::Uuid::now_v7()));
        let db = Db::open(&default_address(&folder)).expect("a scratch database opens");
        Self { db, folder }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
