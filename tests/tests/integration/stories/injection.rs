//! E44: what somebody stores is text wherever it is shown. Each field that takes words is filled with
//! more than 500 ways to break out of a page, every view that shows them is opened in a real browser,
//! and nothing runs, nothing is blocked by the content policy because nothing tries, and no element
//! is there that we did not make.

mod apart;
mod mails;

use serde_json::{Value, json};
use shared::access::Role;
use tests::{Browser, Organisation, Person, Record, Screen, new_id};

use super::Stage;
use super::payloads::{packed, payloads};
use mails::read_mails;

/// Stands in the page before anything of ours: notes what runs, what is blocked and what asks.
const TRAP: &str = "
    window.caught = [];
    window.pwned = () => window.caught.push('ran');
    for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => window.caught.push(name);
    document.addEventListener('securitypolicyviolation', e => window.caught.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI));
    window.addEventListener('error', e => window.caught.push('error: ' + e.message));";

/// What the trap caught, and what stands in the page that we never make.
const JUDGE: &str = "
    const strange = document.querySelectorAll('body script:not([src]), iframe, object, embed, base, math, video, animate, style, \
        form[action], a[href^=\"javascript\" i], [onerror], [onload], [onfocus], [ontoggle], [onbegin]');
    return [...window.caught, ...[...strange].map(e => e.outerHTML.slice(0, 100))];";

/// How many quoted texts of a page hold what was stored.
const N_QUOTES: &str = "
    const quotes = [...document.querySelectorAll('main .quote')];
    return quotes.filter(q => q.textContent.includes('pwned()')).length;";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_stores_is_text_in_every_view_and_mail() {
    let n_payloads = payloads().len();
    assert!(n_payloads >= 500, "{n_payloads}");
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let team = &organisation.team;
    let observer = organisation.person("Priya Shah", team, &[Role::Spo]).await;
    let practitioner = organisation
        .person("Dafydd Price", team, &[Role::Practitioner])
        .await;
    allow_full_mails(&organisation).await;
    let named = name_everything(&organisation).await;
    let records = write_records(&observer, &practitioner).await;
    let reflections = write_own(&practitioner).await;
    let meetings = meet(&observer, &practitioner).await;
    let head = organisation
        .person("Eleri Vaughan", &organisation.pdu, &[Role::Manager])
        .await;
    let author = apart::held_up(&stage, &organisation, &head, &practitioner).await;
    let differing = apart::differ(&observer, &practitioner).await;
    let n_quotes = answer_requests(&observer, &practitioner).await;
    let auditor = organisation
        .person("Audra Lane", team, &[Role::Auditor])
        .await;

    let mut views = Vec::new();
    let browser = trapped(&stage, &practitioner, Screen::Phone).await;
    views.push(shows(&browser, "/").await);
    let n_shown = browser.run(N_QUOTES).await.as_u64();
    assert!(
        n_shown >= Some(n_quotes),
        "{n_shown:?} of {n_quotes} answers on Today"
    );
    for place in [
        "/observations",
        "/actions",
        "/reflections",
        "/meetings",
        "/views",
    ] {
        views.push(visit(&browser, place).await);
    }
    for record in &records {
        for rest in ["", "/feedback", "/self-assessment"] {
            views.push(visit(&browser, &format!("/observations/{}{rest}", record.id)).await);
        }
    }
    for id in &reflections {
        views.push(shows(&browser, &format!("/reflections/{id}")).await);
    }
    // Two that were held, with their minutes and actions; one that stands with its agenda and its
    // place; one that was called off with its reason.
    for id in meetings.iter().take(4) {
        views.push(shows(&browser, &format!("/meetings/{id}")).await);
    }
    browser.close().await;
    let browser = trapped(&stage, &head, Screen::Desk).await;
    for place in ["/", "/coverage", "/meetings", "/policies"] {
        views.push(visit(&browser, place).await);
    }
    for place in ["/people", "/quarantine"] {
        views.push(shows(&browser, place).await);
    }
    browser.close().await;
    let browser = trapped(&stage, &author, Screen::Phone).await;
    for place in ["/", "/quarantine"] {
        views.push(visit(&browser, place).await);
    }
    browser.close().await;
    let browser = trapped(&stage, &auditor, Screen::Desk).await;
    views.push(shows(&browser, "/audit").await);
    browser.close().await;
    let browser = trapped(&stage, &observer, Screen::Tablet).await;
    for place in [
        "/",
        "/observations",
        "/observations/new",
        "/actions",
        "/meetings",
        "/people",
        "/coverage",
    ] {
        views.push(visit(&browser, place).await);
    }
    for record in &records {
        for rest in ["", "/feedback", "/draft", "/preview", "/live"] {
            views.push(visit(&browser, &format!("/observations/{}{rest}", record.id)).await);
        }
    }
    for record in &differing {
        views.push(shows(&browser, &format!("/observations/{}/draft", record.id)).await);
    }
    browser.close().await;
    let browser = trapped(&stage, &organisation.administrator, Screen::Desk).await;
    for place in ["/delivery", "/policies", "/import"] {
        views.push(visit(&browser, place).await);
    }
    let named = format!("/people/{named}");
    for place in ["/people", "/units", &named] {
        views.push(shows(&browser, place).await);
    }
    browser.close().await;
    let n_mails = read_mails(&stage, &[&practitioner, &observer, &author]).await;
    let n_showing = views.iter().filter(|shows| **shows).count();
    assert!(
        n_showing > views.len() / 2,
        "{n_showing} of {} views show any of it",
        views.len()
    );
    let n_views = views.len();
    println!(
        "injection: {n_payloads} payloads in each of 31 fields, {n_views} views, {n_mails} mails, nothing ran"
    );
}

