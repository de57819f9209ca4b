//! Lets the server be compiled before the web part is built, and again after
//! anything it embeds has changed.

use std::fs;
use std::path::Path;

fn main() {
    let manifest = std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it for build scripts");
    let dist = Path::new(&manifest).join("../dist");
    // Embedding needs the folder; an empty one means a server without web app.
    fs::create_dir_all(&dist).expect("the workspace can be written to");
    let mut embedded = vec!["../migrations", "templates"];
    // A debug server reads the web part from the folder while it runs.
    if std::env::var("PROFILE").as_deref() == Ok("release") {
        embedded.push("../dist");
    }
    // Naming a folder that is not there would compile the server every time.
    for folder in embedded.iter().filter(|folder| Path::new(folder).exists()) {
        println!("cargo::rerun-if-changed={folder}");
    }
}
