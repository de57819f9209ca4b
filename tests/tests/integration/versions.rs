//! Versions of the shipped instruments: who gets a newer one, what is planned with, and what a
//! record on the version before keeps.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{
    Answer, Organisation, Person, Record, TestApp, new_id, on_both_databases, planned_for,
};

use crate::rebase::{moves, publishes};

/// Instrument and version of all that an organisation holds, as it is listed.
async fn listed(reader: &Person) -> Vec<String> {
    let list = reader.get("/api/v1/frameworks").await.expect(200).json();
    let name = |one: &Value| {
        let of = |field: &str| one[field].as_str().expect("a text").to_owned();
        let state = one.get("retired_at").map_or("", |_| " retired");
        format!("{} {}{state}", of("key"), of("version"))
    };
    list.as_array().expect("a list").iter().map(name).collect()
}

/// The hash of one version.
async fn hash_of(reader: &Person, name: &str) -> String {
    let list = reader.get("/api/v1/frameworks").await.expect(200).json();
    let mut list = list.as_array().expect("a list").iter();
    let found =
        list.find(|one| format!("{} {}", one["key"], one["version"]).replace('"', "") == name);
    let found = found.unwrap_or_else(|| panic!("no {name}"));
    found["hash"].as_str().expect("a hash").to_owned()
}

async fn people(organisation: &Organisation<'_>) -> (Person, Person) {
    let team = &organisation.team;
    let observer = organisation.person("Priya Shah", team, &[Role::Spo]).await;
    let practitioner = organisation
        .person("Dafydd Price", team, &[Role::Practitioner])
        .await;
    (observer, practitioner)
}

async fn plan(observer: &Person, practitioner: &Person, framework: &str) -> Answer {
    plan_as(new_id(), observer, practitioner, framework).await
}

/// Plans under an id that the device made, maybe a while ago.
async fn plan_as(id: String, observer: &Person, practitioner: &Person, framework: &str) -> Answer {
    let body = json!({
        "id": id, "practitioner_id": practitioner.id, "framework": framework,
        "agreement": { "purpose": "developmental", "session_type": "supervision", "planned_for": planned_for(), "duration_minutes": 60 },
    });
    observer.post("/api/v1/observations", body).await
}

/// Sets an organisation back to a database of before 1.1.0 was shipped.
async fn forgets_the_newest(app: &TestApp, organisation: &Organisation<'_>) {
    app.sql(&format!(
        "DELETE FROM framework WHERE version_label = '1.1.0' AND org_id = '{}'",
        organisation.id
    ))
    .await;
}

/// Every item that is rated on levels, each with another level than the one before.
async fn ratings(reader: &Person, hash: &str) -> Vec<Value> {
    let path = format!("/api/v1/frameworks/{hash}");
    let document = reader.get(&path).await.expect(200).json();
    let sections = document["sections"].as_array().expect("sections").iter();
    let items = sections.flat_map(|section| section["items"].as_array().expect("items"));
    let levels = ["not-seen", "emerging", "effective", "highly-effective"];
    let rate = |(item, level): (&Value, &&str)| json!({ "kind": "rate", "item": item["id"], "answer": { "level": level }, "reason": "I heard it." });
    items.zip(levels.iter().cycle()).map(rate).collect()
}

/// What the observer reads as rated after the sharing.
async fn shared_ratings(record: &Record) -> Vec<Value> {
    record.share().await.expect(200);
    let feedback = record.observer.get(&record.path("/feedback")).await;
    let feedback = feedback.expect(200).json();
    let ratings = &feedback["content"]["ratings"];
    ratings.as_array().expect("ratings").clone()
}

const SHIPPED: [&str; 3] = ["alongside-rsm 1.1.0", "alongside-rsm 1.0.0", "miti 4.2.1"];

