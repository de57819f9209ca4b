//! Builders that make what a test names, through the same doors people use: the
//! administrator's command line, invitations by mail, and the API.

use serde_json::{Value, json};
use shared::access::Role;
use shared::observations::Operation;
use shared::sync;

use crate::{Answer, Client, TestApp};

/// A password that nobody's list holds.
pub const PASSWORD: &str = "quiet river under nine bridges";

/// A fresh UUIDv7, as a client would make it.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The wall clock as the wire writes it.
pub fn now() -> String {
    chrono::Utc::now()
        .format("%Y-%m-%dT%H:%M:%S%.3fZ")
        .to_string()
}

/// The day in London at that instant, as the server counts days: near midnight UTC is another one.
pub fn day_of(at: chrono::DateTime<chrono::Utc>) -> chrono::NaiveDate {
    at.with_timezone(&chrono_tz::Europe::London).date_naive()
}

/// The day that comes `n` days from today, as a form takes it. A date that is written down passes.
pub fn day_ahead(n: i64) -> String {
    (day_of(chrono::Utc::now()) + chrono::Duration::days(n)).to_string()
}

/// When an observation of a test is planned for: a morning in this week or the next.
pub fn planned_for() -> String {
    format!("{}T10:00", day_ahead(3))
}

/// Somebody with an account, signed in.
#[derive(Clone)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub email: String,
    pub client: Client,
}

impl Person {
    pub async fn get(&self, path: &str) -> Answer {
        self.client.get(path).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.client.post(path, body).await
    }
}

/// An organisation with one administrator, a region, a PDU and two teams.
pub struct Organisation<'a> {
    app: &'a TestApp,
    pub id: String,
    pub administrator: Person,
    pub region: String,
    pub pdu: String,
    pub team: String,
    pub other_team: String,
}

/// An observation and the two people it concerns.
#[derive(Clone)]
pub struct Record {
    pub id: String,
    pub observer: Person,
    pub practitioner: Person,
    pub device: String,
    /// The sequence of the last operation that was pushed.
    pub sequence: u32,
    /// Operations sent so far.
    pub n_operations: usize,
}

impl TestApp {
    /// Makes an organisation the way an operator does: on the command line, then by mail.
    pub async fn organisation(&self, name: &str) -> Organisation<'_> {
        let email = format!("admin.{}@example.org", &new_id()[24..]);
        let created = self
            .admin(&[
                "create-organisation",
                "--name",
                name,
                "--administrator-name",
                "Ada Administrator",
                "--administrator-email",
                &email,
            ])
            .await;
        let token =
            token_in(&created).unwrap_or_else(|| panic!("no invitation link in: {created}"));
        let administrator = self.accept(&email, &token).await;
        let me = administrator.get("/api/v1/me").await.expect(200).json();
        let root = me["unit_id"].as_str().expect("a home unit").to_owned();
        let mut organisation = Organisation {
            app: self,
            id: me["org_id"].as_str().expect("an organisation").to_owned(),
            administrator,
            region: String::new(),
            pdu: String::new(),
            team: String::new(),
            other_team: String::new(),
        };
        organisation.region = organisation
            .unit(Some(&root), "region", "North Region")
            .await;
        organisation.pdu = organisation
            .unit(Some(&organisation.region), "pdu", "North Quay PDU")
            .await;
        organisation.team = organisation
            .unit(Some(&organisation.pdu), "team", "Team 1")
            .await;
        organisation.other_team = organisation
            .unit(Some(&organisation.pdu), "team", "Team 2")
            .await;
        organisation
    }

    /// Accepts an invitation with [`PASSWORD`] and signs in.
    pub async fn accept(&self, email: &str, token: &str) -> Person {
        let mut client = self.client();
        let body = json!({ "token": token, "password": PASSWORD });
        let answer = client.post("/api/v1/auth/accept-invitation", body).await;
        assert!(answer.status < 300, "{}", answer.text);
        client.sign_in(email, PASSWORD).await.expect(200);
        let me = client.get("/api/v1/me").await.expect(200).json();
        let text = |name: &str| me[name].as_str().expect("a text").to_owned();
        Person {
            id: text("person_id"),
            name: text("name"),
            email: email.to_owned(),
            client,
        }
    }

    /// An observer and a practitioner of one team, in an organisation of their own.
    pub async fn pair(&self) -> (Person, Person) {
        let organisation = self.organisation("North Probation").await;
        let observer = organisation
            .person("Priya Shah", &organisation.team, &[Role::Spo])
            .await;
        let practitioner = organisation
            .person("Dafydd Price", &organisation.team, &[Role::Practitioner])
            .await;
        (observer, practitioner)
    }
}

