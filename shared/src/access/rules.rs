//! The record-level table and the one function that reads it.

use super::Standing;

/// What one may be to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    Observer,
    Practitioner,
    Line,
    Head,
    Attendee,
    Administrator,
    Auditor,
    /// The other observer of the session, before both records are locked.
    Fellow,
    /// The other observer, afterwards.
    Peer,
}

impl Relation {
    pub const ALL: &[Relation] = &[
        Relation::Observer,
        Relation::Practitioner,
        Relation::Line,
        Relation::Head,
        Relation::Attendee,
        Relation::Administrator,
        Relation::Auditor,
        Relation::Fellow,
        Relation::Peer,
    ];
}

/// How far a record has come; for anything but an observation a coarse reading of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    Planned,
    InProgress,
    Drafting,
    Shared,
    Acknowledged,
    Locked,
    Stopped,
    Withdrawn,
    /// A reflection or self-assessment its owner has not shared.
    Private,
    /// One that its owner has shared.
    Open,
}

impl Stage {
    pub const ALL: &[Stage] = &[
        Stage::Planned,
        Stage::InProgress,
        Stage::Drafting,
        Stage::Shared,
        Stage::Acknowledged,
        Stage::Locked,
        Stage::Stopped,
        Stage::Withdrawn,
        Stage::Private,
        Stage::Open,
    ];
}

/// A step a person may take on a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// That there is an observation: who, when, which state. No content.
    SeeObservation,
    EditAgreement,
    /// The practitioner's own choice of the skill to look at.
    ChooseFocus,
    Inform,
    ReadCapture,
    /// Which versions stood side by side while it was written.
    ReadConflicts,
    WriteCapture,
    Share,
    Withdraw,
    Stop,
    ReadFeedback,
    ReadSelfAssessment,
    WriteSelfAssessment,
    ReadReplies,
    Reply,
    Acknowledge,
    Lock,
    Amend,
    ReadAmendments,
    /// Who opened the record.
    ReadViews,
    ReadReflection,
    WriteReflection,
    ReadAction,
    WriteAction,
    SeeMeeting,
    EditMeeting,
    ReplyToMeeting,
    ReadMeetingSummary,
    /// That somebody is not expected for a while, and that they are back.
    SayAway,
}

impl Action {
    pub const ALL: &[Action] = &[
        Action::SeeObservation,
        Action::EditAgreement,
        Action::ChooseFocus,
        Action::Inform,
        Action::ReadCapture,
        Action::ReadConflicts,
        Action::WriteCapture,
        Action::Share,
        Action::Withdraw,
        Action::Stop,
        Action::ReadFeedback,
        Action::ReadSelfAssessment,
        Action::WriteSelfAssessment,
        Action::ReadReplies,
        Action::Reply,
        Action::Acknowledge,
        Action::Lock,
        Action::Amend,
        Action::ReadAmendments,
        Action::ReadViews,
        Action::ReadReflection,
        Action::WriteReflection,
        Action::ReadAction,
        Action::WriteAction,
        Action::SeeMeeting,
        Action::EditMeeting,
        Action::ReplyToMeeting,
        Action::ReadMeetingSummary,
        Action::SayAway,
    ];
}

/// One permission: this relation may take this action in these stages.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub action: Action,
    pub relation: Relation,
    pub stages: &'static [Stage],
}

const ALWAYS: &[Stage] = Stage::ALL;
const BEFORE_START: &[Stage] = &[Stage::Planned];
const WRITABLE: &[Stage] = &[
    Stage::Planned,
    Stage::InProgress,
    Stage::Drafting,
    Stage::Shared,
];
const RELEASED: &[Stage] = &[Stage::Shared, Stage::Acknowledged, Stage::Locked];
/// After the session and before it is acknowledged: what is written later is no view of one's own.
const ASSESSABLE: &[Stage] = &[Stage::Drafting, Stage::Shared];

