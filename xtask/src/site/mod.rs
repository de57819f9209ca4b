//! Makes `dist/`: everything a browser is served, named by its content,
//! compressed beforehand, with a list for the server and one for the phone.
//!
//! Sources refer to each other as `/static/<logical name>`; the build puts the
//! hashed address in its place and refuses a name that does not exist.

mod assets;
mod compress;
mod css;
mod inputs;
mod references;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{self, Outcome, Stop};
use crate::wasm;
use assets::{Asset, Dist};
pub use sizes::check_sizes;

/// How much time to spend on making files small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Optimised for size, brotli 11 and gzip 9: what is shipped.
    Best,
    /// Compiled piece by piece and hardly compressed: minutes sooner and several times
    /// larger, for looking at a change.
    Quick,
}

impl Compression {
    /// The cargo profile the program is compiled under.
    fn profile(self) -> &'static str {
        match self {
            Self::Best => "web",
            Self::Quick => "web-quick",
        }
    }
}

/// Builds `dist/`, unless nothing that goes into it has changed.
pub fn build(compression: Compression) -> Outcome {
    let stamp = inputs::Stamp::of_workspace(compression, &wasm::compiler())?;
    if stamp.is_current() {
        shell::step("web part: nothing changed");
        return Ok(());
    }
    let modules = shell::timed("compiling the web part", || {
        wasm::compile(compression.profile())
    })?;
    shell::timed("assembling dist/", || assemble(&modules, compression))?;
    stamp.keep()
}

fn assemble(modules: &Path, compression: Compression) -> Outcome {
    let web = shell::workspace().join("web");
    let mut dist = Dist::default();

    add_folder(&mut dist, &web, "fonts")?;
    add_folder(&mut dist, &web, "icons")?;
    dist.add(
        "manifest.webmanifest",
        rewritten(&dist, &web.join("manifest.webmanifest"))?.into_bytes(),
    );
    let styles = references::rewrite(&css::join(&web.join("styles"))?, "web/styles", &dist)?;
    dist.add("app.css", css::minify(&styles).into_bytes());
    add_program(&mut dist, &modules.join("web.wasm"))?;
    add_stretcher(&mut dist, &web, &modules.join("stretcher.wasm"))?;
    dist.add(
        "cy.ftl",
        joined_messages(&web.join("locales/cy"))?.into_bytes(),
    );
    dist.add(
        "boot.js",
        rewritten(&dist, &web.join("boot.js"))?.into_bytes(),
    );

    let index = references::rewrite(&read(&web.join("index.html"))?, "web/index.html", &dist)?;
    references::refuse_inline_code(&index)?;
    let shell_assets = first_visit(&dist, &index);
    let chunks = chunks(&dist);
    dist.add_fixed("index.html", index.into_bytes());
    let worker = service_worker(&read(&web.join("sw.js"))?, &dist, &shell_assets, &chunks);
    dist.add_fixed("sw.js", worker.into_bytes());

    let folder = shell::workspace().join("dist");
    let scratch = shell::workspace().join("target/web");
    dist.mark_first_load(&shell_assets);
    sizes::list_first_load(&dist.write(&folder, &scratch, compression)?);
    Ok(())
}

/// The program: cut into chunks, then wasm-bindgen's part for the first of them.
fn add_program(dist: &mut Dist, module: &Path) -> Outcome {
    let folder = empty_folder("target/web/bindgen")?;
    let main = folder.join("main.wasm");
    cut(module, &folder, &main)?;
    // The chunks link to the main part by the linker's own names.
    bind(&main, "app", &folder, |bindgen| {
        bindgen.keep_lld_exports(true);
    })?;
    dist.add(
        "app_bg.wasm",
        assets::read_bytes(&folder.join("app_bg.wasm"))?,
    );
    // The two loaders name each other, so each gets its address from the content of both.
    let mut loader = read(&folder.join("app.js"))?;
    let mut chunks = read(&folder.join(CHUNK_LOADER))?;
    for file in assets::files_below(&folder)? {
        let name = assets::relative_name(&folder, &file);
        if name.ends_with(".wasm") && name != "app_bg.wasm" && name != "main.wasm" {
            dist.add(&name, without_names(&assets::read_bytes(&file)?));
            let served = dist.served(&name).expect("it was added a line before");
            chunks = chunks.replace(&format!("./{name}"), served);
        }
        // Crates bring pieces of JavaScript, which the loader imports by path.
        if name.starts_with("snippets/") {
            dist.add(&name, assets::read_bytes(&file)?);
            let served = dist.served(&name).expect("it was added a line before");
            loader = loader.replace(&format!("./{name}"), served);
        }
    }
    let version = assets::short_hash(format!("{loader}{chunks}").as_bytes());
    let (app_at, chunks_at) = (
        format!("/assets/app-{version}.js"),
        format!("/assets/chunks-{version}.js"),
    );
    // Only where it is imported: the program itself knows the module by the name it had.
    let loader = loader.replace(
        &format!("from \"./{CHUNK_LOADER}\""),
        &format!("from \"{chunks_at}\""),
    );
    let chunks = chunks.replace("./app.js", &app_at);
    dist.add_at("app.js", app_at, loader.into_bytes());
    dist.add_at("app-chunks.js", chunks_at, chunks.into_bytes());
    Ok(())
}

