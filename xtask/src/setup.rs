//! Installs what a command needs and the machine lacks, through apt-get.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;

use crate::shell::{self, Outcome, Stop};
use crate::{suite, wasm};

/// Something a command needs: what for, whether it is there, and the Debian
/// packages that bring it.
struct Need {
    purpose: &'static str,
    is_met: fn() -> bool,
    packages: &'static [&'static str],
}

const BUILD_NEEDS: &[Need] = &[
    Need {
        purpose: "a C compiler, for SQLite and the cryptography",
        is_met: || shell::find_program("cc").is_some(),
        packages: &["gcc", "libc6-dev", "make"],
    },
    Need {
        purpose: "the PostgreSQL client library, for the server",
        is_met: || library_is_there("libpq.so"),
        packages: &["libpq-dev"],
    },
];

const TEST_NEEDS: &[Need] = &[
    Need {
        purpose: "PostgreSQL, so that the suite runs on both databases",
        is_met: || crate::postgres::program("initdb").is_some(),
        packages: &["postgresql"],
    },
    Need {
        purpose: "Chromium and its driver, for the browser stories",
        is_met: || suite::chromium().is_some() && suite::chromedriver().is_some(),
        packages: &["chromium", "chromium-driver"],
    },
    Need {
        purpose: "an SMTP server and a calendar reader that are not ours",
        is_met: || suite::python().is_some() && shell::find_program("openssl").is_some(),
        packages: &[
            "python3",
            "python3-aiosmtpd",
            "python3-icalendar",
            "openssl",
        ],
    },
];

/// What a first build writes, in gigabytes; the tests write as much again.
const BUILD_ROOM_GB: u64 = 5;
const TEST_ROOM_GB: u64 = 10;

/// What `run` and `build` need: a C toolchain, libpq and a compiler for wasm.
pub fn for_run() -> Outcome {
    have_room(BUILD_ROOM_GB)?;
    meet(BUILD_NEEDS)?;
    wasm::prepare()
}

/// What `test` and `bench` need on top: databases, a browser, a mail server.
pub fn for_tests() -> Outcome {
    have_room(TEST_ROOM_GB)?;
    for_run()?;
    meet(TEST_NEEDS)?;
    suite::prepare_axe()
}

/// A disk that fills up in mid-build fails with a page of words that never say so; this says it
/// in one line. What an earlier build has written counts as there.
fn have_room(gigabytes: u64) -> Outcome {
    let workspace = shell::workspace();
    if workspace.join("target/web").exists() {
        return Ok(());
    }
    let path = workspace.display().to_string();
    let free = shell::answer("df", &["-Pk", &path]).and_then(|table| free_gigabytes(&table));
    match free {
        Some(free) if free < gigabytes => Err(Stop::new(format!(
            "a first build needs about {gigabytes} GB of disk and {path} has {free} GB free: \
             make room, or clone to a larger disk"
        ))),
        _ => Ok(()),
    }
}

/// Reads what `df -Pk` says of one file system.
fn free_gigabytes(table: &str) -> Option<u64> {
    let kilobytes = table.lines().nth(1)?.split_whitespace().nth(3)?;
    Some(kilobytes.parse::<u64>().ok()? / 1_000_000)
}

/// Whether this user may install packages without being asked for a password.
pub fn may_install() -> bool {
    shell::find_program("apt-get").is_some() && (is_root() || sudo_asks_nothing())
}

pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Installs Debian packages, and says for what. Refreshes the package lists
/// only when the first try fails, which is what stale or absent lists do.
pub fn install(purpose: &str, packages: &[&str]) -> Outcome {
    let by_hand = format!(
        "sudo apt-get update && sudo apt-get install -y {}",
        packages.join(" ")
    );
    if shell::find_program("apt-get").is_none() {
        return Err(Stop::new(format!(
            "missing: {purpose}. Install it with this system's package manager (Debian calls it: {})",
            packages.join(" ")
        )));
    }
    if !may_install() {
        return Err(Stop::new(format!(
            "missing: {purpose}. Installing needs root, so run: {by_hand}"
        )));
    }
    shell::step(format!("installing {purpose}: {}", packages.join(" ")));
    if apt_get(
        &["install", "-y", "-qq", "--no-install-recommends"],
        packages,
    )
    .is_ok()
    {
        return Ok(());
    }
    shell::note("that failed, so the package lists are refreshed and it is tried once more");
    apt_get(&["update", "-qq"], &[])?;
    apt_get(&["install", "-y", "-qq", "--no-install-recommends"], packages).map_err(|_| {
        Stop::new(format!(
            "could not install {purpose}; apt-get's message is above. Once it is solved, run: {by_hand}"
        ))
    })
}

fn meet(needs: &[Need]) -> Outcome {
    for need in needs {
        if (need.is_met)() {
            continue;
        }
        install(need.purpose, need.packages)?;
        if !(need.is_met)() {
            return Err(Stop::new(format!(
                "{} is installed but still not found: {}",
                need.packages.join(" "),
                need.purpose
            )));
        }
    }
    Ok(())
}

fn apt_get(arguments: &[&str], packages: &[&str]) -> Outcome {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        sudo
    };
    // Another installation may be running; waiting beats failing at once.
    command.args(["-o", "DPkg::Lock::Timeout=300"]);
    command.args(arguments).args(packages);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    shell::run(&mut command)
}

fn sudo_asks_nothing() -> bool {
    shell::answer("sudo", &["-n", "true"]).is_some()
}

/// Looks where linkers look: /usr/lib, /usr/local/lib and one folder below,
/// which is where Debian keeps the libraries of an architecture.
fn library_is_there(file: &str) -> bool {
    ["/usr/lib", "/usr/lib64", "/usr/local/lib"]
        .iter()
        .any(|root| {
            Path::new(root).join(file).exists()
                || fs::read_dir(root).is_ok_and(|entries| {
                    entries
                        .flatten()
                        .any(|entry| entry.path().join(file).exists())
                })
        })
}

#[cfg(test)]
mod tests {
    use super::free_gigabytes;

    #[test]
    fn free_room_is_read_off_what_df_prints() {
        let table = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                     /dev/sda1 264112384 92274688 3879731 96% /";
        assert_eq!(free_gigabytes(table), Some(3));
        assert_eq!(free_gigabytes("Filesystem"), None);
    }
}