macro_rules! rules {
    ($($action:ident: $($relation:ident $stages:expr),+;)+) => {
        &[$($(Rule { action: Action::$action, relation: Relation::$relation, stages: $stages }),+),+]
    };
}

/// Every permission there is. Product page "Who sees what", security page §4.
pub const RULES: &[Rule] = rules! {
    SeeObservation: Observer ALWAYS, Practitioner ALWAYS, Line ALWAYS, Head ALWAYS, Auditor ALWAYS, Fellow ALWAYS, Peer ALWAYS;
    EditAgreement: Observer BEFORE_START;
    ChooseFocus: Practitioner BEFORE_START;
    Inform: Practitioner BEFORE_START, Observer BEFORE_START;
    ReadCapture: Observer ALWAYS, Practitioner RELEASED, Peer &[Stage::Locked];
    ReadConflicts: Observer ALWAYS;
    WriteCapture: Observer WRITABLE;
    Share: Observer &[Stage::Drafting, Stage::Shared];
    Withdraw: Observer &[Stage::Planned, Stage::Drafting, Stage::Shared];
    Stop: Observer &[Stage::InProgress], Practitioner &[Stage::InProgress];
    ReadFeedback: Observer RELEASED, Practitioner RELEASED, Line RELEASED, Peer &[Stage::Locked];
    // For a self-assessment the stage is the assessment's own: private until submitted.
    ReadSelfAssessment: Practitioner ALWAYS, Observer &[Stage::Open], Line &[Stage::Open];
    WriteSelfAssessment: Practitioner ASSESSABLE;
    ReadReplies: Observer RELEASED, Practitioner RELEASED, Line RELEASED;
    Reply: Observer RELEASED, Practitioner RELEASED;
    // Said again, it answers the same.
    Acknowledge: Practitioner RELEASED;
    Lock: Observer &[Stage::Acknowledged];
    Amend: Observer &[Stage::Acknowledged, Stage::Locked], Practitioner &[Stage::Acknowledged, Stage::Locked];
    ReadAmendments: Observer RELEASED, Practitioner RELEASED, Line RELEASED;
    ReadViews: Practitioner ALWAYS, Observer ALWAYS, Auditor ALWAYS;
    ReadReflection: Practitioner ALWAYS, Observer &[Stage::Open], Line &[Stage::Open];
    WriteReflection: Practitioner ALWAYS;
    ReadAction: Practitioner ALWAYS, Observer ALWAYS, Line ALWAYS;
    WriteAction: Practitioner ALWAYS, Observer ALWAYS, Line ALWAYS;
    SeeMeeting: Observer ALWAYS, Attendee ALWAYS, Line ALWAYS, Head ALWAYS, Auditor ALWAYS;
    EditMeeting: Observer ALWAYS, Head ALWAYS;
    ReplyToMeeting: Attendee ALWAYS;
    ReadMeetingSummary: Observer ALWAYS, Attendee ALWAYS;
    // A person has no stage. Those on whose board they stand; nobody excuses themselves.
    SayAway: Line ALWAYS, Head ALWAYS;
};

/// What the answer must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Allow,
    /// May see the record, may not take this step: in this stage ([`Decision::WrongStage`]) or at all.
    Forbid,
    /// The same person may take the step in another stage.
    WrongStage,
    /// May not know that there is such a record: answered like an id that does not exist.
    Hide,
}

/// Decides by [`RULES`] alone. Somebody who may take no action at all on the kind
/// of record is told that there is none.
pub fn decide(action: Action, standing: &Standing, stage: Stage) -> Decision {
    let mine = || RULES.iter().filter(|rule| standing.holds(rule.relation));
    let mut decision =
        if mine().any(|rule| same_record(rule.action, action) && rule.stages.contains(&stage)) {
            Decision::Forbid
        } else {
            Decision::Hide
        };
    for rule in mine().filter(|rule| rule.action == action) {
        if rule.stages.contains(&stage) {
            return Decision::Allow;
        }
        if decision == Decision::Forbid {
            decision = Decision::WrongStage;
        }
    }
    decision
}

