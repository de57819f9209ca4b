//! Units, people, moves and leavers: nothing strands and nothing leaks.

use crate::imports::{import, problems};
use serde_json::{Value, json};
use shared::access::Role;
use tests::{Answer, Organisation, PASSWORD, Person, new_id, on_both_databases, token_in};

on_both_databases! {
    async fn a_team_that_moves_takes_its_records_to_the_new_line(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let other_pdu = organisation.unit(Some(&organisation.region), "pdu", "South Quay PDU").await;
        let (observer, practitioner, old_head, new_head) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            organisation.person("Hannah Head", &organisation.pdu, &[Role::Manager]),
            organisation.person("Noor Newhead", &other_pdu, &[Role::Manager]),
        );
        let record = observer.plans(&practitioner).await.shared().await;
        assert_eq!(old_head.get(&record.path("")).await.status, 200);
        assert_eq!(new_head.get(&record.path("")).await.summary(), "404 not_found");

        let moved = edit_unit(&organisation, &organisation.team, Some(&other_pdu)).await;
        moved.expect(200);
        assert_eq!(old_head.get(&record.path("")).await.summary(), "404 not_found");
        assert_eq!(new_head.get(&record.path("")).await.status, 200);
        observer.get(&record.path("/feedback")).await.expect(200);
        assert_eq!(app.count("SELECT count(*) FROM unit_closure WHERE depth = 0").await, 6);
    }

    async fn a_unit_cannot_be_moved_below_itself(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let before = app.sql("SELECT ancestor_id, descendant_id, depth FROM unit_closure ORDER BY 1, 2").await;
        let below = edit_unit(&organisation, &organisation.pdu, Some(&organisation.team)).await;
        assert_eq!(below.summary(), "409 unit_cycle");
        let itself = edit_unit(&organisation, &organisation.pdu, Some(&organisation.pdu)).await;
        assert_eq!(itself.summary(), "409 unit_cycle");
        let nowhere = edit_unit(&organisation, &organisation.pdu, Some(&new_id())).await;
        assert_eq!(nowhere.fields(), ["parent_id: unknown"]);
        let after = app.sql("SELECT ancestor_id, descendant_id, depth FROM unit_closure ORDER BY 1, 2").await;
        assert_eq!(before, after);
    }

    async fn a_unit_with_people_is_not_removed_and_an_empty_one_is(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let path = |unit: &str| format!("/api/v1/units/{unit}");
        let client = &organisation.administrator.client;
        assert_eq!(client.delete(&path(&organisation.team)).await.summary(), "409 unit_in_use");
        assert_eq!(client.delete(&path(&organisation.pdu)).await.summary(), "409 unit_in_use");
        assert!(client.delete(&path(&organisation.other_team)).await.status < 300);
    }

    async fn somebody_who_moves_is_reached_by_the_new_line_and_no_longer_by_the_old(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, old_line, new_line, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Liam Line", &organisation.team, &[Role::Spo]),
            organisation.person("Nina Newline", &organisation.other_team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let record = observer.plans(&practitioner).await.shared().await;
        old_line.get(&record.path("/feedback")).await.expect(200);
        assert_eq!(new_line.get(&record.path("/feedback")).await.summary(), "404 not_found");
        edit_person(&organisation, &practitioner, "unit_id", json!(organisation.other_team)).await.expect(200);
        assert_eq!(old_line.get(&record.path("/feedback")).await.summary(), "404 not_found");
        new_line.get(&record.path("/feedback")).await.expect(200);
        observer.get(&record.path("/feedback")).await.expect(200);
        practitioner.get(&record.path("")).await.expect(200);
    }

    async fn nobody_leaves_while_work_would_be_stranded(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, successor, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Liam Line", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let released = observer.plans(&practitioner).await.shared().await;
        let open = observer.plans(&practitioner).await.drafted().await;
        let path = format!("/api/v1/people/{}/leave", observer.id);
        let alone = organisation.administrator.post(&path, json!({ "left_on": "2026-11-01" })).await;
        assert_eq!(alone.summary(), "409 still_responsible");
        assert!(alone.fields().contains(&"observations: still_responsible".to_owned()), "{}", alone.text);
        observer.get("/api/v1/me").await.expect(200);

        let leave = json!({ "left_on": "2026-11-01", "successor_id": successor.id });
        organisation.administrator.post(&path, leave.clone()).await.expect(200);
        organisation.administrator.post(&path, leave).await.expect(200);
        assert_eq!(observer.get("/api/v1/me").await.summary(), "401 unauthenticated");
        let taken = successor.get(&open.path("")).await.expect(200).json();
        assert_eq!(taken["observer"]["id"], json!(successor.id), "what was open goes to the successor");
        successor.get(&open.path("/operations")).await.expect(200);
        let kept = practitioner.get(&released.path("")).await.expect(200).json();
        assert_eq!(kept["observer"]["id"], json!(observer.id), "what was released stays as it was");
    }

    async fn an_administrator_gives_themselves_no_line(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, practitioner, both) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            organisation.person("Bea Both", &organisation.other_team, &[Role::Administrator, Role::Spo]),
        );
        let record = observer.plans(&practitioner).await.shared().await;
        let ada = &organisation.administrator;

        let own = edit_person(&organisation, &practitioner, "line_manager_id", json!(ada.id)).await;
        assert_eq!(own.fields(), ["line_manager_id: own_line"], "{}", own.text);
        let file = format!(
            "name,email,grade,unit_path,role,line_manager_email\n\
             Dafydd Price,{},po,North Region / North Quay PDU / Team 1,,{}\n", practitioner.email, ada.email,
        );
        let report = import(ada, "?dry_run=false", &file).await.expect(200).json();
        assert_eq!(problems(&report), ["line_manager_email: own_line"], "{report}");
        let hired = json!({
            "id": new_id(), "name": "Nia New", "email": "nia@example.org", "grade": "po", "unit_id": organisation.team,
            "line_manager_id": ada.id,
        });
        assert_eq!(ada.post("/api/v1/people", hired).await.fields(), ["line_manager_id: own_line"]);

        // Whoever leads a team besides moves nobody into it, one by one, by a file or with their team.
        let moved = edit_by(&both, &practitioner, "unit_id", json!(organisation.other_team)).await;
        assert_eq!(moved.fields(), ["unit_id: own_line"], "{}", moved.text);
        for below in ["", " / A new one"] {
            let file = format!(
                "name,email,grade,unit_path,role\nDafydd Price,{},po,North Region / North Quay PDU / Team 2{below},\n",
                practitioner.email,
            );
            let report = import(&both, "?dry_run=false", &file).await.expect(200).json();
            assert_eq!(problems(&report), ["unit_path: own_line"], "{report}");
        }
        let path = format!("/api/v1/units/{}", organisation.team);
        let unit = both.client.patch(&path, 1, unit_body(Some(&organisation.other_team), "Team 1")).await;
        assert_eq!(unit.fields(), ["parent_id: own_line"], "{}", unit.text);

        for nosy in [ada, &both] {
            assert_eq!(nosy.get(&record.path("/feedback")).await.summary(), "404 not_found", "{}", nosy.name);
        }
        // Another administrator can, who gains nothing by it.
        edit_person(&organisation, &practitioner, "line_manager_id", json!(both.id)).await.expect(200);
        both.get(&record.path("/feedback")).await.expect(200);
    }

    async fn a_line_manager_leads_by_their_role(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, practitioner, mut named) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
            organisation.person("Nadia Named", &organisation.other_team, &[Role::Spo]),
        );
        let record = observer.plans(&practitioner).await.shared().await;
        let colleague = organisation.person("Cara Colleague", &organisation.team, &[Role::Practitioner]).await;
        let refused = edit_person(&organisation, &practitioner, "line_manager_id", json!(colleague.id)).await;
        assert_eq!(refused.fields(), ["line_manager_id: no_line"], "{}", refused.text);
        let file = format!(
            "name,email,grade,unit_path,role,line_manager_email\n\
             Dafydd Price,{},po,North Region / North Quay PDU / Team 1,,{}\n", practitioner.email, colleague.email,
        );
        let report = import(&organisation.administrator, "?dry_run=true", &file).await.expect(200).json();
        assert_eq!(problems(&report), ["line_manager_email: no_line"], "{report}");
        // A role that the same file gives is as good as one that is held.
        let leading = format!("{file}Cara Colleague,{},spo,North Region / North Quay PDU / Team 1,spo,\n", colleague.email);
        let report = import(&organisation.administrator, "?dry_run=true", &leading).await.expect(200).json();
        assert_eq!(problems(&report), Vec::<String>::new(), "{report}");

        edit_person(&organisation, &practitioner, "line_manager_id", json!(named.id)).await.expect(200);
        named.get(&record.path("/feedback")).await.expect(200);
        let grant = organisation.administrator.get(&format!("/api/v1/people/{}", named.id)).await.expect(200).json();
        let role = format!("/api/v1/people/{}/roles/{}", named.id, grant["roles"][0]["id"].as_str().unwrap());
        assert!(organisation.administrator.client.delete(&role).await.status < 300);
        let email = named.email.clone();
        named.client.sign_in(&email, tests::PASSWORD).await.expect(200);
        assert_eq!(named.get(&record.path("/feedback")).await.summary(), "404 not_found");
        let listed = named.get("/api/v1/observations?role=line").await;
        assert!(!listed.text.contains(&record.id), "{}", listed.text);
    }

    async fn work_of_a_leaver_goes_to_somebody_who_observes_and_never_to_who_says_so(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let head = organisation.person("Hannah Head", &organisation.pdu, &[Role::Manager]).await;
        let draft = observer.plans(&practitioner).await.drafted().await;
        let ada = &organisation.administrator;
        let path = format!("/api/v1/people/{}/leave", observer.id);
        let to = |id: &str| json!({ "left_on": "2026-11-01", "successor_id": id });
        for (successor, code) in [(&ada.id, "own_line"), (&practitioner.id, "does_not_observe"), (&head.id, "does_not_observe")] {
            let answer = ada.post(&path, to(successor)).await;
            assert_eq!(answer.fields(), [format!("successor_id: {code}")], "{}", answer.text);
        }
        assert_eq!(ada.get(&draft.path("/operations")).await.summary(), "404 not_found");
        observer.get("/api/v1/me").await.expect(200);
    }

    async fn an_address_that_is_changed_ends_the_sessions_and_tells_the_one_before(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        edit_person(&organisation, &person, "name", json!("Priya Shah-Jones")).await.expect(200);
        person.get("/api/v1/me").await.expect(200);

        let other = format!("ada.{}@example.org", &new_id()[24..]);
        edit_person(&organisation, &person, "email", json!(other)).await.expect(200);
        assert_eq!(person.get("/api/v1/me").await.summary(), "401 unauthenticated");
        let open = format!("SELECT count(*) FROM session WHERE person_id = '{}' AND revoked_at IS NULL", person.id);
        assert_eq!(app.count(&open).await, 0, "a refresh token opens nothing either");
        let told = app.mailbox().wait_for(&person.email, |mail| mail.subject.contains("address")).await;
        assert!(told.text.contains("Ada Administrator"), "{}", told.text);
        assert!(!told.text.contains(&other), "the new address is nobody's business here: {}", told.text);

        // An invitation that went astray has no owner to tell.
        let body = json!({ "id": new_id(), "name": "Nia New", "email": format!("astray.{other}"), "grade": "po", "unit_id": organisation.team });
        let added = organisation.administrator.post("/api/v1/people", body.clone()).await.expect(200).json();
        let mut nia = person.clone();
        nia.id = added["id"].as_str().unwrap().to_owned();
        edit_person(&organisation, &nia, "email", json!(format!("right.{other}"))).await.expect(200);
        let posted = app.count("SELECT count(*) FROM job WHERE payload LIKE '%address_changed%'").await;
        assert_eq!(posted, 1);
    }

    async fn people_are_narrowed_to_those_whose_account_stands_so(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let administrator = &organisation.administrator;
        let gone = organisation.person("Gwen Gone", &organisation.team, &[Role::Spo]).await;
        let here = organisation.person("Harri Here", &organisation.team, &[Role::Spo]).await;
        let out = organisation.person("Siân Out", &organisation.team, &[Role::Practitioner]).await;
        let leave = json!({ "left_on": "2026-11-01" });
        administrator.post(&format!("/api/v1/people/{}/leave", gone.id), leave).await.expect(200);
        administrator.post(&format!("/api/v1/people/{}/suspend", out.id), json!({})).await.expect(200);
        let named = async |who: &Person, status: &str| -> Vec<String> {
            let list = who.get(&format!("/api/v1/people?status={status}")).await.expect(200).json();
            let people = list["items"].as_array().unwrap().iter();
            people.map(|person| person["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(named(administrator, "left").await, ["Gwen Gone"]);
        assert_eq!(named(administrator, "suspended").await, ["Siân Out"]);
        assert_eq!(named(administrator, "invited").await, Vec::<String>::new());
        assert!(named(administrator, "active").await.contains(&here.name));
        assert_eq!(named(&here, "left").await, Vec::<String>::new(), "only administrators see who left");
        let strange = administrator.get("/api/v1/people?status=asleep").await;
        assert_eq!(strange.status, 400, "{}", strange.text);
    }

    async fn the_last_administrator_cannot_leave(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let administrator = &organisation.administrator;
        let path = format!("/api/v1/people/{}/leave", administrator.id);
        let answer = administrator.post(&path, json!({ "left_on": "2026-11-01" })).await;
        assert!(matches!(answer.status, 403 | 409), "{}", answer.text);
        administrator.get("/api/v1/me").await.expect(200);
    }

    /// E35: what is kept back is the account and nothing of theirs.
    async fn somebody_suspended_is_out_at_once_and_comes_back_as_they_were(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let record = observer.plans(&practitioner).await.shared().await;
        let (administrator, path) = (&organisation.administrator, format!("/api/v1/people/{}", observer.id));
        for _ in 0..2 {
            let suspended = administrator.post(&format!("{path}/suspend"), json!({})).await.expect(200).json();
            assert_eq!(suspended["status"], "suspended");
        }
        assert_eq!(observer.get("/api/v1/me").await.status, 401);
        let refused = app.client().sign_in(&observer.email, PASSWORD).await;
        assert_eq!(refused.summary(), "401 sign_in_refused");
        assert_eq!(app.count("SELECT count(*) FROM audit WHERE action = 'person.suspend'").await, 1);

        let resumed = administrator.post(&format!("{path}/resume"), json!({})).await.expect(200).json();
        assert_eq!(resumed["status"], "active");
        let mut again = app.client();
        again.sign_in(&observer.email, PASSWORD).await.expect(200);
        again.get(&record.path("/feedback")).await.expect(200);

        let own = format!("/api/v1/people/{}/suspend", administrator.id);
        assert_eq!(administrator.post(&own, json!({})).await.status, 403);
        let left = json!({ "left_on": "2026-11-01" });
        administrator.post(&format!("/api/v1/people/{}/leave", practitioner.id), left).await.expect(200);
        for step in ["suspend", "resume"] {
            let answer = administrator.post(&format!("/api/v1/people/{}/{step}", practitioner.id), json!({})).await;
            assert_eq!(answer.summary(), "409 wrong_state");
        }
    }

    async fn somebody_invited_who_is_suspended_cannot_use_the_invitation(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (administrator, id) = (&organisation.administrator, new_id());
        let email = format!("imani.{}@example.org", &id[24..]);
        let new = json!({ "id": id, "name": "Imani Osei", "email": email, "grade": "po", "unit_id": organisation.team, "invite": true });
        assert!(administrator.post("/api/v1/people", new).await.status < 300);
        let mail = app.mailbox().wait_for(&email, |mail| mail.text.contains("token=")).await;
        let accept = json!({ "token": token_in(&mail.text), "password": PASSWORD });
        administrator.post(&format!("/api/v1/people/{id}/suspend"), json!({})).await.expect(200);
        let refused = app.client().post("/api/v1/auth/accept-invitation", accept.clone()).await;
        assert_eq!(refused.summary(), "410 link_expired");
        let resumed = administrator.post(&format!("/api/v1/people/{id}/resume"), json!({})).await.expect(200).json();
        assert_eq!(resumed["status"], "invited");
    }

    async fn somebody_who_left_comes_back_with_their_records_and_without_their_roles(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (observer, practitioner) = tokio::join!(
            organisation.person("Priya Shah", &organisation.team, &[Role::Spo]),
            organisation.person("Dafydd Price", &organisation.team, &[Role::Practitioner]),
        );
        let record = observer.plans(&practitioner).await.shared().await;
        record.self_assess().await.expect(200);
        let (administrator, path) = (&organisation.administrator, format!("/api/v1/people/{}", practitioner.id));
        let again_at = format!("again.{}", practitioner.email);
        let back = json!({ "email": again_at });
        assert_eq!(administrator.post(&format!("{path}/return"), back.clone()).await.summary(), "409 wrong_state");
        administrator.post(&format!("{path}/leave"), json!({ "left_on": "2026-11-01" })).await.expect(200);
        let taken = json!({ "email": observer.email });
        assert_eq!(administrator.post(&format!("{path}/return"), taken).await.summary(), "409 email_taken");
        for _ in 0..2 {
            let returned = administrator.post(&format!("{path}/return"), back.clone()).await.expect(200).json();
            assert_eq!((&returned["status"], &returned["roles"]), (&json!("invited"), &json!([])), "{returned}");
            assert_eq!(returned.get("left_on"), None);
        }
        let mail = app.mailbox().wait_for(&again_at, |mail| mail.text.contains("token=")).await;
        let refused = app.client().sign_in(&again_at, PASSWORD).await;
        assert_eq!(refused.summary(), "401 sign_in_refused", "the password of before opens nothing");
        let again = app.accept(&again_at, &token_in(&mail.text).unwrap()).await;
        assert_eq!(again.id, practitioner.id);
        again.get(&record.path("/feedback")).await.expect(200);
    }

    async fn a_rule_once_made_is_not_overwritten(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (id, administrator) = (new_id(), &organisation.administrator.client);
        let rule = |days: u32| json!({ "id": id, "effective_from": "2027-04-01", "rule": { "kind": "observation_every", "days": days } });
        let path = format!("/api/v1/policies/{id}");
        for _ in 0..2 {
            administrator.put(&path, None, rule(90)).await.expect(200);
        }
        assert_eq!(administrator.put(&path, None, rule(30)).await.summary(), "409 id_reused");
        let kept = administrator.get("/api/v1/policies").await.expect(200).json();
        let kept = kept["items"].as_array().unwrap().iter().find(|rule| rule["id"] == id.as_str()).unwrap().clone();
        assert_eq!(kept, rule(90));
    }

    async fn another_organisation_is_not_there(app: TestApp) {
        let (here, elsewhere) = tokio::join!(app.organisation("North Probation"), app.organisation("South Probation"));
        let person = here.person("Priya Shah", &here.team, &[Role::Spo]).await;
        let stranger = &elsewhere.administrator;
        for path in [format!("/api/v1/people/{}", person.id), format!("/api/v1/people/{}", new_id())] {
            assert_eq!(stranger.get(&path).await.summary(), "404 not_found", "{path}");
        }
        for list in ["/api/v1/people", "/api/v1/units", "/api/v1/deliveries", "/api/v1/people?query=Priya"] {
            let answer = stranger.get(list).await.expect(200);
            for secret in [&person.id, &here.team, &here.id, &here.administrator.id] {
                assert!(!answer.text.contains(secret.as_str()), "{list}");
            }
        }
        let unit = stranger.client.patch(&format!("/api/v1/units/{}", here.team), 1, unit_body(None, "Mine now")).await;
        assert_eq!(unit.summary(), "404 not_found");
        let grant = json!({ "id": new_id(), "role": "administrator", "unit_id": here.region });
        let own = elsewhere.person("Sam Stranger", &elsewhere.team, &[Role::Spo]).await;
        let answer = stranger.post(&format!("/api/v1/people/{}/roles", own.id), grant).await;
        assert_eq!((answer.status, answer.fields()), (422, vec!["unit_id: unknown".to_owned()]));
        let hired = json!({ "id": new_id(), "name": "Eve", "email": "eve@example.org", "grade": "po", "unit_id": here.team });
        assert_eq!(stranger.post("/api/v1/people", hired).await.status, 422);
    }

    async fn an_edit_names_the_version_it_was_made_on(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let path = format!("/api/v1/people/{}", person.id);
        let administrator = &organisation.administrator;
        let seen = administrator.get(&path).await.expect(200);
        let version = seen.json()["version"].as_i64().unwrap();
        assert_eq!(seen.header("etag"), Some(format!("\"{version}\"").as_str()));
        let mut body = seen.json();
        body["name"] = json!("Priya Shah-Jones");
        let unnamed = administrator.client.request("PATCH".parse().unwrap(), &path).json(&body);
        assert_eq!(administrator.client.send(unnamed).await.summary(), "428 version_required");
        administrator.client.patch(&path, version, &body).await.expect(200);
        assert_eq!(administrator.client.patch(&path, version, &body).await.summary(), "412 stale");
    }
}

fn unit_body(parent: Option<&str>, name: &str) -> Value {
    json!({ "parent_id": parent, "kind": "team", "name": name })
}

pub async fn edit_unit(
    organisation: &Organisation<'_>,
    unit: &str,
    parent: Option<&str>,
) -> Answer {
    let units = organisation
        .administrator
        .get("/api/v1/units")
        .await
        .expect(200)
        .json();
    let list = units
        .get("items")
        .unwrap_or(&units)
        .as_array()
        .unwrap()
        .clone();
    let stored = list
        .iter()
        .find(|row| row["id"] == json!(unit))
        .expect("the unit");
    let version = stored["version"].as_i64().unwrap();
    let path = format!("/api/v1/units/{unit}");
    organisation
        .administrator
        .client
        .patch(
            &path,
            version,
            unit_body(parent, stored["name"].as_str().unwrap()),
        )
        .await
}

async fn edit_person(
    organisation: &Organisation<'_>,
    person: &Person,
    field: &str,
    value: Value,
) -> Answer {
    edit_by(&organisation.administrator, person, field, value).await
}

async fn edit_by(administrator: &Person, person: &Person, field: &str, value: Value) -> Answer {
    let path = format!("/api/v1/people/{}", person.id);
    let mut body = administrator.get(&path).await.expect(200).json();
    let version = body["version"].as_i64().unwrap();
    body[field] = value;
    administrator.client.patch(&path, version, body).await
}