async fn trapped(stage: &Stage, person: &Person, screen: Screen) -> Browser {
    let browser = stage.browser_of(person, screen).await;
    let source = json!({ "source": TRAP });
    browser
        .devtools("Page.addScriptToEvaluateOnNewDocument", source)
        .await;
    browser.go("/").await;
    browser.settles().await;
    browser
}

/// Opens a view without loading the app again, shows all of its list, and judges it; says whether
/// any of what was stored can be read there.
async fn visit(browser: &Browser, path: &str) -> bool {
    let open = format!(
        "history.pushState(null, '', '{path}'); window.dispatchEvent(new PopStateEvent('popstate'));"
    );
    browser.run(&open).await;
    browser.settles().await;
    while browser.run("const more = [...document.querySelectorAll('main button')].find(b => b.textContent === 'Show more');
                       more?.click(); return !!more;").await == json!(true)
    {
        browser.settles().await;
    }
    // A closed disclosure holds text as well.
    browser
        .run("document.querySelectorAll('details').forEach(d => d.open = true)")
        .await;
    browser.settles().await;
    assert_eq!(browser.run(JUDGE).await, json!([]), "{path}");
    let in_fields =
        "[...document.querySelectorAll('input, textarea')].some(f => f.value.includes('pwned()'))";
    browser.text().await.contains("pwned()")
        || browser.run(&format!("return {in_fields}")).await == json!(true)
}

/// The same for a view whose purpose is to show it.
async fn shows(browser: &Browser, path: &str) -> bool {
    let shows = visit(browser, path).await;
    assert!(shows, "{path} shows nothing of what was stored");
    shows
}

async fn allow_full_mails(organisation: &Organisation<'_>) {
    let administrator = &organisation.administrator;
    let known = administrator
        .get("/api/v1/organisation")
        .await
        .expect(200)
        .json();
    let name = packed(120).swap_remove(0);
    let body = json!({ "name": name, "mail_policy": "full" });
    let version = known["version"].as_i64().expect("a version");
    administrator
        .client
        .patch("/api/v1/organisation", version, body)
        .await
        .expect(200);
}

/// Units and people who are called like that; answers one of the people.
async fn name_everything(organisation: &Organisation<'_>) -> String {
    let administrator = &organisation.administrator;
    let mut named = String::new();
    for name in packed(120) {
        organisation
            .unit(Some(&organisation.pdu), "team", &name)
            .await;
        let id = new_id();
        let body = json!({
            "id": id, "name": name, "email": format!("{id}@example.org"), "grade": "po",
            "unit_id": organisation.team, "invite": false,
        });
        let answer = administrator.post("/api/v1/people", body).await;
        assert!(answer.status < 300, "{}", answer.text);
        named = id;
    }
    named
}

/// Observations whose every field holds its share; together each field holds all.
async fn write_records(observer: &Person, practitioner: &Person) -> Vec<Record> {
    let (notes, titles) = (packed(2000), packed(200));
    let mut records = Vec::new();
    let n_each = titles.len().div_ceil(notes.len());
    for (n, note) in notes.iter().enumerate() {
        let ask = json!({ "id": new_id(), "note": note });
        assert!(
            practitioner
                .post("/api/v1/observation-requests", ask)
                .await
                .status
                < 300
        );
        let mut record = observer.plans(practitioner).await;
        agree(&record, note).await;
        record.inform().await.expect(200);
        let titles = titles.iter().skip(n * n_each).take(n_each);
        record.push(&capture(note, titles)).await.expect(200);
        // The last is left in the middle of the session, so that its screen is seen too.
        if n + 1 < notes.len() {
            record.push(&[json!({ "kind": "end" })]).await.expect(200);
            assess(&record, note).await;
            record.share().await.expect(200);
            answer(&record).await;
        }
        records.push(record);
    }
    records
}

/// Requests that were answered in such words, and one that waits. Made after every plan, which would
/// end them; says how many texts of them the practitioner is shown.
async fn answer_requests(observer: &Person, practitioner: &Person) -> u64 {
    const REQUESTS: &str = "/api/v1/observation-requests";
    let texts = packed(2000);
    for words in &texts {
        let id = new_id();
        let ask = practitioner.post(REQUESTS, json!({ "id": id })).await;
        assert!(ask.status < 300, "{}", ask.text);
        let decline = format!("{REQUESTS}/{id}/decline");
        let answer = observer.post(&decline, json!({ "words": words })).await;
        assert!(answer.status < 300, "{}", answer.text);
    }
    let waits = json!({ "id": new_id(), "note": texts[0] });
    let ask = practitioner.post(REQUESTS, waits).await;
    assert!(ask.status < 300, "{}", ask.text);
    let shown = texts.iter().chain(&texts[..1]);
    shown.filter(|text| text.contains("pwned()")).count() as u64
}

async fn agree(record: &Record, note: &str) {
    let observer = &record.observer;
    let known = observer.get(&record.path("")).await.expect(200).json();
    let mut agreement = known["agreement"].clone();
    agreement["note"] = json!(note);
    let version = known["version"].as_i64().expect("a version");
    observer
        .client
        .patch(&record.path(""), version, agreement)
        .await
        .expect(200);
}

fn capture<'a>(note: &str, titles: impl Iterator<Item = &'a String>) -> Vec<Value> {
    let mut bodies = vec![
        json!({ "kind": "start" }),
        json!({ "kind": "note", "text": note }),
        json!({ "kind": "set_question", "text": note }),
        json!({ "kind": "set_message", "text": note }),
        json!({ "kind": "rate", "item": "alliance-welcome", "answer": { "level": "effective" }, "reason": note }),
    ];
    for (n, title) in titles.enumerate() {
        let kind = if n < 2 { "development" } else { "strength" };
        let point = json!({ "kind": kind, "title": title, "evidence_text": note, "effect": note });
        bodies.extend([
            json!({ "kind": "interruption", "text": title }),
            json!({ "kind": "put_point", "point": new_id(), "text": point }),
            json!({ "kind": "put_action", "action": new_id(), "title": title, "support": note, "review_on": "2027-01-20" }),
        ]);
    }
    bodies
}

