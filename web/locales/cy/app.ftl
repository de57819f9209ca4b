# Y ffrâm, y rhannau cyffredin a'r geiriau sydd ar bob sgrin.

app-tagline = Goruchwyliaeth fyfyriol ar gyfer y gwasanaeth prawf
skip-to-content = Neidio i'r prif gynnwys

nav-label = Prif ddewislen
nav-home = Heddiw
nav-observations = Arsylwadau
nav-reflections = Myfyrdodau
nav-actions = Camau
nav-meetings = Cyfarfodydd
nav-coverage = Cwmpas
nav-people = Pobl
nav-units = Timau ac unedau
nav-import = Mewnforio pobl
nav-delivery = Danfon e-bost
nav-audit = Cofnod archwilio
nav-frameworks = Fframweithiau
nav-views = Pwy edrychodd ar fy nghofnod
nav-account = Eich cyfrif
nav-quarantine = Penderfyniadau
nav-lock = Cloi
nav-sign-out = Allgofnodi
nav-sign-in = Mewngofnodi
nav-more = Mwy
nav-account-menu = Cyfrif: { $name }

language = Iaith
language-switch = Newid i { $language }
theme = Golwg
theme-device = Yr un fath â'r ddyfais hon
theme-light = Golau
theme-dark = Tywyll

save = Cadw
save-changes = Cadw'r newidiadau
continue = Parhau
cancel = Canslo
close = Cau
back = Yn ôl
edit = Golygu
change = Newid
add = Ychwanegu
remove = Tynnu
delete = Dileu
send = Anfon
share = Rhannu
reply = Ateb
undo = Dadwneud
try-again = Ceisio eto
show-more = Dangos mwy
show-password = Dangos
hide-password = Cuddio
dismiss = Diystyru
yes = Ie
no = Na
open = Agor
search = Chwilio
export = Allforio

error-summary-title = Mae problem
error-prefix = Gwall:
optional = (dewisol)
characters-left = Mae gennych { $n } nod ar ôl
characters-over = Mae gennych { $n } nod yn ormod
file-choose = Dewis ffeil
file-none = Dim ffeil wedi'i dewis eto
file-unread = Nid oedd modd darllen y ffeil honno. Ni newidiwyd dim. Dewiswch hi eto, neu dewiswch un arall.
only-english = Dim ond yn Saesneg y mae rhywfaint o'r geiriad yma ar gael.
saved-on-device = Wedi'i gadw ar y ddyfais hon
saving = Wrthi'n cadw …
saved = Wedi'i gadw
not-saved = Heb ei gadw eto
choose = Dewiswch

loading = Wrthi'n llwytho
empty-title = Does dim byd yma eto
error-title = Ni lwythodd hwn
error-safe = Nid oes dim a ysgrifennoch wedi'i golli.
error-try = Os yw'n parhau i ddigwydd, rhowch y cyfeirnod hwn i'ch gweinyddwr: { $reference }
shown-more = { $shown } o { $total } i'w gweld
not-found-title = Heb ddod o hyd i'r dudalen
not-found-body = Os teipioch y cyfeiriad, gwiriwch ei fod yn gywir. Efallai hefyd fod yr hyn rydych yn chwilio amdano wedi'i symud, neu nad chi sydd i'w agor.
not-found-home = Mynd i Heddiw
forbidden-title = Nid chi sydd i agor hwn
offline-title = Rydych all-lein
offline-shown = Rydych all-lein. Dyma oedd ar y ddyfais hon: { $date }.
offline-page-body = Mae angen y rhwydwaith ar y dudalen hon. Mae'r hyn a gofnodoch yn ddiogel ar y ddyfais hon a chaiff ei anfon pan ddaw'r rhwydwaith yn ôl.
offline-here = Yn barod heb rwydwaith
online = Ar-lein
offline = All-lein
storage-silent-title = Nid yw storfa'r ddyfais hon yn ateb
storage-silent = Bydd y dudalen hon yn parhau ohoni'i hun cyn gynted ag y gwna. Mae'r hyn a gadwyd yma yma o hyd. Os yw'n cymryd amser hir, llwythwch y dudalen eto, neu caewch y porwr a'i agor o'r newydd.
storage-blocked-title = Mae ffenestr arall yn dal yr hyn a gedwir yma
storage-blocked = Caewch ffenestri eraill Alongside ar y ddyfais hon: bydd hon wedyn yn parhau ohoni'i hun. Mae'r hyn a gadwyd yma yma o hyd.
storage-load = Llwytho'r dudalen eto
update-ready = Mae fersiwn newydd yn barod.
update-going = Mae'r fersiwn newydd yn cychwyn.
update-busy = Mae'r fersiwn newydd yn aros: mae sesiwn yn cael ei chofnodi mewn ffenestr arall.
update-now = Ei ddefnyddio nawr

