//! Observations of the demo in every state, with all that belongs to them.

mod after;
mod own;
mod trail;

use chrono::{DateTime, Datelike, Duration, NaiveDateTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::London;
use sha2::{Digest, Sha256};
use shared::observations::{Operation, State};
use shared::values::Date;

use super::chance::Chance;
use super::log::{self, Extent, Log};
use super::place::{Place, Someone};
use super::store::{Batch, FeedbackRow, ObservationRow, SegmentRow};
use super::stories::{self, Story};
use super::{before, newest};
use crate::frameworks::Shipped;

/// Half a year.
const DAYS: i64 = 182;
/// Sessions are planned so many days ahead.
const DAYS_AHEAD: i64 = 12;
/// So many days ago the newest version of the framework came; sessions of before are shown on the
/// one they were made with. Nothing that old is still being written.
const DAYS_ON_NEWEST: i64 = 42;
/// From here on an observation is one of many, and gets the light log of a benchmark.
const N_FULL: usize = 1_000;

/// One officer observes in so many teams; those of the cast are among them.
const N_QDO_TEAMS: usize = 24;

/// Makes records of one organisation into a batch.
pub struct Recorder<'a> {
    pub place: &'a Place,
    pub now: DateTime<Utc>,
    pub chance: &'a mut Chance,
    pub batch: Batch,
    stories: Vec<&'static Story>,
    /// Team and practitioner by number, so that each is observed in turn.
    turns: Vec<(usize, usize)>,
}

/// One observation to be made.
#[derive(Clone)]
pub struct Plan {
    pub practitioner: Someone,
    pub observer: Someone,
    pub story: &'static Story,
    /// When the session starts or is to start.
    pub starts_at: DateTime<Utc>,
    pub state: State,
    pub is_informed: bool,
    pub is_self_assessed: bool,
    pub has_reply: bool,
    pub has_reflection: bool,
    /// Days until the action is to be reviewed, from now.
    pub review_in_days: i64,
    pub is_light: bool,
}

/// The instants of one observation.
struct Times {
    agreed_at: NaiveDateTime,
    started_at: Option<NaiveDateTime>,
    ended_at: Option<NaiveDateTime>,
    shared_at: Option<NaiveDateTime>,
    acknowledged_at: Option<NaiveDateTime>,
    locked_at: Option<NaiveDateTime>,
    updated_at: NaiveDateTime,
}

impl<'a> Recorder<'a> {
    pub fn new(place: &'a Place, now: DateTime<Utc>, chance: &'a mut Chance) -> Self {
        let turns = place
            .teams
            .iter()
            .enumerate()
            .flat_map(|(team, members)| {
                (0..members.practitioners.len()).map(move |person| (team, person))
            })
            .collect();
        Self {
            place,
            now,
            chance,
            batch: Batch::default(),
            stories: stories::all(),
            turns,
        }
    }

    /// The observation with this number out of `n_all`, spread over the people and over half a
    /// year; larger numbers of them reach further back.
    pub fn observation(&mut self, number: usize, n_all: usize) {
        let (team, person) = self.turns[number % self.turns.len()];
        let round = number / self.turns.len();
        let n_rounds = n_all.div_ceil(self.turns.len());
        let practitioner = self.place.teams[team].practitioners[person].clone();
        let observer = self.observer_for(team);
        let days_back = DAYS.max(n_rounds as i64 * 9);
        let step =
            (days_back + DAYS_AHEAD) * round as i64 / n_rounds.saturating_sub(1).max(1) as i64;
        let days_ago = days_back - step + self.chance.between(0, 16);
        let starts_at = self.working_time(-days_ago);
        let state = self.state_at(days_ago, starts_at);
        if self.is_unseen_of_late(person, days_ago, n_all) {
            return;
        }
        let story = self.story_for(&practitioner, round * 5 + person * 3 + team * 7);
        let plan = Plan {
            practitioner,
            observer,
            story,
            starts_at,
            state,
            is_informed: state != State::Planned || self.chance.percent(40),
            is_self_assessed: matches!(state, State::Acknowledged | State::Locked)
                || self.chance.percent(50),
            has_reply: self.chance.percent(45),
            has_reflection: self.chance.percent(35),
            review_in_days: self.chance.between(-20, 35) - (days_ago - 30).max(0),
            is_light: number >= N_FULL,
        };
        self.add(&plan);
    }

    /// One of six has not been observed for a while, as in life; a board should have something to say.
    fn is_unseen_of_late(&self, person: usize, days_ago: i64, n_all: usize) -> bool {
        n_all < N_FULL && person % 6 == 3 && days_ago < 80
    }

