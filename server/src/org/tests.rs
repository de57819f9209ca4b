//! What two administrators do to each other at once: both were let in while both still held the role.

use diesel::prelude::*;
use shared::access::Role;
use shared::org::{Leave, NewGrant};
use shared::problem::Code;
use shared::values::{GrantId, PersonId};
use uuid::Uuid;

use super::{Handovers, grants, leaving, store, suspending};
use crate::actor::{self, Actor};
use crate::clock;
use crate::db::schema::person;
use crate::db::scratch::Scratch;
use crate::db::{Conn, stored};
use crate::demo::{self, DemoOptions};
use crate::error::{Error, Result};
use crate::mail::SiteUrl;

const NOTHING: Handovers = Handovers {
    invite: |_, _, _| Ok(()),
    sign_out: |_, _, _, _| Ok(()),
    end_links: |_, _, _| Ok(()),
    leaving: &[],
};

/// Takes an administrator away, in one of the ways there are.
type Take = fn(&mut Conn, &Actor, PersonId) -> Result<()>;

fn revoke(conn: &mut Conn, actor: &Actor, other: PersonId) -> Result<()> {
    let held = store::grants_of(conn, &actor.org, other)?;
    let grant = held.iter().find(|grant| grant.role == Role::Administrator);
    let grant = grant.expect("they are an administrator");
    grants::revoke(conn, actor, other, grant.id)
}

fn suspend(conn: &mut Conn, actor: &Actor, other: PersonId) -> Result<()> {
    suspending::suspend(conn, actor, &NOTHING, other).map(|_| ())
}

fn leave(conn: &mut Conn, actor: &Actor, other: PersonId) -> Result<()> {
    let site = SiteUrl::parse("https://alongside.example.org").expect("an address");
    let leave = Leave {
        left_on: clock::today(),
        successor_id: None,
    };
    leaving::leave(conn, actor, &NOTHING, &site, other, &leave).map(|_| ())
}

fn somebody(conn: &mut Conn, address: &str) -> Result<Actor> {
    let (org, id): (String, String) = person::table
        .filter(person::email.like(format!("{address}%")))
        .select((person::org_id, person::id))
        .first(conn)?;
    actor::reader(conn, stored(org)?, stored(id)?)
}

/// The only administrator of the demo and an auditor who is made one, both as they were let in.
fn two_administrators(conn: &mut Conn) -> Result<(Actor, Actor)> {
    let helen = somebody(conn, "helen.armitage")?;
    let new = NewGrant {
        id: GrantId::new(Uuid::now_v7()),
        role: Role::Administrator,
        unit_id: helen.unit_id,
    };
    let yusuf = somebody(conn, "yusuf.demir")?;
    grants::grant(conn, &helen, yusuf.person_id, &new)?;
    Ok((helen, somebody(conn, "yusuf.demir")?))
}

#[tokio::test]
async fn of_two_administrators_who_take_each_other_away_one_is_left() {
    let ways: [(&str, Take); 3] = [("revoke", revoke), ("suspend", suspend), ("leave", leave)];
    for (way, take) in ways {
        let scratch = Scratch::open();
        demo::generate(&scratch.db, &DemoOptions::default())
            .await
            .expect("a demo");
        let both = move |conn: &mut Conn| {
            let (helen, yusuf) = two_administrators(conn)?;
            take(conn, &helen, yusuf.person_id)?;
            Ok(take(conn, &yusuf, helen.person_id))
        };
        let answer = scratch.db.write(both).await;
        match answer.expect("the first goes through") {
            Err(Error::RefusedFields(Code::StillResponsible, fields)) => {
                assert_eq!(fields[0].code, "last_administrator", "{way}");
            }
            other => panic!("{way}: {other:?}"),
        }
    }
}
