//! Which compiler builds the web part, and the build itself.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::setup;
use crate::shell::{self, Outcome, Stop};

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler for the web, its standard library's source and a linker.
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// What was found out about this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Facts {
    toolchain_has_target: bool,
    rustup_manages_toolchain: bool,
    /// `RUSTUP_AUTO_INSTALL=0`: the machine's owner switched downloads off.
    downloads_are_off: bool,
    debian_is_ready: bool,
    may_install_packages: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Ordinary,
    AddTarget,
    Debian,
    InstallDebian,
    Neither,
}

/// Prefers the compiler that builds the rest, and never changes a toolchain
/// against the owner's wish.
fn choose(facts: Facts) -> Choice {
    if facts.toolchain_has_target {
        Choice::Ordinary
    } else if facts.rustup_manages_toolchain && !facts.downloads_are_off {
        Choice::AddTarget
    } else if facts.debian_is_ready {
        Choice::Debian
    } else if facts.may_install_packages {
        Choice::InstallDebian
    } else {
        Choice::Neither
    }
}

/// Which of the two compiles, once `prepare` has run. Debian's may stand in
/// where rustup was asked first and could not reach its downloads.
fn builds_with_debian(facts: Facts) -> bool {
    !facts.toolchain_has_target && facts.debian_is_ready
}

/// Makes sure that one of the two compilers is there.
pub fn prepare() -> Outcome {
    match choose(facts()) {
        Choice::Ordinary | Choice::Debian => Ok(()),
        Choice::AddTarget => add_target().or_else(|_| install_debian()),
        Choice::InstallDebian => install_debian(),
        Choice::Neither => Err(no_compiler()),
    }
}

fn add_target() -> Outcome {
    shell::step("adding the wasm target to the Rust toolchain");
    shell::run(ordinary("rustup").args(["target", "add", TARGET]))
}

fn install_debian() -> Outcome {
    setup::install("a compiler for wasm32", DEBIAN_PACKAGES).map_err(|stop| {
        shell::note(stop);
        no_compiler()
    })
}

fn no_compiler() -> Stop {
    Stop::new(format!(
        "no compiler for {TARGET}. Either run `rustup target add {TARGET}`, or on Debian \
         `sudo apt-get update && sudo apt-get install -y {}`",
        DEBIAN_PACKAGES.join(" ")
    ))
}

/// Compiles the programs of the web part under one of the workspace's profiles; answers with the
/// folder of their modules before wasm-bindgen: `web.wasm` and `stretcher.wasm`.
pub fn compile(profile: &str) -> Outcome<PathBuf> {
    let target_dir = shell::workspace().join("target/web");
    let mut cargo = if builds_with_debian(facts()) {
        debian_cargo()
    } else {
        let mut cargo = ordinary("cargo");
        cargo.arg("build");
        cargo
    };
    cargo.args(["--package", "web", "--package", "stretcher"]);
    cargo.args(["--profile", profile, "--target", TARGET]);
    cargo.arg("--target-dir").arg(&target_dir);
    // The cutting of the program into chunks follows the linker's relocations.
    cargo.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Clink-arg=--emit-relocs",
    );
    cargo.current_dir(shell::workspace());
    shell::run(&mut cargo)?;
    Ok(target_dir.join(TARGET).join(profile))
}

