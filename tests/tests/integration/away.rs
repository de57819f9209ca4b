//! Somebody who is away for a long while: neither due nor overdue meanwhile, and back by themselves.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Answer, Organisation, Person, TestApp, day_ahead, new_id, on_both_databases};

use crate::insights::{
    assert_facts, board, counted, digest_of, home, ids, sets_observation_every, sets_rule,
    writes_digests,
};

fn path_of(person: &Person) -> String {
    format!("/api/v1/people/{}", person.id)
}

fn away_path(person: &Person) -> String {
    format!("{}/away", path_of(person))
}

async fn shown(reader: &Person, person: &Person) -> Value {
    reader.get(&path_of(person)).await.expect(200).json()
}

/// Says a day over the version that stands.
async fn says(who: &Person, of: &Person, until: &str, version: i64) -> Answer {
    let body = json!({ "until": until });
    who.client.put(&away_path(of), Some(version), body).await
}

/// The same by somebody who may, with the version they see.
async fn says_now(who: &Person, of: &Person, until: &str) -> Value {
    let version = shown(who, of).await["version"].as_i64().expect("a version");
    says(who, of, until, version).await.expect(200).json()
}

async fn ends(who: &Person, of: &Person) -> Answer {
    who.client.delete(&away_path(of)).await
}

/// Days of an absence as if it had been said then: the server's clock is not moved.
async fn was_said(app: &TestApp, of: &Person, since: i64, until: i64) {
    let (since, until) = (day_ahead(since), day_ahead(until));
    let absences = json!([{ "since": since, "until": until }]);
    let set = format!("absences = '{absences}'");
    app.sql(&format!("UPDATE person SET {set} WHERE id = '{}'", of.id))
        .await;
}

async fn stored(app: &TestApp, of: &Person) -> Vec<Vec<String>> {
    let id = &of.id;
    app.sql(&format!(
        "SELECT absences, version FROM person WHERE id = '{id}'"
    ))
    .await
}

async fn n_audited(app: &TestApp, action: &str) -> i64 {
    let audited = format!("SELECT count(*) FROM audit WHERE action = '{action}'");
    app.count(&audited).await
}

fn row_of(board: &Value, person: &Person) -> Value {
    let rows = board["rows"].as_array().expect("rows").iter();
    let mut rows = rows.filter(|row| row["practitioner"]["id"] == *person.id);
    rows.next().expect("a row").clone()
}

/// Two practitioners who have been here for long and were never seen, their SPO and their head.
struct Team {
    head: Person,
    spo: Person,
    dafydd: Person,
    ivor: Person,
}

async fn team(app: &TestApp, organisation: &Organisation<'_>) -> Team {
    sets_observation_every(organisation, 90).await;
    let every = json!({ "kind": "supervision_every", "days": 42 });
    sets_rule(organisation, every).await;
    let unit = &organisation.team;
    let (head, spo, dafydd, ivor) = tokio::join!(
        organisation.person("Eleri Vaughan", &organisation.pdu, &[Role::Manager]),
        organisation.person("Priya Shah", unit, &[Role::Spo]),
        organisation.person("Dafydd Price", unit, &[Role::Practitioner]),
        organisation.person("Ivor Lewis", unit, &[Role::Practitioner]),
    );
    // At noon, which is the same day in London and in UTC.
    let since = format!("{} 12:00:00", day_ahead(-200));
    app.sql(&format!(
        "UPDATE person SET created_at = '{since}' WHERE id IN ('{}', '{}')",
        dafydd.id, ivor.id
    ))
    .await;
    Team {
        head,
        spo,
        dafydd,
        ivor,
    }
}

