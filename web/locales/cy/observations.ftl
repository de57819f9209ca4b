# Arsylwadau: rhestr, cynllunio, un arsylwad, y sesiwn fyw, drafftio, rhagolwg.

# Rhestr
observations-title = Arsylwadau
observations-plan = Cynllunio arsylwad
observations-empty-title = Dim arsylwadau eto
observations-empty-observer = Cynlluniwch un gydag ymarferydd; bydd yma, yn barod ar gyfer ystafell heb rwydwaith.
observations-empty-practitioner = Pan fydd rhywun yn cynllunio arsylwi ar un o'ch sesiynau, bydd yma.
observations-now = Ar waith nawr
observations-to-write = I'w ysgrifennu
observations-planned = Wedi'u cynllunio
observations-others = Gyda rhywun arall
observations-coming = Heb ei rannu eto
observations-own = Arsylwyd gan { $observer }
observations-shared = Wedi'u rhannu
observations-closed = Wedi cau
observations-pair = { $practitioner }, arsylwyd gan { $observer }
observations-here-only = Ar y ddyfais hon yn unig
observation-state-planned = Wedi'i gynllunio
observation-state-in-progress = Ar waith
observation-state-drafting = Yn cael ei ysgrifennu
observation-state-shared = Wedi'i rannu
observation-state-acknowledged = Wedi'i gydnabod
observation-state-locked = Wedi'i gloi
observation-state-stopped = Wedi'i stopio
observation-state-withdrawn = Wedi'i dynnu'n ôl
observation-not-here = Nid oes rhwydwaith, ac nid yw'r ddyfais hon wedi agor yr arsylwad hwn o'r blaen.

# Cynllunio
plan-title = Cynllunio arsylwad
plan-lead = Cytunwch ar hyn gyda'r ymarferydd. Ni rennir dim cyn y sesiwn.
plan-person-label = Sesiwn pwy
plan-choose-person = Dewiswch sesiwn pwy y byddwch yn ei harsylwi
plan-date = Dyddiad
plan-time = Amser
plan-duration = Pa mor hir
plan-session-type = Math o sesiwn
plan-purpose = Pam
plan-framework-label = Fframwaith
plan-focus = Ffocws yr ymarferydd
plan-focus-hint = Y sgìl yr hoffent i chi edrych arno. Gallant ei ddewis eu hunain hyd nes i'r sesiwn ddechrau.
plan-no-focus = Dim ffocws eto
plan-note = Yr hyn a gytunwyd
plan-note-hint = Beth a gofnodir, pwy fydd yn ei weld, a phryd y byddech yn stopio.
plan-case-reference = Cyfeirnod achos
plan-case-reference-hint = Dim ond os oes ei angen, fel X000001. Nid yw byth mewn e-bost.
plan-submit = Ei gynllunio
plan-asked = Gofynnodd { $name } am gael ei arsylwi: { $when }.
plan-asked-focus = Hoffai i chi edrych ar: { $focus }
plan-asked-filled = Mae wedi'i lenwi fel y ffocws isod. Cewch ddewis un arall.
plan-decline = Ateb heb gynllunio
plan-decline-title = Ateb { $name }
plan-decline-words = Pam ddim nawr, a phryd y gallai fod
plan-decline-hint = Bydd { $name } yn darllen y geiriau hyn ar eu tudalen Heddiw, ac mae neges e-bost yn dweud i chi ateb.
plan-decline-send = Anfon yr ateb
plan-decline-said = Rhoddwyd gwybod i { $name }
plan-take-focus = Cymryd hwn fel y ffocws
agreement-change = Newid yr hyn a gytunwyd
agreement-change-title = Newid yr hyn a gytunwyd
agreement-changed-said = Newidiwyd yr hyn a gytunwyd
agreement-behind-title = Newidiwyd hyn rywle arall tra oedd ar agor gennych
agreement-behind = Dyma sydd yno nawr. Mae'r hyn a deipioch yn dal yn y ffurflen, ac nid oes dim ohono wedi'i gadw eto.
agreement-behind-mine = Mynd ymlaen â'r hyn a deipiais
agreement-behind-theirs = Cymryd yr hyn sydd yno nawr
plan-no-framework = Nid oes fframwaith i arsylwi ag ef eto. Gall eich gweinyddwr gyhoeddi un.
observed-developmental = Datblygiadol
observed-probation-period = Cyfnod prawf
observed-calibration = Ail arsylwr, ar gyfer graddnodi
session-type-induction = Sefydlu
session-type-supervision = Goruchwyliaeth
session-type-sentence-plan-review = Adolygu cynllun dedfryd
session-type-home-visit = Ymweliad cartref
session-type-programme = Rhaglen
session-type-video = Drwy fideo
session-type-other = Arall

