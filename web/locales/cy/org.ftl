# Pobl, unedau, mewnforion, rheolau, danfon e-bost, y cofnod archwilio.

people-search = Chwilio yn ôl enw
people-empty-title = Heb ddod o hyd i neb
people-empty = Daw pobl yma pan gânt eu hychwanegu neu eu mewnforio.
people-any-status = Unrhyw statws
people-none-so = Nid oes neb felly. Rhowch gynnig ar statws arall, neu lai o lythrennau.
people-none-found = Nid yw enw neb yn cynnwys “{ $query }”. Rhowch gynnig ar lai o lythrennau.
picker-none = Heb ddod o hyd i neb. Rhowch gynnig ar lai o lythrennau.
picker-chosen = Dewiswyd
picker-remove = Tynnu { $name }

person-title = Person
person-about = Manylion
person-staff-code-is = Cod staff
person-line-manager-is = Rheolwr llinell
person-name = Enw
person-grade = Gradd
person-roles = Rolau
person-status = Statws
person-staff-code = Cod staff (dewisol)
person-line-manager = Rheolwr llinell (dewisol)
person-line-manager-hint = Teipiwch enw a dewis.
person-working-days = Dyddiau gwaith
person-left-on = Gadawodd ar
person-invited = wedi'i wahodd
person-active = gweithredol
person-suspended = wedi'i atal
person-left = wedi gadael
person-work = Gweithio gyda'ch gilydd
person-work-actions = Camau agored
person-work-reflections = Myfyrdodau a rannwyd ganddynt
grade-po = Swyddog prawf
grade-pso = Swyddog gwasanaethau prawf
grade-pqip = Hyfforddai (PQiP)
grade-nqo = Swyddog newydd gymhwyso
grade-spo = Uwch swyddog prawf
grade-head-of-pdu = Pennaeth PDU
grade-qdo = Swyddog datblygu ansawdd
grade-other = Arall

policies-title = Rheolau a gosodiadau
policies-lead = Pa mor aml ac o fewn sawl diwrnod. Mae pob rheol yn dal o'i dyddiad ymlaen, a rheol yr uned agosaf sy'n cyfrif.
policies-empty-title = Dim rheolau eto
policies-empty = Heb reol nid oes dim yn ddyledus ac nid oes dim yn hwyr.
policies-opening = Lle nad oes rheol yn dweud yn wahanol, mae adborth a rannwyd yn agor heb hunanasesiad ar ôl { $n } diwrnod.
policy-rule = Rheol
policy-where = Ble
policy-from = O
policy-everywhere = Y sefydliad cyfan
policy-add = Ychwanegu rheol
policy-added-said = Ychwanegwyd y rheol
policy-days = Diwrnodau
policy-working-days = Diwrnodau gwaith

person-add = Ychwanegu person
person-added-said = Ychwanegwyd
person-staff-code-hint = Saith nod, fel N07B901.
person-unit-needed = Dewiswch dîm neu uned
person-invite-now = Anfon y gwahoddiad nawr
person-invite-now-hint = E-bost gyda dolen i ddewis cyfrinair. Mae'n gweithio am ychydig ddyddiau.

invite-title = Heb fewngofnodi eto
invite-what = Ni all neb fewngofnodi cyn derbyn gwahoddiad. Mae un newydd yn gwneud dolen gynharach yn ddiwerth.
invite-again = Anfon gwahoddiad
invite-sent-said = Mae'r gwahoddiad ar ei ffordd

role-grant = Rhoi rôl
role-label = Rôl
role-unit = Dros ba uned
role-unit-hint = Gyda phopeth oddi tani.
role-granted-said = Rhoddwyd y rôl
role-revoked-said = Cymerwyd y rôl yn ôl
role-revoke-label = Tynnu'r rôl { $role }

