//! Organisations, units and people of the demo, as rows and as what the records need to know.

use chrono::{DateTime, Duration, Utc};
use shared::access::Role;
use shared::org::{Absences, Away, WorkingPattern};

use super::cast::{DemoOrganisation, FIRST_NAMES, LAST_NAMES};
use super::chance::Chance;
use super::store::{Batch, ClosureRow, GrantRow, OrganisationRow, PersonRow, PolicyRow, UnitRow};
use crate::clock;

/// The demo begins so many days ago.
const DAYS: i64 = 240;
/// Somebody who is away has been for so many days, and will be for so many more.
const AWAY_DAYS: (i64, i64) = (7, 100);
/// Practitioners of a team that only a benchmark asks for.
const TEAM_SIZE: usize = 11;
/// Teams of such a PDU.
const PDU_TEAMS: usize = 9;

/// Somebody in the records.
#[derive(Clone)]
pub struct Someone {
    pub id: String,
    pub name: String,
    pub email: String,
    pub unit_id: String,
    pub locale: &'static str,
}

/// A team: who leads it, who is in it.
#[derive(Clone)]
pub struct Team {
    pub leader: Someone,
    pub practitioners: Vec<Someone>,
}

/// A demo organisation as it stands in the database.
pub struct Place {
    pub org_id: String,
    pub name: &'static str,
    pub teams: Vec<Team>,
    pub heads: Vec<Someone>,
    pub administrator: Someone,
    pub qdo: Option<Someone>,
}

struct Builder<'a> {
    batch: &'a mut Batch,
    chance: &'a mut Chance,
    org_id: String,
    domain: &'static str,
    password_hash: &'a str,
    at: DateTime<Utc>,
    /// Ancestors of each unit, itself first.
    above: Vec<(String, Vec<String>)>,
    n_people: usize,
}

/// Makes an organisation of the cast, and as many more people as are asked for.
pub fn build(
    demo: &'static DemoOrganisation,
    n_more: usize,
    password_hash: &str,
    now: DateTime<Utc>,
    chance: &mut Chance,
    batch: &mut Batch,
) -> Place {
    let at = now - Duration::days(DAYS);
    let org_id = chance.id(at);
    batch.organisations.push(OrganisationRow {
        org_id: org_id.clone(),
        name: demo.name.to_owned(),
        locale: "en".to_owned(),
        time_zone: "Europe/London".to_owned(),
        mail_policy: "minimal".to_owned(),
        telemetry: "on".to_owned(),
        created_at: at.naive_utc(),
        version: 1,
    });
    let mut builder = Builder {
        batch,
        chance,
        org_id,
        domain: demo.domain,
        password_hash,
        at,
        above: Vec::new(),
        n_people: 0,
    };
    builder.build(demo, n_more)
}

