//! The hierarchy as it is, and as the rows of a file would have it.

use std::collections::HashMap;

use shared::org::NewUnit;
use shared::values::{UnitId, UnitName};
use uuid::Uuid;

use super::super::super::store;
use crate::db::Conn;
use crate::error::Result;

/// The hierarchy as it is and as it will be.
pub struct Tree {
    /// By parent and lower-case name.
    units: HashMap<(Option<UnitId>, String), UnitId>,
    roots: Vec<UnitId>,
    pub planned: Vec<(NewUnit, String)>,
}

impl Tree {
    pub fn load(conn: &mut Conn, org: &str) -> Result<Self> {
        let stored = store::unit_tree(conn, org)?;
        let roots = stored
            .iter()
            .filter(|(_, parent, _)| parent.is_none())
            .map(|(id, _, _)| *id)
            .collect();
        let units = stored
            .into_iter()
            .map(|(id, parent, name)| ((parent, name.to_lowercase()), id))
            .collect();
        Ok(Self {
            units,
            roots,
            planned: Vec::new(),
        })
    }

    /// The unit at the end of the path; plans what is missing along it.
    pub fn place(&mut self, path: &[UnitName], code: Option<&str>) -> UnitId {
        let mut parent = self.top(&path[0]);
        for (depth, name) in path.iter().enumerate() {
            let key = (parent, name.as_str().to_lowercase());
            let is_last = depth + 1 == path.len();
            let id = match self.units.get(&key) {
                Some(id) => *id,
                None => self.add(
                    key,
                    name,
                    &path[..=depth],
                    code.filter(|_| is_last),
                    is_last,
                ),
            };
            parent = Some(id);
        }
        parent.expect("a path has at least one name")
    }

    /// A path may begin below the one unit at the top, which people rarely write down.
    fn top(&self, first: &UnitName) -> Option<UnitId> {
        let is_root = self
            .units
            .contains_key(&(None, first.as_str().to_lowercase()));
        match self.roots.as_slice() {
            [root] if !is_root => Some(*root),
            _ => None,
        }
    }

    /// The unit, or the nearest above it that is there already.
    pub fn kept(&self, unit: UnitId) -> Option<UnitId> {
        match self.planned.iter().find(|(new, _)| new.id == unit) {
            Some((new, _)) => new.parent_id.and_then(|parent| self.kept(parent)),
            None => Some(unit),
        }
    }

    fn add(
        &mut self,
        key: (Option<UnitId>, String),
        name: &UnitName,
        path: &[UnitName],
        code: Option<&str>,
        is_last: bool,
    ) -> UnitId {
        let id = UnitId::new(Uuid::now_v7());
        let shown = path
            .iter()
            .map(UnitName::as_str)
            .collect::<Vec<_>>()
            .join(" / ");
        let kind = kind_of(name.as_str(), is_last);
        let new = NewUnit {
            id,
            parent_id: key.0,
            kind: kind.to_owned(),
            name: name.clone(),
            code: code.map(str::to_owned),
        };
        self.planned.push((new, shown));
        self.units.insert(key, id);
        id
    }
}

/// People end in teams; a level above is what its name says it is, or a PDU.
fn kind_of(name: &str, is_last: bool) -> &'static str {
    let name = name.to_lowercase();
    if name.contains("region") {
        "region"
    } else if name.contains("pdu") || !is_last {
        "pdu"
    } else {
        "team"
    }
}
