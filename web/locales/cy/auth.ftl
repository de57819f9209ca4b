# Mewngofnodi, dolenni o negeseuon e-bost, y cyfrif.

sign-in-title = Mewngofnodi
sign-in-lead = Goruchwyliaeth fyfyriol ar gyfer y gwasanaeth prawf
sign-in-button = Mewngofnodi
sign-in-forgot = Nid wyf yn gwybod fy nghyfrinair
sign-in-ended = Mae eich sesiwn wedi dod i ben. Mewngofnodwch i barhau o'r lle yr oeddech. Nid oes dim a ysgrifennoch wedi'i golli.
unlock-title = Mae'r ddyfais hon wedi'i chloi
unlock-lead = Rhowch eich cyfrinair i barhau o'r lle yr oeddech. Mae'n gweithio heb rwydwaith.
unlock-who = Pwy ydych chi?
unlock-button = Datgloi
unlock-underway = Yn datgloi …
unlock-sign-in = Mewngofnodi fel rhywun arall
unlock-waiting = { $n ->
    [one] Mae un cofnod yma'n aros i gael ei anfon. Mae wedi'i selio ac yn ddiogel.
   *[other] Mae { $n } cofnod yma'n aros i gael eu hanfon. Maent wedi'u selio ac yn ddiogel.
}
unlock-wrong = { $n ->
    [one] Nid hwnnw yw eich cyfrinair. Mae un cynnig ar ôl.
   *[other] Nid hwnnw yw eich cyfrinair. Mae { $n } chynnig ar ôl.
}
unlock-no-wrap = Mae'r hyn a gadwch yma bellach yn agor drwy fewngofnodi'n llawn, sydd angen y rhwydwaith unwaith. Nid oes dim wedi'i golli.
unlock-storage = Ni allai'r ddyfais hon ddarllen yr hyn a gadwch yma. Caewch yr ap, agorwch ef eto a rhowch gynnig arall arni. Ni thynnwyd dim.
unlock-lead-pin = Rhowch PIN y sesiwn hon i barhau o'r lle yr oeddech. Mae'n gweithio heb rwydwaith.
unlock-with-password = Defnyddio eich cyfrinair yn lle hynny
pin = PIN
unlock-wrong-pin = { $n ->
    [one] Nid dyna eich PIN. Mae un cynnig ar ôl.
   *[other] Nid dyna eich PIN. Mae { $n } cynnig ar ôl.
}
unlock-no-pin = Mae'r sesiwn â PIN wedi dod i ben. Defnyddiwch eich cyfrinair.
unlock-passkey = Defnyddio olion bysedd neu wyneb y ddyfais hon
unlock-not-recognised = Ni chafodd ei adnabod. Rhowch gynnig arall arni, neu defnyddiwch eich cyfrinair.
device-left = { $n ->
    [one] Tynnwyd y ddyfais hon o ddefnydd ac fe'i gwagiwyd, heblaw am un cofnod na ellid eu trosglwyddo. Maent yma o hyd, wedi'u selio, ac nid ydynt yn agor i neb. Gofynnwch i'ch gweinyddwr a gânt fynd.
    [two] Tynnwyd y ddyfais hon o ddefnydd ac fe'i gwagiwyd, heblaw am { $n } gofnod na ellid eu trosglwyddo. Maent yma o hyd, wedi'u selio, ac nid ydynt yn agor i neb. Gofynnwch i'ch gweinyddwr a gânt fynd.
   *[other] Tynnwyd y ddyfais hon o ddefnydd ac fe'i gwagiwyd, heblaw am { $n } cofnod na ellid eu trosglwyddo. Maent yma o hyd, wedi'u selio, ac nid ydynt yn agor i neb. Gofynnwch i'ch gweinyddwr a gânt fynd.
}
people-unread = Ni ellid darllen y rhestr o bwy sydd wedi defnyddio'r ddyfais hon. Mae'r hyn y maent yn ei gadw yma yma o hyd: mae'n agor pan fyddant yn mewngofnodi.
people-unread-read = Rwyf wedi darllen hyn
sign-in-emptied = Tynnwyd y ddyfais hon o ddefnydd, neu caewyd cyfrif arni, ac mae wedi'i gwagio. Trosglwyddwyd yr hyn nad oedd wedi'i anfon, oni bai i rywun benderfynu yn erbyn hynny.
sign-in-offline = Nid oes rhwydwaith. Mae'r hyn a gofnodwyd ar y ddyfais hon yn ddiogel. Mae angen y rhwydwaith unwaith i fewngofnodi.
email = Cyfeiriad e-bost
password = Cyfrinair
email-needed = Rhowch eich cyfeiriad e-bost
password-needed = Rhowch eich cyfrinair

