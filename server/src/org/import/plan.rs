//! What a file would change, against what is stored.

mod tree;

use std::collections::{HashMap, HashSet};

use shared::access::Role;
use shared::org::{
    EditPerson, ImportChange, ImportRow, NewPerson, NewUnit, Person, PersonStatus, RowProblem,
};
use shared::values::{Email, PersonId, UnitId};
use uuid::Uuid;

use self::tree::Tree;
use super::super::{sight, store};
use super::read::{Row, Rows, problem};
use crate::actor::Actor;
use crate::db::{self, Conn};
use crate::error::Result;

/// Everything to be done, in an order in which it can be done.
#[derive(Default)]
pub struct Plan {
    /// Parents before children, with the path as it is shown.
    pub units: Vec<(NewUnit, String)>,
    pub people: Vec<Planned>,
}

/// One row and what becomes of it.
pub struct Planned {
    pub row: ImportRow,
    pub id: PersonId,
    pub unit_id: UnitId,
    /// Over that unit, where they do not hold it.
    pub role: Option<Role>,
    /// They cannot sign in before they accept an invitation.
    pub is_waiting: bool,
    pub what: What,
}

pub enum What {
    Add(NewPerson),
    /// With the names of the columns that differ.
    Edit(EditPerson, Vec<String>),
    Nothing,
}

impl Plan {
    /// Those of the file who cannot sign in before they accept an invitation.
    pub fn waiting(&self) -> impl Iterator<Item = PersonId> {
        let waiting = self.people.iter().filter(|planned| planned.is_waiting);
        waiting.map(|planned| planned.id)
    }

    /// The same in the words of the report.
    pub fn changes(&self) -> Vec<ImportChange> {
        let units = self
            .units
            .iter()
            .map(|(_, path)| ImportChange::NewUnit { path: path.clone() });
        let people = self.people.iter().map(|planned| match &planned.what {
            What::Add(_) => ImportChange::NewPerson {
                row: planned.row.clone(),
            },
            What::Edit(_, columns) => ImportChange::Changed {
                row: planned.row.clone(),
                columns: columns.clone(),
            },
            What::Nothing => ImportChange::Unchanged {
                row: planned.row.clone(),
            },
        });
        units.chain(people).collect()
    }
}

pub fn plan(
    conn: &mut Conn,
    actor: &Actor,
    rows: Rows,
    problems: &mut Vec<RowProblem>,
) -> Result<Plan> {
    let rows = rows.rows;
    let stored = StoredPeople::load(conn, actor, &rows)?;
    let mut tree = Tree::load(conn, &actor.org)?;
    let ids: HashMap<Email, PersonId> = rows
        .iter()
        .map(|row| {
            let id = stored
                .by_email
                .get(&row.email)
                .map_or_else(|| PersonId::new(Uuid::now_v7()), |person| person.id);
            (row.email.clone(), id)
        })
        .collect();
    let lines = Lines::load(conn, actor, &rows, &stored)?;
    let mut people = Vec::with_capacity(rows.len());
    for row in &rows {
        stored.check(row, &ids, actor, problems);
        let unit_id = tree.place(&row.unit_path, row.team_code.as_deref());
        let manager = row.line_manager_email.as_ref().and_then(|email| {
            ids.get(email)
                .copied()
                .or_else(|| stored.managers.get(email).copied())
        });
        let id = ids[&row.email];
        let place = (tree.kept(unit_id), manager);
        check_line(actor, row, &stored, &lines, place, problems);
        let is_waiting = stored
            .by_email
            .get(&row.email)
            .is_none_or(|person| person.status == PersonStatus::Invited);
        let what = match stored.by_email.get(&row.email) {
            None => What::Add(new_person(row, id, unit_id, manager)),
            Some(person) => edit_of(row, person, unit_id, manager),
        };
        people.push(Planned {
            row: ImportRow {
                row: row.row,
                name: row.name.clone(),
            },
            id,
            unit_id,
            role: row.role.filter(|role| {
                let person = stored.by_email.get(&row.email);
                !person.is_some_and(|person| holds(person, *role, unit_id))
            }),
            is_waiting,
            what,
        });
    }
    Ok(Plan {
        units: tree.planned,
        people,
    })
}

