//! The configuration file: TOML with the names of the settings.

use std::path::Path;

use figment::Figment;
use figment::providers::{Format, Toml};

use super::{Options, SettingError, wrong};

/// Reads the file. A key that is no setting is refused, because it is a misspelt one.
pub(super) fn read(path: &Path) -> Result<Options, SettingError> {
    // Figment answers a missing file with nothing set.
    if !path.is_file() {
        return Err(wrong(
            "config",
            format!("there is no file {}", path.display()),
        ));
    }
    Figment::new()
        .merge(Toml::file(path))
        .extract()
        .map_err(|error| {
            let reasons: Vec<String> = error
                .into_iter()
                .map(|error| error.kind.to_string())
                .collect();
            wrong(
                "config",
                format!("{}: {}", path.display(), reasons.join("; ")),
            )
        })
}
