//! Getting in, staying in, being kept out. Security page §3; experiment E41.

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Client, Organisation, PASSWORD, Person, TestApp, new_id, on_both_databases, token_in};

on_both_databases! {
    async fn an_invitation_works_once_and_asking_for_its_page_changes_nothing(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let mail = app.mailbox().wait_for(&person.email, |mail| mail.text.contains("token=")).await;
        let token = token_in(&mail.text).unwrap();
        let page = app.client().request(reqwest::Method::GET, "/invitation").header("accept", "text/html");
        app.client().send(page).await.expect(200);
        let body = json!({ "token": token, "password": "another river under nine bridges" });
        assert_eq!(app.client().post("/api/v1/auth/accept-invitation", body).await.summary(), "410 link_expired");
    }

    async fn a_password_must_be_long_and_not_on_anybodys_list(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        for (password, code) in [
            ("short", "password: too_short"),
            ("passwordpassword", "password: common"),
            ("priyashahpriyashah", "password: personal"),
        ] {
            let body = json!({ "current": PASSWORD, "password": password });
            let answer = person.post("/api/v1/me/password", body).await;
            assert_eq!((answer.status, answer.fields()), (422, vec![code.to_owned()]), "{password}");
        }
    }

    async fn a_reset_comes_by_mail_ends_every_session_and_works_once(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let anonymous = app.client();
        let asked = anonymous.post("/api/v1/auth/reset-request", json!({ "email": person.email })).await;
        let unknown = anonymous.post("/api/v1/auth/reset-request", json!({ "email": "nobody@example.org" })).await;
        assert_eq!((asked.status, &asked.text), (unknown.status, &unknown.text), "an address is not given away");

        let first = app.mailbox().received_by(&person.email).len();
        let mail = app.mailbox().wait_for(&person.email, |mail| {
            mail.text.contains("/reset") && mail.text.contains("token=")
        }).await;
        assert!(first >= 1);
        let token = token_in(&mail.text).unwrap();
        let body = json!({ "token": token, "password": "seven slow herons over water" });
        assert!(anonymous.post("/api/v1/auth/reset", body.clone()).await.status < 300);
        assert_eq!(person.get("/api/v1/me").await.status, 401, "older sessions have ended");
        assert_eq!(anonymous.post("/api/v1/auth/reset", body).await.summary(), "410 link_expired");
        let mut client = app.client();
        assert_eq!(client.sign_in(&person.email, PASSWORD).await.summary(), "401 sign_in_refused");
        client.sign_in(&person.email, "seven slow herons over water").await.expect(200);
    }

    async fn links_that_were_mailed_to_an_address_end_with_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let body = json!({
            "id": new_id(), "name": "Nia New", "email": format!("nia.{}", person.email), "grade": "po",
            "unit_id": organisation.team, "invite": true,
        });
        let added = organisation.administrator.post("/api/v1/people", body).await.expect(200).json();
        let invited = (added["id"].as_str().unwrap().to_owned(), format!("nia.{}", person.email));
        let invitation = app.mailbox().wait_for(&invited.1, |mail| mail.text.contains("token=")).await;
        let links = [
            ("reset", person.id.clone(), reset_token(&app, &person).await),
            ("accept-invitation", invited.0.clone(), token_in(&invitation.text).unwrap()),
        ];
        for (door, id, token) in links {
            readdress(&organisation, &id, &format!("new.{door}.{}", person.email)).await;
            let body = json!({ "token": token, "password": "seven slow herons over water" });
            let answer = app.client().post(&format!("/api/v1/auth/{door}"), body).await;
            assert_eq!(answer.summary(), "410 link_expired", "{door}");
        }
        let mut client = app.client();
        client.sign_in(&format!("new.reset.{}", person.email), PASSWORD).await.expect(200);

        // Invited anew, by hand as always, and to where they are.
        let again = format!("/api/v1/people/{}/invitation", invited.0);
        assert!(organisation.administrator.post(&again, json!({})).await.status < 300);
        let email = format!("new.accept-invitation.{}", person.email);
        let mail = app.mailbox().wait_for(&email, |mail| mail.text.contains("token=")).await;
        assert_eq!(app.accept(&email, &token_in(&mail.text).unwrap()).await.id, invited.0);
    }

    async fn a_wrong_password_and_an_unknown_address_get_the_same_answer(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let strip = |answer: tests::Answer| {
            let mut body = answer.json();
            body.as_object_mut().unwrap().remove("request_id");
            (answer.status, body)
        };
        let wrong = app.client().sign_in(&person.email, "not the password at all").await;
        let unknown = app.client().sign_in("nobody@example.org", "not the password at all").await;
        assert_eq!(strip(wrong), strip(unknown));
    }

    /// E43 in small: guessing from unknown devices is slowed, the known device is not locked out.
    async fn guessing_is_slowed_and_a_known_device_still_gets_in(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let mut throttled = None;
        for _ in 0..12 {
            let answer = app.client().sign_in(&person.email, "guess after guess after guess").await;
            if answer.status == 429 {
                throttled = Some(answer);
                break;
            }
        }
        let throttled = throttled.expect("guessing is throttled within twelve tries");
        assert!(throttled.header("retry-after").is_some());
        let mut known = person.client.clone();
        known.sign_in(&person.email, PASSWORD).await.expect(200);
    }

    /// Who proves by mail that the account is theirs is not kept waiting for what was mistyped before.
    async fn a_reset_ends_the_wait_for_guesses(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let (mut known, mut unknown) = (person.client.clone(), app.client());
        for client in [&mut known, &mut unknown] {
            assert_eq!(client.sign_in(&person.email, "a mistyped password").await.status, 401);
        }
        block_tries(&app).await;
        for client in [&mut known, &mut unknown] {
            assert_eq!(client.sign_in(&person.email, PASSWORD).await.status, 429);
        }
        reset(&app, &person, "seven slow herons over water").await;
        known.sign_in(&person.email, "seven slow herons over water").await.expect(200);
        unknown.sign_in(&person.email, "seven slow herons over water").await.expect(200);
    }

    /// Hashing takes its time, and an account may be closed meanwhile.
    async fn a_password_change_under_way_does_not_bring_a_closed_account_back(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let administrator = &organisation.administrator;
        for n in 0..5 {
            let person = organisation.person(&format!("Person {n}"), &organisation.team, &[Role::Spo]).await;
            let body = json!({ "current": PASSWORD, "password": "granite-otter-lantern-quay" });
            let suspend = async || {
                // Sometimes sooner and sometimes later within the change.
                for _ in 0..n * 4 {
                    administrator.get("/api/v1/me").await.expect(200);
                }
                let path = format!("/api/v1/people/{}/suspend", person.id);
                administrator.post(&path, json!({})).await.expect(200);
            };
            let (answer, ()) = tokio::join!(person.post("/api/v1/me/password", body), suspend());
            assert!(matches!(answer.status, 204 | 401), "{}", answer.text);
            let status = app.sql(&format!("SELECT status FROM person WHERE id = '{}'", person.id)).await;
            assert_eq!(status[0][0], "suspended");
        }
    }

    /// The password is checked some time after the account was read; a reset may come in between.
    async fn a_sign_in_with_the_old_password_does_not_outlive_the_reset_it_met(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        for n in 0..4 {
            let person = organisation.person(&format!("Person {n}"), &organisation.team, &[Role::Spo]).await;
            let token = reset_token(&app, &person).await;
            let body = json!({ "token": token, "password": "seven slow herons over water" });
            let (anonymous, mut thief) = (app.client(), app.client());
            let resetting = anonymous.post("/api/v1/auth/reset", body);
            let (reset, signed_in) = tokio::join!(resetting, thief.sign_in(&person.email, PASSWORD));
            assert!(reset.status < 300, "{}", reset.text);
            if signed_in.status == 200 {
                assert_eq!(thief.refresh(&new_id()).await.status, 401, "the session came after the reset");
            } else {
                assert_eq!(signed_in.summary(), "401 sign_in_refused");
            }
        }
    }

    /// The browser of a shared tablet keeps one secret, whoever signs in on it.
    async fn everybody_who_shares_a_tablet_stays_known_on_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let priya = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let quinn = organisation.person("Quinn Abara", &organisation.team, &[Role::Spo]).await;
        let mut tablet = priya.client.clone();
        tablet.sign_in(&quinn.email, PASSWORD).await.expect(200);
        for person in [&priya, &quinn] {
            let stranger = app.client().sign_in(&person.email, "a guess of a stranger").await;
            assert_eq!(stranger.status, 401);
        }
        block_tries(&app).await;
        for person in [&priya, &quinn] {
            assert_eq!(app.client().sign_in(&person.email, PASSWORD).await.status, 429);
            tablet.sign_in(&person.email, PASSWORD).await.expect(200);
        }
    }

    /// E43: a password costs a server much, and anybody may ask for it.
    async fn any_number_of_strangers_keep_nobody_out_who_is_known(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let stranger = app.client();
        let mut strangers = tokio::task::JoinSet::new();
        for n in 0..600 {
            let mut stranger = stranger.clone();
            strangers.spawn(async move {
                stranger.sign_in(&format!("invented.{n}@example.org"), "a guess of a stranger").await
            });
        }
        let first = strangers.join_next().await.unwrap().unwrap();
        let mut known = person.client.clone();
        known.sign_in(&person.email, PASSWORD).await.expect(200);
        let mut answers = strangers.join_all().await;
        answers.push(first);
        let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
        assert!(!refused.is_empty() && refused.iter().all(|answer| answer.header("retry-after").is_some()));
        // On a machine that is busy with other things a stranger may wait in vain.
        let other = answers.iter().find(|answer| !matches!(answer.status, 401 | 429 | 503));
        assert!(other.is_none(), "{:?}", other.map(|answer| answer.summary()));
    }

    /// Each invented address is a fresh count, so the address they come from has one too.
    async fn strangers_from_one_address_are_counted_together(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let sign_in = async |client: &Client, from: &str, email: &str, password: &str| {
            let body = json!({
                "email": email, "password": password, "device_id": client.device_id, "device_label": "A tablet",
            });
            let request = client.request("POST".parse().unwrap(), "/api/v1/auth/sign-in").json(&body);
            client.send(request.header("x-forwarded-for", from)).await
        };
        let (stranger, here) = (app.client(), "10.9.8.7, 203.0.113.7");
        assert_eq!(sign_in(&stranger, here, "invented@example.org", "a guess").await.status, 401);
        app.sql("UPDATE throttle SET failures = 300 WHERE id LIKE 'source:%'").await;
        let again = sign_in(&stranger, here, "another@example.org", "a guess").await;
        assert_eq!(again.summary(), "429 throttled");
        assert!(again.header("retry-after").is_some());
        let known = sign_in(&person.client, here, &person.email, PASSWORD).await;
        assert_eq!(known.status, 200, "who is known is not counted with them");
        let elsewhere = sign_in(&stranger, "203.0.113.7, 203.0.113.8", "third@example.org", "a guess").await;
        assert_eq!(elsewhere.status, 401);
    }

    /// Rows for invented addresses would have no end, and every known one would get its mails.
    async fn resets_are_asked_for_only_so_often_from_one_address(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let ask = async |from: &str, email: &str| {
            let request = app.client().request("POST".parse().unwrap(), "/api/v1/auth/reset-request");
            let request = request.json(&json!({ "email": email })).header("x-forwarded-for", from);
            app.client().send(request).await
        };
        let n_counts = async || app.count("SELECT count(*) FROM throttle WHERE id LIKE 'reset%'").await;
        for n in 0..5 {
            ask("203.0.113.7", &format!("invented.{n}@example.org")).await.expect(204);
        }
        assert_eq!(n_counts().await, 1, "one for where they came from, none for whom nobody knows");
        app.sql("UPDATE throttle SET failures = 300 WHERE id LIKE 'reset-source:%'").await;
        let refused = ask("203.0.113.7", &person.email).await;
        assert_eq!((refused.summary(), refused.header("retry-after").is_some()), ("429 throttled".to_owned(), true));
        ask("203.0.113.8", &person.email).await.expect(204);
        assert_eq!(n_counts().await, 3);
    }

    async fn sessions_are_listed_and_can_be_ended(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let person = organisation.person("Priya Shah", &organisation.team, &[Role::Spo]).await;
        let mut other = app.client();
        other.sign_in(&person.email, PASSWORD).await.expect(200);
        let sessions = person.get("/api/v1/sessions").await.expect(200).json();
        let sessions = sessions.get("items").unwrap_or(&sessions).as_array().unwrap().clone();
        let foreign = sessions.iter().find(|s| s["current"] == json!(false)).expect("the other session");
        let path = format!("/api/v1/sessions/{}", foreign["id"].as_str().unwrap());
        assert!(person.client.delete(&path).await.status < 300);
        assert_eq!(other.get("/api/v1/me").await.status, 401);
        assert_eq!(person.get("/api/v1/me").await.status, 200);
    }

    async fn signing_out_ends_the_session_at_once(app: TestApp) {
        let (observer, _) = app.pair().await;
        assert!(observer.post("/api/v1/auth/sign-out", json!({})).await.status < 300);
        assert_eq!(observer.get("/api/v1/me").await.status, 401);
    }

    /// E41: every forged token is refused, and none of them is an error of ours.
    async fn forged_tokens_are_refused(app: TestApp) {
        let (observer, _) = app.pair().await;
        let token = observer.client.token.clone().unwrap();
        let parts: Vec<&str> = token.split('.').collect();
        let header: Value = serde_json::from_slice(&unbase64(parts[0])).unwrap();
        let claims: Value = serde_json::from_slice(&unbase64(parts[1])).unwrap();
        assert_eq!((&header["alg"], &header["typ"]), (&json!("EdDSA"), &json!("at+jwt")));
        assert!(claims.get("roles").is_none(), "a token says who, never what");
        let signed = |header: &Value, claims: &Value| {
            format!("{}.{}.{}", base64(header), base64(claims), parts[2])
        };
        let with = |value: &Value, name: &str, new: Value| {
            let mut value = value.clone();
            value[name] = new;
            value
        };
        let forgeries = [
            format!("{}.{}.", base64(&with(&header, "alg", json!("none"))), parts[1]),
            signed(&with(&header, "alg", json!("HS256")), &claims),
            signed(&with(&header, "kid", json!("../../etc/passwd")), &claims),
            signed(&with(&header, "kid", json!("' OR 1=1 --")), &claims),
            signed(&with(&header, "kid", json!("k".repeat(10_000))), &claims),
            signed(&with(&header, "jku", json!("https://evil.example/keys")), &claims),
            signed(&with(&header, "typ", json!("JWT")), &claims),
            signed(&header, &with(&claims, "sub", json!(new_id()))),
            signed(&header, &with(&claims, "exp", json!("4102444800"))),
            signed(&header, &with(&claims, "aud", json!("somebody-else"))),
            format!("{token}x"),
            "..".to_owned(),
            String::new(),
        ];
        for forgery in forgeries {
            let mut client = observer.client.clone();
            client.token = Some(forgery.clone());
            let answer = client.get("/api/v1/me").await;
            let refused = matches!(answer.status, 401 | 431);
            assert!(refused, "{} for {}", answer.status, &forgery[..forgery.len().min(80)]);
        }
    }

    /// E44: a cookie alone does nothing, and another site's page does not even get that far.
    async fn another_site_cannot_act_with_the_cookie(app: TestApp) {
        let (observer, _) = app.pair().await;
        let mut bare = observer.client.clone();
        bare.token = None;
        for (method, path) in [("POST", "/api/v1/observations"), ("PATCH", "/api/v1/me"), ("GET", "/api/v1/me")] {
            let request = bare.request(method.parse().unwrap(), path).json(&json!({}));
            assert_eq!(bare.send(request).await.status, 401, "{method} {path}");
        }
        for path in ["/api/v1/auth/refresh", "/api/v1/auth/sign-out"] {
            let answer = foreign_post(&observer.client, path).await;
            assert_eq!(answer.summary(), "403 foreign_origin", "{path}");
        }
        assert_eq!(observer.get("/api/v1/me").await.status, 200, "nothing was signed out");
    }
}

