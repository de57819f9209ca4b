//! People and their roles over HTTP.

use serde::Deserialize;
use shared::access::Role;
use shared::org::{
    ComeBack, EditPerson, Leave, NewGrant, NewPerson, Person, PersonRef, PersonStatus,
    PersonSummary, RoleGrant, SayAway,
};
use shared::problem::{Code, FieldProblem};
use shared::values::{GrantId, Page, PersonId, UnitId, ValueError};

use super::super::leaving::{self, Handovers};
use super::super::{away, grants, people, sight, store, suspending, units};
use crate::actor::{Actor, Ground};
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::http::{IfMatch, Json, NoContent, Path, Query, Route, Versioned};
use crate::paging::Cut;

/// The longest part of a name looked for, in characters.
const QUERY_CHARS_MAX: usize = 120;

pub fn routes(handovers: Handovers) -> Vec<Route> {
    vec![
        Route::get("/api/v1/people", list),
        Route::post("/api/v1/people", move |ctx, actor, new| {
            add(handovers, ctx, actor, new)
        }),
        Route::get("/api/v1/people/{id}", show),
        Route::patch(
            "/api/v1/people/{id}",
            move |ctx, actor, id, version, form| edit(handovers, ctx, actor, id, version, form),
        ),
        Route::post("/api/v1/people/{id}/invitation", move |ctx, actor, id| {
            invite(handovers, ctx, actor, id)
        }),
        Route::post("/api/v1/people/{id}/leave", move |ctx, actor, id, form| {
            leave(handovers, ctx, actor, id, form)
        }),
        Route::post("/api/v1/people/{id}/return", move |ctx, actor, id, form| {
            come_back(handovers, ctx, actor, id, form)
        }),
        Route::post("/api/v1/people/{id}/suspend", move |ctx, actor, id| {
            suspend(handovers, ctx, actor, id)
        }),
        Route::post("/api/v1/people/{id}/resume", resume),
        Route::put("/api/v1/people/{id}/away", say_away),
        Route::delete("/api/v1/people/{id}/away", end_away),
        Route::post("/api/v1/people/{id}/roles", grant),
        Route::delete("/api/v1/people/{id}/roles/{grant}", revoke),
    ]
}

/// What a list of people is narrowed to.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// 1 to 100 rows; 50 unless told.
    limit: Option<usize>,
    /// The `next` of the page before.
    after: Option<String>,
    /// Part of a name.
    query: Option<String>,
    /// A unit with all below it.
    unit: Option<UnitId>,
    /// Only those who hold this role.
    role: Option<Role>,
    /// Only those whose account stands so. Who left is shown to administrators and auditors alone.
    status: Option<PersonStatus>,
}

