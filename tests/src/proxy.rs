//! The network path between a browser and the server, which a story can cut and mend.

use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;

/// A TCP path on loopback. Cutting it resets what is open and refuses what is new, as a
/// dead access point does.
#[derive(Clone)]
pub struct Proxy {
    pub port: u16,
    target: Arc<Mutex<String>>,
    listening: Arc<Mutex<Option<JoinHandle<()>>>>,
    cut: watch::Sender<u64>,
}

impl Proxy {
    /// Listens on `port`; where it leads is said later with [`Proxy::lead_to`].
    pub async fn start(port: u16) -> Self {
        let (cut, _) = watch::channel(0);
        let proxy = Self {
            port,
            target: Arc::default(),
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
        address.clone_into(&mut *self.target.lock().await);
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
        let (target, cut) = (self.target.clone(), self.cut.clone());
        *listening = Some(tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(client, target.lock().await.clone(), cut.subscribe()));
            }
        }));
    }
}

/// The port may still be closing from the last cut.
async fn listen(port: u16) -> TcpListener {
    let mut ticks = tokio::time::interval(std::time::Duration::from_millis(20));
    for _ in 0..250 {
        ticks.tick().await;
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)).await {
            return listener;
        }
    }
    panic!("port {port} does not come free")
}

async fn carry(mut client: TcpStream, target: String, mut cut: watch::Receiver<u64>) {
    let Ok(mut server) = TcpStream::connect(&target).await else {
        return;
    };
    tokio::select! {
        _ = copy_bidirectional(&mut client, &mut server) => {}
        _ = cut.changed() => {
            // A reset and not an orderly end: the other side must notice at once.
            let _ = client.set_zero_linger();
        }
    }
}