async fn assess(record: &Record, note: &str) {
    let words = json!({ "how-it-went": note });
    let body = json!({ "content": { "ratings": {}, "words": words }, "submit": true });
    let client = &record.practitioner.client;
    let answer = client
        .put(&record.path("/self-assessment"), None, body)
        .await;
    assert!(answer.status < 300, "{}", answer.text);
}

/// Replies, the acknowledgement and what is added after it.
async fn answer(record: &Record) {
    for text in packed(10_000) {
        for kind in ["reply", "dispute"] {
            let reply = json!({ "id": new_id(), "kind": kind, "text": text });
            let answer = record
                .practitioner
                .post(&record.path("/replies"), reply)
                .await;
            assert!(answer.status < 300, "{}", answer.text);
        }
    }
    record.acknowledge().await.expect(200);
    for text in packed(10_000) {
        let amendment = json!({ "id": new_id(), "text": text });
        let answer = record
            .observer
            .post(&record.path("/amendments"), amendment)
            .await;
        assert!(answer.status < 300, "{}", answer.text);
    }
}

/// Reflections, and actions of the practitioner's own with a note; answers the reflections.
async fn write_own(practitioner: &Person) -> Vec<String> {
    let mut reflections = Vec::new();
    for text in packed(10_000) {
        let id = new_id();
        let path = format!("/api/v1/reflections/{id}");
        reflections.push(id);
        let body = json!({ "model": "free", "parts": { "free": text } });
        let answer = practitioner.client.put(&path, None, body).await;
        assert!(answer.status < 300, "{}", answer.text);
    }
    for note in packed(2000) {
        let path = format!("/api/v1/actions/{}", new_id());
        let body = json!({ "title": "Mine", "support": note, "note": note, "review_on": "2027-01-20", "state": "taken" });
        let answer = practitioner.client.put(&path, None, body).await;
        assert!(answer.status < 300, "{}", answer.text);
    }
    reflections
}