async fn list(
    ctx: Ctx,
    actor: Actor,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<PersonSummary>>> {
    actor.allow(Ground::ScopedQuery);
    let cut = Cut {
        limit: wanted.limit,
        after: wanted.after.clone(),
    };
    let (after, n_rows) = (cut.after::<(String, String)>()?, cut.n_rows()?);
    if wanted
        .query
        .as_ref()
        .is_some_and(|query| query.chars().count() > QUERY_CHARS_MAX)
    {
        let error = ValueError::TooLong {
            max: QUERY_CHARS_MAX,
        };
        return Err(Error::RefusedFields(
            Code::MalformedRequest,
            vec![FieldProblem::value("query", &error)],
        ));
    }
    let find = move |conn: &mut Conn| {
        let filter = filter(conn, &actor, &wanted)?;
        store::page_of_people(conn, &actor.org, &filter, after, n_rows)
    };
    let rows = ctx.db.read(find).await?;
    cut.page(rows, |person| {
        (person.name.as_str().to_owned(), person.id.to_string())
    })
    .map(Json)
}

/// Administrators and auditors see everybody; others those in their scope and those they manage.
fn filter(conn: &mut Conn, actor: &Actor, wanted: &Wanted) -> Result<store::PeopleFilter> {
    let sees_all = actor.holds(Role::Administrator) || actor.holds(Role::Auditor);
    let sight = match sees_all {
        true => store::Sight::Organisation,
        false => sight_of(conn, actor)?,
    };
    let units = match wanted.unit {
        Some(unit) => Some(units::units_below(conn, &actor.org, unit)?),
        None => None,
    };
    let name_part = wanted
        .query
        .as_deref()
        .map(|query| query.trim().to_lowercase())
        .filter(|part| !part.is_empty());
    Ok(store::PeopleFilter {
        sight,
        units,
        name_part,
        role: wanted.role,
        status: wanted.status,
        with_leavers: sees_all,
    })
}

/// A team or a PDU is looked up by its people; a region is walked through by name.
fn sight_of(conn: &mut Conn, actor: &Actor) -> Result<store::Sight> {
    const N_UNITS_FEW: usize = 60;
    let units = sight::units_in_sight(conn, actor, &[Role::Spo, Role::Qdo, Role::Manager])?;
    if units.len() > N_UNITS_FEW {
        return Ok(store::Sight::Units {
            units,
            or_managed_by: actor.me.clone(),
        });
    }
    let mut ids = store::ids_in_scope(conn, &actor.org, &units, &actor.me)?;
    ids.push(actor.me.clone());
    Ok(store::Sight::People(ids))
}

/// What the one who asks may know of a person.
#[derive(serde::Serialize, utoipa::ToSchema)]
#[serde(untagged)]
enum Known {
    All(Box<Person>),
    /// Those who manage or observe me: their name.
    Name(PersonRef),
}

async fn show(ctx: Ctx, actor: Actor, Path(id): Path<PersonId>) -> Result<Versioned<Known>> {
    actor.allow(Ground::ScopedQuery);
    let known = ctx.db.read(move |conn| know(conn, &actor, id)).await?;
    let version = match &known {
        Known::All(person) => person.version,
        // A name is not edited by those who see no more than it.
        Known::Name(_) => 0,
    };
    Ok(Versioned {
        body: known,
        version,
    })
}

fn know(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<Known> {
    if sight::may_see(conn, actor, id)? {
        let person = store::find_person(conn, &actor.org, id)?;
        return away::with_away(conn, actor, person).map(|person| Known::All(Box::new(person)));
    }
    let (_, my_manager) = store::unit_of(conn, &actor.org, actor.person_id)?;
    if my_manager == Some(id) || store::has_observed(conn, &actor.org, id, actor.person_id)? {
        return store::find_reference(conn, &actor.org, id).map(Known::Name);
    }
    Err(Error::NotFound)
}

async fn add(
    handovers: Handovers,
    ctx: Ctx,
    actor: Actor,
    Json(new): Json<NewPerson>,
) -> Result<Versioned<Person>> {
    actor.allow(Ground::Role);
    let add = move |conn: &mut Conn| {
        let (person, is_new) = people::add(conn, &actor, &new)?;
        if is_new && new.invite {
            (handovers.invite)(conn, &actor, person.id)?;
        }
        Ok(person)
    };
    let person = ctx.db.write(add).await?;
    Ok(versioned(person))
}

async fn edit(
    handovers: Handovers,
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<PersonId>,
    if_match: IfMatch,
    Json(edit): Json<EditPerson>,
) -> Result<Versioned<Person>> {
    actor.allow(Ground::Role);
    let site = ctx.settings.site();
    let person = ctx
        .db
        .write(move |conn| people::edit(conn, &actor, &handovers, site, id, if_match, &edit))
        .await?;
    Ok(versioned(person))
}

/// Sends the invitation, again where it was lost. Somebody who accepted has no use for one.
async fn invite(
    handovers: Handovers,
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<PersonId>,
) -> Result<NoContent> {
    actor.allow(Ground::Role);
    let invite = move |conn: &mut Conn| {
        if store::find_card(conn, &actor.org, id)?.status != PersonStatus::Invited {
            return Err(Code::WrongState.into());
        }
        (handovers.invite)(conn, &actor, id)
    };
    ctx.db.write(invite).await?;
    Ok(NoContent)
}

async fn leave(
    handovers: Handovers,
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<PersonId>,
    Json(leave): Json<Leave>,
) -> Result<Versioned<Person>> {
    actor.allow(Ground::Role);
    let site = ctx.settings.site();
    let person = ctx
        .db
        .write(move |conn| leaving::leave(conn, &actor, &handovers, &site, id, &leave))
        .await?;
    Ok(versioned(person))
}

async fn come_back(
    handovers: Handovers,
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<PersonId>,
    Json(back): Json<ComeBack>,
) -> Result<Versioned<Person>> {
    actor.allow(Ground::Role);
    ctx.db
        .write(move |conn| leaving::come_back(conn, &actor, &handovers, id, &back))
        .await
        .map(versioned)
}

async fn suspend(
    handovers: Handovers,
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<PersonId>,
) -> Result<Versioned<Person>> {
    actor.allow(Ground::Role);
    ctx.db
        .write(move |conn| suspending::suspend(conn, &actor, &handovers, id))
        .await
        .map(versioned)
}

async fn resume(ctx: Ctx, actor: Actor, Path(id): Path<PersonId>) -> Result<Versioned<Person>> {
    actor.allow(Ground::Role);
    ctx.db
        .write(move |conn| suspending::resume(conn, &actor, id))
        .await
        .map(versioned)
}

async fn say_away(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<PersonId>,
    if_match: IfMatch,
    Json(say): Json<SayAway>,
) -> Result<Versioned<Person>> {
    ctx.db
        .write(move |conn| away::say(conn, &actor, id, if_match, &say))
        .await
        .map(versioned)
}

async fn end_away(ctx: Ctx, actor: Actor, Path(id): Path<PersonId>) -> Result<Versioned<Person>> {
    ctx.db
        .write(move |conn| away::end(conn, &actor, id))
        .await
        .map(versioned)
}

fn versioned(person: Person) -> Versioned<Person> {
    Versioned {
        version: person.version,
        body: person,
    }
}

async fn grant(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<PersonId>,
    Json(new): Json<NewGrant>,
) -> Result<Json<RoleGrant>> {
    actor.allow(Ground::Role);
    ctx.db
        .write(move |conn| grants::grant(conn, &actor, id, &new))
        .await
        .map(Json)
}

async fn revoke(
    ctx: Ctx,
    actor: Actor,
    Path((id, grant)): Path<(PersonId, GrantId)>,
) -> Result<NoContent> {
    actor.allow(Ground::Role);
    ctx.db
        .write(move |conn| grants::revoke(conn, &actor, id, grant))
        .await?;
    Ok(NoContent)
}
