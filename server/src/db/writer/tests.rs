use super::*;
use crate::db::connect::Purpose;
use crate::db::default_address;
use crate::db::scratch::Scratch;

/// After a failed flush no later commit could be trusted, however well the disk answers then.
#[tokio::test]
async fn a_failed_disk_stops_writing_for_good() {
    let scratch = Scratch::open();
    let address = default_address(scratch.folder());
    let open = || address.connect(Purpose::Write).unwrap();
    let mut failed = open();
    let writer = GroupWriter::start(open(), open());
    writer.run(|_| Ok(())).await.unwrap();
    recover(&mut failed, &Error::StorageFull, &writer.is_halted);
    assert!(writer.is_running(), "a full disk may have room again");
    recover(&mut failed, &Error::DiskFailed, &writer.is_halted);
    assert!(!writer.is_running());
    for _ in 0..2 {
        assert_eq!(writer.run(|_| Ok(())).await, Err(Error::Unavailable));
    }
    writer.stop();
}

/// As SQLite does where the disk fails within a statement: it has rolled back everything by itself,
/// which diesel does not know.
fn fails_with(error: Error) -> impl FnOnce(&mut Conn) -> Result<()> + Send + 'static {
    |conn| {
        conn.batch_execute("ROLLBACK")?;
        Err(error)
    }
}

async fn written(writer: &GroupWriter, is_one: bool, error: Error) -> Result<()> {
    match is_one {
        true => writer.run_one(fails_with(error)).await,
        false => writer.run(fails_with(error)).await,
    }
}

#[tokio::test]
async fn a_disk_that_fails_within_a_request_stops_writing_for_good() {
    for is_one in [false, true] {
        let scratch = Scratch::open();
        let address = default_address(scratch.folder());
        let open = || address.connect(Purpose::Write).unwrap();
        let writer = GroupWriter::start(open(), open());
        let full = written(&writer, is_one, Error::StorageFull).await;
        assert_eq!(full, Err(Error::StorageFull));
        assert_eq!(
            writer.run(|_| Ok(())).await,
            Ok(()),
            "there may be room again"
        );
        let failed = written(&writer, is_one, Error::DiskFailed).await;
        assert_eq!(failed, Err(Error::DiskFailed));
        assert!(!writer.is_running());
        assert_eq!(writer.run(|_| Ok(())).await, Err(Error::Unavailable));
        writer.stop();
    }
}