const CHUNK_LOADER: &str = "__wasm_split.js";

/// Takes the pages that are fetched later out of the program (`web/src/chunks`).
fn cut(module: &Path, folder: &Path, main: &Path) -> Outcome {
    let input = assets::read_bytes(module)?;
    let mut options = wasm_split_cli_support::Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = "./app.js";
    wasm_split_cli_support::transform(options)
        .map(|_| ())
        .map_err(|error| Stop::new(format!("the web part cannot be cut into chunks: {error:?}")))
}

/// The program that stretches passwords, and the script by which a worker or the page runs it. It
/// belongs to the version like every other file, so page and worker never come from two.
fn add_stretcher(dist: &mut Dist, web: &Path, module: &Path) -> Outcome {
    let folder = empty_folder("target/web/stretcher")?;
    bind(module, "stretcher_program", &folder, |_| {})?;
    let program = assets::read_bytes(&folder.join("stretcher_program_bg.wasm"))?;
    dist.add("stretcher_program_bg.wasm", without_names(&program));
    let loader = assets::read_bytes(&folder.join("stretcher_program.js"))?;
    dist.add("stretcher_program.js", loader);
    let script = rewritten(dist, &web.join("stretcher.js"))?;
    dist.add("stretcher.js", script.into_bytes());
    Ok(())
}

fn empty_folder(below_workspace: &str) -> Outcome<PathBuf> {
    let folder = shell::workspace().join(below_workspace);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Stop::file("empty", &folder, error))?;
    }
    Ok(folder)
}

fn bind(module: &Path, name: &str, folder: &Path, options: impl FnOnce(&mut Bindgen)) -> Outcome {
    let failed = |error| Stop::new(format!("wasm-bindgen refused {name}: {error:?}"));
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(false);
    options(&mut bindgen);
    bindgen
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true);
    bindgen.web(true).map_err(failed)?;
    bindgen.generate(folder).map_err(failed)
}

/// A module without its custom sections: names of functions, which nobody on a phone reads.
fn without_names(module: &[u8]) -> Vec<u8> {
    const HEADER_BYTES: usize = 8;
    let mut kept = module[..HEADER_BYTES.min(module.len())].to_vec();
    let mut at = HEADER_BYTES;
    while at < module.len() {
        let (size, n_size_bytes) = leb128(&module[at + 1..]);
        let end = at + 1 + n_size_bytes + size;
        // Section 0 is custom (WebAssembly 1.0 §5.5.3).
        if module[at] != 0 {
            kept.extend_from_slice(&module[at..end]);
        }
        at = end;
    }
    kept
}

/// An unsigned number in LEB128 and how many bytes it takes.
fn leb128(bytes: &[u8]) -> (usize, usize) {
    let (mut value, mut n) = (0, 0);
    loop {
        value |= usize::from(bytes[n] & 0x7f) << (7 * n);
        n += 1;
        if bytes[n - 1] & 0x80 == 0 {
            return (value, n);
        }
    }
}

fn add_folder(dist: &mut Dist, web: &Path, name: &str) -> Outcome {
    let folder = web.join(name);
    if !folder.exists() {
        return Ok(());
    }
    for file in assets::files_below(&folder)? {
        dist.add(
            &assets::relative_name(web, &file),
            assets::read_bytes(&file)?,
        );
    }
    Ok(())
}

/// A language that is not in the program, as the one file its readers fetch.
fn joined_messages(folder: &Path) -> Outcome<String> {
    let files = assets::files_below(folder)?;
    files
        .iter()
        .map(|file| read(file).map(|text| text + "\n"))
        .collect()
}

fn rewritten(dist: &Dist, path: &Path) -> Outcome<String> {
    references::rewrite(&read(path)?, &path.display().to_string(), dist)
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| Stop::file("read", path, error))
}