# Un arsylwad
observation-title = Arsylwad o { $name }
observation-title-mine = Eich sesiwn, wedi'i harsylwi
observation-back = Yr arsylwad
observation-agreed = Yr hyn a gytunwyd
observation-practitioner = Ymarferydd
observation-note = Yn eich geiriau chi
observation-note-of = Yng ngeiriau { $observer }
observation-observer = Arsylwr
focus-mine-title = Eich ffocws
focus-mine-lead = Y sgìl yr hoffech i { $observer } edrych arno. Gallwch ei newid hyd nes i'r sesiwn ddechrau.
focus-mine-label = Sgìl i edrych arno
focus-mine-save = Cadw'r ffocws
focus-mine-said = Cadwyd eich ffocws
informed-title = Beth a ddywedwyd wrth y person ar brawf
informed-lead = Yr ymarferydd sy'n dweud wrthynt. Gwybodaeth yw hi, nid cydsyniad; mae gwrthwynebiad yn dod â hi i ben.
informed-legend = Eu hateb
informed-not-yet-asked = Heb ofyn eto
informed-no-objection = Wedi cael gwybod, dim gwrthwynebiad
informed-objected = Gwrthwynebodd
informed-objected-means = Bydd yr arsylwad yn cael ei stopio. Bydd y sesiwn ei hun yn mynd ymlaen hebddoch chi.
informed-objected-means-mine = Bydd yr arsylwad yn cael ei stopio. Bydd eich sesiwn yn mynd ymlaen, heb neb yn eistedd i mewn.
informed-save = Cofnodi'r ateb
next-title = Beth nesaf
next-planned = Byddwch yn arsylwi { $name }. Agorwch y sgrin fyw unwaith tra bo rhwydwaith gennych; wedyn mae'n gweithio hebddo.
next-open-live = Agor y sgrin fyw
next-in-progress = Mae'r sesiwn ar waith.
next-back-live = Yn ôl i'r sesiwn
next-drafting = Mae'r sesiwn ar ben. Ysgrifennwch yr hyn y bydd { $name } yn ei ddarllen; cryfderau yn gyntaf.
next-write = Ysgrifennu'r adborth
next-sharing = Mae'r adborth ar ei ffordd a bydd yn cael ei rannu pan fydd rhwydwaith.
next-shared = Mae { $name } wedi cael gwybod bod adborth.
next-changed = Newidioch yr adborth ar ôl ei rannu. Mae { $name } yn dal i ddarllen y fersiwn gynharach nes i chi rannu hon.
next-share-changed = Gweld yr adborth newydd a'i rannu
next-acknowledged-changed = Mae { $name } wedi ei ddarllen a'i gydnabod. Ni rannwyd yr hyn a newidioch wedyn: dywedwch ef mewn ymateb.
next-plan-meeting = Trefnu'r cyfarfod adborth
next-shared-at = Rhannwyd: { $date }
next-read = Darllen yr adborth
next-change-shared = Newid a rhannu eto
next-acknowledged = Mae { $name } wedi'i ddarllen a'i gydnabod. Clowch y cofnod pan nad oes dim ar ôl i'w drafod.
next-locked = Mae'r cofnod wedi cau. Bydd newidiadau wedyn i'w gweld fel diwygiadau.
next-stopped = Stopiwyd yr arsylwad. Ni rannwyd dim.
next-withdrawn = Tynnwyd yr arsylwad yn ôl.
next-line = Mae'r hyn a ysgrifennir yma yn perthyn i'r arsylwr a'r ymarferydd. Dim ond ar ôl rhannu adborth y mae eraill yn ei ddarllen.
next-line-shared = Mae'r adborth wedi'i rannu.
next-line-closed = Mae'r adborth wedi'i rannu. Nid yw'n agored i chi.
next-mine-planned = Dywedwch wrth y person ar brawf y bydd rhywun yn eistedd i mewn, a chofnodwch eu hateb yma.
next-mine-in-progress = Mae eich sesiwn ar waith ac mae { $observer } yn eistedd i mewn. Mae'r hyn a nodwyd yn agor gyda'r adborth.
next-mine-waiting = Mae'r sesiwn ar ben ac mae { $observer } yn ysgrifennu. Gallwch ddweud eisoes sut aeth hi i chi.
next-mine-waiting-said = Mae'r sesiwn ar ben ac mae { $observer } yn ysgrifennu. Rydych wedi dweud sut aeth hi i chi.
stop-mine = Stopio'r arsylwad
stop-mine-when = Stopiwch ef pan fydd y person sydd gyda chi yn gwrthwynebu, neu pan nad yw'n iawn mwyach bod rhywun yn eistedd i mewn. Bydd eich sesiwn yn mynd ymlaen. Ni rennir dim.
stop-mine-tell = Dywedwch wrth { $observer } hefyd: dim ond pan fydd rhwydwaith y daw'r dabled i wybod.
stop-mine-keep = Stopio a chadw'r hyn a gofnodwyd
stop-mine-discard = Stopio a dileu'r hyn a gofnodwyd
stop-mine-not = Peidio â'i stopio
stop-mine-said = Stopiwyd yr arsylwad
next-mine-shared-first = Mae adborth ar eich sesiwn. Dywedwch sut aeth hi i chi, ac mae'n agor ar unwaith. Mae hefyd yn agor ohono'i hun: mae “Darllen yr adborth” yn dweud ar ba ddiwrnod.
next-mine-shared = Mae adborth ar eich sesiwn.
next-mine-read = Rydych wedi cydnabod yr adborth hwn.
next-how-it-went = Sut aeth hi i chi
withdraw = Tynnu'n ôl
withdraw-title = Tynnu'r arsylwad hwn yn ôl?
withdraw-body = Ni all { $name } ddarllen unrhyw adborth arno, ac mae'n gweld iddo gael ei dynnu'n ôl. Ni ellir dadwneud hyn.
withdraw-planned-body = Mae'r sesiwn yn mynd yn ei blaen hebddoch. Mae { $name } yn gweld iddo gael ei ganslo. Ni ellir dadwneud hyn.
lock = Cloi'r cofnod
lock-title = Cloi'r cofnod hwn?
lock-body = Ni ellir newid dim wedyn; bydd yr hyn a ychwanegir i'w weld fel diwygiad.