impl Builder<'_> {
    fn build(&mut self, demo: &'static DemoOrganisation, n_more: usize) -> Place {
        let units: Vec<String> = demo.units.iter().fold(Vec::new(), |mut units, unit| {
            let parent = unit.parent.map(|place| units[place].clone());
            units.push(self.unit(parent, unit.kind, unit.name, unit.code));
            units
        });
        let mut place = Place {
            org_id: self.org_id.clone(),
            name: demo.name,
            teams: Vec::new(),
            heads: Vec::new(),
            administrator: self.someone(&demo.people[0], &units),
            qdo: None,
        };
        self.add(&demo.people[0], &place.administrator, None);
        for person in &demo.people[1..] {
            let someone = self.someone(person, &units);
            let has = |role: Role| person.roles.contains(&role);
            let team = place
                .teams
                .iter_mut()
                .find(|team| team.leader.unit_id == someone.unit_id);
            let above = &self.above;
            let head = place
                .heads
                .iter()
                .find(|head| is_above(above, &head.unit_id, &someone.unit_id));
            let manager = match &team {
                Some(team) if has(Role::Practitioner) => Some(team.leader.id.clone()),
                _ => head.map(|head| head.id.clone()),
            };
            if let Some(team) = team.filter(|_| has(Role::Practitioner) && person.is_active) {
                team.practitioners.push(someone.clone());
            }
            if has(Role::Spo) {
                place.teams.push(Team {
                    leader: someone.clone(),
                    practitioners: Vec::new(),
                });
            }
            if has(Role::Manager) {
                place.heads.push(someone.clone());
            }
            if has(Role::Qdo) {
                place.qdo = Some(someone.clone());
            }
            self.add(person, &someone, manager);
        }
        self.policies(&units);
        self.add_many(
            n_more.saturating_sub(demo.people.len()),
            &units[0],
            &mut place,
        );
        place
    }

    fn unit(
        &mut self,
        parent: Option<String>,
        kind: &str,
        name: &str,
        code: Option<&str>,
    ) -> String {
        let id = self.chance.id(self.at);
        let mut above = vec![id.clone()];
        if let Some(parent) = &parent {
            let of_parent = self.above.iter().rev().find(|(unit, _)| unit == parent);
            above.extend(
                of_parent
                    .map(|(_, above)| above.clone())
                    .unwrap_or_default(),
            );
        }
        for (ancestor, depth) in above.iter().zip(0..) {
            self.batch.closure.push(ClosureRow {
                org_id: self.org_id.clone(),
                ancestor_id: ancestor.clone(),
                descendant_id: id.clone(),
                depth,
            });
        }
        self.above.push((id.clone(), above));
        self.batch.units.push(UnitRow {
            org_id: self.org_id.clone(),
            id: id.clone(),
            parent_id: parent,
            kind: kind.to_owned(),
            name: name.to_owned(),
            code: code.map(str::to_owned),
            version: 1,
        });
        id
    }

    fn someone(&mut self, person: &super::cast::DemoPerson, units: &[String]) -> Someone {
        Someone {
            id: self.chance.id(self.at),
            name: person.name.to_owned(),
            email: format!("{}@{}", person.address, self.domain),
            unit_id: units[person.unit].clone(),
            locale: person.locale,
        }
    }

    fn add(
        &mut self,
        person: &super::cast::DemoPerson,
        someone: &Someone,
        manager: Option<String>,
    ) {
        let pattern =
            WorkingPattern::parse_days(person.days).expect("the cast's working days are readable");
        self.person(someone, person.grade, &pattern, manager, person.is_active);
        if person.is_away {
            self.send_away();
        }
        for role in person.roles {
            self.grant(&someone.id, *role, &someone.unit_id);
        }
    }

    fn person(
        &mut self,
        someone: &Someone,
        grade: &str,
        pattern: &WorkingPattern,
        line_manager_id: Option<String>,
        is_active: bool,
    ) {
        self.n_people += 1;
        self.batch.people.push(PersonRow {
            org_id: self.org_id.clone(),
            id: someone.id.clone(),
            name: someone.name.clone(),
            email: someone.email.clone(),
            staff_code: (self.n_people < 1_000).then(|| format!("N07B{:03}", self.n_people)),
            grade: grade.to_owned(),
            unit_id: someone.unit_id.clone(),
            line_manager_id,
            working_pattern: serde_json::to_string(pattern).expect("a working pattern is numbers"),
            locale: someone.locale.to_owned(),
            status: if is_active { "active" } else { "invited" }.to_owned(),
            left_on: None,
            security_version: 1,
            password_hash: is_active.then(|| self.password_hash.to_owned()),
            created_at: self.at.naive_utc(),
            version: 1,
            absences: "[]".to_owned(),
        });
    }

    /// The person who was made last is away.
    fn send_away(&mut self) {
        let now = self.at + Duration::days(DAYS);
        let (n_gone, n_left) = AWAY_DAYS;
        let day = |days: i64| clock::day(now + Duration::days(days));
        let away = Away {
            since: day(-n_gone),
            until: day(n_left),
        };
        if let Some(row) = self.batch.people.last_mut() {
            let absences = Absences::from(away);
            row.absences = serde_json::to_string(&absences).expect("an absence is two days");
        }
    }

    fn grant(&mut self, person: &str, role: Role, unit: &str) {
        let id = self.chance.id(self.at);
        self.batch.grants.push(GrantRow {
            org_id: self.org_id.clone(),
            id,
            person_id: person.to_owned(),
            role: role.as_str().to_owned(),
            unit_id: unit.to_owned(),
            granted_at: self.at.naive_utc(),
            revoked_at: None,
        });
    }

    fn policies(&mut self, units: &[String]) {
        let rules = [
            (None, 240, "observation_every", "days", 90),
            (None, 240, "feedback_within", "working_days", 10),
            (None, 240, "self_assessment_opens", "days", 7),
            (None, 240, "supervision_every", "days", 42),
            // The second unit asks for more, since the spring.
            (units.get(1), 120, "observation_every", "days", 60),
        ];
        for (unit, days_ago, kind, counts, n) in rules {
            let from = self.at + Duration::days(DAYS - days_ago);
            let id = self.chance.id(from);
            self.batch.policies.push(PolicyRow {
                org_id: self.org_id.clone(),
                id,
                unit_id: unit.cloned(),
                kind: kind.to_owned(),
                effective_from: from.date_naive().to_string(),
                body: serde_json::json!({ "kind": kind, counts: n }).to_string(),
            });
        }
    }

    /// PDUs of nine teams, each with a leader and practitioners, until so many people are there.
    fn add_many(&mut self, n_more: usize, top: &str, place: &mut Place) {
        let pattern = WorkingPattern::default();
        let mut n_left = n_more;
        let mut n_team = 0;
        let mut pdu: Option<(String, Someone)> = None;
        while n_left > 0 {
            if n_team % PDU_TEAMS == 0 {
                let name = format!("PDU {}", 1 + n_team / PDU_TEAMS);
                let unit = self.unit(Some(top.to_owned()), "pdu", &name, None);
                let head = self.anybody(&unit);
                self.person(&head, "head_of_pdu", &pattern, None, true);
                self.grant(&head.id, Role::Manager, &unit);
                place.heads.push(head.clone());
                n_left -= 1;
                pdu = Some((unit, head));
            }
            let Some((pdu_id, head)) = &pdu else { break };
            let (pdu_id, head_id) = (pdu_id.clone(), head.id.clone());
            n_team += 1;
            let unit = self.unit(Some(pdu_id), "team", &format!("Team {n_team}"), None);
            let leader = self.anybody(&unit);
            self.person(&leader, "spo", &pattern, Some(head_id), true);
            self.grant(&leader.id, Role::Spo, &unit);
            n_left = n_left.saturating_sub(1);
            let mut practitioners = Vec::new();
            for _ in 0..TEAM_SIZE.min(n_left) {
                let practitioner = self.anybody(&unit);
                self.person(&practitioner, "po", &pattern, Some(leader.id.clone()), true);
                self.grant(&practitioner.id, Role::Practitioner, &unit);
                practitioners.push(practitioner);
                n_left -= 1;
            }
            place.teams.push(Team {
                leader,
                practitioners,
            });
        }
    }

    fn anybody(&mut self, unit: &str) -> Someone {
        let (first, last) = (
            *self.chance.one_of(FIRST_NAMES),
            *self.chance.one_of(LAST_NAMES),
        );
        Someone {
            id: self.chance.id(self.at),
            name: format!("{first} {last}"),
            email: format!(
                "{}.{}.{}@{}",
                first.to_lowercase(),
                last.to_lowercase(),
                self.n_people,
                self.domain
            ),
            unit_id: unit.to_owned(),
            locale: "en",
        }
    }
}

fn is_above(above: &[(String, Vec<String>)], top: &str, unit: &str) -> bool {
    above
        .iter()
        .any(|(id, above)| id == unit && above.iter().any(|id| id == top))
}