/// Makes every counted try the last for a long time, as fifteen minutes of guessing would.
async fn block_tries(app: &TestApp) {
    app.sql("UPDATE throttle SET failures = 12, blocked_until = '2999-01-01 00:00:00' WHERE id LIKE 'account:%' OR id LIKE 'device:%'").await;
}

async fn reset_token(app: &TestApp, person: &Person) -> String {
    let body = json!({ "email": person.email });
    app.client()
        .post("/api/v1/auth/reset-request", body)
        .await
        .expect(204);
    let mail = app
        .mailbox()
        .wait_for(&person.email, |mail| mail.text.contains("/reset#token="))
        .await;
    token_in(&mail.text).expect("the mail holds a link")
}

async fn reset(app: &TestApp, person: &Person, password: &str) {
    let body = json!({ "token": reset_token(app, person).await, "password": password });
    app.client()
        .post("/api/v1/auth/reset", body)
        .await
        .expect(204);
}

/// Gives somebody another address, as an administrator does.
pub async fn readdress(organisation: &Organisation<'_>, id: &str, email: &str) {
    let path = format!("/api/v1/people/{id}");
    let ada = &organisation.administrator;
    let mut body = ada.get(&path).await.expect(200).json();
    let version = body["version"].as_i64().expect("a version");
    body["email"] = json!(email);
    ada.client.patch(&path, version, body).await.expect(200);
}

/// The same request as a page of another site would send it.
async fn foreign_post(client: &Client, path: &str) -> tests::Answer {
    let cookies: Vec<String> = client
        .cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let request = reqwest::Client::new()
        .post(format!("{}{path}", client.base))
        .header("origin", "https://evil.example")
        .header("sec-fetch-site", "cross-site")
        .header("cookie", cookies.join("; "))
        .json(&json!({ "attempt": new_id() }));
    tests::Answer::read(request.send().await.unwrap()).await
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64(value: &Value) -> String {
    let bytes = value.to_string().into_bytes();
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .fold(0u32, |word, byte| word << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for n in 0..=chunk.len() {
            text.push(char::from(ALPHABET[(word >> (18 - 6 * n) & 63) as usize]));
        }
    }
    text
}

fn unbase64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut word, mut n_bits) = (0u32, 0);
    for c in text.bytes() {
        let digit = ALPHABET.iter().position(|a| *a == c).expect("base64url") as u32;
        word = word << 6 | digit;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((word >> n_bits) as u8);
            word &= (1 << n_bits) - 1;
        }
    }
    bytes
}
