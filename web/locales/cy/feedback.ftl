# Ar ôl y sesiwn: darllen, hunanasesu, ateb, myfyrio, gweithredu.

feedback-title = Adborth
feedback-title-own = Yr hyn a welodd { $observer }, ac un cwestiwn
feedback-title-other = Adborth i { $practitioner }
feedback-back = Yr arsylwad
feedback-minutes = { $n ->
    [one] un funud i'w ddarllen.
    [two] { $n } funud i'w ddarllen.
   *[other] { $n } munud i'w ddarllen.
}
feedback-audience-own = Gallwch chi agor hwn, a hefyd { $observer }, eich rheolwr llinell a phob SPO sy'n gyfrifol am eich tîm. Os arsylwodd rhywun arall y sesiwn hefyd, gall y person hwnnw ei agor unwaith y bydd y ddau gofnod wedi'u cau.
feedback-audience-other = Gall { $practitioner } agor hwn, a hefyd { $observer }, y rheolwr llinell a phob SPO sy'n gyfrifol am y tîm. Os arsylwodd rhywun arall y sesiwn hefyd, gall y person hwnnw ei agor unwaith y bydd y ddau gofnod wedi'u cau.
feedback-edition = Newidiwyd a rhannwyd eto: { $date }.
feedback-worked = Yr hyn a weithiodd
feedback-length = Parhaodd y sesiwn { $minutes }.
feedback-shape = Parhaodd y sesiwn { $minutes }: { $phases }.
feedback-message = Gair gan { $observer }
feedback-withdrawn-title = Tynnwyd yr adborth hwn yn ôl
feedback-withdrawn = Mae { $observer } wedi'i gymryd yn ôl, felly ni ellir ei ddarllen mwyach.
feedback-withdrawn-own = Chi biau'r hyn a ysgrifennoch eich hun am y sesiwn hon o hyd. Gall { $observer } ddweud wrthych beth sy'n digwydd nesaf.
feedback-first-title = Eich barn chi yn gyntaf
feedback-first-why = Mae eich adborth yn barod. Cyn ei ddarllen, dywedwch yn fyr sut y gwelsoch chi'r sesiwn: yn aml y gwahaniaeth rhwng y ddwy farn yw rhan orau'r sgwrs.
feedback-first-how = Mae'n cymryd tua thri munud. Bydd yr adborth yn agor cyn gynted ag y cyflwynwch hwn, neu ohono'i hun ymhen ychydig ddyddiau.
feedback-first-how-on = Mae'n cymryd tua thri munud. Bydd yr adborth yn agor cyn gynted ag y cyflwynwch hwn, neu ohono'i hun ar y dyddiad hwn: { $date }.
feedback-first-start = Dweud sut y gwelais i
feedback-later-title = Mae eich barn eich hun wedi'i chyflwyno
feedback-later = Mae'n aros ar y ddyfais hon. Mae'r adborth yn agor pan fydd gan y gweinydd.

difference-title = Gwahaniaeth sy'n werth ei drafod
difference-opportunity-title = A oedd cyfle?
difference-none-title = Gwelsoch bethau'r un fath
difference-none-title-other = Gwelsant bethau'r un fath
difference-overall = { $who }: “{ $words }”
difference-more = { $n ->
    [one] Un gwahaniaeth arall
    [two] { $n } wahaniaeth arall
   *[other] { $n } gwahaniaeth arall
}
difference-alike = { $n ->
    [one] Ar un pwynt arall dywedodd y ddau ohonoch yr un peth.
    [two] Ar { $n } bwynt arall dywedodd y ddau ohonoch yr un peth.
   *[other] Ar { $n } pwynt arall dywedodd y ddau ohonoch yr un peth.
}
difference-alike-other = { $n ->
    [one] Ar un pwynt arall dywedodd y ddau yr un peth.
    [two] Ar { $n } bwynt arall dywedodd y ddau yr un peth.
   *[other] Ar { $n } pwynt arall dywedodd y ddau yr un peth.
}
difference-noted = { $n ->
    [one] Nododd { $who } un foment: { $times }.
    [two] Nododd { $who } { $n } foment: { $times }.
   *[other] Nododd { $who } { $n } moment: { $times }.
}
difference-own-missing-title = Nid yw eich barn chi yma eto
difference-own-missing = Dywedwch sut y gwelsoch y sesiwn, a bydd y ddwy farn ochr yn ochr. Gall { $observer } ei darllen o hynny ymlaen.
difference-other-missing = Nid yw { $practitioner } wedi cyflwyno hunanasesiad, felly nid oes dim i'w gymharu.
difference-apart-title = Graddiodd y ddau ohonoch bethau gwahanol
difference-apart-title-other = Graddiodd y ddau bethau gwahanol
difference-only-mine = Dim ond chi a raddiodd
difference-only = Dim ond { $who } a raddiodd
difference-all = Popeth a gyflwynodd { $practitioner }
difference-words-alone = Yr hyn a gyflwynodd { $practitioner }
no-opportunity = Dim cyfle

