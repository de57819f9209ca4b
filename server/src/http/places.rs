//! Large bodies that anybody may send: few are in memory at once, and few of one source, so that
//! whoever sends many, and holds each back at its last byte, fills no memory and shuts nobody out.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use actix_web::dev::ServiceRequest;
use shared::access::{Audience, Row};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::inflate::BodyMax;
use super::origin;
use super::route::STRANGERS_BODY_MAX;
use crate::context::Ctx;
use crate::error::{Error, Result};

/// In all; the others wait unread.
static ALL: Semaphore = Semaphore::const_new(12);
/// Of one source.
const N_OF_SOURCE: usize = 3;
/// Whoever has theirs taken tries again after as long as a request may last.
const AGAIN_AFTER_S: u64 = 30;

static TAKEN: Mutex<BTreeMap<Option<IpAddr>, usize>> = Mutex::new(BTreeMap::new());

/// A place in memory, given back when it is dropped.
pub(super) struct Place {
    source: Option<IpAddr>,
    _permit: SemaphorePermit<'static>,
}

impl Drop for Place {
    fn drop(&mut self) {
        leave(self.source);
    }
}

/// A place for the body of this request, where nobody need be signed in and it may be large.
pub(super) async fn place(row: &Row, request: &ServiceRequest) -> Result<Option<Place>> {
    let is_strangers = matches!(row.audience, Audience::Public | Audience::Cookie);
    let max = request.app_data::<BodyMax>().map_or(0, |max| max.0);
    if !is_strangers || max <= STRANGERS_BODY_MAX || request.method().is_safe() {
        return Ok(None);
    }
    let ctx = request.app_data::<Ctx>();
    let source =
        ctx.and_then(|ctx| origin::source(request.request(), &ctx.settings.trusted_proxies));
    let permit = ALL.acquire().await.map_err(|_| Error::Unavailable)?;
    enter(source)?;
    Ok(Some(Place {
        source,
        _permit: permit,
    }))
}

fn enter(source: Option<IpAddr>) -> Result<()> {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let n = taken.entry(source).or_default();
    if *n == N_OF_SOURCE {
        return Err(Error::Throttled {
            retry_after_s: AGAIN_AFTER_S,
        });
    }
    *n += 1;
    Ok(())
}

fn leave(source: Option<IpAddr>) {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(n) = taken.get_mut(&source) {
        *n -= 1;
        if *n == 0 {
            taken.remove(&source);
        }
    }
}