leave-title = Mae { $name } yn gadael
leave-what = Ni all fewngofnodi mwyach. Mae ei gofnodion ei hun yn aros lle maent. Mae'r arsylwadau nad yw wedi'u rhannu, y cyfarfodydd y mae'n eu trefnu ac nad oes neb wedi'u cau, a'r bobl y mae'n eu rheoli yn mynd i'r olynydd. Mae'r hyn a rannodd yn aros yn eiddo iddo, ac yn cael ei gloi ar ôl ei gydnabod. Mae sesiynau amdano na chawsant eu rhannu yn cael eu tynnu'n ôl, a rhai a rannwyd yn cael eu cloi.
leave-day = Diwrnod olaf
leave-successor = Olynydd (dewisol)
leave-successor-hint = Mae ei angen os oes gan y person arsylwadau, cyfarfodydd neu bobl o hyd.
leave-save = Cofnodi ei fod yn gadael
leave-said = Cofnodwyd
suspend-title = Cadw { $name } allan am y tro
suspend-what = Caiff ei allgofnodi ym mhobman ar unwaith ac ni all fewngofnodi. Nid oes dim o'i eiddo'n symud, nid oes neb yn ei gymryd drosodd, ac mae'r hyn na anfonwyd yn aros dan sêl ar y ddyfais.
suspend-save = Atal y cyfrif
suspend-said = Mae'r cyfrif wedi'i atal
resume-title = Allan am y tro
resume-what = Mae'r cyfrif wedi'i atal: ni all neb fewngofnodi ag ef. Mae popeth lle'r oedd.
resume-save = Gadael i mewn eto
resume-said = Gall fewngofnodi eto
return-title = Mae { $name } yma eto
return-what = Caiff wahoddiad a bydd yn dewis cyfrinair newydd. Mae ei gofnodion ei hun fel yr oeddent. Ni roddir rolau blaenorol yn ôl ohonynt eu hunain.
return-email-hint = I'r fan hon y mae'r gwahoddiad yn mynd.
return-save = Derbyn yn ôl ac anfon gwahoddiad

away-open = Dweud bod { $name } i ffwrdd am amser hir
away-title = Mae { $name } i ffwrdd am amser hir
away-what = Tra bydd i ffwrdd nid oes dim yn ddyledus nac yn hwyr: nid ar y bwrdd, nid ar Heddiw, nid yn yr e-bost wythnosol. Gellir trefnu sesiynau a chyfarfodydd o hyd. Mae'n gweld hyn yn ei gyfrif.
away-day = Heb ei ddisgwyl tan
away-day-hint = Gan gynnwys y diwrnod hwnnw, dwy flynedd o nawr ar y mwyaf. O'r diwrnod wedyn mae yma eto, ac nid yw'r dyddiau rhwng hynny yn cyfrif tuag at yr hyn sy'n ddyledus. Peidiwch â dweud pam: ni chofnodir unrhyw reswm.
away-save = Cofnodi'r absenoldeb
away-said = Cofnodwyd
away-change = Newid y diwrnod
away-back = Mae yma eto
away-back-said = Mae ar y bwrdd eto

units-lead = Hierarchaeth eich sefydliad. Mae cofnodion yn aros gyda phobl pan fydd uned yn symud.
units-empty-title = Dim unedau eto
units-empty = Ychwanegwch yr uned gyntaf, neu mewnforiwch bobl gyda thaenlen sy'n enwi eu hunedau.
unit-add = Ychwanegu uned
unit-add-top = Ychwanegu uned ar y brig
unit-add-below = Ychwanegu oddi tani
unit-add-label = Ychwanegu oddi tani: { $name }
unit-edit-label = Golygu { $name }
unit-name = Enw
unit-kind = Math
unit-kind-region = Rhanbarth
unit-kind-pdu = PDU
unit-kind-team = Tîm
unit-parent = Yn perthyn i
unit-top = Y brig
unit-code = Cod (dewisol)
unit-people = { $n ->
    [one] { $n } person
   *[other] { $n } o bobl
}
unit-remove = Tynnu'r uned hon