# Cyn y sesiwn
gate-title = Cyn i chi arsylwi { $name }
gate-look-for = Beth i edrych amdano
gate-open-action = Cam agored
gate-start-title = Dechrau
gate-ready = Mae popeth yn barod. O'r dechrau ymlaen mae pob tap yn ddiogel ar y ddyfais hon ar unwaith.
gate-noted = Unwaith y byddwch yn rhannu'r adborth, gall { $name } hefyd agor eich holl farciau a nodiadau, fel y'u nodwyd.
gate-start = Dechrau'r sesiwn
gate-ask-first = Gallwch ddechrau unwaith y bydd y person ar brawf wedi cael gwybod a heb wrthwynebu. Gofynnwch i'r ymarferydd a chofnodwch yr ateb uchod.
gate-not-ready = Ni allwch ddechrau eto. Mae'r hyn sydd ar goll uchod.
gate-no-framework-title = Nid yw'r sgiliau ar y ddyfais hon eto
gate-no-framework-body = Agorwch y dudalen hon unwaith gyda rhwydwaith. Wedyn mae'n gweithio hebddo.

# Byw
live-page-title = Sesiwn – Alongside
live-observing = Yn arsylwi { $name }
live-last-action = Cam diwethaf: { $action }
live-focus-is = Ffocws: { $skill }
live-no-action = Dim cam agored, dim ffocws
live-pause = Oedi
live-resume = Ailddechrau
live-blank = Cuddio
live-blank-ask = Sgrin wedi'i chuddio. Pwyswch i ddod yn ôl.
live-blank-back = Dangos y sesiwn
live-end = Gorffen
live-quiet = Modd tawel
live-interruption-button = Ymyriad
live-tiles = Sgiliau
live-tile-page = Tudalen { $n }
live-code-label = Cyfrif
live-code-running = ar waith
live-code-count = { $n ->
    [one] unwaith
    [two] dwywaith
    [few] teirgwaith
   *[other] { $n } gwaith
}
live-started = Dechreuodd y sesiwn
live-paused = Oedwyd
live-resumed = Aeth ymlaen
live-phase-began = Dechreuodd { $phase }
live-interruption = Ymyriad
live-interruption-of = Ymyriad: { $what }
live-timeline-empty = Tapiwch sgìl pan welwch ef, a'i gylch toredig pan oedd cyfle.
live-undid = Tynnwyd yn ôl: { $what }
live-redid = Rhoddwyd yn ôl: { $what }
live-redo = Ei roi yn ôl
live-undo-label = Dadwneud { $what }
live-what-seen = { $name }, gwelwyd, am { $at }
live-what-chance = { $name }, cyfle, am { $at }
live-what-code = { $name } am { $at }
live-what-code-end = diwedd { $name } am { $at }
live-what-phase = dechrau { $name }, am { $at }
live-what-interruption = yr ymyriad am { $at }
live-what-note = y nodyn “{ $words }” am { $at }
live-edit-note-label = Golygu nodyn { $at }
live-note-label = Nodyn
live-note-placeholder = Ychwanegu nodyn am { $at } …
live-note-begun = Dechreuwyd y nodyn am { $at }
live-note-editing = Nodyn { $at }
live-note-skill = Sgìl y nodyn
live-note-no-skill = Dim sgìl
live-note-add = Ychwanegu nodyn
live-end-title = Gorffen y sesiwn?
live-end-body = Mae'r cloc yn stopio lle pwysoch Gorffen. Caiff yr hyn a gofnodwyd ei drefnu yn ôl sgìl i chi ei ysgrifennu.
live-end-confirm = Gorffen ac ysgrifennu
live-end-note-refused = Ni ellir cadw'r nodyn rydych yn ei ysgrifennu fel y mae, felly mae'r sesiwn yn parhau
live-go-on = Dal i arsylwi
live-stop = Mae rhywun yn gwrthwynebu, neu ni ddylwn fod yma
live-stop-title = Stopio'r arsylwad hwn?
live-stop-body = Stopiwch pan fydd rhywun yn gwrthwynebu neu pan nad yw'n iawn mwyach bod yn yr ystafell. Bydd y sesiwn yn mynd ymlaen hebddoch chi, ac ni rennir dim.
live-stop-keep = Stopio a chadw'r hyn a gofnodais
live-stop-discard = Stopio a dileu'r hyn a gofnodais
live-remove-title = Dileu'r hyn a gofnodwyd gennych?
live-remove-body = Caiff yr arsylwad ei stopio, ac ni all neb ddod â'r hyn a gofnodwyd ynddo yn ôl.
live-remove = { $notes ->
    [0] Dileu { $taps ->
        [two] { $taps } dap
       *[other] { $taps } tap
    }
   *[other] Dileu { $taps ->
        [two] { $taps } dap, { $notes } nodyn
       *[other] { $taps } tap, { $notes } nodyn
    }
}
live-over-title = Mae'r sesiwn ar ben
live-over-body = Nid oes dim mwy i'w gofnodi yma.
live-over-open = Agor yr arsylwad

