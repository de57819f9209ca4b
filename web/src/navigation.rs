//! Where a person can go, by role. The first five stand in the bar under the thumb.

use shared::access::Role;
use shared::auth::Me;

use crate::route::Route;
use crate::text::Text;
use crate::ui::{IconKind, NavItem};

/// The places of one person, most needed first, each once.
pub fn places(text: Text, me: &Me) -> Vec<NavItem> {
    let mut routes = vec![Route::Home];
    // The daily work of the one who observes comes before that of the one observed.
    let by_role: [(Role, &[Route]); 7] = [
        (
            Role::Spo,
            &[
                Route::Observations,
                Route::Meetings,
                Route::Coverage,
                Route::People,
                Route::Frameworks,
            ],
        ),
        (
            Role::Qdo,
            &[
                Route::Observations,
                Route::Meetings,
                Route::People,
                Route::Frameworks,
            ],
        ),
        (
            Role::Practitioner,
            &[
                Route::Observations,
                Route::Reflections,
                Route::Actions,
                Route::Meetings,
            ],
        ),
        (
            Role::Manager,
            &[
                Route::Coverage,
                Route::Meetings,
                Route::People,
                Route::Frameworks,
                Route::Quarantine,
            ],
        ),
        (
            Role::Administrator,
            &[
                Route::People,
                Route::Units,
                Route::Import,
                Route::Delivery,
                Route::Frameworks,
            ],
        ),
        (Role::Auditor, &[Route::Audit, Route::People]),
        (Role::Evaluator, &[Route::Frameworks]),
    ];
    for (role, places) in by_role {
        if me.has(role) {
            for place in places {
                if !routes.contains(place) {
                    routes.push(place.clone());
                }
            }
        }
    }
    routes.into_iter().map(|to| item(text, to)).collect()
}

fn item(text: Text, to: Route) -> NavItem {
    let (key, icon) = match to {
        Route::Observations => ("nav-observations", IconKind::Eye),
        Route::Reflections => ("nav-reflections", IconKind::Pencil),
        Route::Actions => ("nav-actions", IconKind::Target),
        Route::Meetings => ("nav-meetings", IconKind::Calendar),
        Route::Coverage => ("nav-coverage", IconKind::Grid),
        Route::People => ("nav-people", IconKind::People),
        Route::Units => ("nav-units", IconKind::Tree),
        Route::Quarantine => ("nav-quarantine", IconKind::Eye),
        Route::Import => ("nav-import", IconKind::Plus),
        Route::Delivery => ("nav-delivery", IconKind::Mail),
        Route::Audit => ("nav-audit", IconKind::Log),
        Route::Frameworks => ("nav-frameworks", IconKind::Book),
        _ => ("nav-home", IconKind::Home),
    };
    NavItem {
        label: text.get(key),
        to,
        icon,
    }
}

/// The place a page belongs to, for the mark in the navigation.
pub fn place_of(route: &Route) -> Option<Route> {
    Some(match route {
        Route::Home => Route::Home,
        Route::Observations
        | Route::ObservationNew
        | Route::Observation { .. }
        | Route::ObservationLive { .. }
        | Route::ObservationDraft { .. }
        | Route::ObservationPreview { .. }
        | Route::ObservationFeedback { .. }
        | Route::SelfAssessment { .. } => Route::Observations,
        Route::Reflections | Route::Reflection { .. } => Route::Reflections,
        Route::Actions => Route::Actions,
        Route::Meetings | Route::MeetingNew | Route::Meeting { .. } => Route::Meetings,
        Route::Coverage => Route::Coverage,
        Route::People | Route::PersonNew | Route::Person { .. } => Route::People,
        Route::Units | Route::Policies => Route::Units,
        Route::Import => Route::Import,
        Route::Quarantine => Route::Quarantine,
        Route::Delivery => Route::Delivery,
        Route::Audit => Route::Audit,
        Route::Frameworks | Route::Framework { .. } => Route::Frameworks,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn person(roles: &[&str]) -> Me {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        let grants: Vec<_> = roles
            .iter()
            .map(|role| json!({"id": id, "role": role, "unit_id": id}))
            .collect();
        serde_json::from_value(json!({
            "org_id": id, "organisation": "North", "person_id": id, "name": "Priya Shah",
            "email": "priya@example.org", "unit_id": id, "unit": "Team 2", "locale": "en",
            "roles": grants, "session_id": id,
        }))
        .expect("the shape of Me")
    }

    fn routes(roles: &[&str]) -> Vec<Route> {
        places(Text::default(), &person(roles))
            .into_iter()
            .map(|item| item.to)
            .collect()
    }

    #[test]
    fn everybody_begins_with_today_and_sees_only_their_places() {
        assert_eq!(
            routes(&["practitioner"]),
            [
                Route::Home,
                Route::Observations,
                Route::Reflections,
                Route::Actions,
                Route::Meetings
            ]
        );
        assert_eq!(
            routes(&["auditor"]),
            [Route::Home, Route::Audit, Route::People]
        );
        assert_eq!(routes(&[]), [Route::Home]);
    }

    #[test]
    fn two_roles_share_one_list_without_doubles() {
        let both = routes(&["practitioner", "spo"]);
        let mut once = both.clone();
        once.dedup();
        assert_eq!(both.len(), once.len());
        assert_eq!(
            both[..3],
            [Route::Home, Route::Observations, Route::Meetings]
        );
        assert!(both.contains(&Route::Reflections));
    }
}