import-lead = O daenlen wedi'i chadw fel CSV. Nid oes dim yn newid nes i chi weld beth fyddai'n newid.
import-how = Hyd at { $n } o resi. Deuir o hyd i bobl sydd yma eisoes drwy eu cyfeiriad e-bost.
import-columns = Pa golofnau
import-column-name = Enw llawn. Angenrheidiol.
import-column-email = Cyfeiriad e-bost gwaith. Angenrheidiol.
import-column-grade = po, pso, pqip, nqo, spo, head_of_pdu, qdo neu other. Angenrheidiol.
import-column-unit_path = Unedau o'r brig i lawr, fel North Region / North Quay PDU / Team 2. Angenrheidiol; gwneir unedau newydd.
import-column-role = practitioner, spo, manager, qdo, evaluator, administrator neu auditor. Angenrheidiol.
import-column-staff_code = Saith nod, fel N07B901.
import-column-team_code = Cod y tîm.
import-column-line_manager_email = Cyfeiriad e-bost y rheolwr llinell.
import-column-working_days = Fel Mon-Thu neu Mon,Wed,Fri. Mae gwag yn golygu dydd Llun i ddydd Gwener.
import-file = Y ffeil
import-paste = Neu gludo'r rhesi, gyda'r pennawd
import-try = Dangos beth fyddai'n newid
import-would-title = { $n ->
    [one] Un newid
   *[other] { $n } o newidiadau
}
import-would = { $n ->
    [0] Byddai pob rhes yn newid rhywbeth.
    [one] Mae un rhes fel y mae eisoes.
   *[other] Mae { $n } o resi fel y maent eisoes.
}
import-apply = { $n ->
    [one] Gwneud y newid hwn
   *[other] Gwneud y { $n } newid hyn
}
import-invite = { $n ->
    [one] Gwahodd yr un person yn y ffeil hon na all fewngofnodi eto
   *[other] Gwahodd y { $n } o bobl yn y ffeil hon na allant fewngofnodi eto
}
import-invite-only = Anfon y gwahoddiadau
import-more = a { $n } arall
import-nothing-title = Dim i'w newid
import-nothing = Mae pob un o'r { $n } rhes fel y mae eisoes.
import-new-unit = Uned newydd: { $path }
import-new-person = Newydd: { $name }
import-changed = { $name }: { $columns }
import-row = Rhes
import-what = Beth fyddai'n newid
import-column = Colofn
import-wrong = Beth sydd o'i le
import-bad-title = { $n ->
    [one] Mae angen cywiro un gell
   *[other] Mae angen cywiro { $n } o gelloedd
}
import-bad = Ni newidiwyd dim. Cywirwch y celloedd yn eich taenlen a rhowch gynnig arall arni.
import-done-title = Mewnforiwyd
import-done = { $n ->
    [one] Derbyniwyd un rhes.
   *[other] Derbyniwyd { $n } o resi.
}
import-problem-working-days = Ysgrifennwch ddyddiau fel Mon-Thu neu Mon,Wed,Fri
import-problem-unknown = Nid oes neb na dim o'r enw hwn
import-problem-missing-column = Mae'r golofn ar goll
import-problem-repeated = Mae hyn mewn rhes arall hefyd
import-problem-taken = Mae hwn gan rywun arall eisoes
import-problem-unknown-column = Nid oes colofn hysbys o'r enw hwn
import-problem-cells = Mae gan y rhes hon fwy neu lai o gelloedd na'r pennawd
import-problem-too-many = Mae un ffeil yn dal { $n } o resi ar y mwyaf
import-problem-formula = Gallai cell sy'n dechrau â =, +, - neu @ redeg fel fformiwla; ysgrifennwch hi fel testun
import-problem-unreadable = Ni ellir darllen y ffeil. Cadwch hi fel CSV gydag UTF-8

value-unknown = Nid oes neb na dim o'r enw hwn
value-own = Ni all neb fod yn rheolwr llinell arno'i hun
value-left = Mae'r person hwn wedi gadael neu ni all fewngofnodi
value-own_line = Ni allwch roi rheolaeth llinell i chi'ch hun. Gofynnwch i weinyddwr arall
value-no_line = Dewiswch rywun sy'n SPO neu sy'n rheoli uned
value-does_not_observe = Dewiswch rywun sy'n arsylwi sesiynau
value-observed_in_these = Y person hwn yw ymarferydd un o'r sesiynau a drosglwyddir. Dewiswch rywun arall
value-observes_the_same = Mae'r person hwn hefyd yn arsylwi un o'r sesiynau hyn, ac ni chaiff y naill gofnod liwio'r llall. Dewiswch rywun arall
value-self_invited = Ni allwch wahodd eich hun i gyfarfod pobl eraill. Gofynnwch i'r sawl sy'n ei drefnu
value-not_within_two_years = Dewiswch ddiwrnod o yfory ymlaen, dwy flynedd o nawr ar y mwyaf
value-not_active = Ni all y person hwn fewngofnodi

