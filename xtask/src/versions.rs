//! `cargo xtask versions`: an app and a server of earlier commits with those of this tree.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Outcome, Stop};
use crate::{server, setup, suite};

/// What `.cargo/config.toml` of this tree has put into the environment; an earlier tree says it itself.
const OWN_SETTINGS: &[&str] = &[
    "CHRONO_TZ_TIMEZONE_FILTER",
    "LIBSQLITE3_FLAGS",
    "CARGO_TARGET_DIR",
];

/// What was named on the command line.
#[derive(Debug, Default, PartialEq, Eq)]
struct Named {
    client: Option<String>,
    server: Option<String>,
}

/// Builds the earlier parts, then lets the stories of `tests` meet them.
pub fn run(arguments: &[String]) -> Outcome {
    let named = parse(arguments)?;
    let (client, server) = chosen(named, &releases())?;
    let (client, server) = (commit(&client)?, commit(&server)?);
    setup::for_tests()?;
    let app = earlier_app(&client)?;
    let earlier = earlier_server(&server)?;
    let binary = server::build_debug()?;
    shell::step(format!(
        "the app of {client} with this server, and this app with the server of {server}"
    ));
    let mut cargo = shell::cargo();
    cargo
        .args(["test", "--package", "tests", "--test", "integration"])
        .args(["--features", suite::OLDER_BUILDS])
        .args(["--", "tablet::older::", "--nocapture"])
        .env("ALONGSIDE_OLDER_DIST", app)
        .env("ALONGSIDE_OLDER_BIN", earlier);
    shell::run(suite::with_tools(&mut cargo, &binary)?)
}

fn parse(arguments: &[String]) -> Outcome<Named> {
    let mut named = Named::default();
    let mut rest = arguments.iter();
    while let Some(flag) = rest.next() {
        let place = match flag.as_str() {
            "--client" => &mut named.client,
            "--server" => &mut named.server,
            _ => {
                return Err(Stop::new(format!(
                    "versions takes --client REF and --server REF, not {flag}"
                )));
            }
        };
        let value = rest.next();
        *place = Some(
            value
                .ok_or_else(|| Stop::new(format!("{flag} needs a commit")))?
                .clone(),
        );
    }
    Ok(named)
}

/// The client two releases back and the server one back, unless others were named. `releases` has
/// the newest first.
fn chosen(named: Named, releases: &[String]) -> Outcome<(String, String)> {
    let or = |named: Option<String>, n: usize, flag: &str| {
        named.or_else(|| releases.get(n).cloned()).ok_or_else(|| {
            Stop::new(format!(
                "there are too few releases before this one: name a commit, tag or branch with {flag}"
            ))
        })
    };
    Ok((
        or(named.client, 1, "--client")?,
        or(named.server, 0, "--server")?,
    ))
}

/// The tags of releases before this commit, the newest first.
fn releases() -> Vec<String> {
    let arguments = [
        "tag",
        "--list",
        "v[0-9]*",
        "--no-contains",
        "HEAD",
        "--sort=-version:refname",
    ];
    let tags = git(&arguments).unwrap_or_default();
    tags.lines().map(str::to_owned).collect()
}

/// The commit that a name stands for, in twelve digits.
fn commit(name: &str) -> Outcome<String> {
    git(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--short=12",
        &format!("{name}^{{commit}}"),
    ])
    .ok_or_else(|| Stop::new(format!("git knows no commit {name}")))
}

fn git(arguments: &[&str]) -> Option<String> {
    let workspace = shell::workspace().display().to_string();
    shell::answer("git", &[&["-C", &workspace], arguments].concat())
}

/// The web part of a commit; kept, since a commit never changes.
fn earlier_app(commit: &str) -> Outcome<PathBuf> {
    let app = kept(commit)?.join("dist");
    if !app.exists() {
        check_out(commit)?;
        shell::timed(&format!("building the app of {commit}"), || {
            shell::run(earlier_cargo().args(["xtask", "web", "--quick"]))
        })?;
        put(&tree().join("dist"), &app)?;
    }
    Ok(app)
}

fn earlier_server(commit: &str) -> Outcome<PathBuf> {
    let binary = kept(commit)?.join("alongside");
    if !binary.exists() {
        check_out(commit)?;
        shell::timed(&format!("building the server of {commit}"), || {
            shell::run(earlier_cargo().args(["build", "--package", "server", "--bin", "alongside"]))
        })?;
        put(&tree().join("target/debug/alongside"), &binary)?;
    }
    Ok(binary)
}

/// Where what was built of a commit is kept.
fn kept(commit: &str) -> Outcome<PathBuf> {
    let folder = folder().join(commit);
    fs::create_dir_all(&folder).map_err(|error| Stop::file("create", &folder, error))?;
    Ok(folder)
}

fn put(built: &Path, place: &Path) -> Outcome {
    fs::rename(built, place).map_err(|error| Stop::file("keep", built, error))
}

fn folder() -> PathBuf {
    shell::workspace().join("target/versions")
}

/// The one tree in which earlier commits are built, in turn: dependencies are built once, and of the
/// rest what differs. Several trees that share a target folder would not do: to cargo a source that
/// is older than what was last built from that place in another tree is built already.
fn tree() -> PathBuf {
    folder().join("tree")
}

fn check_out(commit: &str) -> Outcome {
    let tree = tree();
    // Named outright: git would look for a repository further up, which is the one we work in.
    let repository = tree.join(".git");
    if !repository.join("HEAD").exists() {
        if tree.exists() {
            fs::remove_dir_all(&tree).map_err(|error| Stop::file("remove", &tree, error))?;
        }
        let mut clone = Command::new("git");
        clone.args(["clone", "--quiet", "--shared", "--no-checkout"]);
        shell::run(clone.arg(shell::workspace()).arg(&tree))?;
    }
    let mut checkout = Command::new("git");
    checkout.arg("--git-dir").arg(&repository);
    checkout.arg("--work-tree").arg(&tree);
    checkout.args(["checkout", "--quiet", "--force", "--detach", commit]);
    shell::run(&mut checkout)
}

/// Cargo in that tree, as if nobody had called it from this one.
fn earlier_cargo() -> Command {
    let mut cargo = shell::cargo();
    cargo.current_dir(tree());
    for name in OWN_SETTINGS {
        cargo.env_remove(name);
    }
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(String::from).collect()
    }

    #[test]
    fn what_is_not_named_is_the_last_release_and_the_one_before() {
        let named = |text| parse(&words(text)).expect("both flags are known");
        let releases = words("v3.0.0 v2.0.0 v1.0.0");
        let pair = |client: &str, server: &str| (client.to_owned(), server.to_owned());
        let all = chosen(named(""), &releases).expect("there are enough");
        assert_eq!(all, pair("v2.0.0", "v3.0.0"));
        let one = chosen(named("--client abc"), &releases[..1]).expect("the other is named");
        assert_eq!(one, pair("abc", "v3.0.0"));
        let few = chosen(named("--server abc"), &releases[..1]).expect_err("no second release");
        assert!(few.to_string().contains("--client"), "{few}");
        for wrong in ["--client", "--app x"] {
            assert!(parse(&words(wrong)).is_err(), "{wrong}");
        }
    }
}
