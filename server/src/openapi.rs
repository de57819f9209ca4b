//! The API's description (OpenAPI 3.1), made of the routes, their policy rows and their types.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use shared::access::{Audience, POLICY};
use shared::feedback::{Action, Reflection, View};
use shared::meetings::MeetingSummary;
use shared::observations::{Conflict, ObservationSummary, OpenRequest, Segment};
use shared::org::{AuditEntry, Delivery, PersonSummary, Policy, Unit};
use shared::problem::{Code, FieldProblem, MEDIA_TYPE, Problem};
use shared::telemetry::DayCounts;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::app;
use crate::error::title;
use crate::http::{Answer, Description, Route};
use crate::locale::Locale;

static DOCUMENT: LazyLock<String> = LazyLock::new(|| build(&app::routes()).to_string());

/// The document as JSON.
pub fn document() -> &'static str {
    &DOCUMENT
}

/// The routes grouped as the page shows them: method, pattern, who may call it.
pub fn overview() -> BTreeMap<String, Vec<(&'static str, &'static str, String)>> {
    let mut groups: BTreeMap<String, Vec<(&'static str, &'static str, String)>> = BTreeMap::new();
    for row in POLICY {
        groups.entry(group(row.pattern)).or_default().push((
            row.method,
            row.pattern,
            audience(row.audience),
        ));
    }
    groups
}

fn build(routes: &[Route]) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    let mut schemas: BTreeMap<String, Value> = BTreeMap::new();
    for route in routes {
        let description = route.description();
        let operation = operation(route, &description);
        let path = paths.entry(route.pattern).or_insert_with(|| json!({}));
        path[route.method.as_str().to_ascii_lowercase()] = operation;
        schemas.extend(
            description
                .schemas
                .into_iter()
                .map(|(name, schema)| (name, json!(schema))),
        );
    }
    for describe in PAGED {
        let mut described = Vec::new();
        describe(&mut described);
        schemas.extend(
            described
                .into_iter()
                .map(|(name, schema)| (name, json!(schema))),
        );
    }
    schemas.insert("Problem".into(), json!(Problem::schema()));
    let mut referred = Vec::new();
    Problem::schemas(&mut referred);
    schemas.extend(
        referred
            .into_iter()
            .map(|(name, schema)| (name, json!(schema))),
    );
    schemas.insert("Code".into(), json!(Code::schema()));
    schemas.insert("FieldProblem".into(), json!(FieldProblem::schema()));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Alongside",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
            "description": ABOUT,
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
                "refresh": { "type": "apiKey", "in": "cookie", "name": "__Host-rt" },
            },
        },
    })
}

/// What lists hold. `Page` refers to its items without describing them; a test finds one left out.
const PAGED: [fn(&mut Schemas); 14] = [
    described::<Action>,
    described::<AuditEntry>,
    described::<Conflict>,
    described::<DayCounts>,
    described::<Delivery>,
    described::<MeetingSummary>,
    described::<ObservationSummary>,
    described::<OpenRequest>,
    described::<PersonSummary>,
    described::<Policy>,
    described::<Reflection>,
    described::<Segment>,
    described::<Unit>,
    described::<View>,
];

type Schemas = Vec<(String, RefOr<Schema>)>;

fn described<T: ToSchema>(schemas: &mut Schemas) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

const ABOUT: &str = "Times are UTC (RFC 3339, milliseconds); ids are UUIDv7 made by the client, so a repeated request names \
    the same thing. Errors are problems (RFC 9457) with a stable `code`. Lists are cut by key: `after` takes the `next` of \
    the page before. Edits name the version that was read in `If-Match`.";