question-title = Mae { $observer } yn gofyn
question-title-own = Gofynnoch
question-reflect = Myfyrio'n breifat
question-private = Mae'r hyn rydych yn myfyrio arno'n breifat yn aros gyda chi nes i chi ei rannu.

trying-title = { $n ->
    [one] Un peth i roi cynnig arno
   *[other] Dau beth i roi cynnig arnynt
}
action-support = Cefnogaeth: { $support }
action-proposed = awgrymwyd · adolygu { $date }
action-review-due = adolygu { $due }
action-replaced = dewiswyd un arall
action-done = wedi'i wneud
action-dropped = wedi'i ollwng
action-from-feedback = O'r adborth hwn
action-take = Derbyn hwn
action-take-label = Derbyn hwn: { $title }
action-taken-said = Chi biau hwn nawr. Daw'n ôl pan fydd ei ddiwrnod yn agos.
action-suggest = Awgrymu un arall
action-suggest-label = Awgrymu un arall yn lle: { $title }
action-finish = Wedi'i wneud
action-finish-label = Wedi'i wneud: { $title }
action-done-said = Nodwyd ei fod wedi'i wneud
action-drop = Ei ollwng
action-dropped-said = Wedi'i ollwng
action-move = Dyddiad arall
action-review-on = Edrych arno eto ar
action-own-title = Beth fyddai'n well gennych roi cynnig arno?
action-own-title-hint = Un cam bach y gallwch ei gymryd yn y sesiynau nesaf.
action-own-why = Pam mae hwn yn gweddu'n well (dewisol)
action-own-save = Derbyn fy un i
action-suggested-said = Mae eich cam chi yn ei le

actions-title = Camau
actions-lead = Camau bach y cytunwyd arnynt. Dônt yn ôl nes eu bod wedi'u gwneud.
actions-lead-other = Yr hyn y cytunwyd arno gyda'r person hwn.
actions-waiting = I edrych arnynt ({ $n })
actions-open = Agored ({ $n })
actions-closed = Wedi cau ({ $n })
actions-waiting-empty = Nid oes dim yn aros am ateb nac adolygiad.
actions-open-empty = Nid oes camau eraill yn agored.
actions-closed-empty = Nid oes dim wedi cau eto.
actions-empty-title = Dim camau eto
actions-empty = Daw cam yma pan fydd adborth yn awgrymu un, neu pan fydd cyfarfod yn cytuno ar un.

ratings-title = { $n ->
    [one] Yr un farn yn llawn
   *[other] Pob un o'r { $n } barn yn llawn
}
ratings-lead = Mae pob un yn seiliedig ar yr hyn a nodwyd, neu ar reswm. Nid oes cyfanswm.

# Yr hyn a nodwyd, yn llawn
noted-title = Popeth a nodwyd yn y sesiwn
noted-lead = Dyma'r hyn a nododd { $observer } wrth i chi weithio, fel y'i nodwyd. O hyn y gwnaed yr adborth; nid yr adborth ei hun ydyw.
noted-empty-title = Ni nodwyd dim
noted-empty = Ni farciodd ac ni ysgrifennodd { $observer } ddim tra oedd y sesiwn ar waith.
noted-until = tan { $at }
noted-until-end = tan ddiwedd y sesiwn, lle cafodd ei gau

