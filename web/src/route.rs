//! Every address of the app. A token that proves something travels in the fragment, which
//! never reaches a server's log.

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Home,
    SignIn,
    Forgot,
    Reset,
    Invitation,
    Observations,
    ObservationNew,
    /// The overview, by role.
    Observation {
        id: String,
    },
    ObservationLive {
        id: String,
    },
    /// After the session: evidence, ratings, feedback.
    ObservationDraft {
        id: String,
    },
    ObservationPreview {
        id: String,
    },
    /// What the practitioner reads.
    ObservationFeedback {
        id: String,
    },
    SelfAssessment {
        id: String,
    },
    Reflections,
    Reflection {
        id: String,
    },
    Actions,
    Meetings,
    MeetingNew,
    Meeting {
        id: String,
    },
    Coverage,
    People,
    PersonNew,
    Person {
        id: String,
    },
    Units,
    Import,
    /// The state of mails on their way.
    Delivery,
    Audit,
    Frameworks,
    Framework {
        id: String,
    },
    /// How often, and within how many days.
    Policies,
    /// Work that arrived without permission, for a decision.
    Quarantine,
    /// Who looked at my record.
    Views,
    Account,
    /// The version at work here, and what is kept.
    Device,
    /// How the app runs on all devices.
    Telemetry,
    Offline,
    #[cfg(feature = "gallery")]
    Gallery,
    NotFound,
}

impl Route {
    /// Whether the page is for people who have not signed in.
    pub fn is_open(&self) -> bool {
        #[cfg(feature = "gallery")]
        if matches!(self, Self::Gallery) {
            return true;
        }
        matches!(
            self,
            Self::SignIn | Self::Forgot | Self::Reset | Self::Invitation
        )
    }

    /// Whether the page works on what this device keeps, so that it stays open when the
    /// session runs out.
    pub fn needs_no_token(&self) -> bool {
        matches!(
            self,
            Self::ObservationLive { .. }
                | Self::ObservationDraft { .. }
                | Self::ObservationPreview { .. }
        )
    }

    /// The page at a path, without query and fragment.
    pub fn of_path(path: &str) -> Self {
        let segments: Vec<&str> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        let id = |id: &&str| (*id).to_owned();
        match segments.as_slice() {
            [] => Self::Home,
            ["sign-in"] => Self::SignIn,
            ["forgot"] => Self::Forgot,
            ["reset"] => Self::Reset,
            ["invitation"] => Self::Invitation,
            ["observations"] => Self::Observations,
            ["observations", "new"] => Self::ObservationNew,
            ["observations", of] => Self::Observation { id: id(of) },
            ["observations", of, "live"] => Self::ObservationLive { id: id(of) },
            ["observations", of, "draft"] => Self::ObservationDraft { id: id(of) },
            ["observations", of, "preview"] => Self::ObservationPreview { id: id(of) },
            ["observations", of, "feedback"] => Self::ObservationFeedback { id: id(of) },
            ["observations", of, "self-assessment"] => Self::SelfAssessment { id: id(of) },
            ["reflections"] => Self::Reflections,
            ["reflections", of] => Self::Reflection { id: id(of) },
            ["actions"] => Self::Actions,
            ["meetings"] => Self::Meetings,
            ["meetings", "new"] => Self::MeetingNew,
            ["meetings", of] => Self::Meeting { id: id(of) },
            ["coverage"] => Self::Coverage,
            ["people"] => Self::People,
            ["people", "new"] => Self::PersonNew,
            ["people", of] => Self::Person { id: id(of) },
            ["units"] => Self::Units,
            ["import"] => Self::Import,
            ["quarantine"] => Self::Quarantine,
            ["delivery"] => Self::Delivery,
            ["audit"] => Self::Audit,
            ["frameworks"] => Self::Frameworks,
            ["frameworks", of] => Self::Framework { id: id(of) },
            ["policies"] => Self::Policies,
            ["views"] => Self::Views,
            ["account"] => Self::Account,
            ["device"] => Self::Device,
            ["telemetry"] => Self::Telemetry,
            ["offline"] => Self::Offline,
            #[cfg(feature = "gallery")]
            ["gallery"] => Self::Gallery,
            _ => Self::NotFound,
        }
    }

