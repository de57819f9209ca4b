//! How large what a browser is served may be.

use std::collections::BTreeMap;

use super::assets::Asset;
use super::read;
use crate::shell::{self, Outcome, Stop};

/// What a first visit may download, compressed.
const FIRST_LOAD_LIMIT_BYTES: usize = 350 * 1024;

/// What one part of the program may be, unpacked: a phone compiles it as a whole, and a tablet with
/// little memory gave up on a part of 1 MB and more.
const PART_LIMIT_BYTES: u64 = 1100 * 1024;

/// What all parts may be together, unpacked: whoever opens every page of the app holds them all.
const PROGRAM_LIMIT_BYTES: u64 = 5 * 1024 * 1024;

/// Fails when a first visit downloads more than the limit, or a part of the program unpacks to more
/// than its own. Building goes on without it, so that a page too many stops a release and not a day's work.
pub fn check_sizes() -> Outcome {
    let list = listed_assets()?;
    let too_large = too_large(&list);
    if !too_large.is_empty() {
        return Err(Stop::new(too_large.join("; ")));
    }
    let total = first_load_bytes(&list);
    if total <= FIRST_LOAD_LIMIT_BYTES {
        return Ok(());
    }
    Err(Stop::new(format!(
        "the first load is {:.1} KB compressed and may be {} KB; `cargo xtask web` lists its files",
        kilobytes(total),
        FIRST_LOAD_LIMIT_BYTES / 1024
    )))
}

/// `dist/assets.json`: what each asset weighs.
type Listed = BTreeMap<String, serde_json::Value>;

fn listed_assets() -> Outcome<Listed> {
    let path = shell::workspace().join("dist/assets.json");
    serde_json::from_str(&read(&path)?).map_err(|error| Stop::file("understand", &path, error))
}

/// What of the program is larger, unpacked, than it may be.
fn too_large(list: &Listed) -> Vec<String> {
    let parts = list.iter().filter(|(name, _)| name.ends_with(".wasm"));
    let sizes: Vec<(&String, u64)> = parts
        .filter_map(|(name, entry)| Some((name, entry["bytes"].as_u64()?)))
        .collect();
    let single = sizes
        .iter()
        .filter(|(_, bytes)| *bytes > PART_LIMIT_BYTES)
        .map(|(name, bytes)| {
            format!("{name} is {bytes} bytes unpacked and may be {PART_LIMIT_BYTES}")
        });
    let total: u64 = sizes.iter().map(|(_, bytes)| bytes).sum();
    let whole = (total > PROGRAM_LIMIT_BYTES)
        .then(|| format!("the program is {total} bytes unpacked and may be {PROGRAM_LIMIT_BYTES}"));
    single.chain(whole).collect()
}

fn first_load_bytes(list: &Listed) -> usize {
    let first = list
        .values()
        .filter(|entry| entry["first_load"].as_bool() == Some(true));
    let bytes: u64 = first
        .filter_map(|entry| entry["transfer_bytes"].as_u64())
        .sum();
    usize::try_from(bytes).expect("it was in memory as a whole")
}

pub(super) fn list_first_load(assets: &[Asset]) {
    let first: Vec<&Asset> = assets.iter().filter(|asset| asset.is_first_load).collect();
    for asset in &first {
        let size = kilobytes(asset.transfer_bytes);
        shell::note(format!("{size:>9.1} KB  {}", asset.served));
    }
    let total: usize = first.iter().map(|asset| asset.transfer_bytes).sum();
    shell::note(format!(
        "{:>9.1} KB  first load in all, of {} allowed",
        kilobytes(total),
        FIRST_LOAD_LIMIT_BYTES / 1024
    ));
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a size is shown with one decimal"
)]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_unpacks_to_too_much_is_named_and_so_is_the_whole() {
        let list = |sizes: &[(&str, u64)]| -> Listed {
            let entry = |(name, bytes): &(&str, u64)| {
                ((*name).to_owned(), serde_json::json!({ "bytes": bytes }))
            };
            sizes.iter().map(entry).collect()
        };
        let (most, name) = (PART_LIMIT_BYTES, "split_office.wasm");
        assert!(too_large(&list(&[(name, most), ("a.ftl", most + 1)])).is_empty());
        let one = too_large(&list(&[("app_bg.wasm", most), (name, most + 1)]));
        assert_eq!(one.len(), 1);
        assert!(one[0].starts_with(name), "{one:?}");
        let parts = ["a.wasm", "b.wasm", "c.wasm", "d.wasm", "e.wasm"];
        let many = too_large(&list(&parts.map(|name| (name, most))));
        assert_eq!(many.len(), 1);
        assert!(many[0].starts_with("the program"), "{many:?}");
    }
}
