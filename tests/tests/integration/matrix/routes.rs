//! Every row of the policy table, asked by every role and by nobody: the coarse gate in front of
//! the record-level rules.

use serde_json::json;
use shared::access::{Audience, POLICY, Role, Row};
use tests::{Client, new_id, on_both_databases};

use super::cast::Cast;

on_both_databases! {
    async fn every_route_asks_who_is_there_before_it_does_anything(app: TestApp) {
        let (organisation, elsewhere) =
            tokio::join!(app.organisation("North Probation"), app.organisation("South Probation"));
        let cast = Cast::hire(&app, &organisation, &elsewhere).await;
        let (mut n, mut faults) = (0, Vec::new());
        for row in POLICY {
            let nobody = status(&app.client(), row).await;
            n += 1;
            let is_let_in = !matches!(nobody, 401 | 403);
            let has_gate_of_its_own = row.audience == Audience::Cookie;
            if !has_gate_of_its_own && is_let_in != (row.audience == Audience::Public) {
                faults.push(format!("{} {} answers {nobody} to nobody", row.method, row.pattern));
            }
            for (relation, role) in HOLDERS {
                let member = cast.members.iter().find(|m| m.relation == *relation).expect("in the cast");
                let expected = expected(row, *role);
                let status = status(&member.client, row).await;
                n += 1;
                if expected.is_some_and(|let_in| let_in == matches!(status, 401 | 403)) {
                    faults.push(format!("{} {} answers {status} to {relation}", row.method, row.pattern));
                }
            }
        }
        println!("routes on {:?}: {n} asked, {} faults", app.backend, faults.len());
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// Who in the cast holds one role and no other.
const HOLDERS: &[(&str, Option<Role>)] = &[
    ("practitioner", Some(Role::Practitioner)),
    ("line", Some(Role::Spo)),
    ("head", Some(Role::Manager)),
    ("qdo", Some(Role::Qdo)),
    ("evaluator", Some(Role::Evaluator)),
    ("administrator", Some(Role::Administrator)),
    ("auditor", Some(Role::Auditor)),
    ("stale_role", None),
];

/// Whether the row lets the role in; nothing where no token is asked for.
fn expected(row: &Row, role: Option<Role>) -> Option<bool> {
    match row.audience {
        Audience::Public | Audience::Cookie => None,
        Audience::SignedIn => Some(true),
        Audience::Roles(roles) => Some(role.is_some_and(|role| roles.contains(&role))),
    }
}

/// Asks with ids that nobody knows and a body that says nothing, so that nothing can come of it.
async fn status(client: &Client, row: &Row) -> u16 {
    let path = row
        .pattern
        .replace("{id}", &new_id())
        .replace("{grant}", &new_id())
        .replace("{hash}", "0");
    let mut bare = client.clone();
    bare.cookies.clear();
    let request = bare.request(row.method.parse().expect("a method"), &path);
    match row.method {
        "GET" | "DELETE" => bare.send(request).await.status,
        _ => {
            bare.send(request.header("if-match", "\"1\"").json(&json!({})))
                .await
                .status
        }
    }
}
