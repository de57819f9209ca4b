use shared::org::MailPolicy;

use super::samples::{contents, message};
use super::{SENDER, bytes_of, read};
use crate::locale::Locale;
use crate::mail::message::Content;
use crate::mail::{AppPath, from_payload, job_payload, letter, render};

fn text_of(content: Content, policy: MailPolicy) -> String {
    let letter = letter::compose(&message(content, "Ann", policy, Locale::English), SENDER);
    format!(
        "{}\n{}{}",
        letter.subject,
        render::text(&letter),
        render::html(&letter)
    )
}

#[test]
fn a_minimal_mail_holds_neither_actions_nor_feedback() {
    for content in contents("UNWANTED") {
        let has_actions = matches!(content.kind(), "feedback_ready" | "meeting_summary");
        let minimal = strip_names(content.clone());
        let text = text_of(minimal, MailPolicy::Minimal);
        if has_actions {
            assert!(!text.contains("UNWANTED"), "{text}");
        }
    }
}

/// Leaves the text only where the policy decides.
fn strip_names(content: Content) -> Content {
    match content {
        Content::FeedbackReady {
            observed_on,
            path,
            actions,
            feedback,
            ..
        } => Content::FeedbackReady {
            observer: "Omar".into(),
            observed_on,
            path,
            actions,
            feedback,
        },
        other => other,
    }
}

#[test]
fn each_policy_adds_to_the_one_before() {
    let ready = || contents("Sample").remove(2);
    let standard = text_of(ready(), MailPolicy::Standard);
    assert!(standard.contains("Actions:") && !standard.contains("What went well"));
    let full = text_of(ready(), MailPolicy::Full);
    for heading in [
        "Actions:",
        "What went well",
        "A question for you",
        "To develop next",
    ] {
        assert!(full.contains(heading), "{heading}");
    }
}

#[test]
fn a_reason_is_told_where_the_policy_lets_content_travel() {
    let told = |policy| {
        let decided = Content::UnsentDecided {
            is_accepted: false,
            decided_by: "Eleri".into(),
            arrived_on: "2026-11-12".parse().expect("a day"),
            path: AppPath::new("/quarantine"),
            reason: "UNWANTED".into(),
        };
        text_of(decided, policy)
    };
    for policy in [MailPolicy::Minimal, MailPolicy::Standard, MailPolicy::Full] {
        let text = told(policy);
        assert_eq!(
            text.contains("UNWANTED"),
            policy == MailPolicy::Full,
            "{text}"
        );
        for always in [
            "does not become part of the record",
            "12 November 2026",
            "https://alongside.example.org/quarantine",
        ] {
            assert!(text.contains(always), "{always}: {text}");
        }
    }
}

/// The focus, the note and the case stay in the app whatever the policy: there is nothing of them to let through.
#[test]
fn a_planned_session_is_told_alike_under_every_policy() {
    let is_of_session = |content: &Content| content.kind().starts_with("observation_");
    let told: Vec<Content> = contents("Ann").into_iter().filter(is_of_session).collect();
    assert_eq!(told.len(), 7);
    for content in told {
        let minimal = text_of(content.clone(), MailPolicy::Minimal);
        for always in [
            "Thursday 26 November 2026, 14:00 (UK time, GMT)",
            "Practitioner: Ann",
            "https://alongside.example.org/observations/0198",
        ] {
            assert!(minimal.contains(always), "{always}: {minimal}");
        }
        for policy in [MailPolicy::Standard, MailPolicy::Full] {
            assert_eq!(text_of(content.clone(), policy), minimal);
        }
    }
}

#[test]
fn no_subject_tells_more_than_the_occasion() {
    for content in contents("SECRET") {
        let letter = letter::compose(
            &message(content, "Ann", MailPolicy::Full, Locale::English),
            SENDER,
        );
        assert!(!letter.subject.contains("SECRET"), "{}", letter.subject);
        assert!(
            !letter.subject.is_empty() && letter.subject.len() < 120,
            "{}",
            letter.subject
        );
    }
}

#[test]
fn every_message_is_whole_in_both_languages() {
    for locale in [Locale::English, Locale::Welsh] {
        for content in contents("Ann Jones") {
            let kind = content.kind();
            let mail = read(&bytes_of(&message(
                content,
                "Siân",
                MailPolicy::Full,
                locale,
            )));
            for body in [&mail.text, &mail.html] {
                assert!(
                    body.contains("Siân") && body.contains("https://alongside.example.org/"),
                    "{kind}: {body}"
                );
                assert!(
                    !body.contains("{ $") && !body.contains("{$"),
                    "{kind}: {body}"
                );
            }
            let lang = if locale == Locale::Welsh {
                "lang=\"cy\""
            } else {
                "lang=\"en-GB\""
            };
            assert!(mail.html.contains(lang));
        }
    }
}

#[test]
fn the_text_part_reads_like_a_letter() {
    let reply = contents("Priya Shah").remove(3);
    let letter = letter::compose(
        &message(reply, "Sam Lee", MailPolicy::Minimal, Locale::English),
        SENDER,
    );
    assert_eq!(
        render::text(&letter),
        "Hello Sam Lee,\n\
         \n\
         Priya Shah has replied to the feedback on the session observed on Thursday 12 November 2026.\n\
         \n\
         Read the reply in Alongside:\n\
         https://alongside.example.org/observations/0198\n\
         \n\
         -- \n\
         Sent by Alongside for Sam Lee.\n\
         This message was sent automatically and replies to it are not read. Please answer in Alongside.\n"
    );
}

#[test]
fn a_message_survives_its_job() {
    for content in contents("Ann") {
        let message = message(content, "Ann", MailPolicy::Full, Locale::Welsh);
        let read_back = from_payload(job_payload(&message)).expect("the payload reads back");
        assert!(read_back == message, "{message:?}");
    }
}

#[test]
fn every_attempt_sends_the_same_bytes() {
    for content in contents("Siân") {
        let message = message(content, "Siân", MailPolicy::Full, Locale::Welsh);
        assert!(bytes_of(&message) == bytes_of(&message), "{message:?}");
    }
}

#[test]
fn printing_a_message_shows_no_content() {
    let message = message(
        contents("SECRET").remove(0),
        "SECRET",
        MailPolicy::Full,
        Locale::English,
    );
    assert_eq!(
        format!("{message:?}"),
        "Message(invitation to a***@p***.example)"
    );
}