    /// The path of a page. Ids are UUIDs and hashes, so nothing needs escaping.
    pub fn to_path(&self) -> String {
        let (folder, id, page) = match self {
            Self::Home => ("", "", ""),
            Self::SignIn => ("/sign-in", "", ""),
            Self::Forgot => ("/forgot", "", ""),
            Self::Reset => ("/reset", "", ""),
            Self::Invitation => ("/invitation", "", ""),
            Self::Observations => ("/observations", "", ""),
            Self::ObservationNew => ("/observations", "new", ""),
            Self::Observation { id } => ("/observations", id.as_str(), ""),
            Self::ObservationLive { id } => ("/observations", id.as_str(), "/live"),
            Self::ObservationDraft { id } => ("/observations", id.as_str(), "/draft"),
            Self::ObservationPreview { id } => ("/observations", id.as_str(), "/preview"),
            Self::ObservationFeedback { id } => ("/observations", id.as_str(), "/feedback"),
            Self::SelfAssessment { id } => ("/observations", id.as_str(), "/self-assessment"),
            Self::Reflections => ("/reflections", "", ""),
            Self::Reflection { id } => ("/reflections", id.as_str(), ""),
            Self::Actions => ("/actions", "", ""),
            Self::Meetings => ("/meetings", "", ""),
            Self::MeetingNew => ("/meetings", "new", ""),
            Self::Meeting { id } => ("/meetings", id.as_str(), ""),
            Self::Coverage => ("/coverage", "", ""),
            Self::People => ("/people", "", ""),
            Self::PersonNew => ("/people", "new", ""),
            Self::Person { id } => ("/people", id.as_str(), ""),
            Self::Units => ("/units", "", ""),
            Self::Import => ("/import", "", ""),
            Self::Quarantine => ("/quarantine", "", ""),
            Self::Delivery => ("/delivery", "", ""),
            Self::Audit => ("/audit", "", ""),
            Self::Frameworks => ("/frameworks", "", ""),
            Self::Framework { id } => ("/frameworks", id.as_str(), ""),
            Self::Policies => ("/policies", "", ""),
            Self::Views => ("/views", "", ""),
            Self::Account => ("/account", "", ""),
            Self::Device => ("/device", "", ""),
            Self::Telemetry => ("/telemetry", "", ""),
            Self::Offline => ("/offline", "", ""),
            #[cfg(feature = "gallery")]
            Self::Gallery => ("/gallery", "", ""),
            Self::NotFound => ("/not-found", "", ""),
        };
        let slash = if id.is_empty() && !folder.is_empty() {
            ""
        } else {
            "/"
        };
        [folder, slash, id, page].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_reads_back_as_it_was_written() {
        let id = || "01890a5d-ac96-774b-bcce-b302099a8057".to_owned();
        let routes = [
            Route::Home,
            Route::Invitation,
            Route::Observations,
            Route::ObservationNew,
            Route::Observation { id: id() },
            Route::ObservationLive { id: id() },
            Route::ObservationFeedback { id: id() },
            Route::SelfAssessment { id: id() },
            Route::MeetingNew,
            Route::Meeting { id: id() },
            Route::Person { id: id() },
            Route::Framework { id: id() },
            Route::Account,
            Route::Device,
            Route::Telemetry,
            Route::NotFound,
        ];
        for route in routes {
            assert_eq!(
                Route::of_path(&route.to_path()),
                route,
                "{}",
                route.to_path()
            );
        }
        assert_eq!(Route::Home.to_path(), "/");
        assert_eq!(Route::ObservationNew.to_path(), "/observations/new");
    }

    #[test]
    fn an_unknown_address_is_the_not_found_page() {
        assert_eq!(Route::of_path("/nowhere/at/all"), Route::NotFound);
        assert_eq!(Route::of_path("/people/"), Route::People);
    }
}
