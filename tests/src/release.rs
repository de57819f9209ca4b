//! A release of the web app as a build made it, and changed as a later or a damaged one would be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest, Sha256};

/// The files of one release, by the path they are served at.
#[derive(Clone, Debug)]
pub struct Release {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Release {
    /// What the build made (`dist/`).
    pub fn built() -> Self {
        Self::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist"))
    }

    /// What a build made in this folder.
    pub fn of(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(&next).expect("the web app was built") {
                let path = entry.expect("a readable entry").path();
                let name = path.strip_prefix(folder).expect("below it");
                let name = format!("/{}", name.display());
                if path.is_dir() {
                    folders.push(path);
                } else if !name.ends_with(".br") && !name.ends_with(".gz") && name != "/assets.json"
                {
                    files.insert(name, std::fs::read(&path).expect("a readable file"));
                }
            }
        }
        Self { files }
    }

    /// The next release: every file of it has another content and so another address, and the
    /// page carries `name` in `<meta name="release">`.
    pub fn next(&self, name: &str) -> Self {
        let renamed: BTreeMap<String, String> = self
            .files
            .keys()
            .filter(|address| address.starts_with("/assets/"))
            .map(|address| {
                let (stem, ending) = address.rsplit_once('.').expect("files have endings");
                (address.clone(), format!("{stem}-{name}.{ending}"))
            })
            .collect();
        let mut files: BTreeMap<String, Vec<u8>> = self
            .files
            .iter()
            .map(|(address, content)| {
                let to = renamed.get(address).unwrap_or(address).clone();
                (to, changed(address, content, &renamed, name))
            })
            .collect();
        let worker = text(&files["/sw.js"]);
        let worker = relisted(&worker, &files, name);
        files.insert("/sw.js".into(), worker.into_bytes());
        Self { files }
    }

    /// The address of the file whose name begins and ends so, as in `app_bg` and `wasm`.
    pub fn address(&self, begins: &str, ending: &str) -> String {
        let found = self.files.keys().find(|address| {
            address.starts_with(&format!("/assets/{begins}-")) && address.ends_with(ending)
        });
        found
            .unwrap_or_else(|| panic!("no {begins} in this release"))
            .clone()
    }

    /// Everything under `/assets/`.
    pub fn assets(&self) -> BTreeSet<String> {
        let assets = self.files.keys().filter(|a| a.starts_with("/assets/"));
        assets.cloned().collect()
    }
}

fn text(content: &[u8]) -> String {
    String::from_utf8(content.to_vec()).expect("a text")
}

/// The content with every address in it renamed, and something of its own.
fn changed(
    address: &str,
    content: &[u8],
    renamed: &BTreeMap<String, String>,
    name: &str,
) -> Vec<u8> {
    let ending = address.rsplit('.').next().unwrap_or_default();
    if ending == "wasm" {
        // A custom section, which says nothing to the program.
        let mut module = content.to_vec();
        let length = u8::try_from(name.len()).expect("a short name");
        module.extend([0, length + 1, length]);
        module.extend(name.as_bytes());
        return module;
    }
    if !["html", "js", "css", "webmanifest"].contains(&ending) {
        return content.to_vec();
    }
    let mut said = text(content);
    for (from, to) in renamed {
        said = said.replace(from, to);
    }
    match ending {
        "html" => {
            said = said.replace(
                "<head>",
                &format!("<head><meta name=\"release\" content=\"{name}\">"),
            )
        }
        "js" | "css" => said.push_str(&format!("\n/* {name} */\n")),
        _ => {}
    }
    said.into_bytes()
}

/// The worker with the sizes and hashes of these files, and a version of its own.
fn relisted(worker: &str, files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    let mut lines: Vec<String> = worker.lines().map(str::to_owned).collect();
    for line in &mut lines[..3] {
        let (head, rest) = line.split_once(" = ").expect("a constant");
        let value: serde_json::Value =
            serde_json::from_str(rest.trim_end_matches(';')).expect("a constant is JSON");
        let value: serde_json::Value = match value {
            serde_json::Value::String(version) => format!("{version}-{name}").into(),
            list => list
                .as_array()
                .expect("a list of files")
                .iter()
                .map(|file| {
                    let address = file[0].as_str().expect("an address");
                    let content = &files[address];
                    let hash = base64(&Sha256::digest(content));
                    serde_json::json!([address, content.len(), hash])
                })
                .collect(),
        };
        *line = format!("{head} = {value};");
    }
    lines.join("\n")
}

/// RFC 4648 §4, for thirty-two bytes a time.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut said = String::new();
    for three in bytes.chunks(3) {
        let mut word = [0u8; 4];
        word[1..=three.len()].copy_from_slice(three);
        let word = u32::from_be_bytes(word);
        for n in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * n)) as usize & 63];
            said.push(if n <= three.len() { digit as char } else { '=' });
        }
    }
    said
}
