//! Transport: into a folder, and to a server that answers by script.

use std::net::SocketAddr;
use std::path::PathBuf;

use shared::org::MailPolicy;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::bytes_of;
use super::samples::{contents, message};
use crate::locale::Locale;
use crate::mail::message::Message;
use crate::mail::{Outcome, SiteUrl, Transport, deliver};

fn sample() -> Message {
    message(
        contents("Ann").remove(4),
        "Ann",
        MailPolicy::Minimal,
        Locale::English,
    )
}

/// A server for one connection. `answer` maps a command's first word to a reply;
/// `None` hangs up. Answers with the lines it was told.
async fn server(answer: fn(&str) -> Option<&'static str>) -> (SocketAddr, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let told = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a connection");
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        let (mut told, mut is_content) = (Vec::new(), false);
        let mut reply = answer("GREETING");
        while let Some(text) = reply {
            writer
                .write_all(format!("{text}\r\n").as_bytes())
                .await
                .expect("a reader");
            let word = loop {
                let Ok(Some(line)) = lines.next_line().await else {
                    return told;
                };
                told.push(line.clone());
                match (is_content, line.as_str()) {
                    (true, ".") => break "DOT".to_owned(),
                    (true, _) => {}
                    (false, _) => {
                        break line.split([' ', ':']).next().unwrap_or_default().to_owned();
                    }
                }
            };
            is_content = word == "DATA" && answer("DATA").is_some_and(|text| text.starts_with('3'));
            reply = answer(&word);
        }
        told
    });
    (address, told)
}

fn usual(word: &str) -> Option<&'static str> {
    Some(match word {
        "GREETING" => "220 ready",
        "DATA" => "354 go on",
        _ => "250 fine",
    })
}

async fn outcome_with(answer: fn(&str) -> Option<&'static str>) -> Outcome {
    let (address, _told) = server(answer).await;
    let transport = Transport::smtp(&format!("smtp://{address}")).expect("a transport");
    deliver(&transport, &sample(), "event-1").await
}

#[tokio::test]
async fn a_mail_reaches_its_server_with_a_stable_id() {
    let (address, told) = server(usual).await;
    let transport = Transport::smtp(&format!("smtp://{address}")).expect("a transport");
    assert_eq!(
        deliver(&transport, &sample(), "event-1").await,
        Outcome::Delivered
    );
    drop(transport);
    let told = told.await.expect("the server's record");
    assert!(
        told.contains(&"MAIL FROM:<alongside@alongside.example.org>".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"RCPT TO:<ann.jones@probation.example>".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"Message-ID: <event-1@alongside.example.org>".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"Auto-Submitted: auto-generated".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"Date: Fri, 20 Nov 2026 09:30:00 +0000".to_owned()),
        "{told:?}"
    );
}

#[tokio::test]
async fn a_line_of_a_single_dot_ends_no_mail() {
    let dots = ".\n..\n.\nMAIL FROM:<evil@example.net>";
    let hostile = message(
        contents(dots).remove(2),
        dots,
        MailPolicy::Full,
        Locale::English,
    );
    let (address, told) = server(usual).await;
    let transport = Transport::smtp(&format!("smtp://{address}")).expect("a transport");
    assert_eq!(
        deliver(&transport, &hostile, "0198aaaa-event").await,
        Outcome::Delivered
    );
    drop(transport);
    let told = told.await.expect("the server's record");
    let start = told
        .iter()
        .position(|line| line == "DATA")
        .expect("content")
        + 1;
    let received = told[start..].iter().take_while(|line| *line != ".");
    let received: Vec<&str> = received
        .map(|line| line.strip_prefix('.').unwrap_or(line))
        .collect();
    let written = String::from_utf8(bytes_of(&hostile)).expect("ASCII");
    assert!(received.contains(&"."), "the dots arrived as text");
    assert_eq!(received.join("\r\n").trim_end(), written.trim_end());
}

