//! The records of the people whose accounts are printed: each state they should meet at once.

use chrono::Duration;
use shared::observations::State;

use super::super::place::Someone;
use super::super::store::RequestRow;
use super::super::stories;
use super::{Plan, Recorder};

impl Recorder<'_> {
    /// Makes them in the organisation that has these people.
    pub fn own_stories(&mut self) {
        let place = self.place;
        let Some(team) = place
            .teams
            .iter()
            .find(|team| team.leader.email.starts_with("priya."))
        else {
            return;
        };
        let (priya, dafydd) = (team.leader.clone(), team.practitioners[0].clone());
        let at = |recorder: &mut Self, days| recorder.working_time(days);
        let plan = |story: usize, practitioner: &Someone, starts_at, state| Plan {
            practitioner: practitioner.clone(),
            observer: priya.clone(),
            story: stories::all()[story],
            starts_at,
            state,
            is_informed: true,
            is_self_assessed: true,
            has_reply: false,
            has_reflection: false,
            review_in_days: 9,
            is_light: false,
        };
        // The newsletter's story, read, answered and reflected on.
        let told = plan(0, &dafydd, at(self, -64), State::Locked);
        self.add(&Plan {
            has_reply: true,
            has_reflection: true,
            review_in_days: -3,
            ..told
        });
        let read = plan(6, &dafydd, at(self, -31), State::Acknowledged);
        self.add(&Plan {
            has_reply: true,
            review_in_days: 0,
            ..read
        });
        // Waits for him: his own view first.
        let waiting = plan(11, &dafydd, at(self, -5), State::Shared);
        self.add(&Plan {
            is_self_assessed: false,
            ..waiting
        });
        let next = plan(15, &dafydd, at(self, 5), State::Planned);
        self.add(&Plan {
            is_informed: false,
            ..next
        });
        // Priya's desk.
        let [chloe, ifeoma, marek, sunita] = [1, 2, 3, 4].map(|n| team.practitioners[n].clone());
        let ended = plan(14, &chloe, at(self, -2), State::Drafting);
        self.add(&Plan {
            is_self_assessed: true,
            ..ended
        });
        let tomorrow = plan(12, &ifeoma, at(self, 1), State::Planned);
        self.add(&tomorrow);
        let answered = plan(2, &marek, at(self, -9), State::Shared);
        self.add(&Plan {
            has_reply: true,
            ..answered
        });
        let read = plan(10, &sunita, at(self, -16), State::Acknowledged);
        self.add(&read);
        let now = self.now;
        if let Some(qdo) = place.qdo.clone() {
            let running = plan(3, &marek, now - Duration::minutes(12), State::InProgress);
            self.add(&Plan {
                observer: qdo,
                ..running
            });
        }
        let stopped = plan(5, &chloe, at(self, -47), State::Stopped);
        self.add(&stopped);
        self.request(
            &sunita,
            "skill-rehearsal",
            "I have a job interview practice planned and would like a second pair of eyes.",
            3,
        );
    }

    /// A practitioner asks to be observed.
    fn request(&mut self, practitioner: &Someone, focus: &str, note: &str, days_ago: i64) {
        let at = self.now - Duration::days(days_ago);
        let id = self.chance.id(at);
        self.batch.requests.push(RequestRow {
            org_id: self.place.org_id.clone(),
            id,
            practitioner_id: practitioner.id.clone(),
            focus: Some(focus.to_owned()),
            note: note.to_owned(),
            created_at: at.naive_utc(),
            answered_at: None,
            taken_back_at: None,
        });
    }
}