weekday-0 = dydd Sul
weekday-1 = dydd Llun
weekday-2 = dydd Mawrth
weekday-3 = dydd Mercher
weekday-4 = dydd Iau
weekday-5 = dydd Gwener
weekday-6 = dydd Sadwrn
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr
month-short-1 = Ion
month-short-2 = Chwef
month-short-3 = Maw
month-short-4 = Ebr
month-short-5 = Mai
month-short-6 = Meh
month-short-7 = Gorff
month-short-8 = Awst
month-short-9 = Medi
month-short-10 = Hyd
month-short-11 = Tach
month-short-12 = Rhag
date-range = { $from } i { $to }
today = heddiw
today-at = heddiw { $time }
yesterday = ddoe
yesterday-at = ddoe { $time }
tomorrow = yfory
tomorrow-at = yfory { $time }
days-count = { $n ->
    [two] { $n } ddiwrnod
   *[other] { $n } diwrnod
}
overdue-days = { $n ->
    [two] { $n } ddiwrnod yn hwyr
   *[other] { $n } diwrnod yn hwyr
}
due-today = i'w wneud heddiw
due-by = i'w wneud erbyn { $date }
minutes-count = { $n ->
    [two] { $n } funud
   *[other] { $n } munud
}

seen = wedi'i weld
a-chance = cyfle
a-chance-not-taken = cyfle, heb ei gymryd
focus = Ffocws
n-seen = { $n } wedi'u gweld
tile-mark-seen = , nodi ei fod wedi'i weld
tile-chance-label = { $name }: nodi cyfle. { $n } hyd yma.
phases = Rhannau'r sesiwn
phase-not-begun = heb ddechrau
elapsed = { $clock } wedi mynd heibio
elapsed-paused = { $clock } wedi mynd heibio, wedi'i oedi
timeline = Llinell amser
blank-return = Pwyswch unrhyw le i ddod yn ôl
blank-label = Sgrin wedi'i gorchuddio
gap-you = Chi
gap-not-rated = heb ei raddio
gap-same = Dywedodd y ddau ohonoch yr un peth.