policy-kind-observation-every = Arsylwir pawb o leiaf bob … diwrnod
policy-kind-feedback-within = Adborth o fewn … diwrnod gwaith
policy-kind-self-assessment-opens = Mae adborth yn agor heb hunanasesiad ar ôl … diwrnod
policy-kind-supervision-every = Goruchwyliaeth fyfyriol o leiaf bob … diwrnod
policy-observation-every = { $n ->
    [one] Arsylwir bob dydd
   *[other] Arsylwir o leiaf bob { $n } diwrnod
}
policy-feedback-within = { $n ->
    [one] Adborth o fewn un diwrnod gwaith
    [two] Adborth o fewn { $n } ddiwrnod gwaith
   *[other] Adborth o fewn { $n } diwrnod gwaith
}
policy-self-assessment-opens = { $n ->
    [one] Mae adborth yn agor heb hunanasesiad ar ôl un diwrnod
    [two] Mae adborth yn agor heb hunanasesiad ar ôl { $n } ddiwrnod
   *[other] Mae adborth yn agor heb hunanasesiad ar ôl { $n } diwrnod
}
policy-supervision-every = { $n ->
    [one] Goruchwyliaeth bob dydd
   *[other] Goruchwyliaeth o leiaf bob { $n } diwrnod
}

organisation-title = Sefydliad
organisation-name = Enw
mail-policy = Beth gaiff e-byst ei gario
mail-policy-hint = Gellir darllen e-bost ar sgrin wedi'i chloi neu ei anfon ymlaen drwy gamgymeriad. Mae'r ap ei hun bob amser yn dangos popeth.
mail-policy-minimal = Cyn lleied â phosibl
mail-policy-minimal-what = Beth ddigwyddodd, y dyddiad a dolen.
mail-policy-standard = Safonol
mail-policy-standard-what = Hefyd teitlau a dyddiadau camau.
mail-policy-full = Llawn
mail-policy-full-what = Hefyd yr adborth a ryddhawyd. Nid oes rhif achos byth mewn unrhyw e-bost.

delivery-lead = Pob e-bost o'r wythnosau diwethaf: pa fath, i bwy a pha mor bell. Byth yr hyn y mae'n ei ddweud.
delivery-refresh = Edrych eto
delivery-empty-title = Dim e-byst eto
delivery-empty = Pan fydd yr ap yn anfon e-bost, fe'i rhestrir yma.
delivery-message = E-bost
delivery-said = Yr hyn a ddywedodd y gweinydd e-bost
delivery-waiting = yn aros
delivery-waiting-again = { $n ->
    [one] yn aros, methodd un cynnig
   *[other] yn aros, methodd { $n } o gynigion
}
delivery-running = yn cael ei anfon
delivery-done = wedi'i drosglwyddo
delivery-failed = heb ei ddanfon
delivery-superseded = dim ei angen mwyach
delivery-superseded-why = Roedd yr hyn y byddai wedi'i ddweud wedi newid cyn ei anfon, felly nis anfonwyd.
delivery-set-aside = wedi'i roi o'r neilltu
delivery-set-aside-do = Rhoi o'r neilltu
delivery-set-aside-label = Rhoi o'r neilltu: e-bost at { $name }
delivery-set-aside-said = Rhoddwyd o'r neilltu, ac nis cyfrifir mwyach
delivery-next = cynnig nesaf { $when }
delivery-retry-label = Ceisio eto: e-bost at { $name }
delivery-retried-said = Rhoddir cynnig arall arni
mail-invitation = Gwahoddiad
mail-password-reset = Cyfrinair newydd
mail-password-changed = Newidiwyd y cyfrinair
mail-session-ended = Dyfais wedi'i hallgofnodi er diogelwch
mail-address-changed = Newidiwyd y cyfeiriad
mail-observation-planned = Arsylwad: cynlluniwyd
mail-observation-moved = Arsylwad: symudwyd
mail-observation-handed-on = Arsylwad: arsylwr arall
mail-request-declined = Cais am gael eich arsylwi: atebwyd
mail-observation-cancelled = Arsylwad: canslwyd
mail-feedback-ready = Mae adborth yn barod
mail-reply-received = Ateb
mail-meeting-invited = Cyfarfod: gwahoddiad
mail-meeting-moved = Cyfarfod: symudwyd
mail-meeting-cancelled = Cyfarfod: canslwyd
mail-meeting-summary = Cyfarfod: crynodeb
mail-unsent-to-decide = Gwaith heb ei anfon: i benderfynu
mail-unsent-without-head = Gwaith heb ei anfon: ni all neb benderfynu
mail-unsent-waits = Gwaith heb ei anfon: mae'n aros
mail-unsent-decided = Gwaith heb ei anfon: y penderfyniad
mail-unsent-kept = Gwaith ysgrifenedig heb ei anfon: wedi'i gadw i'w awdur
mail-weekly-digest = Crynodeb wythnosol
mail-newer = { $message } (o fersiwn diweddarach)
mail-unreadable = Gwnaed gan fersiwn arall, ni ellir ei ddarllen

