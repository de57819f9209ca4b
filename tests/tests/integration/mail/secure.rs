//! Whom a mail is handed to: E25 of the security page. Mails hold links that sign somebody in.

use super::*;

/// Invites somebody from a server with this setting and waits until that mail was tried.
async fn invited(smtp_url: &str) -> (Value, String) {
    let app = TestApp::start_with(Backend::Sqlite, &[("ALONGSIDE_SMTP_URL", smtp_url)]).await;
    let organisation = app.organisation("North Probation").await;
    let email = format!("tessa.{}@example.org", &new_id()[24..]);
    let body = json!({
        "id": new_id(), "name": "Tessa Taylor", "email": email, "grade": "po",
        "unit_id": organisation.team, "invite": true,
    });
    let administrator = &organisation.administrator;
    let made = administrator.post("/api/v1/people", body).await;
    assert!(made.status < 300, "{}", made.text);
    let started = tokio::time::Instant::now();
    loop {
        let list = administrator.get("/api/v1/deliveries").await.expect(200);
        let list = list.json()["items"].as_array().unwrap().clone();
        // The mail is posted behind the answer.
        let is_tried = |mail: &&Value| mail["state"] == "done" || mail["last_error"].is_string();
        if let Some(mail) = list.iter().find(is_tried) {
            return (mail.clone(), email);
        }
        assert!(
            started.elapsed() < LONG,
            "the mail is never tried: {list:?}"
        );
    }
}

/// E25: a mail server that cannot show that it is the one we mean gets no word, over either way to speak TLS.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_is_handed_only_to_the_server_that_the_certificate_names() {
    for (host, is_right) in [("mail.other", false), ("localhost", true)] {
        for (scheme, arguments) in [("smtp", &[][..]), ("smtps", &["--implicit-tls"][..])] {
            let (mailbox, cert) = Mailbox::with_certificate(host, arguments).await;
            let (port, cert) = (mailbox.port(), cert.display());
            let url = format!("{scheme}://localhost:{port}?tls=required&ca={cert}");
            let (mail, email) = invited(&url).await;
            let told = format!("{scheme}, certificate of {host}: {mail}");
            let attempts = mailbox.attempts();
            if is_right {
                assert_eq!(mail["state"], "done", "{told}");
                assert_eq!(mailbox.received_by(&email).len(), 1, "{told}");
                assert_eq!(attempts[0]["encrypted"], true, "{told}");
            } else {
                // It waits, and may be delivered once the certificate or the setting is put right.
                assert_eq!(mail["state"], "waiting", "{told}");
                assert!(attempts.is_empty(), "{told}: {attempts:?}");
                assert!(mailbox.received_by(&email).is_empty(), "{told}");
            }
        }
    }
}

/// E25: somebody in between who takes STARTTLS out of what the server offers gets no word either.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_offers_no_tls_where_it_is_required_gets_nothing() {
    let mailbox = Mailbox::start(&[]).await;
    let url = format!("smtp://localhost:{}?tls=required", mailbox.port());
    let (mail, email) = invited(&url).await;
    assert_eq!(mail["state"], "waiting", "{mail}");
    assert!(mailbox.attempts().is_empty() && mailbox.received_by(&email).is_empty());
}