/// Whether two actions concern the same kind of record, so that being allowed one
/// betrays nothing when the other is refused with 403 rather than 404.
fn same_record(a: Action, b: Action) -> bool {
    kind(a) == kind(b)
}

fn kind(action: Action) -> u8 {
    match action {
        Action::ReadReflection | Action::WriteReflection => 1,
        Action::ReadAction | Action::WriteAction => 2,
        Action::SeeMeeting
        | Action::EditMeeting
        | Action::ReplyToMeeting
        | Action::ReadMeetingSummary => 3,
        Action::SayAway => 4,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(relation: Relation) -> Standing {
        let mut standing = Standing::default();
        match relation {
            Relation::Observer => standing.observer = true,
            Relation::Practitioner => standing.practitioner = true,
            Relation::Line => standing.line = true,
            Relation::Head => standing.head = true,
            Relation::Attendee => standing.attendee = true,
            Relation::Administrator => standing.administrator = true,
            Relation::Auditor => standing.auditor = true,
            Relation::Fellow => standing.fellow = true,
            Relation::Peer => standing.peer = true,
        }
        standing
    }

    #[test]
    fn nobody_in_particular_learns_nothing() {
        for action in Action::ALL {
            for stage in Stage::ALL {
                assert_eq!(
                    decide(*action, &Standing::default(), *stage),
                    Decision::Hide
                );
                assert_eq!(
                    decide(*action, &only(Relation::Administrator), *stage),
                    Decision::Hide
                );
            }
        }
    }

    #[test]
    fn a_draft_belongs_to_its_observer() {
        for stage in [Stage::Planned, Stage::InProgress, Stage::Drafting] {
            for relation in [
                Relation::Practitioner,
                Relation::Line,
                Relation::Head,
                Relation::Auditor,
            ] {
                assert_ne!(
                    decide(Action::ReadCapture, &only(relation), stage),
                    Decision::Allow
                );
                assert_ne!(
                    decide(Action::ReadFeedback, &only(relation), stage),
                    Decision::Allow
                );
            }
            assert_eq!(
                decide(Action::ReadCapture, &only(Relation::Observer), stage),
                Decision::Allow
            );
        }
    }

    #[test]
    fn a_head_of_pdu_sees_that_it_happened_and_not_what_was_written() {
        for stage in Stage::ALL {
            let head = only(Relation::Head);
            assert_eq!(
                decide(Action::SeeObservation, &head, *stage),
                Decision::Allow
            );
            for action in [
                Action::ReadCapture,
                Action::ReadFeedback,
                Action::ReadReplies,
                Action::ReadSelfAssessment,
            ] {
                assert_eq!(decide(action, &head, *stage), Decision::Forbid);
            }
            assert_eq!(
                decide(Action::ReadReflection, &head, *stage),
                Decision::Hide
            );
        }
    }

    #[test]
    fn a_fellow_observer_is_blind_and_a_peer_reads() {
        let read = [
            Action::ReadCapture,
            Action::ReadFeedback,
            Action::ReadSelfAssessment,
            Action::ReadReplies,
            Action::ReadAmendments,
        ];
        for action in read {
            for stage in Stage::ALL {
                let fellow = decide(action, &only(Relation::Fellow), *stage);
                assert_eq!(fellow, Decision::Forbid, "{action:?} {stage:?}");
            }
        }
        for action in [Action::ReadCapture, Action::ReadFeedback] {
            let peer = decide(action, &only(Relation::Peer), Stage::Locked);
            assert_eq!(peer, Decision::Allow);
        }
    }

    #[test]
    fn a_private_reflection_does_not_exist_for_anybody_else() {
        for relation in Relation::ALL
            .iter()
            .filter(|r| **r != Relation::Practitioner)
        {
            assert_eq!(
                decide(Action::ReadReflection, &only(*relation), Stage::Private),
                Decision::Hide
            );
        }
        assert_eq!(
            decide(Action::ReadReflection, &only(Relation::Line), Stage::Open),
            Decision::Allow
        );
    }
}