thread-title = Y sgwrs
reply-label = Eich ateb
reply-hint-own = Bydd { $observer } yn ei ddarllen, ac mae'n aros gyda'r cofnod hwn.
reply-hint-other = Bydd { $practitioner } yn ei ddarllen, ac mae'n aros gyda'r cofnod hwn.
reply-send = Anfon yr ateb
reply-sent = Anfonwyd eich ateb
reply-kept = Mae eich ateb yn ddiogel ar y ddyfais hon, ac ar ei ffordd
reply-differently = Ydych chi'n ei gweld hi'n wahanol?
reply-as = Ei anfon fel
reply-as-reply = Ateb
reply-as-dispute = Rwy'n ei gweld hi'n wahanol
reply-as-dispute-hint = Mae eich barn chi'n sefyll wrth ochr barn yr arsylwr cyhyd ag y cedwir y cofnod.
reply-as-second-observer = Rwy'n gofyn am ail arsylwr
reply-as-second-observer-hint = Bydd rhywun arall yn arsylwi sesiwn ddiweddarach. Cedwir y ddwy farn.
reply-kind-dispute = yn ei gweld hi'n wahanol
reply-kind-second-observer = yn gofyn am ail arsylwr
reply-kind-acknowledgement = wedi ei ddarllen

acknowledge-title = Pan fyddwch wedi ei ddarllen
acknowledge-what = Mae hyn yn dweud eich bod wedi ei ddarllen, nid eich bod yn cytuno. Gallwch ateb wedyn o hyd.
acknowledge-button = Rwyf wedi darllen hwn
acknowledge-done = Nodwyd: rydych wedi ei ddarllen
acknowledge-said = Rydych wedi darllen hwn
acknowledge-waits = Gallwch ateb o hyd, ac ychwanegu rhywbeth. Mae'n cyfrif o'r adeg y bydd y gweinydd yn clywed.

amendments-title = Ychwanegwyd wedyn
amendment-add = Ychwanegu rhywbeth at y cofnod caeedig
amendment-label = Beth hoffech chi ei ychwanegu?
amendment-hint = Dangosir ef gyda'ch enw a dyddiad heddiw. Mae'r hyn oedd yno o'r blaen yn aros fel y mae.
amendment-save = Ei ychwanegu
amendment-added = Ychwanegwyd at y cofnod
amendment-kept = Mae'r hyn a ychwanegoch yn ddiogel ar y ddyfais hon, ac ar ei ffordd

opened-by = Ar wahân i chi, agorwyd gan { $people }. Neb arall.
opened-by-all = Gweld pawb a edrychodd ar eich cofnod
opened-by-nobody = Ar wahân i chi, nid oes neb wedi ei agor eto.
views-lead = Bob tro y bydd rhywun yn agor adborth, nodiadau neu fyfyrdod o'ch eiddo, fe'i hysgrifennir yma. Saif yr hyn y mae un person yn ei agor o un sesiwn o fewn awr gyda'i gilydd.
views-empty-title = Nid oes neb wedi edrych eto
views-empty = Pan fydd rhywun yn agor cofnod o'ch eiddo, gwelwch yma pwy a phryd.
views-who = Pwy
views-what = Beth
views-session = Sesiwn
views-when = Pryd
views-no-session = Dim
viewed-feedback = Eich adborth
viewed-capture = Nodiadau sesiwn
viewed-self-assessment = Eich hunanasesiad
viewed-reflection = Myfyrdod a rannwyd gennych
viewed-record = Cofnod o'ch eiddo

assess-title = Sut y gwelsoch chi'r sesiwn?
assess-lead = Preifat nes i chi ei gyflwyno. Eich barn chi ydyw, felly nid oes ateb anghywir.
assess-overall = Yn eich geiriau eich hun, sut aeth hi?
assess-overall-hint = Mae un frawddeg yn ddigon.
assess-focus = Eich ffocws
assess-words = Dweud pam, yn eich geiriau eich hun
assess-words-label = Eich geiriau
assess-skip = Graddiwch yr hyn yr hoffech siarad amdano yn unig. Mae un yn ddigon.
assess-add = Ychwanegu sgìl arall
assess-add-hint = Dim ond os oedd yn bwysig yn y sesiwn hon.
assess-submit = Cyflwyno ac agor yr adborth
assess-submit-what = O hynny ymlaen gall yr arsylwr, eich rheolwr llinell a phob SPO sy'n gyfrifol am eich tîm ei ddarllen, ac mae'n aros fel y mae.
assess-submitted = Wedi'i gyflwyno. Bydd eich adborth ar agor cyn gynted ag y rhennir ef.
assess-needs-one = Dewiswch lefel ar gyfer o leiaf un pwynt
assess-needs-words = Ysgrifennwch ychydig eiriau am sut aeth hi
assess-done-title = Wedi'i gyflwyno
assess-done = Cyflwynoch eich barn { $date }. Mae'n aros fel y mae.
assess-own-view = Yr hyn a gyflwynoch
assess-done-here = Cyflwynoch eich barn. Mae'n aros fel y mae, ac yn mynd i'r gweinydd pan fydd rhwydwaith.
assess-read = Darllen yr adborth