forgot-title = Gofyn am gyfrinair newydd
forgot-lead = Byddwn yn anfon dolen i'ch cyfeiriad e-bost gwaith. Mae'n gweithio unwaith, am awr.
forgot-button = Anfon y ddolen
forgot-sent-title = Edrychwch ar eich e-bost
forgot-sent = Os yw { $email } yn perthyn i gyfrif, mae dolen ar ei ffordd. Gall gymryd ychydig funudau. Os na ddaw dim, gofynnwch i'ch gweinyddwr.
forgot-back = Yn ôl i fewngofnodi

set-title-reset = Dewis cyfrinair newydd
set-title-invitation = Croeso i Alongside
set-lead-invitation = Dewiswch gyfrinair i agor eich cyfrif. Chi yn unig fydd yn ei wybod; ni all unrhyw weinyddwr ei weld na'i ddewis.
set-lead-reset = Daw pob sesiwn arall i ben pan fyddwch yn ei gadw.
new-password = Cyfrinair newydd
new-password-hint = O leiaf { $min } nod. Mae tri gair ar hap yn hawdd eu cofio ac yn anodd eu dyfalu.
new-password-needed = Rhowch gyfrinair o { $min } nod o leiaf
set-button = Cadw'r cyfrinair
set-done-title = Mae eich cyfrinair wedi'i gadw
set-done = Mewngofnodwch â'ch cyfeiriad e-bost a'r cyfrinair newydd.
set-no-token-title = Nid yw'r ddolen hon yn gyflawn
set-no-token = Agorwch y ddolen yn y neges e-bost eto, neu copïwch y cyfeiriad cyfan. Os yw wedi'i defnyddio eisoes, gofynnwch am un newydd.

account-title = Eich cyfrif
account-about = Amdanoch chi
account-name = Enw
account-email = Cyfeiriad e-bost
account-unit = Tîm neu uned
account-roles = Eich gwaith yma
account-roles-none = Dim rôl eto. Eich gweinyddwr sy'n rhoi un i chi.
person-away = I ffwrdd
away-until = tan { $date }
account-language = Iaith
account-language-hint = Ar gyfer y sgriniau a'r negeseuon e-bost a gewch.
account-language-saved = Iaith wedi'i chadw
account-appearance = Golwg
account-password = Newid eich cyfrinair
account-current = Cyfrinair presennol
account-password-button = Newid y cyfrinair
account-password-saved = Mae eich cyfrinair wedi'i newid
account-sessions = Ble rydych wedi mewngofnodi
account-sessions-lead = Os nad ydych yn adnabod un o'r rhain, dewch ag ef i ben a newidiwch eich cyfrinair.
session-current = y ddyfais hon
session-used = Defnyddiwyd ddiwethaf { $when } · mewngofnodwyd { $since }
session-end = Dod â'r sesiwn hon i ben
session-end-label = Dod â'r sesiwn hon i ben: { $device }
session-ended = Daeth y sesiwn ar { $device } i ben

role-practitioner = Ymarferydd
role-spo = Uwch swyddog prawf
role-manager = Pennaeth PDU
role-qdo = Swyddog datblygu ansawdd
role-evaluator = Arweinydd rhaglen neu werthuswr
role-administrator = Gweinyddwr
role-auditor = Archwilydd

home-title = Heddiw
home-next = Beth i'w wneud nesaf
home-next-empty-title = Does dim yn aros amdanoch
home-held = Gweld beth sydd ar y ddyfais hon
home-next-empty = Pan gynllunnir sesiwn, pan rennir adborth neu pan ddaw cam i'w adolygu, bydd yn ymddangos yma.
home-ask = Gofyn am gael eich arsylwi
home-plan = Cynllunio arsylwad
home-plan-meeting = Trefnu cyfarfod
home-write = Ysgrifennu myfyrdod
ask-waiting-title = Mae eich cais yn aros i gael ei gynllunio
ask-waiting = Gofynnoch am gael eich arsylwi: { $when }.
ask-waiting-focus = Ffocws:
ask-take-back = Ei dynnu'n ôl
ask-take-back-title = Tynnu eich cais yn ôl?
ask-take-back-what = Ni fydd eich rheolwr llinell yn ei weld mwyach. Bydd pwy bynnag sydd eisoes wedi'i ddarllen yn aros ar eich rhestr o'r rhai a edrychodd. Cewch ofyn eto unrhyw bryd.
ask-declined-title = Ni all { $name } ei gynllunio am y tro
ask-declined-again = Cewch ofyn eto unrhyw bryd.
ask-declined-read = Rwyf wedi'i ddarllen
ask-taken-back = Tynnwyd eich cais yn ôl
home-counts = Cipolwg
home-privacy-title = Pwy sy'n gweld beth
home-privacy-practitioner = Mae'r hyn a ysgrifennwch yn breifat nes i chi ei rannu. Bob tro y bydd rhywun yn agor eich adborth, gallwch weld pwy a phryd.
home-privacy-spo = Rydych yn darllen adborth y bobl rydych yn gyfrifol amdanynt ar ôl ei rannu, ac maent yn gweld i chi wneud hynny. Gall yr ymarferydd agor yr hyn rydych chi'n ei farcio a'i nodi ar ôl i chi rannu.
home-privacy-qdo = Rydych yn darllen yr hyn rydych yn ei arsylwi eich hun. Gall yr ymarferydd agor yr hyn rydych yn ei farcio a'i nodi ar ôl i chi rannu.
home-privacy-manager = Rydych yn gweld bod arsylwad wedi digwydd, nid yr hyn a ysgrifennwyd, ac ni all neb ei agor i chi. Dim ond os mai chi yw rheolwr llinell rhywun rydych yn darllen eu hadborth ar ôl ei rannu, ac maent yn gweld i chi wneud hynny.
home-privacy-administrator = Chi sy'n gofalu am bobl, rolau ac e-bost. Nid ydych yn gweld cynnwys unrhyw arsylwad.
home-privacy-auditor = Rydych yn gweld beth a wnaed, gan bwy a phryd. Nid ydych yn gweld unrhyw gynnwys.
home-frameworks = Gweld y fframweithiau

