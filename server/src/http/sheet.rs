//! An answer as JSON, or as a sheet for those who ask for one.

use actix_web::body::BoxBody;
use actix_web::http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::{Deserialize, Serialize};
use shared::sheet;
use utoipa::ToSchema;

use super::{Description, Gives, Json};

/// How a list is wanted, as a query parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    #[default]
    Json,
    /// RFC 4180, with cells that no spreadsheet runs.
    Csv,
}

impl Format {
    /// What the parameter says, or else what `Accept` asks for first.
    pub fn wanted(parameter: Option<Self>, request: &HttpRequest) -> Self {
        let accept = request
            .headers()
            .get(ACCEPT)
            .and_then(|value| value.to_str().ok());
        let asks_for_csv = accept.is_some_and(|accept| accept.trim_start().starts_with("text/csv"));
        parameter.unwrap_or(if asks_for_csv { Self::Csv } else { Self::Json })
    }
}

/// A list, or the same as a sheet.
pub enum Listed<T> {
    Json(T),
    Sheet {
        /// Of the file, without its ending.
        name: String,
        rows: Vec<Vec<String>>,
    },
}

impl<T: Serialize> Responder for Listed<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        match self {
            Self::Json(list) => Json(list).respond_to(request),
            Self::Sheet { name, rows } => HttpResponse::Ok()
                .insert_header((CONTENT_TYPE, sheet::MEDIA_TYPE))
                .insert_header((
                    CONTENT_DISPOSITION,
                    format!("attachment; filename=\"{name}.csv\""),
                ))
                .body(sheet::csv(&rows)),
        }
    }
}

impl<T: ToSchema> Gives for Listed<T> {
    fn describe(description: &mut Description) {
        Json::<T>::describe(description);
    }
}