reflections-lead = Eich ysgrifennu chi. Preifat nes i chi ei rannu.
reflections-lead-other = Yr hyn a rannodd y person hwn gyda chi.
reflections-empty-title = Dim myfyrdodau eto
reflections-empty = Ysgrifennwch ar ôl sesiwn tra bo'n ffres, gyda chanllaw neu'n rhydd. Nid oes neb yn ei weld oni bai i chi ei rannu.
reflections-waiting = I'w hanfon o hyd
reflection-new = Ysgrifennu myfyrdod
reflection-title = Myfyrdod
reflection-of = Myfyrdod gan { $practitioner }
reflection-nothing-yet = Dim wedi'i ysgrifennu eto
reflection-model = Sut hoffech chi ysgrifennu?
model-kolb = Cylch Kolb
model-gibbs = Cylch Gibbs
model-free = Yn rhydd
reflection-private = preifat
reflection-shared = wedi'i rannu
reflection-sharing = Pwy all ddarllen hwn
reflection-private-what = Dim ond chi. Ni all yr un rheolwr na gweinyddwr ei agor.
reflection-shared-what = Chi, eich rheolwr llinell a phob SPO sy'n gyfrifol am eich tîm; os yw am sesiwn a arsylwyd, hefyd y sawl a'i harsylwodd. Gallwch ei gymryd yn ôl unrhyw bryd; mae pwy bynnag a'i darllenodd yn aros ar eich rhestr.
reflection-shared-since = Rhannwyd { $date }
reflection-sharing-waits = Mae'n cyfrif unwaith y bydd y gweinydd wedi clywed; tan hynny nid yw pwy all ei ddarllen yn newid.
reflection-share = Ei rannu
reflection-unshare = Ei gymryd yn ôl
reflection-shared-said = Rhannwyd
reflection-unshared-said = Preifat eto
reflection-delete = Dileu
reflection-delete-title = Dileu'r myfyrdod hwn?
reflection-delete-what = Caiff ei ddileu am byth, i chi ac i unrhyw un y rhannoch ef ag ef.
reflection-delete-offline = Heb rwydwaith mae'n mynd o dudalennau'r ddyfais hon nawr, ac o bobman pan fydd y gweinydd wedi clywed. Tan hynny gallwch dynnu hynny'n ôl.
reflection-deleted = Wedi'i ddileu
reflection-deleted-title = Wedi'i ddileu ar y ddyfais hon
reflection-deleted-what = Bydd wedi mynd am byth pan fydd y gweinydd wedi clywed. Tan hynny gallwch ei gael yn ôl.
reflection-undelete = Ei gael yn ôl
reflection-delete-refused-title = Ni chafodd ei ddileu
reflection-delete-refused = Gwnaethoch ei newid ar ddyfais arall ar ôl ei weld yma. Darllenwch ef fel y mae nawr; yna gallwch ei ddileu.

part-experience = Beth ddigwyddodd
part-experience-prompt = Y foment sy'n aros gyda chi. Pwy ddywedodd neu wnaeth beth?
part-reflection = Edrych yn ôl
part-reflection-prompt = Beth sylwoch arno, yn y person arall ac ynoch chi'ch hun? Beth a'ch synnodd?
part-concept = Beth mae'n ei ddweud wrthych
part-concept-prompt = Beth wnewch chi ohono? Pa syniad neu sgìl sy'n helpu i'w ddeall?
part-experiment = Beth y rhowch gynnig arno
part-experiment-prompt = Y tro nesaf, beth wnewch chi, pryd, a chyda phwy?
part-description = Disgrifiad
part-description-prompt = Beth ddigwyddodd?
part-feelings = Teimladau
part-feelings-prompt = Beth oeddech chi'n ei feddwl a'i deimlo?
part-evaluation = Gwerthuso
part-evaluation-prompt = Beth oedd yn dda amdano, a beth oedd yn anodd?
part-analysis = Dadansoddi
part-analysis-prompt = Pa synnwyr allwch chi ei wneud ohono?
part-conclusion = Casgliad
part-conclusion-prompt = Beth arall allech chi fod wedi'i wneud?
part-action-plan = Cynllun gweithredu
part-action-plan-prompt = Pe bai'n codi eto, beth fyddech chi'n ei wneud?
part-free = Eich myfyrdod
part-free-prompt = Ysgrifennwch fel y daw.