on_both_databases! {
    async fn a_newer_shipped_version_comes_once_to_who_observes_with_the_one_before(app: TestApp) {
        let before = app.organisation("North Probation").await;
        let own = app.organisation("South Probation").await;
        let gave_up = app.organisation("West Probation").await;
        let north = before.administrator.clone();
        let south = own.administrator.clone();
        let west = gave_up.administrator.clone();
        assert_eq!(listed(&north).await, SHIPPED);
        for organisation in [&before, &own, &gave_up] {
            forgets_the_newest(&app, organisation).await;
        }
        // South goes on with words of its own, West observes with something else.
        let first = hash_of(&west, SHIPPED[1]).await;
        publishes(&app, &own, &south, &first, |document| document["version"] = json!("south-1")).await;
        app.admin(&["retire-framework", "--organisation", &gave_up.id, "--framework", &first]).await;
        let published = "SELECT count(*) FROM audit WHERE action = 'framework.publish' AND person_id IS NULL";
        let n_before = app.count(published).await;

        let mut app = app;
        for _ in 0..2 {
            app = app.kill_and_restart().await;
            assert_eq!(listed(&north).await, SHIPPED);
            let kept = ["alongside-rsm south-1", SHIPPED[1], SHIPPED[2]];
            assert_eq!(listed(&south).await, kept, "their own stays the newest");
            assert_eq!(listed(&west).await, ["alongside-rsm 1.0.0 retired", SHIPPED[2]]);
            assert_eq!(app.count(published).await, n_before + 1);
        }
    }

    async fn a_new_version_of_one_instrument_takes_no_other_ones_place(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let reader = &organisation.administrator;
        let miti = hash_of(reader, SHIPPED[2]).await;
        publishes(&app, &organisation, reader, &miti, |document| document["version"] = json!("5")).await;
        assert_eq!(listed(reader).await, [SHIPPED[0], SHIPPED[1], "miti 5", SHIPPED[2]]);
    }

    async fn a_record_on_the_version_before_moves_to_the_newest_with_every_rating(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let (priya, dafydd) = people(&organisation).await;
        let (new, old) = (hash_of(&priya, SHIPPED[0]).await, hash_of(&priya, SHIPPED[1]).await);
        assert_eq!(priya.framework().await, new, "the newest is offered first");
        let rated = ratings(&priya, &old).await;
        assert_eq!(rated.len(), 52);
        let mut shared = Vec::new();
        for path in [vec![], vec![&new], vec![&new, &old]] {
            let mut record = priya.plans_with(&dafydd, &old, None).await.drafted().await;
            record.push(&rated).await.expect(200);
            for hash in path {
                moves(&record, hash).await.expect(200);
            }
            shared.push(shared_ratings(&record).await);
        }
        assert_eq!(shared[0].len(), 52);
        // What stands beside a rating is new with each record.
        let answers = |ratings: &[Value]| -> Vec<Value> {
            ratings.iter().map(|rating| json!([rating["item"], rating["answer"]])).collect()
        };
        for moved in &shared[1..] {
            assert_eq!(answers(moved), answers(&shared[0]));
        }
    }

    async fn a_retired_version_plans_nothing_new_and_its_records_go_on(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let other = app.organisation("South Probation").await;
        let (priya, dafydd) = people(&organisation).await;
        let (quinn, rhian) = people(&other).await;
        let hash = priya.framework().await;
        let planned = priya.plans(&dafydd).await;
        let mut under_way = priya.plans(&dafydd).await.drafted().await;
        let without_network = new_id();
        let retire = ["retire-framework", "--organisation", &organisation.id, "--framework", &hash];

        let said = app.admin(&retire).await;
        assert!(said.contains("no new observation"), "{said}");
        let again = app.admin(&retire).await;
        assert!(again.contains("already"), "{again}");
        assert_eq!(listed(&priya).await, ["alongside-rsm 1.1.0 retired", SHIPPED[1], SHIPPED[2]]);
        let refused = plan(&priya, &dafydd, &hash).await;
        assert_eq!(refused.summary(), "422 invalid_input");
        let earlier = plan_as(without_network, &priya, &dafydd, &hash).await;
        assert_eq!(earlier.summary(), "201", "it was planned before");
        assert!(refused.text.contains(r#""field":"framework","code":"unknown""#), "{}", refused.text);
        assert_eq!(listed(&quinn).await, SHIPPED);
        assert!(plan(&quinn, &rhian, &hash).await.status < 300);

        // Its records are read, written on and shared as before.
        priya.get(&format!("/api/v1/frameworks/{hash}")).await.expect(200);
        let rated = ratings(&priya, &hash).await;
        under_way.push(&rated).await.expect(200);
        assert_eq!(shared_ratings(&under_way).await.len(), rated.len());
        planned.shared().await;

        let undo = [retire.as_slice(), &["--undo"]].concat();
        let offered = app.admin(&undo).await;
        assert!(offered.contains("again"), "{offered}");
        assert!(plan(&priya, &dafydd, &hash).await.status < 300);
        for act in ["framework.retire", "framework.offer"] {
            let entries = format!("SELECT count(*) FROM audit WHERE action = '{act}'");
            assert_eq!(app.count(&entries).await, 1, "{act}");
        }
        let list = app.admin(&["frameworks", "--organisation", &organisation.id]).await;
        assert!(list.contains(&hash) && list.lines().count() == 3, "{list}");
    }
}
