//! Everybody who may ask: one person for each relation to a record, and some for those whose
//! session or account has ended.

use serde_json::json;
use shared::access::Role;
use tests::{Client, Organisation, PASSWORD, Person, TestApp, new_id};

/// One who asks, and the column of the oracle that judges the answer.
#[derive(Clone)]
pub struct Member {
    /// As in `suspended`; the column is then `ended`.
    pub name: &'static str,
    pub relation: &'static str,
    pub client: Client,
}

pub struct Cast {
    pub observer: Person,
    pub practitioner: Person,
    pub line: Person,
    pub head: Person,
    pub auditor: Person,
    /// Observes the same sessions, with records of their own.
    pub fellow: Person,
    pub administrator: Person,
    pub members: Vec<Member>,
}

impl Cast {
    /// Hires everybody. `organisation` is where the records are, `elsewhere` is another.
    pub async fn hire(
        app: &TestApp,
        organisation: &Organisation<'_>,
        elsewhere: &Organisation<'_>,
    ) -> Self {
        let team = organisation.team.as_str();
        let other_team = organisation.other_team.as_str();
        let pdu = organisation.pdu.as_str();
        let other_pdu = organisation
            .unit(Some(&organisation.region), "pdu", "South Quay PDU")
            .await;
        let (observer, practitioner, line, named_line, other_spo, head, other_head) = tokio::join!(
            organisation.person("Priya Observer", team, &[Role::Spo]),
            organisation.person("Dafydd Practitioner", team, &[Role::Practitioner]),
            organisation.person("Liam Line", team, &[Role::Spo]),
            organisation.person("Nadia Named", other_team, &[Role::Spo]),
            organisation.person("Olu Otherteam", other_team, &[Role::Spo]),
            organisation.person("Hannah Head", pdu, &[Role::Manager]),
            organisation.person("Otis Otherhead", &other_pdu, &[Role::Manager]),
        );
        let (qdo, colleague, evaluator, auditor, stale, left, suspended, foreign) = tokio::join!(
            organisation.person("Quinn Quality", pdu, &[Role::Qdo]),
            organisation.person("Cara Colleague", team, &[Role::Practitioner]),
            organisation.person("Eve Evaluator", &organisation.region, &[Role::Evaluator]),
            organisation.person("Aud Auditor", &organisation.region, &[Role::Auditor]),
            organisation.person("Stan Stale", team, &[Role::Spo]),
            organisation.person("Lena Left", team, &[Role::Spo]),
            organisation.person("Sue Suspended", team, &[Role::Spo]),
            elsewhere.person(
                "Sam Stranger",
                &elsewhere.region,
                &[Role::Spo, Role::Manager, Role::Qdo, Role::Auditor],
            ),
        );
        let fellow = organisation.person("Fay Fellow", pdu, &[Role::Qdo]).await;
        appoint(organisation, &practitioner, &named_line).await;
        let before_it_was_taken = stale.client.clone();
        let stale = without_role(organisation, stale).await;
        let ended = end_sessions(app, organisation, &line, &left, &suspended).await;
        let standing = [
            ("observer", &observer),
            ("practitioner", &practitioner),
            ("line", &line),
            ("named_line", &named_line),
            ("other_spo", &other_spo),
            ("head", &head),
            ("other_head", &other_head),
            ("qdo", &qdo),
            ("fellow", &fellow),
            ("colleague", &colleague),
            ("evaluator", &evaluator),
            ("administrator", &organisation.administrator),
            ("auditor", &auditor),
            ("stale_role", &stale),
            ("foreign", &foreign),
            ("foreign", &elsewhere.administrator),
        ];
        let mut members: Vec<Member> = standing
            .iter()
            .map(|(relation, person)| Member {
                name: relation,
                relation,
                client: person.client.clone(),
            })
            .collect();
        members.push(Member {
            name: "token from before the role went",
            relation: "ended",
            client: before_it_was_taken,
        });
        members.extend(ended);
        let administrator = organisation.administrator.clone();
        Self {
            observer,
            practitioner,
            line,
            head,
            auditor,
            fellow,
            administrator,
            members,
        }
    }
}

/// Makes somebody the line manager by name.
async fn appoint(organisation: &Organisation<'_>, practitioner: &Person, manager: &Person) {
    let path = format!("/api/v1/people/{}", practitioner.id);
    let administrator = &organisation.administrator;
    let mut person = administrator.get(&path).await.expect(200).json();
    let version = person["version"].as_i64().expect("a version");
    person["line_manager_id"] = json!(manager.id);
    administrator
        .client
        .patch(&path, version, person)
        .await
        .expect(200);
}

/// Takes the person's role away; their token ends with it, so they sign in again.
async fn without_role(organisation: &Organisation<'_>, mut person: Person) -> Person {
    let path = format!("/api/v1/people/{}", person.id);
    let seen = organisation
        .administrator
        .get(&path)
        .await
        .expect(200)
        .json();
    let grant = seen["roles"][0]["id"].as_str().expect("a role");
    let answer = organisation
        .administrator
        .client
        .delete(&format!("{path}/roles/{grant}"))
        .await;
    assert!(answer.status < 300, "{}", answer.text);
    person
        .client
        .sign_in(&person.email, PASSWORD)
        .await
        .expect(200);
    person
}

/// Those who were entitled a moment ago: each holds a token that has not run out.
async fn end_sessions(
    app: &TestApp,
    organisation: &Organisation<'_>,
    line: &Person,
    left: &Person,
    suspended: &Person,
) -> Vec<Member> {
    let mut revoked = app.client();
    revoked.sign_in(&line.email, PASSWORD).await.expect(200);
    revoked.post("/api/v1/auth/sign-out", json!({})).await;

    let mut expired = app.client();
    let session = expired
        .sign_in(&line.email, PASSWORD)
        .await
        .expect(200)
        .json();
    let session = session["session_id"]
        .as_str()
        .expect("a session")
        .to_owned();
    let past = "2020-01-01 00:00:00";
    app.sql(&format!(
        "UPDATE session SET expires_at = '{past}', idle_expires_at = '{past}' WHERE id = '{session}'"
    ))
    .await;

    let leave = json!({ "left_on": "2026-11-01", "successor_id": line.id });
    let path = format!("/api/v1/people/{}/leave", left.id);
    let answer = organisation.administrator.post(&path, leave).await;
    assert!(answer.status < 300, "{}", answer.text);

    let path = format!("/api/v1/people/{}/suspend", suspended.id);
    let answer = organisation.administrator.post(&path, json!({})).await;
    assert!(answer.status < 300, "{}", answer.text);

    let mut forged = line.client.clone();
    forged.token = Some(new_id());
    let ended = |name, client: &Client| Member {
        name,
        relation: "ended",
        client: client.clone(),
    };
    vec![
        ended("signed_out", &app.client()),
        ended("revoked", &revoked),
        ended("expired", &expired),
        ended("left", &left.client),
        ended("suspended", &suspended.client),
        ended("forged", &forged),
    ]
}
