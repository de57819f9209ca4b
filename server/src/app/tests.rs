use actix_web::http::header::AUTHORIZATION;
use actix_web::test::{TestRequest, call_service, init_service, read_body_json};
use serde_json::{Value, json};
use shared::access::Audience;

use super::*;
use crate::actor::Actor;
use crate::admin;
use crate::config::Options;
use crate::db::scratch::Scratch;
use crate::error::Result;
use crate::http::Json;
use crate::mail::Transport;

const PASSWORD: &str = "quiet river under nine bridges";

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

async fn undecided(_actor: Actor) -> Result<Json<&'static str>> {
    Ok(Json("what nobody decided about"))
}

fn row(method: &'static str, pattern: &'static str, audience: Audience) -> &'static Row {
    Box::leak(Box::new(Row {
        method,
        pattern,
        audience,
    }))
}

#[test]
fn a_route_without_a_row_stops_the_start() {
    let mut more = routes();
    more.push(Route::get("/api/v1/debug", undecided));
    match ruled(more) {
        Err(StartError::Policy { unruled, .. }) => assert_eq!(unruled, ["GET /api/v1/debug"]),
        _ => panic!("the server would start with an unruled route"),
    }
}

#[actix_web::test]
async fn an_answer_that_nobody_decided_about_does_not_go_out() {
    let scratch = Scratch::open();
    let ctx = ctx(&scratch);
    let command = admin::Command::CreateOrganisation {
        name: "Fenland".into(),
        administrator_name: "Ada Administrator".into(),
        administrator_email: "ada@example.org".into(),
    };
    let created = admin::run(&ctx, command).await.unwrap();
    let token = created.rsplit("token=").next().unwrap().to_owned();
    let mut ruled: Vec<(Route, &'static Row)> = auth::routes()
        .into_iter()
        .map(|route| {
            let row = POLICY
                .iter()
                .find(|row| row.pattern == route.pattern && is_method(row, &route.method))
                .unwrap();
            (route, row)
        })
        .collect();
    ruled.push((
        Route::get("/api/v1/x", undecided),
        row("GET", "/api/v1/x", Audience::SignedIn),
    ));
    let app = App::new()
        .app_data(ctx)
        .wrap(from_fn(edge))
        .service(http::resources(&ruled));
    let app = init_service(app).await;
    let post = |path: &str, body: Value| TestRequest::post().uri(path).set_json(body).to_request();
    let accepted = post(
        "/api/v1/auth/accept-invitation",
        json!({ "token": token, "password": PASSWORD }),
    );
    assert_eq!(call_service(&app, accepted).await.status(), 204);
    let sign_in = json!({
        "email": "ada@example.org", "password": PASSWORD,
        "device_id": uuid::Uuid::now_v7(), "device_label": "Test",
    });
    let tokens: Value =
        read_body_json(call_service(&app, post("/api/v1/auth/sign-in", sign_in)).await).await;
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let get = |path: &str| {
        TestRequest::get()
            .uri(path)
            .insert_header((AUTHORIZATION, bearer.clone()))
            .to_request()
    };
    assert_eq!(call_service(&app, get("/api/v1/me")).await.status(), 200);
    let refused = call_service(&app, get("/api/v1/x")).await;
    assert_eq!(refused.status(), 500);
    let problem: Value = read_body_json(refused).await;
    assert_eq!(problem["code"], "internal");
}
