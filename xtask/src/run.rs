//! `cargo xtask run`: from a fresh clone to a served page with demo data.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Outcome, Stop};
use crate::{server, setup};

const DEFAULT_LISTEN: &str = "127.0.0.1:8080";

/// What `alongside demo` printed: who can sign in, and with what.
const ACCOUNTS: &str = "demo-accounts.txt";

/// How many ports after the wanted one are tried before giving up.
const PORTS_TO_TRY: u16 = 20;

#[derive(Debug)]
struct Options {
    data: PathBuf,
    listen: SocketAddr,
    /// The address was typed, so another one would be a surprise.
    listen_is_fixed: bool,
}

/// Builds, loads demo data once, and serves until interrupted.
pub fn run(arguments: &[String]) -> Outcome {
    let options = parse(arguments)?;
    setup::for_run()?;
    let binary = server::build_debug()?;
    load_demo(&binary, &options.data)?;
    let listen = free_address(&options)?;
    shell::step(format!(
        "serving {} on http://{listen} (stop with Ctrl-C)",
        options.data.display()
    ));
    // The server takes xtask's place, so that whoever stops the command stops it.
    let error = Command::new(&binary)
        .current_dir(shell::workspace())
        .arg("serve")
        .arg("--data")
        .arg(&options.data)
        .args(["--listen", &listen.to_string()])
        .exec();
    Err(Stop::new(format!(
        "could not start {}: {error}",
        binary.display()
    )))
}

fn parse(arguments: &[String]) -> Outcome<Options> {
    let mut options = Options {
        data: shell::workspace().join("data/demo"),
        listen: DEFAULT_LISTEN.parse().expect("the default is an address"),
        listen_is_fixed: false,
    };
    let mut rest = arguments.iter();
    while let Some(flag) = rest.next() {
        let value = rest
            .next()
            .ok_or_else(|| Stop::new(format!("{flag} needs a value")))?;
        match flag.as_str() {
            "--data" => options.data = PathBuf::from(value),
            "--listen" => {
                options.listen = value.parse().map_err(|_| {
                    Stop::new(format!(
                        "--listen {value}: write an address and a port, such as {DEFAULT_LISTEN}"
                    ))
                })?;
                options.listen_is_fixed = true;
            }
            _ => {
                return Err(Stop::new(format!(
                    "run takes --data DIR and --listen ADDR, not {flag}"
                )));
            }
        }
    }
    Ok(options)
}

/// Loads the demo organisations unless the folder holds something already, and
/// prints their accounts. Loading happens beside the folder, which takes its
/// place when it is complete: an interrupted load is never served.
fn load_demo(binary: &Path, data: &Path) -> Outcome {
    let accounts = data.join(ACCOUNTS);
    if holds_something(data) {
        shell::step(format!("using the data in {}", data.display()));
        if let Ok(text) = fs::read_to_string(&accounts) {
            println!("{text}");
        }
        return Ok(());
    }
    let loading = data.with_extension("loading");
    if loading.exists() {
        fs::remove_dir_all(&loading).map_err(|error| Stop::file("remove", &loading, error))?;
    }
    let text = shell::timed("loading demo data", || {
        shell::run_for_text(Command::new(binary).arg("demo").arg("--data").arg(&loading))
    })?;
    println!("{text}");
    let written = loading.join(ACCOUNTS);
    fs::write(&written, text).map_err(|error| Stop::file("write", &written, error))?;
    if data.exists() {
        fs::remove_dir(data).map_err(|error| Stop::file("replace", data, error))?;
    }
    fs::rename(&loading, data).map_err(|error| Stop::file("put in place", data, error))
}

fn holds_something(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// The wanted address, or the next free port when nobody asked for that one.
fn free_address(options: &Options) -> Outcome<SocketAddr> {
    let wanted = options.listen;
    for offset in 0..PORTS_TO_TRY {
        let port = wanted.port().saturating_add(offset);
        let address = SocketAddr::new(wanted.ip(), port);
        match TcpListener::bind(address) {
            Ok(_) => {
                if offset > 0 {
                    shell::note(format!(
                        "port {} is taken, so {port} is used",
                        wanted.port()
                    ));
                }
                return Ok(address);
            }
            Err(error) if options.listen_is_fixed => {
                return Err(Stop::new(format!(
                    "cannot listen on {wanted}: {error}; choose another --listen"
                )));
            }
            Err(_) => {}
        }
    }
    Err(Stop::new(format!(
        "ports {} to {} are all taken; choose one with --listen",
        wanted.port(),
        wanted.port() + PORTS_TO_TRY - 1
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(String::from).collect()
    }

    #[test]
    fn a_taken_port_is_passed_over_unless_it_was_asked_for() {
        let taken = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
        let listen = taken.local_addr().expect("it is bound");
        let data = PathBuf::from("data");
        let chosen = free_address(&Options {
            data: data.clone(),
            listen,
            listen_is_fixed: false,
        });
        assert_ne!(chosen.expect("a port nearby is free"), listen);
        let refused = free_address(&Options {
            data,
            listen,
            listen_is_fixed: true,
        });
        assert!(
            refused
                .expect_err("it is taken")
                .to_string()
                .contains("choose another --listen")
        );
    }

    #[test]
    fn a_folder_with_data_is_left_as_it_is() {
        let folder = std::env::temp_dir().join(format!("alongside-run-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("temporary files are allowed");
        assert!(!holds_something(&folder));
        fs::write(folder.join("alongside.db"), "kept").expect("temporary files are allowed");
        // No such program: it would fail if it were started.
        load_demo(Path::new("/no/such/program"), &folder).expect("nothing needs loading");
        let kept = fs::read_to_string(folder.join("alongside.db"));
        assert_eq!(kept.expect("it is still there"), "kept");
        fs::remove_dir_all(&folder).expect("it was made above");
    }

    #[test]
    fn arguments_are_checked_before_anything_is_built() {
        let options =
            parse(&words("--data /tmp/x --listen 127.0.0.1:9000")).expect("both are known");
        assert_eq!(
            (options.data, options.listen.port()),
            (PathBuf::from("/tmp/x"), 9000)
        );
        for wrong in ["--listen", "--listen here", "--port 1"] {
            assert!(parse(&words(wrong)).is_err(), "{wrong}");
        }
    }
}