/// As by hand: a line manager has a role with a line, and nobody gives themselves one.
fn check_line(
    actor: &Actor,
    row: &Row,
    stored: &StoredPeople,
    lines: &Lines,
    (unit, manager): (Option<UnitId>, Option<PersonId>),
    problems: &mut Vec<RowProblem>,
) {
    let mut note = |column: &str, code: &str| problems.push(problem(row.row, column, code));
    let before = stored.by_email.get(&row.email);
    if let (Some(before), Some(unit)) = (before, unit)
        && before.unit_id != unit
        && lines.units.contains(&unit)
        && !lines.units.contains(&before.unit_id)
    {
        note("unit_path", "own_line");
    }
    let named_before = before.and_then(|person| person.line_manager.as_ref());
    let (Some(manager), Some(email)) = (manager, &row.line_manager_email) else {
        return;
    };
    // Of somebody who has left that is said already.
    if named_before.is_some_and(|before| before.id == manager) || stored.gone.contains(&manager) {
        return;
    }
    if manager == actor.person_id {
        note("line_manager_email", "own_line");
    } else if !lines.given.contains(email) && !lines.leading.contains(&manager) {
        note("line_manager_email", "no_line");
    }
}

/// Who leads whom, as far as the file asks for it.
struct Lines {
    /// Those whose people are in the actor's line because of where they are.
    units: HashSet<UnitId>,
    /// Line managers of the file who hold a role with a line.
    leading: HashSet<PersonId>,
    /// Those to whom the file gives one.
    given: HashSet<Email>,
}

impl Lines {
    fn load(conn: &mut Conn, actor: &Actor, rows: &[Row], stored: &StoredPeople) -> Result<Self> {
        let units = sight::units_in_sight(conn, actor, &[Role::Spo])?;
        let managers: Vec<PersonId> = stored.managers.values().copied().collect();
        let roles = store::roles_of_all(conn, &actor.org, &managers)?;
        let leading = roles
            .into_iter()
            .filter(|(_, roles)| roles.iter().any(|role| role.has_line()))
            .map(|(manager, _)| manager)
            .collect();
        let given = rows
            .iter()
            .filter(|row| row.role.is_some_and(Role::has_line))
            .map(|row| row.email.clone())
            .collect();
        Ok(Self {
            units: units.into_iter().map(db::stored).collect::<Result<_>>()?,
            leading,
            given,
        })
    }
}

fn holds(person: &Person, role: Role, unit: UnitId) -> bool {
    person
        .roles
        .iter()
        .any(|grant| grant.role == role && grant.unit_id == unit)
}

fn new_person(
    row: &Row,
    id: PersonId,
    unit_id: UnitId,
    line_manager_id: Option<PersonId>,
) -> NewPerson {
    NewPerson {
        id,
        name: row.name.clone(),
        email: row.email.clone(),
        staff_code: row.staff_code.clone(),
        grade: row.grade,
        unit_id,
        line_manager_id,
        working_pattern: row.working_pattern.unwrap_or_default(),
        invite: false,
    }
}

