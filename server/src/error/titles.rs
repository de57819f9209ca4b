//! One sentence for each code, in each language.

use shared::problem::Code;

use crate::locale::Locale;

/// What somebody reads whose program does not know the code; the app has longer words of its own.
pub fn title(code: Code, locale: Locale) -> &'static str {
    let (english, welsh) = both(code);
    match locale {
        Locale::English => english,
        Locale::Welsh => welsh,
    }
}

// No catch-all, so that a new code cannot be forgotten in either language.
fn both(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::InvalidInput => (
            "Some of what was sent is not valid",
            "Nid yw rhywfaint o'r hyn a anfonwyd yn ddilys",
        ),
        Code::MalformedBody => ("The body cannot be read", "Ni ellir darllen y corff"),
        Code::MalformedRequest => (
            "The address or its parameters cannot be read",
            "Ni ellir darllen y cyfeiriad na'i baramedrau",
        ),
        Code::Unauthenticated => ("Sign in first", "Mewngofnodwch yn gyntaf"),
        Code::SignInRefused => (
            "The e-mail address or the password is wrong",
            "Mae'r cyfeiriad e-bost neu'r cyfrinair yn anghywir",
        ),
        Code::LinkExpired => (
            "The link was used already or has expired",
            "Defnyddiwyd y ddolen eisoes neu mae wedi dod i ben",
        ),
        Code::Forbidden => ("This is not yours to do", "Nid eich lle chi yw gwneud hyn"),
        Code::SignInAgain => (
            "Sign in in full first: this session is not new enough",
            "Mewngofnodwch yn llawn yn gyntaf: nid yw'r sesiwn hon yn ddigon newydd",
        ),
        Code::NeedsDecision => (
            "The author no longer observes; deposit it for a decision",
            "Nid yw'r awdur yn arsylwi mwyach; adneuwch ef ar gyfer penderfyniad",
        ),
        Code::DeviceRevoked => (
            "This browser was taken out of use",
            "Tynnwyd y porwr hwn o ddefnydd",
        ),
        Code::ForeignOrigin => (
            "The request did not come from this site",
            "Ni ddaeth y cais o'r wefan hon",
        ),
        Code::NotFound => ("There is nothing here", "Nid oes dim yma"),
        Code::MethodNotAllowed => (
            "This address does not take that method",
            "Nid yw'r cyfeiriad hwn yn derbyn y dull hwnnw",
        ),
        Code::WrongState => (
            "The record is in a state that does not allow this",
            "Mae'r cofnod mewn cyflwr nad yw'n caniatáu hyn",
        ),
        Code::AlreadyPlanned => (
            "The request was planned meanwhile and cannot be taken back",
            "Cynlluniwyd y cais yn y cyfamser ac ni ellir ei dynnu'n ôl",
        ),
        Code::IdReused => (
            "The same id came before with different content",
            "Daeth yr un dynodydd o'r blaen gyda chynnwys gwahanol",
        ),
        Code::EmailTaken => (
            "Somebody else has this e-mail address",
            "Mae gan rywun arall y cyfeiriad e-bost hwn",
        ),
        Code::StaffCodeTaken => (
            "Somebody else has this staff code",
            "Mae gan rywun arall y cod staff hwn",
        ),
        Code::UnitInUse => (
            "The unit still holds people, units or records",
            "Mae pobl, unedau neu gofnodion yn yr uned o hyd",
        ),
        Code::UnitCycle => (
            "A unit cannot be placed below itself",
            "Ni ellir gosod uned oddi tani hi ei hun",
        ),
        Code::StillResponsible => (
            "The person still holds open records",
            "Mae gan y person gofnodion agored o hyd",
        ),
        Code::Stale => (
            "Somebody else changed this since it was read",
            "Newidiodd rhywun arall hyn ers iddo gael ei ddarllen",
        ),
        Code::VersionRequired => (
            "Say with If-Match which version was read",
            "Dywedwch gydag If-Match pa fersiwn a ddarllenwyd",
        ),
        Code::TooLarge => ("The body is too large", "Mae'r corff yn rhy fawr"),
        Code::UnsupportedMedia => (
            "The body is not of a type that is taken here",
            "Nid yw'r corff o fath a dderbynnir yma",
        ),
        Code::Throttled => (
            "Too many tries; wait a while",
            "Gormod o gynigion; arhoswch ychydig",
        ),
        Code::HeadersTooLarge => ("The headers are too large", "Mae'r penawdau yn rhy fawr"),
        Code::ClientTooOld => (
            "The record was made by a newer version of the app",
            "Gwnaed y cofnod gan fersiwn mwy newydd o'r ap",
        ),
        Code::Damaged => (
            "The body was damaged on its way; nothing was changed",
            "Difrodwyd y corff ar ei ffordd; ni newidiwyd dim",
        ),
        Code::NotReadyToShare => (
            "Something is missing before feedback can be shared",
            "Mae rhywbeth ar goll cyn y gellir rhannu adborth",
        ),
        Code::SelfAssessmentFirst => (
            "The self-assessment comes first",
            "Daw'r hunanasesiad yn gyntaf",
        ),
        Code::Internal => (
            "Something went wrong on the server",
            "Aeth rhywbeth o'i le ar y gweinydd",
        ),
        Code::Unavailable => (
            "The server is busy; nothing was changed",
            "Mae'r gweinydd yn brysur; ni newidiwyd dim",
        ),
        Code::StorageFull => (
            "The server has no room left; nothing was changed",
            "Nid oes lle ar ôl ar y gweinydd; ni newidiwyd dim",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_has_a_sentence_of_its_own_in_both_languages() {
        let mut said = BTreeSet::new();
        for code in Code::ALL {
            for locale in [Locale::English, Locale::Welsh] {
                let title = title(*code, locale);
                assert!(!title.is_empty() && said.insert(title), "{code:?}: {title}");
            }
        }
        assert_eq!(said.len(), Code::ALL.len() * 2);
    }
}