problem-offline = Nid oes rhwydwaith, neu ni ellir cyrraedd y gweinydd.
problem-unreadable = Atebodd y gweinydd mewn ffordd nad yw'r fersiwn hon yn ei deall. Ail-lwythwch y dudalen a cheisiwch eto.
problem-invalid_input = Mae angen cywiro rhywbeth yn y ffurflen.
problem-malformed_body = Nid yw'r fersiwn hon o'r ap a'r gweinydd yn deall ei gilydd. Ail-lwythwch y dudalen a cheisiwch eto.
problem-unauthenticated = Mae eich sesiwn wedi dod i ben. Mewngofnodwch eto. Nid oes dim a ysgrifennoch wedi'i golli.
problem-sign_in_refused = Nid yw'r cyfeiriad e-bost neu'r cyfrinair yn gywir.
problem-link_expired = Mae'r ddolen hon wedi'i defnyddio neu wedi dod i ben. Gofynnwch am un newydd.
problem-forbidden = Nid chi sydd i wneud hyn. Gall eich gweinyddwr ddweud wrthych pwy sydd.
problem-not_found = Nid yw yma, neu nid chi sydd i'w agor.
problem-sign_in_again = Mae angen eich cyfrinair unwaith eto. Allgofnodwch, yna mewngofnodwch eto.
problem-needs_decision = Nid ydych yn arsylwi mwyach, felly mae'r hyn a gofnodoch yn mynd at bennaeth eich uned, a fydd yn penderfynu. Cewch glywed drwy e-bost.
problem-device_revoked = Tynnwyd y porwr hwn o ddefnydd. Gofynnwch i'ch gweinyddwr.
problem-wrong_state = Mae'r cofnod wedi symud ymlaen, felly nid yw'r cam hwn ar agor mwyach. Ail-lwythwch i weld ble mae arni.
problem-email_taken = Mae rhywun arall yn eich sefydliad yn defnyddio'r cyfeiriad e-bost hwn.
problem-staff_code_taken = Mae'r cod staff hwn gan rywun arall yn eich sefydliad.
problem-stale = Newidiodd rhywun hwn ers i chi ei agor. Ail-lwythwch i weld eu fersiwn, yna gwnewch eich newid eto.
problem-throttled = Bu gormod o geisiadau. Arhoswch ychydig funudau, yna ceisiwch eto.
problem-self_assessment_first = Bydd yr adborth yn agor pan ddaw'r hunanasesiad i law.
problem-damaged = Difrodwyd yr hyn a gyrhaeddodd ar ei ffordd. Ni newidiwyd dim; caiff ei anfon eto.
problem-internal = Aeth rhywbeth o'i le ar y gweinydd, ac ni newidiwyd dim.
problem-unavailable = Mae'r gweinydd yn brysur neu newydd gychwyn, ac ni newidiwyd dim.

value-empty = Mae angen hwn
value-too_long = Defnyddiwch { $limit } nod neu lai
value-too_short = Defnyddiwch { $limit } nod neu fwy
field-case-reference = Mae hwn yn edrych fel cyfeirnod achos. I'r system achosion y mae'n perthyn: gadewch ef allan yma.
value-out_of_range = Dewiswch rif o { $min } i { $max }
value-malformed = Nid yw hwn ar y ffurf ddisgwyliedig
value-malformed-email = Rhowch gyfeiriad e-bost ar y ffurf enw@example.org
value-malformed-date = Rhowch ddyddiad go iawn
value-malformed-time = Rhowch ddyddiad ac amser go iawn
value-common = Mae'r cyfrinair hwn ar restr o gyfrineiriau hysbys. Mae tri gair ar hap yn gwneud un da.
value-personal = Mae'r cyfrinair yn cynnwys eich enw neu'ch cyfeiriad. Mae tri gair ar hap yn gwneud un da.

# Writing that is saved by itself
saved-as-you-go = Fe'i cedwir wrth i chi fynd
saved-at = Cadwyd { $time }
saved-not-offline = Heb ei gadw eto: dim rhwydwaith. Cadwch y dudalen hon ar agor a bydd yn cadw ohoni'i hun.
saved-not = Heb ei gadw. { $why }

