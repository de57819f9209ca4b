//! Files of the device that the app is given.

use std::path::Path;

use tests::{Browser, Screen};

use super::{looks_right, staged};

async fn chooses(browser: &Browser, file: &Path) {
    let field = browser.field("The file").await;
    let path = file.to_string_lossy();
    field.send_keys(path.as_ref()).await.expect("a file field");
}

/// A file that cannot be read is told of, and its name does not come to stand over the words of
/// the one before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_cannot_be_read_is_told_and_takes_no_name() {
    const UNREAD: &str = "That file could not be read";
    let (stage, cast) = staged().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (first, second) = (
        folder.path().join("first.csv"),
        folder.path().join("second.csv"),
    );
    std::fs::write(&first, "name,email\nfrom the first\n").expect("a file");
    std::fs::write(&second, "name,email\nfrom the second\n").expect("a file");
    let desk = stage.browser_of(&cast.administrator, Screen::Desk).await;
    desk.go("/import").await;
    chooses(&desk, &first).await;
    desk.sees("first.csv").await;
    // A file can go away between choosing and reading.
    desk.run(
        "window.read = Blob.prototype.text;
         Blob.prototype.text = () => Promise.reject(new DOMException('gone', 'NotFoundError'));",
    )
    .await;
    chooses(&desk, &second).await;
    desk.sees(UNREAD).await;
    looks_right(&desk, "file-unread").await;
    let shown = desk.text().await;
    assert!(
        shown.contains("first.csv") && !shown.contains("second.csv"),
        "{shown}"
    );
    let typed = "return document.getElementById('csv').value.includes('from the first')";
    assert_eq!(desk.run(typed).await, true);
    desk.run("Blob.prototype.text = window.read").await;
    desk.run("document.getElementById('file').value = ''").await;
    chooses(&desk, &second).await;
    desk.sees("second.csv").await;
    assert!(!desk.text().await.contains(UNREAD));
    desk.close().await;
}
