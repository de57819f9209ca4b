use diesel::prelude::*;
use shared::feedback::SelfAssessmentContent;
use shared::observations::{Capture, Operation, SharedFeedback, State};

use super::*;
use crate::db::schema::{
    action, capture_segment, feedback, job, meeting, observation, person, self_assessment,
};
use crate::db::scratch::Scratch;
use crate::db::{Conn, stored_json};

fn options() -> DemoOptions {
    let now = DateTime::parse_from_rfc3339("2026-11-23T10:00:00Z").unwrap();
    DemoOptions {
        now: now.to_utc(),
        ..DemoOptions::default()
    }
}

async fn made() -> Scratch {
    let scratch = Scratch::open();
    generate(&scratch.db, &options()).await.unwrap();
    scratch
}

fn states(conn: &mut Conn) -> Result<Vec<(String, i64)>> {
    Ok(observation::table
        .group_by(observation::state)
        .select((observation::state, diesel::dsl::count_star()))
        .load(conn)?)
}

#[tokio::test]
async fn there_are_forty_people_and_records_in_every_state() {
    let scratch = made().await;
    let states = scratch.db.read(states).await.unwrap();
    for state in State::ALL {
        let n = states
            .iter()
            .find(|(name, _)| name == state.as_str())
            .map_or(0, |(_, n)| *n);
        assert!(n > 0, "no observation is {}", state.as_str());
    }
    let counts = |conn: &mut Conn| {
        let n_people: i64 = person::table.count().get_result(conn)?;
        let n_meetings: i64 = meeting::table.count().get_result(conn)?;
        let n_failed: i64 = job::table
            .filter(job::state.eq("failed"))
            .count()
            .get_result(conn)?;
        let n_open: i64 = action::table
            .filter(action::state.eq_any(["proposed", "taken"]))
            .count()
            .get_result(conn)?;
        Ok((n_people, n_meetings, n_failed, n_open))
    };
    let (n_people, n_meetings, n_failed, n_open) = scratch.db.read(counts).await.unwrap();
    assert!((40..60).contains(&n_people), "{n_people} people");
    assert!(n_meetings > 30 && n_failed == 1 && n_open > 10);
}

#[tokio::test]
async fn somebody_is_away_so_that_the_board_shows_it() {
    let scratch = made().await;
    let away = |conn: &mut Conn| {
        let rows: Vec<(String, String)> = person::table
            .filter(person::absences.ne("[]"))
            .select((person::name, person::absences))
            .load(conn)?;
        Ok(rows)
    };
    let expected = (
        "Oliver Stanhope".to_owned(),
        r#"[{"since":"2026-11-16","until":"2027-03-03"}]"#.to_owned(),
    );
    assert_eq!(scratch.db.read(away).await, Ok(vec![expected]));
}

#[tokio::test]
async fn every_stored_log_folds_to_the_feedback_that_was_shared() {
    let scratch = made().await;
    let load = |conn: &mut Conn| {
        let shared: Vec<(String, String)> = feedback::table
            .select((feedback::observation_id, feedback::body))
            .load(conn)?;
        let segments: Vec<(String, String)> = capture_segment::table
            .order((
                capture_segment::observation_id,
                capture_segment::received_seq,
            ))
            .select((capture_segment::observation_id, capture_segment::operations))
            .load(conn)?;
        let own: Vec<String> = self_assessment::table
            .select(self_assessment::body)
            .load(conn)?;
        Ok((shared, segments, own))
    };
    let (shared, segments, own) = scratch.db.read(load).await.unwrap();
    assert!(shared.len() > 100 && own.len() > 50);
    for (id, body) in shared {
        let operations: Vec<Operation> = segments
            .iter()
            .filter(|(observation, _)| *observation == id)
            .flat_map(|(_, json)| stored_json::<Vec<Operation>>(json).unwrap())
            .collect();
        let numbered = operations
            .iter()
            .zip(1..)
            .all(|(operation, n)| operation.sequence == n);
        assert!(numbered, "a gap in the log of {id}");
        let folded = SharedFeedback::from_capture(framework(), &Capture::fold(&operations));
        assert_eq!(folded, Ok(stored_json(&body).unwrap()));
    }
    for body in own {
        stored_json::<SelfAssessmentContent>(&body).unwrap();
    }
}

#[tokio::test]
async fn what_is_under_way_is_on_the_newest_framework_and_what_is_long_over_on_the_one_before() {
    let scratch = made().await;
    let load = |conn: &mut Conn| {
        let rows: Vec<(String, String)> = observation::table
            .select((observation::framework_hash, observation::state))
            .load(conn)?;
        Ok(rows)
    };
    let rows = scratch.db.read(load).await.unwrap();
    let of = |hash: &str| {
        let on_it = rows.iter().filter(|(of_row, _)| of_row == hash);
        on_it.map(|(_, state)| state.as_str()).collect::<Vec<_>>()
    };
    let (now, then) = (of(&newest().hash), of(&before().hash));
    assert!(now.len() > 30 && then.len() > 30);
    assert_eq!(now.len() + then.len(), rows.len());
    assert!(
        ["planned", "in_progress", "drafting"]
            .iter()
            .all(|state| !then.contains(state))
    );
}

#[tokio::test]
async fn the_same_seed_makes_the_same_and_nothing_is_overwritten() {
    let (first, second) = (made().await, made().await);
    let ids = |conn: &mut Conn| {
        let rows: Vec<(String, String)> = observation::table
            .order(observation::id)
            .select((observation::id, observation::state))
            .load(conn)?;
        Ok(rows)
    };
    let of_first = first.db.read(ids).await.unwrap();
    assert_eq!(of_first, second.db.read(ids).await.unwrap());
    assert_eq!(find(&first.db).await, Ok(Found::Demo));
    assert!(generate(&first.db, &options()).await.is_err());
    assert_eq!(of_first, first.db.read(ids).await.unwrap());
    assert_eq!(find(&Scratch::open().db).await, Ok(Found::Nothing));
}

#[tokio::test]
async fn nothing_of_the_past_lies_ahead() {
    let scratch = made().await;
    let now = options().now.naive_utc();
    let ahead = move |conn: &mut Conn| {
        let late = observation::table.filter(
            observation::updated_at
                .gt(now)
                .or(observation::ended_at.assume_not_null().gt(now)),
        );
        Ok(late.count().get_result::<i64>(conn)?)
    };
    assert_eq!(scratch.db.read(ahead).await, Ok(0));
}
