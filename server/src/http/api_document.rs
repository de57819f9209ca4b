//! The API's description: for programs, and as a page for people.

use actix_web::HttpResponse;

use super::Route;
use crate::openapi;

/// The two routes of the description itself.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/openapi.json", document),
        Route::get("/api/v1/docs", page),
    ]
}

async fn document() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(openapi::document())
}

/// A list to browse without any script or style, so that the page keeps to the same policy as the
/// rest; tools read the document itself.
async fn page() -> HttpResponse {
    let mut html = String::from(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Alongside API</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><h1>Alongside API</h1>\
         <p>The whole description, with every body: <a href=\"/api/v1/openapi.json\">openapi.json</a> (OpenAPI 3.1).</p>",
    );
    for (group, rows) in openapi::overview() {
        html.push_str(&format!(
            "<h2 id=\"{group}\">{group}</h2><table><thead><tr><th scope=\"col\">Method</th>\
            <th scope=\"col\">Address</th><th scope=\"col\">Who</th></tr></thead><tbody>"
        ));
        for (method, pattern, audience) in rows {
            html.push_str(&format!(
                "<tr><td>{method}</td><td><code>{pattern}</code></td><td>{audience}</td></tr>"
            ));
        }
        html.push_str("</tbody></table>");
    }
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(html)
}