ask-title = Gofyn am gael eich arsylwi
ask-lead = Bydd eich rheolwr llinell yn ei weld ac yn awgrymu amser.
ask-focus = Beth ddylen nhw edrych arno?
ask-focus-hint = Sgìl rydych yn gweithio arno, neu un yr hoffech gael eich gweld yn ei ddefnyddio.
ask-focus-none = Dim sgìl penodol
ask-note = Unrhyw beth y dylen nhw ei wybod?
ask-note-hint = Er enghraifft dyddiau sy'n gyfleus. Peidiwch ag enwi'r person ar brawf.
ask-send = Anfon y cais
ask-sent-title = Anfonwyd eich cais
ask-sent = Bydd eich rheolwr llinell yn ei weld ar eu tudalen Heddiw.

# Writing that the server refused
writing-safe-here = Mae eich geiriau'n ddiogel ar y ddyfais hon. Ni anfonir dim mwy nes i chi ddewis.
writing-stale = Newidiwyd y testun hwn yn rhywle arall ers i chi ei agor yma. Copïwch eich geiriau a'u tynnu oddi ar y ddyfais hon: yna gwelwch beth sydd gan y gweinydd, a gallwch ychwanegu ato.
share-refused-title = Ni chafodd ei rannu
share-refused = Gwnaethoch ei dynnu'n ôl ar ddyfais arall ar ôl ei rannu yma. Mae'n aros yn breifat oni bai eich bod yn ei rannu eto.
step-refused-read = Dangos fel y mae nawr
action-refused-title = Ni wnaed eich newid i'r cam hwn
action-refused = Cafodd ei newid yn rhywle arall ar ôl i chi ei weld yma. Edrychwch arno fel y mae nawr, a'i newid eto os ydych yn dal i ddymuno.
acknowledge-refused-title = Ni nodwyd eto eich bod wedi darllen hwn
acknowledge-refused = Cafodd ei rannu eto, gyda newidiadau, ar ôl i chi ei ddarllen yma. Darllenwch ef fel y mae nawr; yna gallwch ddweud hynny.
writing-reply-withdrawn = Tynnwyd yr adborth yn ôl cyn i'ch ateb gyrraedd y gweinydd, felly nid oes dim ar ôl i ateb iddo. Copïwch eich geiriau os hoffech eu dweud wyneb yn wyneb.
writing-unread-title = Ni ellid darllen yr hyn sy'n aros ar y ddyfais hon
writing-unread = Efallai bod geiriau a ysgrifennwyd gennych yma ac nas anfonwyd eto ar goll o'r dudalen hon. Mae'n dangos yr hyn sydd gan y gweinydd. Mae ffeil achub yn dod â nhw yn ôl os cadwoch un.
begun-here = Dechreuoch ymateb yma. Mae eich geiriau yn dal ar y ddyfais hon.
begun-see = Gweld eich geiriau
writing-elsewhere-title = Rydych yn ysgrifennu hwn mewn ffenestr arall hefyd
writing-elsewhere = Cedwir yr hyn a deipiwch yma wrth ymyl yr hyn a ysgrifennoch yno, a gofynnir i chi pa un o'r ddau sy'n aros. Ewch ymlaen yn un o'r ffenestri yn unig.
saved-not-fit = Nid yw hyn i gyd wedi'i gadw: byrhewch yr hyn sydd wedi'i farcio uchod
writing-words = Yr hyn a ysgrifennoch
writing-remove = Tynnu oddi ar y ddyfais hon
writing-remove-title = Tynnu'r hyn a ysgrifennoch?
writing-remove-what = Nid yw gan y gweinydd. Copïwch y geiriau yn gyntaf os oes eu hangen o hyd.
