//! A search of a browser's profile, byte for byte, as somebody would who copied the disk.

use std::fs;
use std::path::Path;

use tests::PASSWORD;

/// What must lie nowhere in the clear, beside the words and the keys of a test.
pub const SECRETS: [&str; 3] = [PASSWORD, "Dafydd Price", "Priya Shah"];

/// A plaintext that [`PLANT`] writes, and every search must find.
pub const PLANTED: &str = "heron below a broken weir";

/// Writes the plaintext unsealed wherever the app keeps something.
pub const PLANT: &str = "const done = arguments[arguments.length - 1];
    const words = 'heron below a broken weir';
    (async () => {
        localStorage.setItem('planted', words);
        const cache = await caches.open('planted');
        await cache.put('/planted', new Response(words));
        await new Promise((kept, failed) => {
            const open = indexedDB.open('planted');
            open.onupgradeneeded = () => open.result.createObjectStore('planted');
            open.onerror = failed;
            open.onsuccess = () => {
                const writing = open.result.transaction('planted', 'readwrite', { durability: 'strict' });
                writing.objectStore('planted').put(JSON.stringify({ words }), 'planted');
                writing.oncomplete = () => { open.result.close(); kept(); };
                writing.onabort = failed;
            };
        });
        return true;
    })().then(done, error => done('failed: ' + error));";

/// All that the caches hold, as text.
pub const CACHED: &str = "const done = arguments[arguments.length - 1];
    (async () => {
        const texts = [];
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
                const answer = await cache.match(request);
                texts.push(request.url, await answer.text());
            }
        }
        return texts.join('\\n');
    })().then(done, error => done('failed: ' + error));";

/// A text in the forms in which a browser writes it.
pub fn forms_of(text: &str) -> Vec<Vec<u8>> {
    let wide = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![text.as_bytes().to_vec(), wide]
}

/// A key as it is, as digits, and as a list of numbers, which is how a script might print it.
pub fn forms_of_key(key: &[u8]) -> Vec<Vec<u8>> {
    let list: Vec<String> = key.iter().take(8).map(u8::to_string).collect();
    vec![
        key.to_vec(),
        shared::vault::to_hex(key).into_bytes(),
        list.join(",").into_bytes(),
    ]
}

/// What a search has read and found.
#[derive(Debug, Default)]
pub struct Searched {
    pub n_files: usize,
    pub n_bytes: usize,
    /// Where something was found, and what.
    pub found: Vec<String>,
    /// What could not be read, and so was not searched.
    pub unreadable: Vec<String>,
}

impl Searched {
    /// Reads every file below `folder`.
    pub fn below(folder: &Path, needles: &[Vec<u8>]) -> Self {
        let mut searched = Self::default();
        searched.folder(folder, needles);
        searched
    }

    fn folder(&mut self, folder: &Path, needles: &[Vec<u8>]) {
        let Ok(entries) = fs::read_dir(folder) else {
            return self.unreadable.push(folder.display().to_string());
        };
        for entry in entries {
            let Ok((path, kind)) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))
            else {
                self.unreadable
                    .push(format!("something in {}", folder.display()));
                continue;
            };
            if kind.is_dir() {
                self.folder(&path, needles);
            } else if kind.is_file() {
                self.file(&path, needles);
            }
        }
    }

    fn file(&mut self, path: &Path, needles: &[Vec<u8>]) {
        let Ok(bytes) = fs::read(path) else {
            return self.unreadable.push(path.display().to_string());
        };
        self.n_files += 1;
        self.n_bytes += bytes.len();
        for needle in needles.iter().filter(|needle| contains(&bytes, needle)) {
            let needle = String::from_utf8_lossy(needle);
            self.found
                .push(format!("{} holds {needle:?}", path.display()));
        }
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let first = needle[0];
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == first) {
        if rest[at..].starts_with(needle) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}
