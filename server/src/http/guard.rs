//! Deny by default: every route runs behind the guard of its row in the policy table.

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, ResponseError};
use shared::access::{Audience, Row};
use shared::problem::Code;

use super::origin;
use super::places::place;
use crate::actor::{self, Actor};
use crate::context::Ctx;
use crate::error::{Error, Result};

/// Lets the request through to its handler when the row allows it, and the answer out when the
/// handler decided about it.
pub(super) async fn guard(
    row: &'static Row,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    request.extensions_mut().insert(row);
    let actor = match admit(row, &request).await {
        Ok(actor) => actor,
        Err(error) => {
            let response = error.error_response();
            return Ok(request.into_response(response));
        }
    };
    if let Some(actor) = &actor {
        request.extensions_mut().insert(actor.clone());
    }
    let place = match place(row, &request).await {
        Ok(place) => place,
        Err(error) => {
            let response = error.error_response();
            return Ok(request.into_response(response));
        }
    };
    let response = next.call(request).await?;
    drop(place);
    let is_undecided = actor.is_some_and(|actor| !actor.has_decided());
    if is_undecided && response.status().is_success() {
        let error = Error::Internal(format!(
            "{} {} answered without a decision",
            row.method, row.pattern
        ));
        return Ok(response.into_response(error.error_response()));
    }
    Ok(response)
}

/// The actor, where the row asks for one.
async fn admit(row: &Row, request: &ServiceRequest) -> Result<Option<Actor>> {
    let ctx = request
        .app_data::<Ctx>()
        .ok_or_else(|| Error::Internal("the context is missing from the app".into()))?;
    match row.audience {
        Audience::Public => {
            // A browser names the site that a form or script was on; another site gets nothing done here.
            if !request.method().is_safe() {
                origin::check_if_named(request.headers(), &ctx.settings)?;
            }
            Ok(None)
        }
        Audience::Cookie => {
            origin::check(request.headers(), &ctx.settings)?;
            Ok(None)
        }
        Audience::SignedIn => actor::authenticate(ctx, request.headers()).await.map(Some),
        Audience::Roles(roles) => {
            let actor = actor::authenticate(ctx, request.headers()).await?;
            if roles.iter().any(|role| actor.holds(*role)) {
                Ok(Some(actor))
            } else {
                Err(Code::Forbidden.into())
            }
        }
    }
}

#[cfg(test)]
mod tests;
