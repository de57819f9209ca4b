//! A unique word in every sensitive field, and every address that anybody sees asked by everybody:
//! no word turns up where the product page does not put it, in an answer, a mail or the log.

use serde_json::{Value, json};
use tests::{Person, Record, TestApp, new_id, on_both_databases};

use super::cast::Cast;

/// Columns of the oracle who may read what was released.
const RELEASED: &[&str] = &["observer", "practitioner", "line", "named_line"];
const BOTH: &[&str] = &["observer", "practitioner"];

on_both_databases! {
    async fn no_word_turns_up_where_it_may_not_be_read(app: TestApp) {
        let (organisation, elsewhere) =
            tokio::join!(app.organisation("North Probation"), app.organisation("South Probation"));
        let cast = Cast::hire(&app, &organisation, &elsewhere).await;
        let planted = Planted::plant(&cast).await;
        let addresses = planted.addresses(&cast);
        let (mut n, mut leaks, mut seen) = (0, Vec::new(), vec![false; planted.words.len()]);
        for member in &cast.members {
            for address in &addresses {
                let answer = member.client.get(address).await;
                n += 1;
                assert!(answer.status < 500, "{address}: {}", answer.text);
                assert_ne!(answer.status, 400, "{address} asks for nothing: {}", answer.text);
                for (word, seen) in planted.words.iter().zip(&mut seen) {
                    if answer.text.contains(&word.text) {
                        *seen = true;
                        if !word.readers.contains(&member.relation) {
                            leaks.push(format!("{} of {} reads {} at {address}", member.name, member.relation, word.field));
                        }
                    }
                }
            }
        }
        println!("canaries on {:?}: {} words, {n} answers, {} leaks", app.backend, planted.words.len(), leaks.len());
        assert!(leaks.is_empty(), "{}", leaks.join("\n"));
        let unseen: Vec<&str> = planted.words.iter().zip(seen).filter(|(_, seen)| !seen).map(|(word, _)| word.field).collect();
        assert!(unseen.is_empty(), "a word that nobody reads proves nothing: {unseen:?}");
        planted.look_through_mail(&app, &cast).await;
        planted.look_through_log(&app, &cast);
    }
}

struct Word {
    field: &'static str,
    text: String,
    readers: &'static [&'static str],
}

#[derive(Default)]
pub(super) struct Planted {
    words: Vec<Word>,
    observations: Vec<String>,
    reflections: Vec<String>,
    meeting: String,
}

impl Planted {
    pub(super) async fn plant(cast: &Cast) -> Self {
        let mut planted = Self::default();
        let shared = planted.shared_record(cast).await;
        planted.reflections(cast, &shared).await;
        planted.draft_record(cast).await;
        planted.meeting(cast).await;
        let note = planted.word("request.note", RELEASED);
        let ask = json!({ "id": new_id(), "note": note });
        let asked = cast
            .practitioner
            .post("/api/v1/observation-requests", ask)
            .await;
        assert!(asked.status < 300, "{}", asked.text);
        planted
    }

    /// A word that is found again: letters only, so that no encoding splits it.
    fn word(&mut self, field: &'static str, readers: &'static [&'static str]) -> String {
        let text = format!("canary{}", new_id().replace('-', ""));
        self.words.push(Word {
            field,
            text: text.clone(),
            readers,
        });
        text
    }

    async fn shared_record(&mut self, cast: &Cast) -> Record {
        let mut record = cast.observer.plans(&cast.practitioner).await;
        record.inform().await.expect(200);
        let strength = json!({
            "kind": "strength", "title": self.word("strength.title", RELEASED),
            "evidence_text": self.word("strength.evidence", RELEASED), "effect": self.word("strength.effect", RELEASED),
        });
        let bodies = [
            json!({ "kind": "start" }),
            json!({ "kind": "note", "text": self.word("note", BOTH) }),
            json!({ "kind": "end" }),
            json!({ "kind": "put_point", "point": new_id(), "text": strength }),
            json!({ "kind": "set_question", "text": self.word("question", RELEASED) }),
            json!({ "kind": "set_message", "text": self.word("message", RELEASED) }),
            json!({
                "kind": "put_action", "action": new_id(), "title": self.word("action.title", RELEASED),
                "support": self.word("action.support", RELEASED), "review_on": "2027-01-20",
            }),
        ];
        record.push(&bodies).await.expect(200);
        record.share().await.expect(200);
        self.self_assess(&record, "self_assessment.submitted", RELEASED, true)
            .await;
        let reply =
            json!({ "id": new_id(), "kind": "reply", "text": self.word("reply", RELEASED) });
        let answer = cast
            .practitioner
            .post(&record.path("/replies"), reply)
            .await;
        assert!(answer.status < 300, "{}", answer.text);
        record.acknowledge().await.expect(200);
        let amendment = json!({ "id": new_id(), "text": self.word("amendment", RELEASED) });
        let answer = cast
            .observer
            .post(&record.path("/amendments"), amendment)
            .await;
        assert!(answer.status < 300, "{}", answer.text);
        self.observations.push(record.id.clone());
        record
    }

    async fn self_assess(
        &mut self,
        record: &Record,
        field: &'static str,
        readers: &'static [&'static str],
        submit: bool,
    ) {
        let words = json!({ "how-it-went": self.word(field, readers) });
        let body = json!({ "content": { "ratings": {}, "words": words }, "submit": submit });
        let answer = record
            .practitioner
            .client
            .put(&record.path("/self-assessment"), None, body)
            .await;
        assert!(answer.status < 300, "{}", answer.text);
    }