/// Everything a first visit fetches: what the page names, what its styles
/// name, and the program. Icons for home screens are fetched on installation.
fn first_visit(dist: &Dist, index: &str) -> Vec<String> {
    let styles = dist.text("app.css").unwrap_or_default();
    dist.assets()
        .filter(|asset| {
            let is_program =
                asset.logical.starts_with("app") || asset.logical.starts_with("snippets/");
            let is_shown = index.contains(&asset.served) || styles.contains(&asset.served);
            is_program || (is_shown && !is_for_rare_letters(asset))
        })
        .map(|asset| asset.served.clone())
        .collect()
}

/// The letters beyond Latin-1, as in Welsh and in names: a browser fetches their font when a page
/// shows one.
fn is_for_rare_letters(asset: &Asset) -> bool {
    asset.logical.ends_with("-ext.woff2")
}

/// What is fetched later, pages, rare letters and what stretches passwords, which the worker keeps once somebody has signed in.
fn chunks(dist: &Dist) -> Vec<String> {
    dist.assets()
        .filter(|asset| {
            let is_page = asset.logical.ends_with(".wasm") && asset.logical != "app_bg.wasm";
            let is_stretcher = asset.logical.starts_with("stretcher");
            is_page || is_stretcher || is_for_rare_letters(asset)
        })
        .map(|asset| asset.served.clone())
        .collect()
}

/// The worker of `web/sw.js`, told which files make the shell and which the chunks, each with the
/// size and the hash it must have. Its version changes with any of them, the page included.
fn service_worker(source: &str, dist: &Dist, shell_assets: &[String], chunks: &[String]) -> String {
    let shell = [
        dist.files(&["/index.html".into()]),
        dist.files(shell_assets),
    ]
    .concat();
    let chunks = dist.files(chunks);
    let version = assets::short_hash(format!("{source}{shell:?}{chunks:?}").as_bytes());
    let [shell, chunks] = [shell, chunks]
        .map(|list| serde_json::to_string(&list).expect("texts and numbers are JSON"));
    format!(
        "const SHELL_VERSION = \"{version}\";\nconst SHELL = {shell};\n\
         const CHUNKS = {chunks};\n{source}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_changes_its_version_with_the_page_and_with_each_asset() {
        let made = |page: &str, program: &str, chunks: &[&str]| {
            let mut dist = Dist::default();
            dist.add_fixed("index.html", page.into());
            dist.add_at("app.js", "/assets/app-1.js".into(), program.into());
            dist.add_at("chunk.wasm", "/assets/chunk-1.wasm".into(), b"wasm".into());
            let chunks: Vec<String> = chunks.iter().map(|&chunk| chunk.into()).collect();
            service_worker("run();", &dist, &["/assets/app-1.js".into()], &chunks)
        };
        let chunks = ["/assets/chunk-1.wasm"];
        let before = made("<html>", "go()", &chunks);
        // The hash of "go()", made with another tool.
        assert!(
            before.contains(
                "[\"/assets/app-1.js\",4,\"5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw=\"]"
            ),
            "{before}"
        );
        let changed = [
            made("<html lang>", "go()", &chunks),
            made("<html>", "no()", &chunks),
            made("<html>", "go()", &[]),
        ];
        assert!(changed.iter().all(|worker| *worker != before));
        assert_eq!(before, made("<html>", "go()", &chunks));
    }

    #[test]
    fn a_first_visit_fetches_fonts_of_the_styles_but_not_home_screen_icons() {
        let mut dist = Dist::default();
        dist.add("fonts/text.woff2", vec![1]);
        dist.add("icons/512.png", vec![2]);
        let font = dist.served("fonts/text.woff2").expect("added").to_owned();
        dist.add(
            "app.css",
            format!("@font-face{{src:url({font})}}").into_bytes(),
        );
        let styles = dist.served("app.css").expect("added").to_owned();
        assert_eq!(first_visit(&dist, "<html></html>"), [styles, font]);
    }

    #[test]
    fn rare_letters_are_kept_with_the_pages_and_not_fetched_at_first() {
        let mut dist = Dist::default();
        dist.add("fonts/text-ext.woff2", vec![1]);
        let font = dist
            .served("fonts/text-ext.woff2")
            .expect("added")
            .to_owned();
        let styles = format!("@font-face{{src:url({font})}}");
        dist.add("app.css", styles.into_bytes());
        let styles = dist.served("app.css").expect("added").to_owned();
        assert_eq!(first_visit(&dist, "<html></html>"), [styles]);
        assert_eq!(chunks(&dist), [font]);
    }
}
