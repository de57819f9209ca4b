//! A new device fetching all that its person may have on it.

use std::time::Instant;

use serde_json::{Value, json};
use tests::new_id;

use crate::connection::{Connection, request};
use crate::load::Measured;

/// `n` new devices begin at the same moment; a latency is the whole of one device's fetching.
pub async fn initial(address: &str, token: &str, n: usize) -> Measured {
    let started = Instant::now();
    let devices: Vec<_> = (0..n)
        .map(|_| {
            let (address, token) = (address.to_owned(), token.to_owned());
            tokio::task::spawn_local(async move {
                fetch(&address, &token).await;
                started.elapsed()
            })
        })
        .collect();
    let mut latencies = Vec::new();
    for device in devices {
        latencies.push(device.await.expect("no answer fails"));
    }
    Measured::new(latencies, started.elapsed())
}

async fn fetch(address: &str, token: &str) {
    let mut connection = Connection::open(address)
        .await
        .expect("the server takes connections");
    let (device, mut after) = (new_id(), json!(0));
    loop {
        let body = json!({ "device": device, "after": after }).to_string();
        let pull = request("POST", "/api/v1/sync", token, body.as_bytes());
        let reply = connection.send(&pull).await.expect("the server answers");
        assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(reply.body));
        let pulled: Value = serde_json::from_slice(reply.body).expect("JSON");
        if pulled["more"] != json!(true) {
            return;
        }
        after = pulled["cursor"].clone();
    }
}
