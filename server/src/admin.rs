//! What an operator does on the server itself, where no session is needed: whoever can run this
//! can read the database.

use clap::Subcommand;

use crate::context::Ctx;
use crate::error::Result;
use crate::outbox;

#[derive(Subcommand)]
pub enum Command {
    /// List mails that were given up
    MailFailures {
        /// Organisation id
        #[arg(long)]
        org: String,
    },
}

/// Does what the command says and prints the outcome.
pub async fn run(ctx: Ctx, command: Command) -> Result<()> {
    match command {
        Command::MailFailures { org } => {
            let deliveries = ctx.db.read(move |conn| outbox::deliveries(conn, &org, None, 1000)).await?;
            for delivery in deliveries.iter().filter(|delivery| delivery.status.state == "failed") {
                let reason = delivery.status.last_error.as_deref().unwrap_or_default();
                println!("{}\t{}\t{reason}", delivery.status.id, delivery.about.message);
            }
            Ok(())
        }
    }
}
