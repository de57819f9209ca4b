//! What an operator does on the server itself, where no session is needed: whoever can run this
//! can read the database.

mod store;

use clap::Subcommand;
use shared::frameworks::{Framework, offered};
use shared::org::Delivery;
use shared::problem::Code;
use shared::values::{Email, OrgId, OrgName, PersonId, PersonName, ValueError};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::auth;
use crate::context::Ctx;
use crate::db::OnUnique;
use crate::error::Error;
use crate::frameworks;
use crate::outbox;

#[derive(Subcommand)]
pub enum Command {
    /// Make an organisation and its first administrator, and print the invitation link
    CreateOrganisation {
        #[arg(long)]
        name: String,
        #[arg(long)]
        administrator_name: String,
        #[arg(long)]
        administrator_email: String,
    },
    /// List the organisations with their ids
    Organisations,
    /// Publish a version of an instrument for one organisation, and print its hash
    PublishFramework {
        /// Organisation id
        #[arg(long)]
        organisation: OrgId,
        /// The document, as docs/FRAMEWORKS.md says
        #[arg(long)]
        file: std::path::PathBuf,
    },
    /// List the versions of an organisation's instruments with their hashes
    Frameworks {
        /// Organisation id
        #[arg(long)]
        organisation: OrgId,
    },
    /// Plan no new observation with a version; records that have it stay as they are
    RetireFramework {
        /// Organisation id
        #[arg(long)]
        organisation: OrgId,
        /// The version's hash, as listed
        #[arg(long)]
        framework: String,
        /// Offer it again
        #[arg(long)]
        undo: bool,
    },
    /// Print a new invitation link for somebody who has not accepted yet
    InvitationLink {
        #[arg(long)]
        email: String,
    },
    /// End every session of a person
    SignOut {
        #[arg(long)]
        email: String,
    },
    /// List mails that were given up
    MailFailures {
        /// Organisation id
        #[arg(long)]
        organisation: String,
    },
    /// Send a mail that was given up once more
    RetryMail {
        /// Organisation id
        #[arg(long)]
        organisation: String,
        /// Mail id, as listed
        #[arg(long)]
        id: String,
    },
}

/// Why a command did nothing, in one line.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    #[error("{argument}: {reason}")]
    Argument {
        argument: &'static str,
        reason: String,
    },
    #[error("there is nobody with the address {0}")]
    Nobody(String),
    #[error("somebody has the address {0} already")]
    EmailTaken(String),
    #[error("{0}")]
    Refused(#[from] Error),
}

/// Does what the command says and answers what to print.
pub async fn run(ctx: &Ctx, command: Command) -> Result<String, AdminError> {
    match command {
        Command::CreateOrganisation {
            name,
            administrator_name,
            administrator_email,
        } => {
            let name = OrgName::parse(&name).map_err(wrong("name"))?;
            let person =
                PersonName::parse(&administrator_name).map_err(wrong("administrator-name"))?;
            let email = Email::parse(&administrator_email).map_err(wrong("administrator-email"))?;
            create_organisation(ctx, name, person, email).await
        }
        Command::Organisations => Ok(ctx.db.read(store::organisations).await?),
        Command::PublishFramework { organisation, file } => {
            publish_framework(ctx, organisation, &file).await
        }
        Command::Frameworks { organisation } => list_frameworks(ctx, organisation).await,
        Command::RetireFramework {
            organisation,
            framework,
            undo,
        } => offer_framework(ctx, organisation, framework, undo).await,
        Command::InvitationLink { email } => invitation_link(ctx, email).await,
        Command::SignOut { email } => sign_out(ctx, email).await,
        Command::MailFailures { organisation } => mail_failures(ctx, organisation).await,
        Command::RetryMail { organisation, id } => {
            ctx.db
                .write(move |conn| {
                    outbox::retry(conn, &organisation, &id)?;
                    let entry = Entry::new("delivery.retry", "delivery", &id);
                    audit::record_unattended(conn, &organisation, None, entry)
                })
                .await?;
            Ok("the mail is on its way again".to_owned())
        }
    }
}

async fn publish_framework(
    ctx: &Ctx,
    organisation: OrgId,
    file: &std::path::Path,
) -> Result<String, AdminError> {
    let refused = |reason: String| AdminError::Argument {
        argument: "file",
        reason,
    };
    let text = std::fs::read_to_string(file).map_err(|error| refused(error.to_string()))?;
    let framework = Framework::parse(&text).map_err(|error| refused(error.to_string()))?;
    let hash = ctx
        .db
        .write(move |conn| {
            let org = organisation.to_string();
            let hash = frameworks::publish(conn, &org, &framework)?;
            let entry = Entry::new("framework.publish", "organisation", organisation)
                .detail(serde_json::json!({ "framework": hash }));
            audit::record_unattended(conn, &org, None, entry)?;
            Ok(hash)
        })
        .await?;
    Ok(hash)
}