/// Meetings that were held, with such minutes and actions; then some behind such links, at such
/// places, with such agendas, the first and every other of them called off for such reasons.
/// Answers all.
async fn meet(observer: &Person, practitioner: &Person) -> Vec<String> {
    let notes = packed(2000);
    let mut meetings = Vec::new();
    let (summaries, titles) = (packed(10_000), packed(200));
    let n_each = titles.len().div_ceil(summaries.len());
    for (summary, titles) in summaries.iter().zip(titles.chunks(n_each)) {
        let id = new_id();
        let body = json!({
            "id": id, "purpose": "supervision", "attendee_ids": [practitioner.id], "practitioner_id": practitioner.id,
            "slot": { "starts": format!("{}T10:00", tests::day_ahead(-2)), "time_zone": "Europe/London", "duration_minutes": 60 },
        });
        let answer = observer.post("/api/v1/meetings", body).await;
        assert!(answer.status < 300, "{}", answer.text);
        let agreed = titles.iter().zip(notes.iter().cycle()).map(|(title, support)| {
            json!({ "id": new_id(), "title": title, "support": support, "review_on": tests::day_ahead(20) })
        });
        let held = json!({ "summary": summary, "actions": agreed.collect::<Vec<_>>() });
        let path = format!("/api/v1/meetings/{id}/held");
        observer.post(&path, held).await.expect(200);
        meetings.push(id);
    }
    let places = packed(200);
    for (n, behind) in packed(170).iter().enumerate() {
        let (id, place) = (new_id(), &places[n % places.len()]);
        // An address holds no blank; a slash parts attributes as well.
        let link = format!("https://meet.example.org/{}", behind.replace(' ', "/"));
        let day = tests::day_ahead(2 + n as i64);
        let body = json!({
            "id": id, "purpose": "supervision", "attendee_ids": [practitioner.id], "practitioner_id": practitioner.id,
            "agenda_note": notes[n % notes.len()],
            "slot": { "starts": format!("{day}T10:00"), "time_zone": "Europe/London", "duration_minutes": 60, "place": place, "link": link },
        });
        let answer = observer.post("/api/v1/meetings", body).await;
        assert!(answer.status < 300, "{}", answer.text);
        if n % 2 == 0 {
            let reason = json!({ "reason": place });
            observer
                .post(&format!("/api/v1/meetings/{id}/cancel"), reason)
                .await
                .expect(200);
        }
        meetings.push(id);
    }
    meetings
}
