//! The Alongside web app, for tablet, phone and desk.

mod api;
mod app;
mod chunks;
mod dates;
mod listen;
mod navigation;
mod offline;
mod pages;
mod route;
mod router;
mod state;
mod text;
mod timer;
mod ui;

fn main() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"))
        .expect("index.html has an element for the app");
    // What the page showed while the program came over the network.
    root.set_text_content(None);
    yew::Renderer::<app::App>::with_root(root).render();
}