fn operation(route: &Route, description: &Description) -> Value {
    let row = POLICY
        .iter()
        .find(|row| row.method == route.method.as_str() && row.pattern == route.pattern);
    let audience_of_row = row.map_or(Audience::Public, |row| row.audience);
    let mut parameters: Vec<Value> = path_parameters(route.pattern);
    parameters.extend(
        description
            .parameters
            .iter()
            .map(|parameter| json!(parameter)),
    );
    let mut operation = json!({
        "tags": [group(route.pattern)],
        "operationId": operation_id(route),
        "description": audience(audience_of_row),
        "parameters": parameters,
        "responses": responses(description, audience_of_row),
    });
    if let Some(body) = &description.body {
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": body } } });
    }
    operation["security"] = match audience_of_row {
        Audience::Public => json!([]),
        Audience::Cookie => json!([{ "refresh": [] }]),
        Audience::SignedIn | Audience::Roles(_) => json!([{ "session": [] }]),
    };
    operation
}

fn responses(description: &Description, audience: Audience) -> Value {
    let mut responses = Map::new();
    for answer in &description.answers {
        responses.insert(answer.status.to_string(), success(answer));
    }
    let problem = |code: Code| {
        let schema = json!({ "$ref": "#/components/schemas/Problem" });
        json!({ "description": title(code, Locale::English), "content": { MEDIA_TYPE: { "schema": schema } } })
    };
    if audience != Audience::Public {
        responses.insert("401".into(), problem(Code::Unauthenticated));
        responses.insert("403".into(), problem(Code::Forbidden));
    }
    if description.body.is_some() {
        responses.insert("422".into(), problem(Code::InvalidInput));
    }
    if description
        .parameters
        .iter()
        .any(|parameter| parameter.name == "If-Match")
    {
        responses.insert("412".into(), problem(Code::Stale));
        responses.insert("428".into(), problem(Code::VersionRequired));
    }
    responses.insert(
        "default".into(),
        json!({
            "description": "A problem; its code says which",
            "content": { MEDIA_TYPE: { "schema": { "$ref": "#/components/schemas/Problem" } } },
        }),
    );
    Value::Object(responses)
}

fn success(answer: &Answer) -> Value {
    let mut response =
        json!({ "description": if answer.status == 204 { "Done" } else { "As asked" } });
    if let Some(schema) = &answer.schema {
        response["content"] = json!({ "application/json": { "schema": schema } });
    }
    if answer.has_etag {
        response["headers"] =
            json!({ "ETag": { "description": "The version", "schema": { "type": "string" } } });
    }
    response
}

fn path_parameters(pattern: &str) -> Vec<Value> {
    pattern
        .split('/')
        .filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect()
}

/// `post_observations_id_share`: stable so long as the route is.
fn operation_id(route: &Route) -> String {
    let path = route
        .pattern
        .trim_start_matches("/api/v1/")
        .replace(['{', '}'], "")
        .replace(['/', '-', '.'], "_");
    format!("{}_{path}", route.method.as_str().to_ascii_lowercase())
}

fn group(pattern: &str) -> String {
    pattern
        .trim_start_matches("/api/v1/")
        .split('/')
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn audience(audience: Audience) -> String {
    match audience {
        Audience::Public => "Anyone".into(),
        Audience::Cookie => "The holder of the refresh cookie, from this site".into(),
        Audience::SignedIn => "Anyone signed in; the record decides".into(),
        Audience::Roles(roles) => {
            let names: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
            format!("One of: {}", names.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_somewhere_and_ids_are_unique() {
        let document: Value = serde_json::from_str(document()).unwrap();
        let mut references = Vec::new();
        collect(&document, &mut references);
        let leads_nowhere = |reference: &&String| {
            document
                .pointer(reference.trim_start_matches('#'))
                .is_none()
        };
        let dangling: std::collections::BTreeSet<&String> =
            references.iter().filter(leads_nowhere).collect();
        assert!(dangling.is_empty(), "{dangling:?}");
        let ids: Vec<String> = app::routes().iter().map(operation_id).collect();
        let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len());
    }

    fn collect(value: &Value, references: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    references.push(reference.clone());
                }
                fields.values().for_each(|value| collect(value, references));
            }
            Value::Array(values) => values.iter().for_each(|value| collect(value, references)),
            _ => {}
        }
    }
}