/// Names the compiler, so that another one counts as a changed input.
pub fn compiler() -> String {
    let mut rustc = if builds_with_debian(facts()) {
        debian_command("/usr/bin/rustc")
    } else {
        ordinary("rustc")
    };
    rustc.arg("--version").output().map_or_else(
        |_| String::from("unknown"),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

fn facts() -> Facts {
    Facts {
        toolchain_has_target: active_toolchain_has_target(),
        rustup_manages_toolchain: shell::find_program("rustup").is_some(),
        downloads_are_off: env::var("RUSTUP_AUTO_INSTALL").is_ok_and(|value| value == "0"),
        debian_is_ready: debian_is_ready(),
        may_install_packages: setup::may_install(),
    }
}

fn active_toolchain_has_target() -> bool {
    let Ok(output) = ordinary("rustc").args(["--print", "sysroot"]).output() else {
        return false;
    };
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let libraries = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    fs::read_dir(libraries).is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

fn debian_is_ready() -> bool {
    let programs = ["/usr/bin/rustc", "/usr/bin/cargo"];
    programs.iter().all(|path| Path::new(path).exists())
        && debian_source().is_some()
        && debian_linker().is_some()
}

/// The linker of the newest LLVM that is installed; its packages carry the
/// version in their names, so each has a folder of its own.
fn debian_linker() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib").ok()?.flatten();
    versions
        .filter_map(|entry| {
            let version: u32 = entry
                .file_name()
                .to_str()?
                .strip_prefix("llvm-")?
                .parse()
                .ok()?;
            let linker = entry.path().join("bin/wasm-ld");
            linker.exists().then_some((version, linker))
        })
        .max()
        .map(|(_, linker)| linker)
}

fn debian_source() -> Option<PathBuf> {
    let sysroot = shell::answer("/usr/bin/rustc", &["--print", "sysroot"])?;
    let library = PathBuf::from(sysroot).join("lib/rustlib/src/rust/library/std");
    library.exists().then_some(library)
}

/// Debian ships the standard library for wasm as source, so it is built along;
/// the feature flag for that is the only unstable thing switched on.
fn debian_cargo() -> Command {
    let mut cargo = debian_command("/usr/bin/cargo");
    cargo.args(["build", "-Z", "build-std=std,panic_abort"]);
    cargo
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", "/usr/bin/rustc");
    if let Some(linker) = debian_linker() {
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    cargo
}

/// With only the system's folders on the PATH, so that rustup's programs do not
/// stand in for Debian's.
fn debian_command(program: &str) -> Command {
    let mut command = ordinary(program);
    command.env("PATH", "/usr/bin:/bin");
    command
}

/// A command that inherits nothing of the cargo that started xtask: its
/// toolchain, flags and target folder are not meant for the web part.
fn ordinary(program: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if belongs_to_outer_cargo(&name) {
            command.env_remove(name);
        }
    }
    command
}

fn belongs_to_outer_cargo(name: &OsString) -> bool {
    const EXACT: &[&str] = &[
        "RUSTC",
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
        "RUSTDOC",
        "RUSTFLAGS",
        "RUSTUP_TOOLCHAIN",
        "CARGO",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_TARGET_DIR",
        "LD_LIBRARY_PATH",
    ];
    const PREFIXES: &[&str] = &[
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BUILD_",
        "CARGO_PROFILE_",
    ];
    let name = name.to_string_lossy();
    EXACT.contains(&name.as_ref()) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BARE: Facts = Facts {
        toolchain_has_target: false,
        rustup_manages_toolchain: false,
        downloads_are_off: false,
        debian_is_ready: false,
        may_install_packages: false,
    };

    #[test]
    fn the_compiler_follows_from_the_facts() {
        let cases = [
            (
                Facts {
                    toolchain_has_target: true,
                    debian_is_ready: true,
                    ..BARE
                },
                Choice::Ordinary,
            ),
            (
                Facts {
                    rustup_manages_toolchain: true,
                    debian_is_ready: true,
                    ..BARE
                },
                Choice::AddTarget,
            ),
            (
                Facts {
                    debian_is_ready: true,
                    ..BARE
                },
                Choice::Debian,
            ),
            (
                Facts {
                    may_install_packages: true,
                    ..BARE
                },
                Choice::InstallDebian,
            ),
            (BARE, Choice::Neither),
        ];
        for (facts, expected) in cases {
            assert_eq!(choose(facts), expected, "{facts:?}");
        }
    }

    #[test]
    fn no_toolchain_is_touched_where_downloads_are_off() {
        for bits in 0..16u8 {
            let facts = Facts {
                toolchain_has_target: bits & 1 != 0,
                rustup_manages_toolchain: bits & 2 != 0,
                downloads_are_off: true,
                debian_is_ready: bits & 4 != 0,
                may_install_packages: bits & 8 != 0,
            };
            assert_ne!(choose(facts), Choice::AddTarget, "{facts:?}");
        }
    }

    #[test]
    fn a_nested_cargo_keeps_the_registry_but_not_the_toolchain() {
        for name in [
            "RUSTUP_TOOLCHAIN",
            "RUSTFLAGS",
            "CARGO_TARGET_DIR",
            "CARGO_PKG_NAME",
        ] {
            assert!(belongs_to_outer_cargo(&name.into()), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "HOME",
            "RUSTUP_AUTO_INSTALL",
            "CARGO_HTTP_CAINFO",
        ] {
            assert!(!belongs_to_outer_cargo(&name.into()), "{name}");
        }
    }
}