/// The token of a mailed or printed link: what follows `token=`.
pub fn token_in(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("token=")?;
    let token: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!token.is_empty()).then_some(token)
}

impl Organisation<'_> {
    /// Makes a unit and answers its id.
    pub async fn unit(&self, parent: Option<&str>, kind: &str, name: &str) -> String {
        let id = new_id();
        let body = json!({ "id": id, "parent_id": parent, "kind": kind, "name": name });
        let answer = self.administrator.post("/api/v1/units", body).await;
        assert!(answer.status < 300, "{}", answer.text);
        id
    }

    /// Adds somebody with roles over one unit; the invitation comes by real mail.
    pub async fn person(&self, name: &str, unit: &str, roles: &[Role]) -> Person {
        let grants: Vec<_> = roles.iter().map(|role| (*role, unit)).collect();
        self.person_with(name, unit, &grants).await
    }

    /// Adds somebody whose roles lie over units other than their own.
    pub async fn person_with(&self, name: &str, unit: &str, grants: &[(Role, &str)]) -> Person {
        let id = new_id();
        let slug: String = name
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '.' })
            .collect();
        let email = format!("{slug}.{}@example.org", &id[24..]);
        let body = json!({
            "id": id, "name": name, "email": email, "grade": "po", "unit_id": unit, "invite": true,
        });
        let answer = self.administrator.post("/api/v1/people", body).await;
        assert!(answer.status < 300, "{}", answer.text);
        for (role, unit) in grants {
            let grant = json!({ "id": new_id(), "role": role.as_str(), "unit_id": unit });
            let answer = self
                .administrator
                .post(&format!("/api/v1/people/{id}/roles"), grant)
                .await;
            assert!(answer.status < 300, "{}", answer.text);
        }
        let mail = self
            .app
            .mailbox()
            .wait_for(&email, |mail| mail.text.contains("token="))
            .await;
        let token = token_in(&mail.text).expect("the invitation holds a link");
        self.app.accept(&email, &token).await
    }
}

impl Person {
    /// The content hash of the shipped RSM framework.
    pub async fn framework(&self) -> String {
        self.instrument("rsm").await
    }

    /// The content hash of the shipped framework whose key has this in it.
    pub async fn instrument(&self, name: &str) -> String {
        let list = self.get("/api/v1/frameworks").await.expect(200).json();
        let items = list
            .get("items")
            .unwrap_or(&list)
            .as_array()
            .expect("a list")
            .clone();
        let found = items
            .iter()
            .find(|f| f["key"].as_str().is_some_and(|key| key.contains(name)));
        found.unwrap_or_else(|| panic!("no framework {name} in {list}"))["hash"]
            .as_str()
            .expect("a hash")
            .to_owned()
    }

    /// The ids of the items of one skill domain.
    pub async fn framework_items(&self, domain: &str) -> Vec<String> {
        let path = format!("/api/v1/frameworks/{}", self.framework().await);
        let framework = self.get(&path).await.expect(200).json();
        let framework = framework.get("body").unwrap_or(&framework).clone();
        let sections = framework["sections"].as_array().expect("sections").clone();
        let section = sections
            .iter()
            .find(|section| section["id"] == domain)
            .expect("the domain");
        let items = section["items"].as_array().expect("items").iter();
        items
            .map(|item| item["id"].as_str().expect("an id").to_owned())
            .collect()
    }

    /// Plans an observation of somebody.
    pub async fn plans(&self, practitioner: &Person) -> Record {
        let framework = self.framework().await;
        self.plans_with(practitioner, &framework, Some("skill-rehearsal"))
            .await
    }

    /// The same with another instrument, and a focus where it has one to choose.
    pub async fn plans_with(
        &self,
        practitioner: &Person,
        framework: &str,
        focus: Option<&str>,
    ) -> Record {
        let id = new_id();
        let body = json!({
            "id": id, "practitioner_id": practitioner.id, "framework": framework,
            "agreement": {
                "purpose": "developmental", "session_type": "supervision", "focus": focus,
                "planned_for": planned_for(), "duration_minutes": 60, "case_reference": "X000001",
            },
        });
        let answer = self.post("/api/v1/observations", body).await;
        assert!(answer.status < 300, "{}", answer.text);
        Record {
            id,
            observer: self.clone(),
            practitioner: practitioner.clone(),
            device: new_id(),
            sequence: 0,
            n_operations: 0,
        }
    }
}