async fn list_frameworks(ctx: &Ctx, organisation: OrgId) -> Result<String, AdminError> {
    let org = organisation.to_string();
    let versions = ctx
        .db
        .read_one(move |conn| frameworks::of_organisation(conn, &org))
        .await?;
    let on_offer = offered(&versions);
    let lines: Vec<String> = versions
        .iter()
        .map(|version| {
            let state = match version.retired_at {
                Some(_) => "retired",
                None if on_offer.contains(&version) => "in use",
                None => "earlier version",
            };
            format!(
                "{}\t{}\t{}\t{state}",
                version.hash, version.key, version.version
            )
        })
        .collect();
    Ok(lines.join("\n"))
}

async fn offer_framework(
    ctx: &Ctx,
    organisation: OrgId,
    hash: String,
    is_offered: bool,
) -> Result<String, AdminError> {
    let changed = ctx
        .db
        .write(move |conn| {
            let org = organisation.to_string();
            let has_changed = frameworks::offer(conn, &org, &hash, is_offered)?;
            if has_changed {
                let act = if is_offered {
                    "framework.offer"
                } else {
                    "framework.retire"
                };
                let entry = Entry::new(act, "organisation", organisation)
                    .detail(serde_json::json!({ "framework": hash }));
                audit::record_unattended(conn, &org, None, entry)?;
            }
            Ok(has_changed)
        })
        .await;
    match changed {
        Err(Error::NotFound) => Err(AdminError::Argument {
            argument: "framework",
            reason: "the organisation holds no version with this hash".to_owned(),
        }),
        changed => Ok(match (changed?, is_offered) {
            (true, false) => "no new observation is planned with it any more",
            (true, true) => "it is offered again",
            (false, _) => "it was so already",
        }
        .to_owned()),
    }
}

async fn create_organisation(
    ctx: &Ctx,
    name: OrgName,
    person: PersonName,
    email: Email,
) -> Result<String, AdminError> {
    let public_url = ctx.settings.public_url.clone();
    let address = email.clone();
    let created = ctx
        .db
        .write(move |conn| {
            let (org, id) = (OrgId::new(Uuid::now_v7()), PersonId::new(Uuid::now_v7()));
            store::add_organisation(conn, org, &name, id, &person, &email)
                .on_unique("person.email", || Code::EmailTaken)?;
            frameworks::seed(conn, &org.to_string())?;
            let entry = Entry::new("organisation.create", "organisation", org);
            audit::record_unattended(conn, &org.to_string(), None, entry)?;
            let link = auth::invitation_link(conn, org, id, &public_url)?;
            Ok(format!(
                "organisation: {org}\nadministrator: {id}\ninvitation, good for seven days: {link}"
            ))
        })
        .await;
    match created {
        Err(Error::Refused(Code::EmailTaken)) => Err(AdminError::EmailTaken(address.to_string())),
        created => Ok(created?),
    }
}

async fn invitation_link(ctx: &Ctx, email: String) -> Result<String, AdminError> {
    let public_url = ctx.settings.public_url.clone();
    let (org, person) = find(ctx, email).await?;
    Ok(ctx
        .db
        .write(move |conn| auth::invitation_link(conn, org, person, &public_url))
        .await?)
}

async fn sign_out(ctx: &Ctx, email: String) -> Result<String, AdminError> {
    let (org, person) = find(ctx, email).await?;
    let n_ended = ctx
        .db
        .write(move |conn| {
            let n_ended =
                auth::sign_out_everywhere(conn, &org.to_string(), person, "ended_by_operator")?;
            let entry = Entry::new("auth.sign_out_everywhere", "person", person).about(person);
            audit::record_unattended(conn, &org.to_string(), None, entry)?;
            Ok(n_ended)
        })
        .await?;
    Ok(format!("{n_ended} sessions ended"))
}

async fn mail_failures(ctx: &Ctx, organisation: String) -> Result<String, AdminError> {
    let deliveries = ctx
        .db
        .read_one(move |conn| outbox::failed(conn, &organisation))
        .await?;
    let lines: Vec<String> = deliveries
        .iter()
        .map(|delivery| {
            let reason = delivery.status.trouble().unwrap_or("-");
            let (message, person) = match &delivery.about {
                Some(about) => (about.message.as_str(), about.person_id.to_string()),
                None => (Delivery::UNREADABLE, "?".to_owned()),
            };
            format!("{}\t{message}\t{person}\t{reason}", delivery.status.id)
        })
        .collect();
    Ok(if lines.is_empty() {
        "no mail was given up".to_owned()
    } else {
        lines.join("\n")
    })
}

async fn find(ctx: &Ctx, email: String) -> Result<(OrgId, PersonId), AdminError> {
    let email = Email::parse(&email).map_err(wrong("email"))?;
    let address = email.clone();
    match ctx
        .db
        .read(move |conn| store::find_person(conn, &email))
        .await
    {
        Err(Error::NotFound) => Err(AdminError::Nobody(address.to_string())),
        found => Ok(found?),
    }
}

fn wrong(argument: &'static str) -> impl Fn(ValueError) -> AdminError {
    move |error| AdminError::Argument {
        argument,
        reason: error.to_string().replacen("value:", "", 1),
    }
}
