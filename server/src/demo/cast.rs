//! Who is in the demo, by name: everybody of whom a screen should tell a story.

use shared::access::Role::{
    self, Administrator, Auditor, Evaluator, Manager, Practitioner, Qdo, Spo,
};

/// A unit of a demo organisation; units name their parent by its place in the list.
pub struct DemoUnit {
    pub parent: Option<usize>,
    pub kind: &'static str,
    pub name: &'static str,
    pub code: Option<&'static str>,
}

pub struct DemoPerson {
    pub name: &'static str,
    /// Before the `@`.
    pub address: &'static str,
    pub grade: &'static str,
    /// Place of the home unit in the list of units.
    pub unit: usize,
    pub roles: &'static [Role],
    /// As in the column of an import; empty for Monday to Friday.
    pub days: &'static str,
    pub locale: &'static str,
    /// Whether the account can sign in; others have yet to accept their invitation.
    pub is_active: bool,
    /// Whether they are not expected for some months.
    pub is_away: bool,
}

pub struct DemoOrganisation {
    pub name: &'static str,
    pub domain: &'static str,
    pub units: &'static [DemoUnit],
    pub people: &'static [DemoPerson],
}

const fn unit(
    parent: Option<usize>,
    kind: &'static str,
    name: &'static str,
    code: Option<&'static str>,
) -> DemoUnit {
    DemoUnit {
        parent,
        kind,
        name,
        code,
    }
}

const fn person(
    name: &'static str,
    address: &'static str,
    grade: &'static str,
    unit: usize,
    roles: &'static [Role],
) -> DemoPerson {
    DemoPerson {
        name,
        address,
        grade,
        unit,
        roles,
        days: "",
        locale: "en",
        is_active: true,
        is_away: false,
    }
}

const fn part_time(person: DemoPerson, days: &'static str) -> DemoPerson {
    DemoPerson { days, ..person }
}

const fn welsh(person: DemoPerson) -> DemoPerson {
    DemoPerson {
        locale: "cy",
        ..person
    }
}

const fn invited(person: DemoPerson) -> DemoPerson {
    DemoPerson {
        is_active: false,
        ..person
    }
}

const fn away(person: DemoPerson) -> DemoPerson {
    DemoPerson {
        is_away: true,
        ..person
    }
}

const P: &[Role] = &[Practitioner];
const S: &[Role] = &[Spo];
const M: &[Role] = &[Manager];

pub const ORGANISATIONS: &[DemoOrganisation] = &[
    DemoOrganisation {
        name: "Marches and Coast Probation",
        domain: "marches.example",
        units: MARCHES_UNITS,
        people: MARCHES,
    },
    DemoOrganisation {
        name: "Fen and Wash Community Justice",
        domain: "fenwash.example",
        units: FENWASH_UNITS,
        people: FENWASH,
    },
];

const MARCHES_UNITS: &[DemoUnit] = &[
    unit(None, "region", "Marches and Coast Region", Some("N07")),
    unit(Some(0), "pdu", "Saltquay PDU", None),
    unit(Some(0), "pdu", "Bryn Clwyd PDU", None),
    unit(Some(1), "team", "Saltquay Team 1", Some("N07SQA")),
    unit(Some(1), "team", "Saltquay Team 2", Some("N07SQB")),
    unit(
        Some(1),
        "team",
        "Saltquay Courts and Resettlement Team",
        Some("N07SQC"),
    ),
    unit(Some(2), "team", "Bryn Clwyd Team 1", Some("N07BCA")),
    unit(Some(2), "team", "Tîm Dyffryn a’r Arfordir", Some("N07BCB")),
    unit(Some(2), "team", "Bryn Clwyd Women’s Team", Some("N07BCC")),
];