#[tokio::test]
async fn one_connection_carries_many_mails() {
    let (address, told) = server(usual).await;
    let transport = Transport::smtp(&format!("smtp://{address}")).expect("a transport");
    for id in ["one", "two", "three"] {
        assert_eq!(deliver(&transport, &sample(), id).await, Outcome::Delivered);
    }
    drop(transport);
    let told = told.await.expect("the server's record");
    assert_eq!(told.iter().filter(|line| *line == "DATA").count(), 3);
}

#[tokio::test]
async fn only_refusals_of_the_mail_are_permanent() {
    let refused = outcome_with(|word| {
        if word == "RCPT" {
            Some("550 5.1.1 no ann.jones here")
        } else {
            usual(word)
        }
    })
    .await;
    let Outcome::Permanent(reason) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(
        reason.to_string(),
        "server answered 550 5.1.1 when naming the recipient"
    );

    let cases: [fn(&str) -> Option<&'static str>; 5] = [
        |word| {
            if word == "GREETING" {
                Some("554 not today")
            } else {
                usual(word)
            }
        },
        |word| {
            if word == "RCPT" {
                Some("451 greylisted")
            } else {
                usual(word)
            }
        },
        |word| {
            if word == "DATA" {
                Some("452 full")
            } else {
                usual(word)
            }
        },
        |word| if word == "DOT" { None } else { usual(word) },
        |word| {
            if word == "MAIL" {
                Some("530 5.7.0 sign in first")
            } else {
                usual(word)
            }
        },
    ];
    for answer in cases {
        let outcome = outcome_with(answer).await;
        assert!(matches!(outcome, Outcome::Temporary(_)), "{outcome:?}");
    }
}

#[tokio::test]
async fn a_server_without_starttls_learns_nothing() {
    let (address, told) = server(usual).await;
    let url = format!("smtp://user:secret@{address}?tls=required");
    let transport = Transport::smtp(&url).expect("a transport");
    let outcome = deliver(&transport, &sample(), "event-1").await;
    assert!(matches!(outcome, Outcome::Temporary(_)), "{outcome:?}");
    assert!(!format!("{transport:?}").contains("secret"));
    drop(transport);
    let told = told.await.expect("the server's record");
    assert!(
        told.iter()
            .all(|line| line.starts_with("EHLO") || line == "QUIT"),
        "{told:?}"
    );
}

#[tokio::test]
async fn nobody_listening_is_temporary() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let transport = Transport::smtp(&format!("smtp://{address}")).expect("a transport");
    let outcome = deliver(&transport, &sample(), "event-1").await;
    assert!(matches!(outcome, Outcome::Temporary(_)), "{outcome:?}");
}

#[tokio::test]
async fn a_folder_receives_one_file_per_message_however_often_it_is_sent() {
    let folder: PathBuf =
        std::env::temp_dir().join(format!("alongside-mail-{}", uuid::Uuid::now_v7()));
    let transport = Transport::folder(&folder);
    for _ in 0..3 {
        assert_eq!(
            deliver(&transport, &sample(), "event-1").await,
            Outcome::Delivered
        );
    }
    let names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(names, ["20261120T093000Z-meeting_invited-event-1.eml"]);
    std::fs::remove_dir_all(&folder).expect("the folder goes");
}

#[tokio::test]
async fn a_trial_on_one_machine_and_a_mail_domain_of_its_own_both_send() {
    for (site, query, sender) in [
        ("http://127.0.0.1:8080", "", "alongside@localhost"),
        ("http://localhost:8080", "", "alongside@localhost"),
        (
            "https://a.example.org",
            "?from=no-reply@mail.example.org",
            "no-reply@mail.example.org",
        ),
    ] {
        let (address, told) = server(usual).await;
        let transport = Transport::smtp(&format!("smtp://{address}{query}")).expect("a transport");
        let mut mail = sample();
        mail.site = SiteUrl::parse(site).expect("a site");
        assert_eq!(
            deliver(&transport, &mail, "event-1").await,
            Outcome::Delivered
        );
        drop(transport);
        let told = told.await.expect("the server's record");
        assert!(told.contains(&format!("MAIL FROM:<{sender}>")), "{told:?}");
        assert!(
            told.contains(&format!("From: Alongside <{sender}>")),
            "{told:?}"
        );
    }
}
