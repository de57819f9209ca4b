//! Every address of the app. A token that proves something travels in the fragment, which
//! never reaches a server's log.

use yew_router::Routable;

#[derive(Clone, Debug, PartialEq, Routable)]
pub enum Route {
    #[at("/")]
    Home,
    #[at("/sign-in")]
    SignIn,
    #[at("/forgot")]
    Forgot,
    #[at("/reset")]
    Reset,
    #[at("/invitation")]
    Invitation,
    #[at("/observations")]
    Observations,
    #[at("/observations/new")]
    ObservationNew,
    #[at("/observations/:id")]
    Observation { id: String },
    #[at("/observations/:id/live")]
    ObservationLive { id: String },
    #[at("/observations/:id/draft")]
    ObservationDraft { id: String },
    #[at("/observations/:id/preview")]
    ObservationPreview { id: String },
    #[at("/observations/:id/feedback")]
    ObservationFeedback { id: String },
    #[at("/observations/:id/self-assessment")]
    SelfAssessment { id: String },
    #[at("/reflections")]
    Reflections,
    #[at("/reflections/:id")]
    Reflection { id: String },
    #[at("/actions")]
    Actions,
    #[at("/meetings")]
    Meetings,
    #[at("/meetings/new")]
    MeetingNew,
    #[at("/meetings/:id")]
    Meeting { id: String },
    #[at("/coverage")]
    Coverage,
    #[at("/people")]
    People,
    #[at("/people/new")]
    PersonNew,
    #[at("/people/:id")]
    Person { id: String },
    #[at("/units")]
    Units,
    #[at("/import")]
    Import,
    #[at("/delivery")]
    Delivery,
    #[at("/audit")]
    Audit,
    #[at("/frameworks")]
    Frameworks,
    #[at("/frameworks/:id")]
    Framework { id: String },
    #[at("/policies")]
    Policies,
    #[at("/views")]
    Views,
    #[at("/account")]
    Account,
    #[at("/offline")]
    Offline,
    #[cfg(feature = "gallery")]
    #[at("/gallery")]
    Gallery,
    #[not_found]
    #[at("/not-found")]
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_is_a_page_and_not_an_id() {
        assert_eq!(
            Route::recognize("/observations/new"),
            Some(Route::ObservationNew)
        );
        assert_eq!(Route::recognize("/meetings/new"), Some(Route::MeetingNew));
    }

    #[test]
    fn an_unknown_address_is_the_not_found_page() {
        assert_eq!(Route::recognize("/nowhere/at/all"), Some(Route::NotFound));
    }
}