const MARCHES: &[DemoPerson] = &[
    person(
        "Helen Armitage",
        "helen.armitage",
        "other",
        0,
        &[Administrator],
    ),
    person("Yusuf Demir", "yusuf.demir", "other", 0, &[Auditor]),
    person("Ruth Adeyemi", "ruth.adeyemi", "other", 0, &[Evaluator]),
    person("Tomasz Wieczorek", "tomasz.wieczorek", "qdo", 0, &[Qdo]),
    person(
        "Margaret Okonkwo-Bell",
        "margaret.okonkwo-bell",
        "head_of_pdu",
        1,
        M,
    ),
    welsh(person(
        "Siân Llewellyn-Rhys",
        "sian.llewellyn-rhys",
        "head_of_pdu",
        2,
        M,
    )),
    // Team leaders
    person("Kwame Boateng-Harris", "kwame.boateng-harris", "spo", 3, S),
    person("Priya Shah", "priya.shah", "spo", 4, S),
    part_time(
        person("Angela Whitmore", "angela.whitmore", "spo", 5, S),
        "Mon-Thu",
    ),
    person("Gareth Pugh-Williams", "gareth.pugh-williams", "spo", 6, S),
    welsh(person(
        "Eleri Haf Gwyndaf-Morris",
        "eleri.gwyndaf-morris",
        "spo",
        7,
        S,
    )),
    person("Patricia O’Dowd", "patricia.odowd", "spo", 8, S),
    // Saltquay Team 1
    person("Jamal Edwards", "jamal.edwards", "po", 3, P),
    person(
        "Beatrix Fairweather-Montgomery",
        "beatrix.fairweather-montgomery",
        "po",
        3,
        P,
    ),
    part_time(
        person("Nadia Rahman", "nadia.rahman", "pso", 3, P),
        "Mon, Tue, Thu",
    ),
    away(person("Oliver Stanhope", "oliver.stanhope", "pqip", 3, P)),
    // Saltquay Team 2
    person("Dafydd Price", "dafydd.price", "po", 4, P),
    person("Chloe Bannister", "chloe.bannister", "nqo", 4, P),
    part_time(
        person(
            "Ifeoma Nwachukwu-Carter",
            "ifeoma.nwachukwu-carter",
            "po",
            4,
            P,
        ),
        "Tue-Fri",
    ),
    person("Marek Novotný", "marek.novotny", "pso", 4, P),
    person("Sunita Kaur Dhaliwal", "sunita.dhaliwal", "pqip", 4, P),
    // Saltquay Courts
    person("Peter Ashworth", "peter.ashworth", "po", 5, P),
    person("Leila Haddad", "leila.haddad", "pso", 5, P),
    person("Thomas Ravenscroft", "thomas.ravenscroft", "po", 5, P),
    invited(person("Grace Oyelaran", "grace.oyelaran", "pqip", 5, P)),
    // Bryn Clwyd Team 1
    person("Rhodri Evans", "rhodri.evans", "po", 6, P),
    part_time(
        person("Catrin Bowen", "catrin.bowen", "po", 6, P),
        "Mon, Wed, Fri",
    ),
    person("Michael Tranter", "michael.tranter", "pso", 6, P),
    person("Zainab Qureshi", "zainab.qureshi", "nqo", 6, P),
    // Tîm Dyffryn
    welsh(person(
        "Angharad Mair Cadwaladr-Prydderch",
        "angharad.cadwaladr-prydderch",
        "po",
        7,
        P,
    )),
    welsh(person("Ŵyn ap Gruffydd", "wyn.ap-gruffydd", "po", 7, P)),
    person("Joanna Pemberton", "joanna.pemberton", "pso", 7, P),
    person("Samuel Achebe", "samuel.achebe", "po", 7, P),
    // Women’s Team
    person("Fiona McAllister", "fiona.mcallister", "po", 8, P),
    person("Mehwish Tariq", "mehwish.tariq", "po", 8, P),
    part_time(
        person("Lowri Jenkins", "lowri.jenkins", "pso", 8, P),
        "Mon-Wed",
    ),
    invited(person("Emily Hartnell", "emily.hartnell", "nqo", 8, P)),
];

const FENWASH_UNITS: &[DemoUnit] = &[
    unit(None, "pdu", "Fen and Wash PDU", Some("F02")),
    unit(Some(0), "team", "Washbank Team", Some("F02WBA")),
];

const FENWASH: &[DemoPerson] = &[
    person("Douglas Kerr", "douglas.kerr", "other", 0, &[Administrator]),
    person(
        "Amelia Thistlewood",
        "amelia.thistlewood",
        "head_of_pdu",
        0,
        M,
    ),
    person("Ravi Chandran", "ravi.chandran", "spo", 1, S),
    person("Hannah Buckley", "hannah.buckley", "po", 1, P),
    person("Kofi Mensah", "kofi.mensah", "po", 1, P),
    person("Iwona Kowalczyk", "iwona.kowalczyk", "pso", 1, P),
];

/// First and last names of the many people whom only a benchmark asks for.
pub const FIRST_NAMES: &[&str] = &[
    "Aisha",
    "Alun",
    "Amara",
    "Anna",
    "Ben",
    "Bronwen",
    "Callum",
    "Carys",
    "Charlotte",
    "Daniel",
    "Delyth",
    "Edward",
    "Efa",
    "Emma",
    "Farah",
    "George",
    "Gwen",
    "Harriet",
    "Huw",
    "Imran",
    "Isla",
    "Jack",
    "Jasmine",
    "Kieran",
    "Laura",
    "Liam",
    "Lucy",
    "Manon",
    "Mohammed",
    "Naomi",
    "Nia",
    "Olivia",
    "Owain",
    "Paul",
    "Rachel",
    "Rhian",
    "Robert",
    "Sara",
    "Steffan",
    "Tariq",
    "Tegan",
    "Victoria",
    "William",
    "Yasmin",
];
pub const LAST_NAMES: &[&str] = &[
    "Ahmed",
    "Allen",
    "Bailey",
    "Begum",
    "Bevan",
    "Campbell",
    "Clarke",
    "Cooper",
    "Davies",
    "Ellis",
    "Evans",
    "Foster",
    "Griffiths",
    "Hall",
    "Harris",
    "Howells",
    "Hughes",
    "Hussain",
    "Iqbal",
    "James",
    "Jones",
    "Khan",
    "Kowalski",
    "Lewis",
    "Lloyd",
    "Martin",
    "Morgan",
    "Murphy",
    "Nowak",
    "Okafor",
    "Owen",
    "Parry",
    "Patel",
    "Powell",
    "Rees",
    "Roberts",
    "Scott",
    "Singh",
    "Taylor",
    "Thomas",
    "Vaughan",
    "Walker",
    "Watkins",
    "Wright",
];