# Drafftio
draft-title = Adborth i { $name }
draft-not-now = Nid oes dim i'w ysgrifennu yma nawr.
about-practice = Ysgrifennwch am yr ymarfer. I'r system achosion y mae risg, diogelu ac enwau yn perthyn.
draft-parts = Rhannau'r adborth
draft-preview = Ei weld fel y bydd yr ymarferydd
draft-strengths = Cryfderau
draft-question = Y cwestiwn
draft-developments = Un peth i roi cynnig arno
draft-ratings = Graddau
draft-actions = Camau
draft-ready = Mae popeth sydd ei angen yno. Edrychwch arno unwaith fel y bydd yr ymarferydd, yna rhannwch ef.
draft-as-shared = Gall { $name } ddarllen yr hyn sydd yma. Os newidiwch rywbeth, rhannwch ef eto.
draft-changed-title = Wedi newid ers ei rannu
draft-changed = Mae { $name } yn dal i ddarllen fersiwn { $date }. Edrychwch arno fel y bydd yr ymarferydd, yna rhannwch ef eto.
draft-removed = Tynnwyd: { $title }
draft-put-back = Ei roi yn ôl
draft-rating-removed = Tynnwyd y radd.
draft-still-needed = Ei angen o hyd
draft-need-strength = Dywedwch un peth a weithiodd
draft-need-question = Ysgrifennwch y cwestiwn y byddwch yn ei ofyn gyntaf
draft-need-fewer = Cadwch ddau bwynt datblygu ar y mwyaf
draft-need-decision = Penderfynwch rhwng y ddau fersiwn uchod
draft-evidence = Yr hyn a gofnodwyd
draft-evidence-other = Heb sgìl
draft-evidence-empty-title = Ni chofnodwyd dim
draft-note-late = Mae'n sefyll ar ddiwedd y sesiwn.
draft-evidence-empty = Byddai marciau, nodiadau a chyfrifon y sesiwn yma, yn ôl sgìl.
codes-title = Wedi'u cyfrif
codes-closed-by-end = { $n ->
    [one] { $n } wedi'i gau ar ddiwedd y sesiwn
   *[other] { $n } wedi'u cau ar ddiwedd y sesiwn
}
codes-scores = Yr hyn y mae'r offeryn yn ei wneud ohonynt
codes-band = { $band } ({ $scheme })
codes-unrated = Dim rhif nes i “{ $item }” gael ei raddio
codes-nothing-below = Heb ei ddiffinio: nid oes dim i rannu ag ef
codes-too-short = { $n ->
    [one] Dim rhif: roedd y sesiwn yn fyrrach nag un funud
    [two] Dim rhif: roedd y sesiwn yn fyrrach na dwy funud
   *[other] Dim rhif: roedd y sesiwn yn fyrrach na { $n } munud
}
codes-length-unknown = Dim rhif: nid yw'n hysbys pa mor hir oedd y sesiwn
codes-undefined = Heb ei ddiffinio
draft-use-as-strength = Ei wneud yn gryfder
draft-use-as-strength-label = Ei wneud yn gryfder: { $name }
draft-use-as-development = Ei wneud yn un peth i roi cynnig arno
draft-use-as-development-label = Ei wneud yn un peth i roi cynnig arno: { $name }
draft-strengths-lead = Dechreuwch gyda'r hyn a weithiodd, a dywedwch beth welsoch neu glywsoch.
draft-add-strength = Ychwanegu cryfder
draft-developments-lead = Dau ar y mwyaf. Ni chlywir mwy.
draft-add-development = Ychwanegu pwynt datblygu
draft-developments-full = Mae dau yno. Tynnwch un cyn ychwanegu un arall.
draft-point-skill = Sgìl
draft-point-title = Mewn un frawddeg
draft-point-evidence = Yr hyn a welsoch neu a glywsoch
draft-point-evidence-hint = Geiriau a gweithredoedd, nid barn.
draft-point-effect = Beth wnaeth hynny (dewisol)
draft-point-effect-hint = Beth newidiodd yn yr ystafell.
draft-attach = Tystiolaeth: tapiwch i'w hatodi
draft-attach-to = Tystiolaeth ar gyfer “{ $item }”
draft-edit-point = Golygu “{ $title }”
draft-remove-point = Tynnu “{ $title }”
draft-question-first-title = Y cwestiwn sy'n dod gyntaf
draft-question-first = Ysgrifennwch beth fyddwch yn ei ofyn cyn dweud dim. Wedyn gallwch ychwanegu'r hyn y gellid rhoi cynnig arno.
draft-question-label = Beth fyddwch yn ei ofyn cyn dweud dim?
draft-question-hint = Cwestiwn agored na ellir ei ateb â ie neu nage.
draft-suggestions = Cwestiynau sy'n cyd-fynd â'r hyn a welsoch
draft-message = Ychydig eiriau o'i amgylch
draft-message-label = Neges i'r ymarferydd (dewisol)
draft-ratings-lead = Graddiwch yr hyn yr hoffech siarad amdano yn unig. Mae'r angorau'n dweud sut olwg sydd ar bob lefel.
draft-rating-skill = Sgìl
draft-rating-option = { $name }: { $evidence } wedi'u cofnodi, { $rated } o { $items } wedi'u graddio
draft-whole-session = Y sesiwn gyfan
draft-points-range = Rhif cyfan o { $min } i { $max }
draft-clear-rating = Tynnu'r radd
draft-evidence-required = Mae angen tystiolaeth ar y radd hon. Atodwch rywbeth a gofnodwyd gennych, neu ychwanegwch nodyn a anghofiwyd.
draft-reason = Y rheswm
draft-reason-hint = Heb dystiolaeth mae angen rheswm ar radd.
draft-open-first = Cadwch yr hyn sydd ar agor yma, neu ei gau, cyn mynd ymlaen at un arall.
draft-actions-lead = Cam bach y bydd y ddau ohonoch yn edrych arno eto. Gall yr ymarferydd ei dderbyn neu awgrymu un arall.
draft-add-action = Ychwanegu cam
draft-action-title = Beth
draft-action-title-hint = Digon bach ar gyfer y sesiwn nesaf.
draft-action-support = Cefnogaeth rydych yn ei chynnig (dewisol)
draft-action-review = Edrych arno eto ar
draft-review-on = I edrych arno eto: { $date }