/// A push of one segment: bodies become operations that follow `sequence`.
pub fn push_body(device: &str, sequence: u32, bodies: &[Value]) -> Value {
    let operations: Vec<Value> = bodies
        .iter()
        .enumerate()
        .map(|(n, body)| {
            let sequence = sequence + 1 + n as u32;
            let mut operation = json!({
                "id": body.get("id").cloned().unwrap_or_else(|| json!(new_id())),
                "sequence": sequence, "at": now(), "elapsed_ms": sequence * 1000,
            });
            for (name, value) in body
                .as_object()
                .expect("an operation body")
                .iter()
                .filter(|(name, _)| *name != "id")
            {
                operation[name] = value.clone();
            }
            operation
        })
        .collect();
    let content_hash = content_hash_of(&operations);
    json!({
        "segment": new_id(), "device": device, "protocol": 1, "content_hash": content_hash,
        "operations": operations,
    })
}

/// The hash a tablet would send; of nothing where the operations are not of the wire's form,
/// which is refused before the hash is looked at.
pub fn content_hash_of(operations: &[Value]) -> String {
    let operations: Vec<Operation> = serde_json::from_value(json!(operations)).unwrap_or_default();
    sync::content_hash(&sync::canonical(&operations))
}

/// A further strength, for another edition.
pub fn another_strength(title: &str) -> Value {
    let text = json!({
        "kind": "strength", "skill": "working-alliance", "title": title, "evidence_text": "At minute fifty.",
    });
    json!({ "kind": "put_point", "point": new_id(), "text": text })
}

impl Record {
    pub fn path(&self, rest: &str) -> String {
        format!("/api/v1/observations/{}{rest}", self.id)
    }

    pub async fn inform(&self) -> Answer {
        self.practitioner
            .post(
                &self.path("/informed"),
                json!({ "informed": "no_objection" }),
            )
            .await
    }

    /// Pushes operations as the observer's tablet would.
    pub async fn push(&mut self, bodies: &[Value]) -> Answer {
        let body = push_body(&self.device, self.sequence, bodies);
        let answer = self.observer.post(&self.path("/operations"), body).await;
        if answer.status < 300 {
            self.sequence += bodies.len() as u32;
            self.n_operations += bodies.len();
        }
        answer
    }

    /// Informed, started, some marks and a note.
    pub async fn observed(mut self) -> Self {
        self.inform().await.expect(200);
        let bodies = [
            json!({ "kind": "start" }),
            json!({ "kind": "phase", "phase": "check-in" }),
            json!({ "kind": "mark", "skill": "working-alliance", "mark": "seen" }),
            json!({ "kind": "note", "text": "Let the silence run." }),
        ];
        self.push(&bodies).await.expect(200);
        self
    }

    /// Observed to the end, with a strength and a question drafted.
    pub async fn drafted(self) -> Self {
        self.observed().await.finished().await
    }

    /// The session ends, with a strength and a question drafted.
    pub async fn finished(self) -> Self {
        let mut record = self;
        let strength = json!({
            "kind": "strength", "skill": "working-alliance", "title": "You stayed with his words.",
            "evidence_text": "You let the silence run and he went on.",
        });
        let bodies = [
            json!({ "kind": "end" }),
            json!({ "kind": "put_point", "point": new_id(), "text": strength }),
            json!({ "kind": "set_question", "text": "What told you to stay with statement two?" }),
            json!({
                "kind": "put_action", "action": new_id(), "title": "Rehearse the phone call with him",
                "support": "My rehearsal card", "review_on": day_ahead(11),
            }),
        ];
        record.push(&bodies).await.expect(200);
        record
    }

    pub async fn share(&self) -> Answer {
        let body = json!({ "id": new_id(), "n_operations": self.n_operations });
        self.observer.post(&self.path("/share"), body).await
    }

    pub async fn shared(self) -> Self {
        let record = self.drafted().await;
        record.share().await.expect(200);
        record
    }

    /// The practitioner's self-assessment, submitted.
    pub async fn self_assess(&self) -> Answer {
        let body = json!({ "content": { "ratings": {}, "words": {} }, "submit": true });
        self.practitioner
            .client
            .put(&self.path("/self-assessment"), None, body)
            .await
    }

    pub async fn acknowledge(&self) -> Answer {
        self.practitioner
            .post(&self.path("/acknowledge"), json!({}))
            .await
    }

    pub async fn acknowledged(self) -> Self {
        let record = self.shared().await;
        let answer = record.self_assess().await;
        assert!(answer.status < 300, "{}", answer.text);
        record.acknowledge().await.expect(200);
        record
    }

    pub async fn locked(self) -> Self {
        let record = self.acknowledged().await;
        record
            .observer
            .post(&record.path("/lock"), json!({}))
            .await
            .expect(200);
        record
    }
}
