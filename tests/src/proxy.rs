//! The network path between a client and the server, which a story can cut and mend, and make bad.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rand::Rng;
use rand::rngs::StdRng;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;

/// A TCP path on loopback. Cutting it resets what is open and refuses what is new, as a
/// dead access point does.
#[derive(Clone)]
pub struct Proxy {
    pub port: u16,
    path: Arc<Path>,
    listening: Arc<Mutex<Option<JoinHandle<()>>>>,
    cut: watch::Sender<u64>,
}

#[derive(Default)]
struct Path {
    target: Mutex<String>,
    faults: Mutex<Faults>,
    counts: Counts,
}

/// What befalls the next connections.
#[derive(Default)]
enum Faults {
    #[default]
    None,
    /// Each of these in turn, then none.
    Planned(Vec<Fault>),
    /// One connection in this many percent, by chance.
    Random(u32, Box<StdRng>),
}

/// What befalls one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is accepted and reset at once.
    Drop,
    /// It is reset when so many bytes have gone up.
    CutUp(usize),
    /// It is reset when so many bytes have come down.
    CutDown(usize),
    /// Nothing moves for so long.
    Delay(Duration),
    /// What went up goes to the server a second time, on a connection of its own.
    Duplicate,
    /// It carries so many bytes in each direction every ten milliseconds.
    Throttle(usize),
}

/// How often each fault has happened.
#[derive(Debug, Default)]
pub struct Counts {
    pub dropped: AtomicU64,
    pub cut: AtomicU64,
    pub delayed: AtomicU64,
    pub duplicated: AtomicU64,
    pub throttled: AtomicU64,
    up: AtomicU64,
    down: AtomicU64,
}

impl Proxy {
    /// Listens on `port`; where it leads is said later with [`Proxy::lead_to`].
    pub async fn start(port: u16) -> Self {
        let (cut, _) = watch::channel(0);
        let proxy = Self {
            port,
            path: Arc::default(),
            listening: Arc::default(),
            cut,
        };
        proxy.mend().await;
        proxy
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// `address` as in `127.0.0.1:8080`.
    pub async fn lead_to(&self, address: &str) {
        address.clone_into(&mut *self.path.target.lock().await);
    }

    /// Closes every connection and the listener itself.
    pub async fn cut(&self) {
        if let Some(listening) = self.listening.lock().await.take() {
            listening.abort();
            let _ = listening.await;
        }
        self.cut.send_modify(|n| *n += 1);
    }

    /// Takes connections again.
    pub async fn mend(&self) {
        let mut listening = self.listening.lock().await;
        if listening.is_some() {
            return;
        }
        let listener = listen(self.port).await;
        let (path, cut) = (self.path.clone(), self.cut.clone());
        *listening = Some(tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (path, cut) = (path.clone(), cut.subscribe());
                tokio::spawn(async move {
                    let fault = path.faults.lock().await.next();
                    carry(client, &path, fault, cut).await;
                });
            }
        }));
    }

    /// The next connections meet these faults, one each; those after them none.
    pub async fn plan(&self, faults: Vec<Fault>) {
        *self.path.faults.lock().await = Faults::Planned(faults);
    }

    /// From now on `percent` of all connections meet a fault of any kind.
    pub async fn go_bad(&self, percent: u32, chance: StdRng) {
        *self.path.faults.lock().await = Faults::Random(percent, Box::new(chance));
    }

    /// From now on nothing befalls a connection.
    pub async fn go_well(&self) {
        *self.path.faults.lock().await = Faults::None;
    }

    /// Bytes that have gone up and come down so far.
    pub fn bytes(&self) -> (usize, usize) {
        let bytes = |count: &AtomicU64| count.load(Ordering::Relaxed) as usize;
        (bytes(&self.path.counts.up), bytes(&self.path.counts.down))
    }

    pub fn counts(&self) -> &Counts {
        &self.path.counts
    }
}

impl Faults {
    fn next(&mut self) -> Option<Fault> {
        match self {
            Self::None => None,
            Self::Planned(faults) => (!faults.is_empty()).then(|| faults.remove(0)),
            Self::Random(percent, chance) => {
                (chance.random_range(0..100) < *percent).then(|| any(chance))
            }
        }
    }
}

/// Bytes within which the head and the body of most messages end.
const MESSAGE_BYTES: usize = 12_000;

fn any(chance: &mut StdRng) -> Fault {
    match chance.random_range(0..6) {
        0 => Fault::Drop,
        1 => Fault::CutUp(chance.random_range(1..MESSAGE_BYTES)),
        2 => Fault::CutDown(chance.random_range(1..1_500)),
        3 => Fault::Delay(Duration::from_millis(chance.random_range(1..300))),
        4 => Fault::Duplicate,
        _ => Fault::Throttle(chance.random_range(200..4_000)),
    }
}