    async fn draft_record(&mut self, cast: &Cast) {
        let mut record = cast.observer.plans(&cast.practitioner).await;
        record.inform().await.expect(200);
        let observer: &[&str] = &["observer"];
        let bodies = [
            json!({ "kind": "start" }),
            json!({ "kind": "note", "text": self.word("draft.note", observer) }),
            json!({ "kind": "end" }),
            json!({ "kind": "set_question", "text": self.word("draft.question", observer) }),
        ];
        record.push(&bodies).await.expect(200);
        self.self_assess(
            &record,
            "self_assessment.unsubmitted",
            &["practitioner"],
            false,
        )
        .await;
        self.observations.push(record.id);
    }

    async fn reflections(&mut self, cast: &Cast, record: &Record) {
        for (field, readers) in [
            ("reflection.private", &["practitioner"][..]),
            ("reflection.shared", RELEASED),
        ] {
            let id = new_id();
            let path = format!("/api/v1/reflections/{id}");
            let body = json!({ "observation_id": record.id, "model": "free", "parts": { "free": self.word(field, readers) } });
            assert!(cast.practitioner.client.put(&path, None, body).await.status < 300);
            if field == "reflection.shared" {
                cast.practitioner
                    .post(&format!("{path}/share"), json!({}))
                    .await
                    .expect(200);
            }
            self.reflections.push(id);
        }
    }

    async fn meeting(&mut self, cast: &Cast) {
        self.meeting = new_id();
        let day = tests::day_ahead(-2);
        let body = json!({
            "id": self.meeting, "purpose": "supervision", "attendee_ids": [cast.practitioner.id],
            "practitioner_id": cast.practitioner.id, "agenda_note": self.word("meeting.agenda", BOTH),
            "slot": { "starts": format!("{day}T10:00"), "time_zone": "Europe/London", "duration_minutes": 60 },
        });
        assert!(cast.observer.post("/api/v1/meetings", body).await.status < 300);
        let held = json!({ "summary": self.word("meeting.minutes", BOTH) });
        cast.observer
            .post(&format!("/api/v1/meetings/{}/held", self.meeting), held)
            .await
            .expect(200);
    }

    /// Every address that shows something to somebody.
    fn addresses(&self, cast: &Cast) -> Vec<String> {
        let lists = [
            "me",
            "home",
            "observations?limit=100",
            "observations?role=observer",
            "observations?role=practitioner",
            "observations?role=line",
            "observations?role=head",
            "actions?open=true",
            "observation-requests",
            "reflections",
            "actions",
            "meetings",
            "views",
            "people?limit=100",
            "units",
            "policies",
            "coverage",
            "deliveries",
            "audit",
            "sessions",
            "organisation",
            "unsent-writing",
            "frameworks",
        ];
        let mut addresses: Vec<String> =
            lists.iter().map(|list| format!("/api/v1/{list}")).collect();
        for id in &self.observations {
            for rest in ["", "/operations", "/feedback", "/self-assessment", "/views"] {
                addresses.push(format!("/api/v1/observations/{id}{rest}"));
            }
            addresses.push(format!("/api/v1/observations/{id}/session"));
        }
        addresses.extend(
            self.reflections
                .iter()
                .map(|id| format!("/api/v1/reflections/{id}")),
        );
        addresses.push(format!("/api/v1/meetings/{}", self.meeting));
        for person in self.people(cast) {
            addresses.push(format!("/api/v1/people/{}", person.id));
            addresses.push(format!("/api/v1/reflections?practitioner={}", person.id));
            addresses.push(format!("/api/v1/actions?practitioner={}", person.id));
        }
        addresses
    }

    fn people<'a>(&self, cast: &'a Cast) -> [&'a Person; 6] {
        [
            &cast.observer,
            &cast.practitioner,
            &cast.line,
            &cast.head,
            &cast.auditor,
            &cast.administrator,
        ]
    }

    /// The organisation's mail policy is the usual one: what happened, when, a link.
    async fn look_through_mail(&self, app: &TestApp, cast: &Cast) {
        let observation = &self.observations[0];
        for person in [&cast.practitioner, &cast.observer] {
            app.mailbox()
                .wait_for(&person.email, |mail| {
                    mail.text.contains(&format!("{observation}/feedback"))
                })
                .await;
        }
        app.mailbox()
            .wait_for(&cast.practitioner.email, |mail| {
                mail.text.contains(&self.meeting)
            })
            .await;
        for person in self.people(cast) {
            for mail in app.mailbox().received_by(&person.email) {
                let decoded = app.mailbox().read_with_python(&mail).to_string();
                for word in &self.words {
                    assert!(
                        !decoded.contains(&word.text),
                        "{} in {}",
                        word.field,
                        mail.subject
                    );
                }
                assert!(
                    !decoded.contains("X000001"),
                    "a case reference in {}",
                    mail.subject
                );
            }
        }
    }

    /// A log holds ids of requests and patterns of routes: no content, no names, no addresses, no tokens.
    fn look_through_log(&self, app: &TestApp, cast: &Cast) {
        let log = app.log();
        assert!(log.lines().count() > 100, "the log was found");
        for word in &self.words {
            assert!(!log.contains(&word.text), "{} is in the log", word.field);
        }
        for person in self.people(cast) {
            let token = person.client.token.clone().expect("signed in");
            let surname = person.name.split(' ').next_back().expect("a name");
            for secret in [
                person.email.as_str(),
                "@example.org",
                surname,
                token.as_str(),
            ] {
                let line = log.lines().find(|line| line.contains(secret));
                assert!(line.is_none(), "{secret:?} is in the log: {line:?}");
            }
        }
        let unreadable = log
            .lines()
            .find(|line| serde_json::from_str::<Value>(line).is_err());
        assert_eq!(unreadable, None, "every line of the log is JSON");
    }
}
