//! Who may do what. Everything not listed is refused.
//!
//! Two tables decide: [`POLICY`] says which roles may call a route at all, and
//! [`RULES`] says who may take an [`Action`] on a record in a given [`Stage`]. The
//! server refuses to start when its routes and `POLICY` differ.

mod policy;
mod rules;

pub use policy::{Audience, POLICY, Row};
pub use rules::{Action, Decision, RULES, Relation, Rule, Stage, decide};

use serde::{Deserialize, Serialize};

/// A role, granted to a person over a unit and everything below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Role {
    /// Is observed, reflects, acts.
    Practitioner,
    /// Senior probation officer: observes, and line-manages a team.
    Spo,
    /// Head of PDU: sees to it that everyone is observed; never the content.
    Manager,
    /// Quality development officer: may observe anyone in the unit.
    Qdo,
    /// Programme lead or evaluator: pseudonymised aggregates only.
    Evaluator,
    /// People, roles, delivery status; no content at all.
    Administrator,
    /// Metadata and the audit log.
    Auditor,
}

impl Role {
    /// Whether people may be line-managed by who holds it.
    pub fn has_line(self) -> bool {
        matches!(self, Role::Spo | Role::Manager)
    }

    pub const ALL: &[Role] = &[
        Role::Practitioner,
        Role::Spo,
        Role::Manager,
        Role::Qdo,
        Role::Evaluator,
        Role::Administrator,
        Role::Auditor,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Practitioner => "practitioner",
            Role::Spo => "spo",
            Role::Manager => "manager",
            Role::Qdo => "qdo",
            Role::Evaluator => "evaluator",
            Role::Administrator => "administrator",
            Role::Auditor => "auditor",
        }
    }

    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.as_str() == text)
    }
}

/// What the one who asks is to the record asked about; several may hold at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The observer who made the record (or organises the meeting).
    pub observer: bool,
    /// The practitioner the record is about.
    pub practitioner: bool,
    /// Line manager of the practitioner, by name or as SPO of the practitioner's unit.
    pub line: bool,
    /// Head of a unit above the practitioner.
    pub head: bool,
    /// Invited to the meeting.
    pub attendee: bool,
    pub administrator: bool,
    pub auditor: bool,
    /// Observes the same session, and may not yet know what this record says.
    pub fellow: bool,
    /// Observed the same session; both records are done, and their own is locked.
    pub peer: bool,
}

impl Standing {
    fn holds(&self, relation: Relation) -> bool {
        match relation {
            Relation::Observer => self.observer,
            Relation::Practitioner => self.practitioner,
            Relation::Line => self.line,
            Relation::Head => self.head,
            Relation::Attendee => self.attendee,
            Relation::Administrator => self.administrator,
            Relation::Auditor => self.auditor,
            Relation::Fellow => self.fellow,
            Relation::Peer => self.peer,
        }
    }
}