/// The port may still be closing from the last cut.
async fn listen(port: u16) -> TcpListener {
    let mut ticks = tokio::time::interval(Duration::from_millis(20));
    for _ in 0..250 {
        ticks.tick().await;
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)).await {
            return listener;
        }
    }
    panic!("port {port} does not come free")
}

async fn carry(
    mut client: TcpStream,
    path: &Path,
    fault: Option<Fault>,
    mut cut: watch::Receiver<u64>,
) {
    let counts = &path.counts;
    if fault == Some(Fault::Drop) {
        counts.dropped.fetch_add(1, Ordering::Relaxed);
        let _ = client.set_zero_linger();
        return;
    }
    if let Some(Fault::Delay(delay)) = fault {
        counts.delayed.fetch_add(1, Ordering::Relaxed);
        wait(delay).await;
    }
    let target = path.target.lock().await.clone();
    let Ok(mut server) = TcpStream::connect(&target).await else {
        return;
    };
    let is_cut = tokio::select! {
        is_cut = both_ways(&mut client, &mut server, fault, &target, counts) => is_cut,
        _ = cut.changed() => true,
    };
    if is_cut {
        // A reset and not an orderly end: both sides must notice at once.
        let _ = client.set_zero_linger();
        let _ = server.set_zero_linger();
    }
}

/// Carries until both sides have ended; answers whether the fault has cut it.
async fn both_ways(
    client: &mut TcpStream,
    server: &mut TcpStream,
    fault: Option<Fault>,
    target: &str,
    counts: &Counts,
) -> bool {
    let (mut up_limit, mut down_limit, mut pace) = (usize::MAX, usize::MAX, usize::MAX);
    match fault {
        Some(Fault::CutUp(bytes)) => up_limit = bytes,
        Some(Fault::CutDown(bytes)) => down_limit = bytes,
        Some(Fault::Throttle(bytes)) => {
            counts.throttled.fetch_add(1, Ordering::Relaxed);
            pace = bytes;
        }
        _ => {}
    }
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let mut sent = Vec::new();
    let is_cut = {
        let up = pump(&mut from_client, &mut to_server, up_limit, pace, |bytes| {
            counts.up.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            sent.extend_from_slice(bytes);
        });
        let down = pump(
            &mut from_server,
            &mut to_client,
            down_limit,
            pace,
            |bytes| {
                counts.down.fetch_add(bytes.len() as u64, Ordering::Relaxed);
            },
        );
        tokio::pin!(up, down);
        // The answer ends the exchange; a cut on either side ends it at once.
        tokio::select! {
            is_cut = &mut up => is_cut || down.await,
            is_cut = &mut down => is_cut,
        }
    };
    if is_cut {
        counts.cut.fetch_add(1, Ordering::Relaxed);
    } else if fault == Some(Fault::Duplicate) {
        counts.duplicated.fetch_add(1, Ordering::Relaxed);
        send_again(target, &sent).await;
    }
    is_cut
}

/// Moves bytes until the end, or until `limit` of them have passed; answers whether it was the
/// limit. `seen` is shown what passes.
async fn pump(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    limit: usize,
    pace: usize,
    mut seen: impl FnMut(&[u8]),
) -> bool {
    let mut buffer = vec![0; pace.min(16 * 1024)];
    let mut n_passed = 0;
    loop {
        let n = match from.read(&mut buffer).await {
            Ok(0) | Err(_) => break,
            Ok(n) => n.min(limit - n_passed),
        };
        if to.write_all(&buffer[..n]).await.is_err() {
            break;
        }
        seen(&buffer[..n]);
        n_passed += n;
        if n_passed >= limit {
            return true;
        }
        if pace < usize::MAX {
            wait(Duration::from_millis(10)).await;
        }
    }
    let _ = to.shutdown().await;
    false
}

/// The same bytes on a new connection; the answer is nobody's.
async fn send_again(target: &str, sent: &[u8]) {
    let Ok(mut server) = TcpStream::connect(target).await else {
        return;
    };
    if server.write_all(sent).await.is_ok() {
        let _ = server.shutdown().await;
        let mut answer = Vec::new();
        let _ = server.read_to_end(&mut answer).await;
    }
}

/// A bad line is slow: here time itself is what is simulated.
async fn wait(time: Duration) {
    let _ = tokio::time::timeout(time, std::future::pending::<()>()).await;
}
