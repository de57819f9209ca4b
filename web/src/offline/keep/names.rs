//! Under which name each single answer is kept. The names are on people's devices: none is ever
//! changed, or given to anything else.

use shared::values::{ObservationId, PersonId, ReflectionId};

use super::BegunAs;

/// What is kept under a name of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptAs {
    /// Who the owner is: a key opens a vault only where this can be read.
    Me,
    /// What was to be done next.
    Home,
    /// The list of the observations.
    Observations,
    /// The people one may observe.
    People,
    /// The versions of the frameworks there are.
    Frameworks,
    /// A framework by the hash of its content, as pages of reading look for it.
    Framework(String),
    /// Actions of somebody; of none, one's own.
    Actions(Option<PersonId>),
    Feedback(ObservationId),
    SelfAssessment(ObservationId),
    /// The list of one's own reflections.
    Reflections,
    Reflection(ReflectionId),
    /// How far this device was told.
    Cursor,
    /// What it holds of that.
    Held,
    /// Written and read to see whether anything is kept.
    Probe,
    /// Words that were begun, and what they are of.
    Begun(BegunAs, String),
}

impl KeptAs {
    pub fn name(&self) -> String {
        match self {
            Self::Me => "me".to_owned(),
            Self::Home => "home".to_owned(),
            Self::Observations => "observations".to_owned(),
            Self::People => "people".to_owned(),
            Self::Frameworks => "frameworks".to_owned(),
            Self::Framework(hash) => format!("framework-{hash}"),
            Self::Actions(None) => "actions".to_owned(),
            Self::Actions(Some(of)) => format!("actions-{of}"),
            Self::Feedback(of) => format!("feedback-{of}"),
            Self::SelfAssessment(of) => format!("self-assessment-{of}"),
            Self::Reflections => "reflections".to_owned(),
            Self::Reflection(id) => format!("reflection-{id}"),
            Self::Cursor => "cursor".to_owned(),
            Self::Held => "held".to_owned(),
            Self::Probe => "probe".to_owned(),
            Self::Begun(what, of) => format!("{}{of}", what.prefix()),
        }
    }

    /// What is kept under this name; none where another version of the app kept it.
    pub fn of_name(name: &str) -> Option<Self> {
        let whole = match name {
            "me" => Self::Me,
            "home" => Self::Home,
            "observations" => Self::Observations,
            "people" => Self::People,
            "frameworks" => Self::Frameworks,
            "actions" => Self::Actions(None),
            "reflections" => Self::Reflections,
            "cursor" => Self::Cursor,
            "held" => Self::Held,
            "probe" => Self::Probe,
            _ => return Self::of_part(name),
        };
        Some(whole)
    }

    /// What is kept under a name that ends with an id or a hash.
    fn of_part(name: &str) -> Option<Self> {
        if let Some((what, of)) = BegunAs::of_name(name) {
            return Some(Self::Begun(what, of.to_owned()));
        }
        if let Some(hash) = name.strip_prefix("framework-") {
            return Some(Self::Framework(hash.to_owned()));
        }
        if let Some(of) = name.strip_prefix("actions-") {
            return PersonId::parse(of).ok().map(|of| Self::Actions(Some(of)));
        }
        if let Some(id) = name.strip_prefix("reflection-") {
            return ReflectionId::parse(id).ok().map(Self::Reflection);
        }
        if let Some(of) = name.strip_prefix("self-assessment-") {
            return ObservationId::parse(of).ok().map(Self::SelfAssessment);
        }
        let of = name.strip_prefix("feedback-")?;
        ObservationId::parse(of).ok().map(Self::Feedback)
    }

    /// The record that it is about and goes with.
    pub fn record(&self) -> Option<ObservationId> {
        match self {
            Self::Feedback(of) | Self::SelfAssessment(of) => Some(*of),
            Self::Me
            | Self::Home
            | Self::Observations
            | Self::People
            | Self::Frameworks
            | Self::Framework(_)
            | Self::Actions(_)
            | Self::Reflections
            | Self::Reflection(_)
            | Self::Cursor
            | Self::Held
            | Self::Probe
            | Self::Begun(..) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    /// Devices hold these names: one that is changed loses what is kept under it, or leaves it on
    /// the device for ever.
    #[test]
    fn the_names_on_devices_stay_as_they_are() {
        let id = Uuid::from_u128((7 << 76) | (0b10 << 62) | 1);
        let begun = |what| KeptAs::Begun(what, id.to_string());
        let names = [
            (KeptAs::Me, "me"),
            (KeptAs::Home, "home"),
            (KeptAs::Observations, "observations"),
            (KeptAs::People, "people"),
            (KeptAs::Frameworks, "frameworks"),
            (KeptAs::Framework("5ae1".to_owned()), "framework-5ae1"),
            (KeptAs::Actions(None), "actions"),
            (KeptAs::Actions(Some(PersonId::new(id))), "actions-ID"),
            (KeptAs::Feedback(ObservationId::new(id)), "feedback-ID"),
            (
                KeptAs::SelfAssessment(ObservationId::new(id)),
                "self-assessment-ID",
            ),
            (KeptAs::Reflections, "reflections"),
            (KeptAs::Reflection(ReflectionId::new(id)), "reflection-ID"),
            (KeptAs::Cursor, "cursor"),
            (KeptAs::Held, "held"),
            (KeptAs::Probe, "probe"),
            (begun(BegunAs::Note), "note-ID"),
            (begun(BegunAs::Reply), "reply-ID"),
            (begun(BegunAs::Amendment), "amendment-ID"),
            (begun(BegunAs::Strength), "strength-ID"),
            (begun(BegunAs::Development), "development-ID"),
            (begun(BegunAs::Action), "action-ID"),
            (begun(BegunAs::Question), "question-ID"),
            (begun(BegunAs::Message), "message-ID"),
            (begun(BegunAs::Minutes), "minutes-ID"),
            (begun(BegunAs::Booking), "booking-ID"),
            (begun(BegunAs::Plan), "plan-ID"),
            (begun(BegunAs::Suggestion), "suggestion-ID"),
            (begun(BegunAs::Request), "request-ID"),
            (
                KeptAs::Begun(BegunAs::Plan, super::super::NEW.to_owned()),
                "plan-new",
            ),
        ];
        for (kept_as, name) in names {
            let name = name.replace("ID", &id.to_string());
            assert_eq!(kept_as.name(), name);
            assert_eq!(KeptAs::of_name(&name), Some(kept_as), "{name}");
        }
    }

    #[test]
    fn a_name_of_another_version_is_none_of_ours() {
        for name in ["device", "feedback-x", "actions-", "homes", ""] {
            assert_eq!(KeptAs::of_name(name), None, "{name}");
        }
    }
}