next-observe = Arsylwi { $name }
next-observe-running = Parhau i arsylwi { $name }
next-finish-feedback = Gorffen yr adborth i { $name }
next-finish-feedback-detail = Sesiwn: { $date }
next-read-reply = Darllen yr ateb gan { $name }
next-read-reply-detail = Atebodd { $when }
next-lock = Cloi'r cofnod gyda { $name }
next-lock-detail = Cydnabuwyd { $when }
next-inform = Dweud wrth y person ar brawf y bydd { $name } yn eistedd i mewn
next-inform-detail = Sesiwn: { $when }
next-self-assess = Dweud sut y gwelsoch chi'r sesiwn
next-self-assess-detail = Cyn darllen yr hyn a welodd { $name } · sesiwn: { $date }
next-read-feedback = Darllen yr hyn a welodd { $name }
next-read-feedback-detail = Rhannwyd { $when } · tua dwy funud
next-acknowledge = Ateb { $name }, neu ddweud eich bod wedi'i ddarllen
next-acknowledge-detail = Rhannwyd { $when }
next-review-action-detail = Eich cam · adolygu { $when }
next-continue-reflection = Parhau â'ch myfyrdod
next-continue-reflection-detail = Ysgrifennwyd ddiwethaf { $when } · preifat
next-meet = { $purpose } gyda { $names }
next-close-meeting = A gafodd ei gynnal? { $purpose } gyda { $names }
next-book-observation = Trefnu arsylwad ar gyfer { $name }
next-book-supervision = Trefnu goruchwyliaeth ar gyfer { $name }
next-plan-requested = Mae { $name } yn gofyn am gael ei arsylwi
next-plan-requested-detail = Gofynnwyd { $when }
next-failed-mail = Ni ellid danfon { $n } neges e-bost
next-declined = Ni all { $names } ddod: symudwch y cyfarfod neu ei ganslo
next-declined-detail = { $purpose }, { $when }
next-work-to-decide = { $n ->
    [two] Mae { $n } ddarn o waith heb ei anfon yn aros am eich penderfyniad
   *[other] Mae { $n } darn o waith heb ei anfon yn aros am eich penderfyniad
}
next-work-to-decide-detail = Roedd dyfais yn ei ddal pan na allai ei awdur ei anfon mwyach
next-work-without-head = { $n ->
    [two] Mae { $n } ddarn o waith heb ei anfon yn aros, ac ni all neb benderfynu
   *[other] Mae { $n } darn o waith heb ei anfon yn aros, ac ni all neb benderfynu
}
next-work-without-head-detail = Rhowch rôl Pennaeth PDU i rywun ar uned yr awdur neu ar un uwch ei phen
next-pending-invitations = { $n ->
    [two] Nid yw { $n } berson wedi derbyn y gwahoddiad
   *[other] Nid yw { $n } person wedi derbyn y gwahoddiad
}

purpose-feedback = Cyfarfod adborth
purpose-supervision = Goruchwyliaeth fyfyriol
purpose-action-learning = Set dysgu gweithredol
purpose-calibration = Graddnodi

home-counts-own = Eich gwaith chi
home-counts-people = Arsylwadau o'ch ymarferwyr
home-counts-service = Cynnal Alongside

count-planned = wedi'u cynllunio
count-drafts = i'w gorffen
count-shared-unread = wedi'u rhannu, heb eu darllen
count-open-actions = camau agored
count-meetings = cyfarfodydd i ddod
count-due = i'w gwneud
count-booked = wedi'u trefnu
count-done = wedi'u gwneud
count-overdue = yn hwyr
count-people = o bobl
count-failed-mail = negeseuon heb eu danfon

account-lead = { $organisation } · { $unit }
home-hello = { $date }
home-evaluator = Nid oes dim i'w wneud yma eto. Daw cyfansymiau ar gyfer gwerthuso mewn fersiwn nes ymlaen, o dan ffugenwau a chyda rhifau bach wedi'u dal yn ôl.
