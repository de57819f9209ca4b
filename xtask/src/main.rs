//! `cargo xtask`: the one door to every command of the project.

mod bench;
mod dependencies;
mod postgres;
mod run;
mod server;
mod setup;
mod shell;
mod site;
mod suite;
mod versions;
mod wasm;

use std::process::ExitCode;

use shell::{Outcome, Stop};

const USAGE: &str = "\
cargo xtask <command>

  run   [--data DIR] [--listen ADDR]   build, load demo data once, serve on loopback
  test  [FILTER ...]                   install what tests need, then run all of them (or those whose name contains a FILTER)
  build                                target/release/alongside, with the web app inside
  web   [--quick]                      only the web part, into dist/ (--quick: compiled in seconds, larger)
  bench [ARGUMENT ...]                 the benchmark, on scratch databases
  versions [--client REF] [--server REF]
                                       an app and a server of earlier commits with those of this one (before a release)
  check                                formatting and lints, without tests
  setup [run|test]                     only install what that command needs";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("\nxtask: {stop}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    match command {
        "run" => run::run(rest),
        "test" => suite::run(rest),
        "build" => server::build_release().map(drop),
        "web" => build_web(rest),
        "bench" => bench::run(rest),
        "versions" => versions::run(rest),
        "check" => suite::check(),
        "setup" => match rest {
            [] => setup::for_tests(),
            [what] if what == "test" => setup::for_tests(),
            [what] if what == "run" => setup::for_run(),
            _ => Err(Stop::new(format!("setup takes `run` or `test`\n\n{USAGE}"))),
        },
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => Err(Stop::new(format!(
            "there is no command `{unknown}`\n\n{USAGE}"
        ))),
    }
}

fn build_web(rest: &[String]) -> Outcome {
    setup::for_run()?;
    match rest {
        [] => site::build(site::Compression::Best),
        [flag] if flag == "--quick" => site::build(site::Compression::Quick),
        _ => Err(Stop::new(format!("web takes only --quick\n\n{USAGE}"))),
    }
}