audit-lead = Pwy wnaeth beth, i gofnod pwy a phryd. Nid yw'r hyn a ysgrifennwyd yma.
audit-about = Dim ond yr hyn sy'n ymwneud â
audit-empty-title = Dim wedi'i gofnodi
audit-empty = Nid oes cofnod ar gyfer y dewis hwn.
audit-action = Gweithred
audit-whose = Cofnod pwy
audit-request = Cais
audit-system = y system
organisation-telemetry = Cyfrif sut mae'r ap yn rhedeg
organisation-telemetry-hint = Pa mor hir mae cychwyn, cadw ac anfon yn eu cymryd, a pha mor aml maent yn methu. Cyfrifon yn unig: dim cynnwys nac enw neb.

# What the audit log names by codes; a code without words is shown as it is.
audited-action-add = Cytunodd ar gam
audited-action-edit = Newidiodd gam
audited-action-list = Darllenodd gamau rhywun
audited-amendment-add = Ychwanegodd eiriau ar ôl y cau
audited-audit-read = Darllenodd y cofnod archwilio
audited-auth-accept_invitation = Derbyniodd wahoddiad
audited-auth-change_password = Newidiodd y cyfrinair
audited-auth-end_session = Allgofnododd ddyfais arall
audited-auth-invite = Gwahoddodd rywun
audited-auth-refresh_unproven = Gwrthodwyd parhau â mewngofnodiad: daeth heb allwedd ei ddyfais
audited-auth-refresh_reused = Daeth mewngofnodi a ddefnyddiwyd eto: terfynwyd y cyfan
audited-auth-refused = Gwrthodwyd mewngofnodi
audited-auth-reset = Gosododd gyfrinair newydd drwy e-bost
audited-auth-reset_request = Gofynnodd am gyfrinair newydd
audited-auth-sign_in = Mewngofnododd
audited-auth-sign_out = Allgofnododd
audited-auth-sign_out_everywhere = Allgofnododd ym mhobman
audited-capture-read = Darllenodd yr hyn a nodwyd mewn sesiwn
audited-capture-write = Nododd sesiwn
audited-delivery-retry = Anfonodd e-bost eto
audited-delivery-set_aside = Rhoddodd e-bost o'r neilltu
audited-device-register = Dechreuodd ddefnyddio dyfais
audited-device-release = Rhoddodd y gorau i ddyfais
audited-device-revoke = Tynnodd ddyfais o ddefnydd
audited-device-wiped = Dileodd dyfais yr hyn a ddaliai
audited-feedback-read = Darllenodd adborth
audited-feedback-share = Rhannodd adborth
audited-framework-offer = Cynigiodd fersiwn o fframwaith eto
audited-framework-publish = Cyhoeddodd fframwaith
audited-framework-retire = Tynnodd fersiwn o fframwaith o ddefnydd
audited-meeting-book = Trefnodd gyfarfod
audited-meeting-cancel = Canslodd gyfarfod
audited-meeting-edit = Newidiodd gyfarfod
audited-meeting-hand_over = Trosglwyddodd gyfarfod
audited-meeting-hold = Caeodd gyfarfod
audited-meeting-read = Darllenodd gyfarfod
audited-meeting-reply = Atebodd wahoddiad i gyfarfod
audited-observation-acknowledge = Cydnabu adborth
audited-observation-choose_focus = Dewisodd ffocws
audited-observation-compare = Cymharodd ddau arsylwad o'r un sesiwn
audited-observation-edit = Newidiodd yr hyn a gytunwyd
audited-observation-hand_over = Trosglwyddodd arsylwad
audited-observation-inform = Cofnododd a ddywedwyd wrth y person ar brawf, a beth a ddywedodd
audited-observation-lock = Clodd arsylwad
audited-observation-plan = Cynlluniodd arsylwad
audited-observation-read = Darllenodd arsylwad
audited-observation-rebase = Symudodd arsylwad i fersiwn arall o'i fframwaith
audited-observation-second_observer = Gofynnodd am ail arsylwr
audited-observation-stop = Stopiodd arsylwad
audited-observation-withdraw = Tynnodd arsylwad yn ôl
audited-observation_request-ask = Gofynnodd am gael ei arsylwi
audited-observation_request-decline = Atebodd gais am gael ei arsylwi heb ei gynllunio
audited-observation_request-read = Darllenodd gais am arsylwad
audited-observation_request-read_answer = Darllenodd yr ateb i gais am gael ei arsylwi
audited-observation_request-take_back = Tynnodd gais am gael ei arsylwi yn ôl
audited-organisation-create = Sefydlodd y sefydliad
audited-organisation-edit = Newidiodd y sefydliad
audited-people-import = Mewnforiodd bobl
audited-people-import_try = Rhoddodd gynnig ar fewnforio
audited-person-add = Ychwanegodd rywun
audited-person-away = Nododd tan pryd y mae rhywun i ffwrdd
audited-person-back = Nododd fod rhywun yma eto
audited-person-edit = Newidiodd fanylion rhywun
audited-person-leave = Nododd fod rhywun wedi gadael
audited-person-locale = Dewisodd iaith
audited-person-resume = Gadawodd i rywun ddod i mewn eto
audited-person-return = Nododd fod rhywun wedi dychwelyd
audited-person-suspend = Ataliodd gyfrif
audited-policy-put = Gosododd reol
audited-quarantine-accept = Derbyniodd waith hwyr
audited-quarantine-deposit = Trosglwyddodd dyfais waith nas anfonwyd
audited-quarantine-expire = Dilëwyd gwaith hwyr a adawyd allan
audited-quarantine-reject = Gadawodd waith hwyr allan
audited-reflection-delete = Dileodd fyfyrdod
audited-reflection-list = Darllenodd fyfyrdodau a rannwyd gan rywun
audited-reflection-read = Darllenodd fyfyrdod
audited-reflection-share = Rhannodd fyfyrdod
audited-reflection-unshare = Cymerodd fyfyrdod a rannwyd yn ôl
audited-reflection-write = Ysgrifennodd fyfyrdod
audited-reply-add = Atebodd adborth
audited-reply-read = Darllenodd ateb
audited-role-grant = Rhoddodd rôl
audited-role-revoke = Tynnodd rôl
audited-self_assessment-read = Darllenodd hunanasesiad
audited-self_assessment-submit = Cyflwynodd hunanasesiad
audited-self_assessment-write = Ysgrifennodd hunanasesiad
audited-sync-read = Estynnodd dyfais gofnod
audited-unit-add = Ychwanegodd uned
audited-unit-edit = Newidiodd uned
audited-unit-remove = Dileodd uned
audited-unsent_writing-discard = Gollyngodd ysgrifennu nas anfonwyd
audited-unsent_writing-expire = Dilëwyd ysgrifennu nas anfonwyd
audited-unsent_writing-keep = Cadwyd ysgrifennu nas anfonwyd i'w awdur
audited-unsent_writing-open = Darllenodd ysgrifennu nas anfonwyd
audited-unsent_writing-restore = Adferodd ysgrifennu nas anfonwyd
