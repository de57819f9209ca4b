//! The head of PDU, at a desk, with forty people in six teams.

use tests::Screen;

use super::{looks_right, staged};

/// Sees who has not been seen, puts a meeting into both calendars, moves it, and reads no content.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_manager_sees_coverage_and_puts_a_meeting_into_both_calendars() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.shared().await;
    let desk = stage.browser_of(&cast.manager, Screen::Desk).await;
    looks_right(&desk, "manager-home").await;

    desk.go("/coverage").await;
    desk.sees("Dafydd Price").await;
    looks_right(&desk, "coverage").await;

    desk.go("/meetings/new").await;
    desk.sees("Plan a meeting").await;
    desk.pick_person("Who", "Dafydd Price").await;
    desk.set("Date", "2027-01-12").await;
    desk.set("Time", "14:00").await;
    desk.fill("Room or place", "Room 3, Quay House").await;
    looks_right(&desk, "meeting-new").await;
    desk.press("Send the invitation").await;
    desk.sees("Room 3, Quay House").await;
    looks_right(&desk, "meeting").await;

    for person in [&cast.practitioner, &cast.manager] {
        let mail = stage
            .app
            .mailbox()
            .wait_for(&person.email, |mail| mail.raw.contains("text/calendar"))
            .await;
        let read = stage.app.mailbox().read_with_python(&mail);
        let starts = &read["calendars"][0]["events"][0]["starts"];
        assert_eq!(starts["by_object"], "2027-01-12T14:00:00Z", "{read}");
    }

    desk.go(&format!("/observations/{}/feedback", record.id))
        .await;
    desk.settles().await;
    assert!(!desk.text().await.contains("stayed with his words"));
    desk.close().await;
}
