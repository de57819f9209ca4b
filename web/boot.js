// Starts the app. The page may hold no code of its own (content policy), so
// this is the one line of JavaScript it points to.
import start from "/static/app.js";

start({ module_or_path: "/static/app_bg.wasm" });
