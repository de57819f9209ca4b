//! The routes of the slice; each group of them lives in its own folder.

use super::{actions, reading, reflections, replies, self_assessment, sharing, views};
use crate::http::Route;

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/observations/{id}/share", sharing::routes::share),
        Route::post(
            "/api/v1/observations/{id}/withdraw",
            sharing::routes::withdraw,
        ),
        Route::post(
            "/api/v1/observations/{id}/acknowledge",
            replies::routes::acknowledge,
        ),
        Route::post("/api/v1/observations/{id}/lock", replies::routes::lock),
        Route::post(
            "/api/v1/observations/{id}/amendments",
            replies::routes::amend,
        ),
        Route::get("/api/v1/observations/{id}/feedback", reading::routes::read),
        Route::get(
            "/api/v1/observations/{id}/self-assessment",
            self_assessment::routes::read,
        ),
        Route::put(
            "/api/v1/observations/{id}/self-assessment",
            self_assessment::routes::write,
        ),
        Route::post("/api/v1/observations/{id}/replies", replies::routes::reply),
        Route::get(
            "/api/v1/observations/{id}/views",
            views::routes::of_observation,
        ),
        Route::get("/api/v1/views", views::routes::mine),
        Route::get("/api/v1/reflections", reflections::routes::list),
        Route::get("/api/v1/reflections/{id}", reflections::routes::read),
        Route::put("/api/v1/reflections/{id}", reflections::routes::put),
        Route::post("/api/v1/reflections/{id}/share", reflections::routes::share),
        Route::post(
            "/api/v1/reflections/{id}/unshare",
            reflections::routes::unshare,
        ),
        Route::delete("/api/v1/reflections/{id}", reflections::routes::remove),
        Route::get("/api/v1/actions", actions::routes::list),
        Route::put("/api/v1/actions/{id}", actions::routes::put),
    ]
}
