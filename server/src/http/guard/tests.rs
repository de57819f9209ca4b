use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::{App, web};
use shared::access::Role;

use super::*;
use crate::config::Options;
use crate::context::Ctx;
use crate::db::scratch::Scratch;
use crate::http::{Json, Route};
use crate::mail::Transport;
use crate::token::Keys;

const ORIGIN: &str = "http://127.0.0.1:8080";

fn ctx(scratch: &Scratch) -> Ctx {
    let settings = Options {
        data: Some(scratch.folder().to_owned()),
        ..Options::default()
    }
    .parse()
    .unwrap();
    let keys = Keys::open(&scratch.folder().join("keys"), &settings.public_url).unwrap();
    let mail = Transport::folder(scratch.folder().join("mail"));
    Ctx {
        db: scratch.db.clone(),
        settings: Arc::new(settings),
        keys: Arc::new(keys),
        mail: Arc::new(mail),
    }
}

async fn answer() -> Result<Json<i32>> {
    Ok(Json(1))
}

/// The status of one request through a route with this row.
async fn status(audience: Audience, headers: &[(&str, &str)]) -> StatusCode {
    let scratch = Scratch::open();
    let row: &'static Row = Box::leak(Box::new(Row {
        method: "POST",
        pattern: "/api/v1/x",
        audience,
    }));
    let routes = vec![(Route::post("/api/v1/x", answer), row)];
    let app = App::new()
        .app_data(ctx(&scratch))
        .wrap(from_fn(crate::http::edge))
        .service(crate::http::resources(&routes));
    let app = init_service(app.default_service(web::to(crate::web_app::serve))).await;
    let mut request = TestRequest::post().uri("/api/v1/x");
    for (name, value) in headers {
        request = request.insert_header((*name, *value));
    }
    call_service(&app, request.to_request()).await.status()
}

#[actix_web::test]
async fn nobody_passes_a_route_for_the_signed_in_without_a_good_token() {
    for audience in [Audience::SignedIn, Audience::Roles(&[Role::Spo])] {
        for headers in [
            vec![],
            vec![("authorization", "Bearer x")],
            vec![("authorization", "Basic eDp4")],
        ] {
            assert_eq!(status(audience, &headers).await, StatusCode::UNAUTHORIZED);
        }
    }
}

#[actix_web::test]
async fn cookie_routes_ask_for_our_origin_and_public_ones_refuse_a_foreign_one() {
    let foreign = [("origin", "https://evil.example.org")];
    let cross_site = [("origin", ORIGIN), ("sec-fetch-site", "cross-site")];
    let sibling = [("origin", ORIGIN), ("sec-fetch-site", "same-site")];
    let ours = [("origin", ORIGIN), ("sec-fetch-site", "same-origin")];
    for audience in [Audience::Public, Audience::Cookie] {
        assert_eq!(status(audience, &foreign).await, StatusCode::FORBIDDEN);
        assert_eq!(
            status(audience, &[("origin", "null")]).await,
            StatusCode::FORBIDDEN
        );
        assert_eq!(status(audience, &cross_site).await, StatusCode::FORBIDDEN);
        assert_eq!(status(audience, &sibling).await, StatusCode::FORBIDDEN);
        assert_eq!(status(audience, &ours).await, StatusCode::OK);
    }
    assert_eq!(status(Audience::Cookie, &[]).await, StatusCode::FORBIDDEN);
    assert_eq!(status(Audience::Public, &[]).await, StatusCode::OK);
}