fn edit_of(row: &Row, person: &Person, unit_id: UnitId, manager: Option<PersonId>) -> What {
    let manager_before = person.line_manager.as_ref().map(|manager| manager.id);
    let edit = EditPerson {
        name: row.name.clone(),
        email: row.email.clone(),
        staff_code: row.staff_code.clone().or_else(|| person.staff_code.clone()),
        grade: row.grade,
        unit_id,
        line_manager_id: manager.or(manager_before),
        working_pattern: row.working_pattern.unwrap_or(person.working_pattern),
    };
    let has_role = row.role.is_none_or(|role| holds(person, role, unit_id));
    let columns: Vec<String> = [
        ("name", edit.name != person.name),
        ("grade", edit.grade != person.grade),
        ("unit_path", edit.unit_id != person.unit_id),
        ("role", !has_role),
        ("staff_code", edit.staff_code != person.staff_code),
        ("line_manager_email", edit.line_manager_id != manager_before),
        (
            "working_days",
            edit.working_pattern != person.working_pattern,
        ),
    ]
    .into_iter()
    .filter(|(_, is_changed)| *is_changed)
    .map(|(column, _)| column.to_owned())
    .collect();
    if columns.is_empty() {
        What::Nothing
    } else {
        What::Edit(edit, columns)
    }
}

/// The people a file speaks of, as they are stored.
struct StoredPeople {
    by_email: HashMap<Email, Person>,
    /// Line managers who are not themselves in the file.
    managers: HashMap<Email, PersonId>,
    /// Those of them who have left.
    gone: HashSet<PersonId>,
    elsewhere: HashSet<String>,
    staff_codes: HashMap<String, PersonId>,
}

impl StoredPeople {
    fn load(conn: &mut Conn, actor: &Actor, rows: &[Row]) -> Result<Self> {
        let texts = |emails: Vec<&Email>| {
            emails
                .into_iter()
                .map(|email| email.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        let emails = texts(rows.iter().map(|row| &row.email).collect());
        let managers = texts(
            rows.iter()
                .filter_map(|row| row.line_manager_email.as_ref())
                .collect(),
        );
        let codes: Vec<String> = rows
            .iter()
            .filter_map(|row| row.staff_code.as_ref())
            .map(|code| code.as_str().to_owned())
            .collect();
        let known = store::people_by_email(conn, &actor.org, &emails)?;
        let known: Vec<PersonId> = known.into_values().collect();
        let by_email = store::find_people(conn, &actor.org, &known)?
            .into_values()
            .map(|person| (person.email.clone(), person))
            .collect();
        let managers = store::people_by_email(conn, &actor.org, &managers)?;
        let ids: Vec<PersonId> = managers.values().copied().collect();
        let cards = store::find_cards(conn, &actor.org, &ids)?;
        Ok(Self {
            by_email,
            managers,
            gone: cards
                .into_values()
                .filter(|card| card.status == PersonStatus::Left)
                .map(|card| card.id)
                .collect(),
            elsewhere: store::emails_taken_elsewhere(conn, &actor.org, &emails)?
                .into_iter()
                .collect(),
            staff_codes: store::people_by_staff_code(conn, &actor.org, &codes)?,
        })
    }

    fn check(
        &self,
        row: &Row,
        ids: &HashMap<Email, PersonId>,
        actor: &Actor,
        problems: &mut Vec<RowProblem>,
    ) {
        let mut note = |column: &str, code: &str| problems.push(problem(row.row, column, code));
        let id = ids[&row.email];
        if self.elsewhere.contains(row.email.as_str()) {
            note("email", "email_taken");
        }
        if self
            .by_email
            .get(&row.email)
            .is_some_and(|person| person.status == PersonStatus::Left)
        {
            note("email", "left");
        }
        let holder = row
            .staff_code
            .as_ref()
            .and_then(|code| self.staff_codes.get(code.as_str()));
        if holder.is_some_and(|holder| *holder != id) {
            note("staff_code", "staff_code_taken");
        }
        if let Some(manager) = &row.line_manager_email
            && !ids.contains_key(manager)
            && !self.managers.contains_key(manager)
        {
            note("line_manager_email", "unknown");
        }
        let manager = row
            .line_manager_email
            .as_ref()
            .and_then(|email| self.managers.get(email));
        if manager.is_some_and(|manager| self.gone.contains(manager)) {
            note("line_manager_email", "left");
        }
        // Nobody changes their own roles, by a file either.
        if id == actor.person_id && row.role.is_some_and(|role| !actor.holds(role)) {
            note("role", "own");
        }
    }
}