on_both_databases! {
    async fn somebody_away_is_overdue_neither_on_the_board_nor_on_today_nor_in_the_digest(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let Team { head, spo, dafydd, ivor } = team(&app, &organisation).await;
        let before = board(&head, "").await;
        assert_eq!((&before["counts"]["overdue"], &before["counts"]["away"]), (&json!(2), &json!(0)));
        assert_eq!(counted(&home(&head).await, "overdue"), 2);

        let until = day_ahead(100);
        says_now(&spo, &dafydd, &until).await;
        for reader in [&head, &spo] {
            let now = board(reader, "").await;
            let counts = &now["counts"];
            assert_eq!((&counts["overdue"], &counts["due"], &counts["away"]), (&json!(1), &json!(0), &json!(1)));
            assert_eq!(ids(&now), [ivor.id.clone(), dafydd.id.clone()], "sorted last");
            let row = row_of(&now, &dafydd);
            assert_eq!(row["away_until"], json!(until));
            // States that an app of before knows too, and none that asks for anything.
            assert_eq!((&row["observation"]["state"], &row["supervision"]["state"]), (&json!("none"), &json!("none")));
            let today = home(reader).await;
            assert_eq!((counted(&today, "overdue"), counted(&today, "due"), counted(&today, "done")), (1, 0, 0));
            let steps = today["next"].to_string();
            assert!(steps.contains(&ivor.id) && !steps.contains(&dafydd.id), "{steps}");
        }
        assert_eq!(ids(&board(&head, "?limit=10&state=away").await), std::slice::from_ref(&dafydd.id));
        assert_eq!(ids(&board(&head, "?limit=10&state=overdue").await), [ivor.id]);
        writes_digests(&app, &organisation).await;
        let told = digest_of(&app, &head).await;
        assert_facts(&told, "", &[("People with something overdue", 1), ("People with something due", 0)]);

        // Nothing is forbidden by it, and what is planned does not make them stand otherwise.
        spo.plans(&dafydd).await;
        let row = row_of(&board(&head, "").await, &dafydd);
        assert_eq!((&row["observation"]["state"], &row["away_until"]), (&json!("booked"), &json!(until)));
        assert_eq!(ids(&board(&head, "?state=away").await), [dafydd.id]);
    }

    async fn after_the_last_day_they_are_back_and_the_days_of_it_do_not_count(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let Team { head, dafydd, .. } = team(&app, &organisation).await;
        let told = async || {
            let row = row_of(&board(&head, "").await, &dafydd);
            (row["observation"].clone(), row["away_until"].clone())
        };
        was_said(&app, &dafydd, -150, 0).await;
        assert_eq!(told().await, (json!({ "state": "none" }), json!(day_ahead(0))), "the last day is a day of it");
        was_said(&app, &dafydd, -150, -1).await;
        assert_eq!(told().await, (json!({ "state": "due", "by": day_ahead(40) }), Value::Null), "back since today, with what was left");
        was_said(&app, &dafydd, -150, -100).await;
        assert_eq!(told().await, (json!({ "state": "overdue", "days": 59 }), Value::Null), "fifty-one days later than without");
        was_said(&app, &dafydd, -400, -300).await;
        assert_eq!(told().await.0, json!({ "state": "overdue", "days": 110 }), "older than what counts");
    }

    async fn a_line_and_a_head_say_it_and_nobody_else(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let elsewhere = app.organisation("South Probation").await;
        let Team { head, spo, dafydd, ivor } = team(&app, &organisation).await;
        let (quinn, olu, aud, stranger) = tokio::join!(
            organisation.person("Quinn Quality", &organisation.pdu, &[Role::Qdo]),
            organisation.person("Olu Otherteam", &organisation.other_team, &[Role::Spo]),
            organisation.person("Aud Auditor", &organisation.region, &[Role::Auditor]),
            elsewhere.person("Sam Stranger", &elsewhere.region, &[Role::Spo, Role::Manager]),
        );
        let until = day_ahead(60);
        let version = shown(&spo, &dafydd).await["version"].as_i64().expect("a version");
        let before = stored(&app, &dafydd).await;
        for (other, expected) in [
            (&dafydd, "403 forbidden"), (&quinn, "403 forbidden"), (&aud, "403 forbidden"),
            (&organisation.administrator, "403 forbidden"),
            (&ivor, "404 not_found"), (&olu, "404 not_found"), (&stranger, "404 not_found"),
        ] {
            let name = &other.name;
            assert_eq!(says(other, &dafydd, &until, version).await.summary(), expected, "{name}");
            assert_eq!(ends(other, &dafydd).await.summary(), expected, "{name}");
        }
        assert_eq!(stored(&app, &dafydd).await, before);
        assert_eq!(n_audited(&app, "person.away").await + n_audited(&app, "person.back").await, 0);

        // No page offers what is refused, and those who have no use for it are not told.
        for (who, until) in [(&head, day_ahead(61)), (&spo, day_ahead(62))] {
            assert_eq!(says_now(who, &dafydd, &until).await["away"]["until"], json!(until));
            let seen = shown(who, &dafydd).await;
            assert_eq!((&seen["away"]["until"], &seen["may_say_away"]), (&json!(until), &json!(true)));
        }
        let own = shown(&dafydd, &dafydd).await;
        assert_eq!((&own["away"]["until"], &own["may_say_away"]), (&json!(day_ahead(62)), &json!(false)));
        for other in [&quinn, &aud, &organisation.administrator] {
            let seen = shown(other, &dafydd).await;
            assert_eq!((seen.get("away"), &seen["may_say_away"]), (None, &json!(false)), "{}", other.name);
        }
    }

    async fn a_day_that_is_past_or_too_far_is_refused_by_its_field_and_changes_nothing(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let Team { spo, dafydd, .. } = team(&app, &organisation).await;
        let version = says_now(&spo, &dafydd, &day_ahead(60)).await["version"].as_i64().expect("a version");
        let before = stored(&app, &dafydd).await;
        for (until, code) in [
            (day_ahead(0), "not_within_two_years"), (day_ahead(-1), "not_within_two_years"),
            (day_ahead(735), "not_within_two_years"), ("soon".to_owned(), "malformed"),
        ] {
            let refused = says(&spo, &dafydd, &until, version).await;
            assert_eq!(refused.summary(), "422 invalid_input", "{until}");
            assert_eq!(refused.fields(), [format!("until: {code}")], "{until}");
        }
        assert_eq!(says(&spo, &dafydd, &day_ahead(30), version - 1).await.summary(), "412 stale");
        let unversioned = spo.client.request("PUT".parse().expect("a method"), &away_path(&dafydd));
        let unversioned = spo.client.send(unversioned.json(&json!({ "until": day_ahead(30) }))).await;
        assert_eq!(unversioned.summary(), "428 version_required");
        assert_eq!(stored(&app, &dafydd).await, before);
        assert_eq!(n_audited(&app, "person.away").await, 1);
    }

    async fn it_is_changed_and_ended_early_and_each_is_in_the_log(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let Team { head, spo, dafydd, .. } = team(&app, &organisation).await;
        was_said(&app, &dafydd, -30, 60).await;
        let changed = says_now(&head, &dafydd, &day_ahead(20)).await;
        assert_eq!(changed["away"], json!({ "since": day_ahead(-30), "until": day_ahead(20) }), "it is the same absence");
        for _ in 0..2 {
            let back = ends(&spo, &dafydd).await.expect(200).json();
            assert_eq!(back.get("away"), None, "said again, it answers the same");
        }
        let row = row_of(&board(&head, "").await, &dafydd);
        assert_eq!((&row["observation"], row.get("away_until")), (&json!({ "state": "overdue", "days": 80 }), None), "thirty days later than without");
        assert_eq!(shown(&dafydd, &dafydd).await.get("away"), None, "what is over is nobody's to look up");
        assert_eq!((n_audited(&app, "person.away").await, n_audited(&app, "person.back").await), (1, 1));
        let audited = app.sql("SELECT actor_id, person_id, detail FROM audit WHERE action = 'person.away'").await;
        assert_eq!(audited[0][..2], [head.id.clone(), dafydd.id.clone()]);
        let detail: Value = serde_json::from_str(&audited[0][2]).expect("JSON");
        assert_eq!(detail, json!({ "until": day_ahead(20) }), "and no reason");
    }

    /// It must not be a way to make what is overdue go away.
    async fn a_slip_that_is_taken_back_on_the_same_day_leaves_nothing(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let Team { head, spo, dafydd, .. } = team(&app, &organisation).await;
        was_said(&app, &dafydd, -150, -100).await;
        let before = row_of(&board(&head, "").await, &dafydd);
        assert_eq!(before["observation"], json!({ "state": "overdue", "days": 59 }));
        says_now(&spo, &dafydd, &day_ahead(60)).await;
        let back = ends(&spo, &dafydd).await.expect(200).json();
        assert_eq!(back.get("away"), None, "{back}");
        assert_eq!(row_of(&board(&head, "").await, &dafydd), before);
    }

    async fn nobody_waits_for_somebody_who_has_left(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let Team { spo, dafydd, .. } = team(&app, &organisation).await;
        says_now(&spo, &dafydd, &day_ahead(60)).await;
        let leave = json!({ "left_on": "2026-11-01", "successor_id": null });
        let path = format!("{}/leave", path_of(&dafydd));
        organisation.administrator.post(&path, leave).await.expect(200);
        let left = shown(&spo, &dafydd).await;
        assert_eq!((left.get("away"), &left["may_say_away"]), (None, &json!(false)), "{left}");
        let version = left["version"].as_i64().expect("a version");
        assert_eq!(says(&spo, &dafydd, &day_ahead(60), version).await.summary(), "409 wrong_state");
        let unknown = format!("/api/v1/people/{}/away", new_id());
        assert_eq!(spo.client.delete(&unknown).await.summary(), "404 not_found");
    }
}