# Rhagolwg a rhannu
preview-title = Fel y bydd yr ymarferydd yn ei weld
preview-back = Yn ôl i ysgrifennu
preview-lead = Mae { $name } yn dweud yn gyntaf sut aeth hi iddynt, ac yna'n darllen hwn.
preview-noted = Ar y diwedd mae popeth y gwnaethoch ei farcio a'i nodi. Gall { $name } agor hwnnw hefyd, fel y'i nodwyd.
preview-not-yet-title = Mae'r cwestiwn ar goll o hyd
preview-not-yet = Mae adborth yn gofyn cyn dweud. Ysgrifennwch y cwestiwn, a bydd i'w weld yma.
preview-begun-title = Wedi'i ddechrau, a heb fod yn rhan o hyn
preview-begun = Nid yw'r geiriau hyn wedi'u cadw yn yr adborth, felly ni fyddai { $name } yn eu gweld:
preview-share = Rhannu â { $name }
preview-share-again = Rhannu'r adborth newydd
preview-share-title = Rhannu â { $name }?
preview-share-body = Mae { $name } yn cael e-bost bod adborth. Eich sefydliad sy'n penderfynu faint ohono sydd yn yr e-bost. Nes iddo gael ei gydnabod gallwch ei newid a'i rannu eto.
preview-share-noted = Gall { $name } hefyd agor eich holl farciau a nodiadau, fel y maent yn awr.
plan-person = { $name }, { $unit }
plan-framework = { $title } ({ $version })
draft-need-evidence = Atodwch dystiolaeth neu rhowch reswm (graddau: { $n })
draft-need-attached = Atodwch dystiolaeth (graddau: { $n })
draft-n-evidence = { $n ->
    [one] yn seiliedig ar un foment o'r sesiwn
    [two] yn seiliedig ar { $n } foment o'r sesiwn
   *[other] yn seiliedig ar { $n } moment o'r sesiwn
}
draft-strength-title-hint = Fel y byddech yn ei ddweud, er enghraifft “Arhosoch gyda'i eiriau.”
draft-development-title-hint = Fel gwahoddiad, er enghraifft “Rhowch gynnig ar y geiriau gyda'ch gilydd cyn iddo fynd.”
draft-clear-rating-label = Tynnu'r radd: “{ $item }”
draft-action-support-hint = Er enghraifft ymarfer gyda'ch gilydd, neu amser i wylio cydweithiwr.
preview-missing = Mae rhywbeth ar goll cyn y gallwch rannu hwn ({ $n }).