app-name = Alongside
page-title = { $title } – Alongside
date-long = { $weekday } { $day } { $month }
date-long-year = { $weekday } { $day } { $month } { $year }
date-short = { $day } { $month }
date-short-year = { $day } { $month } { $year }
date-and-time = { $date }, { $time }
gap-view = { $who }: { $level }
gap-view-words = { $who }: { $level } – “{ $words }”
problem-malformed_request = Nid yw'r cyfeiriad hwn yn gyflawn. Ewch yn ôl a dewis eto.
problem-foreign_origin = Ni ddaeth y cais o'r wefan hon. Ail-lwythwch y dudalen a rhowch gynnig arall arni.
problem-method_not_allowed = Nid yw'r gweinydd yn cynnig hyn. Ail-lwythwch y dudalen a rhowch gynnig arall arni.
problem-already_planned = Cafodd ei gynllunio yn y cyfamser, felly ni ellir tynnu'r cais yn ôl. Mae'r sesiwn i'w gweld o dan Arsylwadau. Os nad yw'n gyfleus, siaradwch â phwy bynnag a'i cynlluniodd.
problem-id_reused = Cadwyd rhywbeth arall o dan yr un rhif. Ail-lwythwch a rhowch gynnig arall arni.
problem-unit_in_use = Mae pobl neu unedau ynddi o hyd. Symudwch nhw yn gyntaf.
problem-unit_cycle = Ni ellir gosod uned oddi tani hi ei hun.
problem-still_responsible = Mae gan y person hwn gofnodion agored o hyd. Dewiswch pwy sy'n eu cymryd drosodd.
problem-version_required = Ail-lwythwch y dudalen cyn cadw, rhag dileu newid rhywun arall.
problem-too_large = Mae hyn yn rhy fawr i'w anfon mewn un darn.
problem-unsupported_media = Nid yw'r gweinydd yn derbyn y math hwn o ffeil.
problem-headers_too_large = Anfonodd y porwr ormod gyda'r cais. Cliriwch gwcis y wefan hon a rhowch gynnig arall arni.
problem-client_too_old = Gwnaed y cofnod hwn gan fersiwn mwy newydd. Caewch yr ap, agorwch ef eto ac ewch ymlaen. Ni chollwyd dim a ysgrifennoch.
problem-not_ready_to_share = Mae angen rhywbeth o hyd cyn y gallwch rannu hyn.
problem-storage_full = Nid oes lle ar ôl ar y gweinydd. Ni newidiwyd dim. Rhowch wybod i'ch gweinyddwr.
value-control_character = Tynnwch y nodau nad ydynt yn argraffu
value-malformed-case-reference = Rhowch CRN fel un llythyren a chwe digid, fel X000001
value-malformed-staff-code = Rhowch god staff o saith nod, fel N07B901
value-wrong_type = Nid yw hyn ar y ffurf a ddisgwylir

# Ysgrifennu eich hun a ddaeth yn ôl o ddyfais a wagiwyd
unsent-title = Ysgrifennu na chafodd ei anfon o { $device }
unsent-what = { $n ->
    [one] Trosglwyddwyd un darn o'ch ysgrifennu eich hun cyn gwagio'r ddyfais honno. Chi yn unig all ei agor.
   *[other] Trosglwyddwyd { $n } darn o'ch ysgrifennu eich hun cyn gwagio'r ddyfais honno. Chi yn unig all eu hagor.
}
unsent-until = Fe'i cedwir i chi tan { $date }.
unsent-restore = Ei adfer yma
unsent-discard = Ei ddileu
unsent-discard-title = Dileu'r ysgrifennu hwn?
unsent-discard-what = Ni all neb ddod ag ef yn ôl wedyn.
unsent-discarded = Mae'r ysgrifennu wedi'i ddileu
unsent-restored = Mae yma eto, fel drafftiau: ni chyflwynwyd, anfonwyd na rhannwyd dim.
unsent-arrived = Mae'r cyfan ar y gweinydd eisoes.
unsent-self-assessment = Eich barn eich hun am sesiwn
unsent-reply = Ateb i adborth
unsent-amendment = Geiriau i'w hychwanegu at gofnod caeedig
unsent-reflection = Myfyrdod
unsent-action = Cam a newidioch
unsent-no-storage = Nid yw'r ffenestr hon yn cadw dim, felly ni ellir ei adfer yma. Fe'i cedwir i chi o hyd.

draft-let-go-title = Gollwng yr hyn a deipioch?
draft-let-go-what = Nid yw wedi'i gadw eto. Dim ond y ddyfais hon sydd â'r geiriau hyn.
draft-let-go = Ei ollwng
draft-go-on = Dal ati i ysgrifennu