    /// Everybody meets each story once; the account that tells the first ones meets others here.
    fn story_for(&self, practitioner: &Someone, turn: usize) -> &'static Story {
        let n_stories = self.stories.len();
        let mut place = turn % n_stories;
        if practitioner.email.starts_with("dafydd.") {
            while [0, 6, 11, 15].contains(&place) {
                place = (place + 1) % n_stories;
            }
        }
        self.stories[place]
    }

    fn observer_for(&mut self, team: usize) -> Someone {
        match &self.place.qdo {
            Some(qdo) if team < N_QDO_TEAMS && self.chance.percent(10) => qdo.clone(),
            _ => self.place.teams[team].leader.clone(),
        }
    }

    /// How far a session of that age has usually come.
    fn state_at(&mut self, days_ago: i64, starts_at: DateTime<Utc>) -> State {
        let die = self.chance.below(100);
        match days_ago {
            _ if starts_at > self.now => State::Planned,
            ..=3 => State::Drafting,
            4..=10 if die < 30 => State::Drafting,
            4..=10 if die < 90 => State::Shared,
            4..=10 => State::Acknowledged,
            11..=35 if die < 30 => State::Shared,
            11..=35 if die < 60 => State::Acknowledged,
            11..=35 => State::Locked,
            _ if die < 4 => State::Stopped,
            _ if die < 8 => State::Withdrawn,
            _ => State::Locked,
        }
    }

    /// A time of day in the working week, so many days from now; a weekend moves on to the Monday,
    /// or back to the Friday for what is past.
    pub fn working_time(&mut self, days: i64) -> DateTime<Utc> {
        let step = Duration::days(if days < 0 { -1 } else { 1 });
        let day = (self.now + Duration::days(days)).with_timezone(&London);
        let mut day = day.date_naive();
        while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day += step;
        }
        let hour = self.chance.between(9, 15) as u32;
        let minute = *self.chance.one_of(&[0, 15, 30]);
        let local = day
            .and_hms_opt(hour, minute, 0)
            .expect("nine to half past three is a time of day");
        London
            .from_local_datetime(&local)
            .earliest()
            .map_or(self.now, |at| at.to_utc())
    }

    /// Adds an observation and everything its state implies.
    pub fn add(&mut self, plan: &Plan) -> String {
        let id = self.chance.id(plan.starts_at - Duration::days(6));
        let times = self.times(plan);
        let review_on = Date::new((self.now + Duration::days(plan.review_in_days)).date_naive());
        let log = extent(plan, self.now).map(|extent| {
            let log = log::write(plan.story, extent, plan.starts_at, review_on, self.chance);
            self.segments(&id, plan, &log, times.ended_at);
            log
        });
        self.batch
            .observations
            .push(self.row(&id, plan, &times, log.as_ref()));
        if let (Some(log), Some(shared_at)) = (&log, times.shared_at) {
            self.feedback(&id, plan, log, shared_at);
            self.after(&id, plan, log, &times, review_on);
        }
        self.trail(&id, plan, &times);
        id
    }

    fn version(&self, plan: &Plan) -> &'static Shipped {
        if plan.starts_at > self.now - Duration::days(DAYS_ON_NEWEST) {
            newest()
        } else {
            before()
        }
    }

    fn times(&mut self, plan: &Plan) -> Times {
        let starts_at = plan.starts_at;
        let agreed_at = (starts_at - Duration::days(6))
            .min(self.now - Duration::hours(5))
            .naive_utc();
        let has_started = !matches!(plan.state, State::Planned | State::Withdrawn);
        let ended_at = starts_at + Duration::minutes(i64::from(plan.story.minutes));
        let has_ended = has_started && !matches!(plan.state, State::InProgress | State::Stopped);
        let limit =
            |at: DateTime<Utc>, now: DateTime<Utc>| at.min(now - Duration::minutes(7)).naive_utc();
        let shared_at = ended_at + Duration::hours(self.chance.between(3, 60));
        let acknowledged_at = shared_at + Duration::hours(self.chance.between(20, 120));
        let locked_at = acknowledged_at + Duration::hours(self.chance.between(20, 200));
        let is_shared = plan.state.is_released();
        let is_acknowledged = matches!(plan.state, State::Acknowledged | State::Locked);
        let mut times = Times {
            agreed_at,
            started_at: has_started.then(|| starts_at.naive_utc()),
            ended_at: has_ended.then(|| limit(ended_at, self.now)),
            shared_at: is_shared.then(|| limit(shared_at, self.now)),
            acknowledged_at: is_acknowledged.then(|| limit(acknowledged_at, self.now)),
            locked_at: (plan.state == State::Locked).then(|| limit(locked_at, self.now)),
            updated_at: agreed_at,
        };
        let steps = [
            times.started_at,
            times.ended_at,
            times.shared_at,
            times.acknowledged_at,
            times.locked_at,
        ];
        times.updated_at = steps.into_iter().flatten().max().unwrap_or(agreed_at);
        times
    }

    fn row(&self, id: &str, plan: &Plan, times: &Times, log: Option<&Log>) -> ObservationRow {
        let planned_for = plan
            .starts_at
            .with_timezone(&London)
            .format("%Y-%m-%dT%H:%M")
            .to_string();
        let state = plan.state.as_str();
        let n_segments = log.map_or(0, |log| {
            if log.operations.len() > log.n_live {
                2
            } else {
                1
            }
        });
        let purpose = if plan.story.session_type == "induction" {
            "probation_period"
        } else {
            "developmental"
        };
        ObservationRow {
            org_id: self.place.org_id.clone(),
            id: id.to_owned(),
            practitioner_id: plan.practitioner.id.clone(),
            observer_id: plan.observer.id.clone(),
            unit_id: plan.practitioner.unit_id.clone(),
            framework_hash: self.version(plan).hash.clone(),
            earlier_frameworks: String::new(),
            earlier_observers: String::new(),
            purpose: purpose.to_owned(),
            session_type: plan.story.session_type.to_owned(),
            focus: Some(plan.story.focus.to_owned()),
            planned_for: Some(planned_for),
            planned_zone: "Europe/London".to_owned(),
            duration_minutes: i32::try_from(plan.story.minutes).unwrap_or(45),
            recorded_note:
                "I tag skills and write short notes; nothing about the person beyond what you did. \
                You see all of it before anybody else. I stop when either of you asks."
                    .to_owned(),
            case_reference: plan
                .story
                .minutes
                .is_multiple_of(2)
                .then(|| format!("X{:06}", plan.story.minutes * 7)),
            informed: if plan.is_informed {
                "no_objection"
            } else {
                "not_yet_asked"
            }
            .to_owned(),
            state: state.to_owned(),
            agreed_at: times.agreed_at,
            started_at: times.started_at,
            ended_at: times.ended_at,
            shared_at: times.shared_at,
            self_assessed_at: times
                .ended_at
                .filter(|_| plan.is_self_assessed)
                .map(|at| at + Duration::minutes(55)),
            acknowledged_at: times.acknowledged_at,
            locked_at: times.locked_at,
            stopped_at: (plan.state == State::Stopped)
                .then(|| plan.starts_at.naive_utc() + Duration::minutes(14)),
            withdrawn_at: (plan.state == State::Withdrawn)
                .then(|| times.agreed_at + Duration::days(1)),
            created_at: times.agreed_at,
            updated_at: times.updated_at,
            version: 1 + plan.state as i64,
            received_seq: n_segments,
            shared_up_to: times.shared_at.map(|_| n_segments),
        }
    }

    /// The session in one push and the draft in another, as a tablet sends them.
    fn segments(
        &mut self,
        observation: &str,
        plan: &Plan,
        log: &Log,
        ended_at: Option<NaiveDateTime>,
    ) {
        let device_id = self.chance.id(plan.starts_at);
        let received_at = ended_at.unwrap_or(plan.starts_at.naive_utc()) + Duration::seconds(20);
        let (live, draft) = log.operations.split_at(log.n_live);
        for (operations, number) in [(live, 1), (draft, 2)] {
            if operations.is_empty() {
                continue;
            }
            let id = self.chance.id(plan.starts_at);
            let row = self.segment(observation, plan, operations);
            let received_at = received_at + Duration::minutes(40 * (number - 1));
            let device_id = device_id.clone();
            self.batch.segments.push(SegmentRow {
                id,
                device_id,
                received_at,
                received_seq: number,
                ..row
            });
        }
    }

    fn segment(&self, observation: &str, plan: &Plan, operations: &[Operation]) -> SegmentRow {
        let json =
            serde_json::to_string(operations).expect("an operation is texts, numbers and lists");
        let content_hash = Sha256::digest(json.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let sequence = |operation: Option<&Operation>| {
            operation.map_or(0, |operation| i64::from(operation.sequence))
        };
        SegmentRow {
            org_id: self.place.org_id.clone(),
            observation_id: observation.to_owned(),
            id: String::new(),
            author_id: plan.observer.id.clone(),
            device_id: String::new(),
            first_sequence: sequence(operations.first()),
            last_sequence: sequence(operations.last()),
            n_operations: i32::try_from(operations.len()).unwrap_or(i32::MAX),
            content_hash,
            operations: json,
            received_at: plan.starts_at.naive_utc(),
            received_seq: 1,
        }
    }

    fn feedback(&mut self, observation: &str, plan: &Plan, log: &Log, shared_at: NaiveDateTime) {
        let body = serde_json::to_string(&log.shared(&self.version(plan).framework))
            .expect("feedback is texts, numbers and lists");
        let id = self.chance.id(shared_at.and_utc());
        self.batch.feedback.push(FeedbackRow {
            org_id: self.place.org_id.clone(),
            observation_id: observation.to_owned(),
            id,
            edition: 1,
            body,
            shared_at,
            withdrawn_at: (plan.state == State::Withdrawn).then_some(shared_at),
        });
    }
}

/// What the log of an observation in this state holds; nothing before the session.
fn extent(plan: &Plan, now: DateTime<Utc>) -> Option<Extent> {
    match plan.state {
        State::Planned | State::Withdrawn => None,
        State::InProgress => Some(Extent::Running(
            u32::try_from((now - plan.starts_at).num_minutes()).unwrap_or(0),
        )),
        State::Stopped => Some(Extent::Running(14)),
        State::Drafting => Some(Extent::Drafting),
        _ if plan.is_light => Some(Extent::Light),
        _ => Some(Extent::Complete),
    }
}