versions-title = Dau fersiwn o { $what }
versions-lead = Fe'u hysgrifennwyd ar ddwy ddyfais neu sgrin nad oeddent yn gwybod am ei gilydd. Mae'r ddau'n ddiogel. Pa un ddylai gyfrif?
versions-of-note = nodyn
versions-of-point = pwynt
versions-of-action = cam gweithredu
versions-of-question = y cwestiwn
versions-of-message = y neges
versions-of-rating = gradd “{ $item }”
versions-here = Ar y ddyfais hon, { $when }
versions-elsewhere = Ar ddyfais arall, { $when } yn ôl ei chloc
versions-removed = Wedi'i dynnu ymaith
versions-keep = Cadw hwn
versions-keep-removed = Ei adael allan
versions-keep-label = { $keep }: { $said }
versions-keep-both = Cadw'r ddau
versions-write = Ysgrifennu un newydd
versions-write-label = Eich geiriau yn lle'r ddau
versions-write-save = Defnyddio'r geiriau hyn
versions-history = { $n ->
    [one] Un penderfyniad rhwng dau fersiwn
   *[other] { $n } penderfyniad rhwng dau fersiwn
}
versions-download = Lawrlwytho fel tabl
versions-was-kept = { $when }: o { $what } cadwyd hwn: { $said }
versions-was-written = { $when }: geiriau newydd yn lle dau fersiwn o { $what }
versions-was-removed = { $when }: tynnwyd dau fersiwn o { $what } ymaith
