# Geiriau'r negeseuon, Cymraeg. Words of mail, Welsh. Keep the keys equal with en.ftl; a test compares them.

greeting = Helo { $name },
greeting-unnamed = Helo,
copy-link = Os nad yw'r botwm yn gweithio, copïwch y cyfeiriad hwn i'ch porwr:
link-expires = Mae'r ddolen yn gweithio unwaith, tan { $when }.
closing-sender = Anfonwyd gan Alongside ar ran { $organisation }.
closing-automatic = Anfonwyd y neges hon yn awtomatig ac ni ddarllenir atebion iddi. Atebwch yn Alongside, os gwelwch yn dda.

invitation-subject = Sefydlwch eich cyfrif Alongside
invitation-body = Mae { $person } wedi eich gwahodd i ddefnyddio Alongside yn { $organisation }, ar gyfer arsylwadau, adborth a goruchwyliaeth fyfyriol.
invitation-link = Sefydlu eich cyfrif
invitation-unexpected = Os nad oeddech yn disgwyl y gwahoddiad hwn, gallwch ei anwybyddu. Nid oes dim yn digwydd nes i chi agor y ddolen a dewis cyfrinair.

reset-subject = Dewiswch gyfrinair newydd ar gyfer Alongside
reset-body = Mae rhywun, chi gobeithio, wedi gofyn am gyfrinair newydd i'ch cyfrif Alongside.
reset-link = Dewis cyfrinair newydd
reset-unexpected = Os nad chi oedd hynny, gallwch anwybyddu'r neges hon. Mae eich cyfrinair yn aros fel y mae.

password-changed-subject = Newidiwyd cyfrinair eich cyfrif Alongside
password-changed-body = Newidiwyd cyfrinair eich cyfrif Alongside: { $when }. Mae pob dyfais arall wedi'i hallgofnodi.
password-changed-unexpected = Os mai chi a wnaeth hyn, nid oes angen i chi wneud dim. Os nad chi oedd hynny, dewiswch gyfrinair newydd nawr a rhowch wybod i'ch tîm diogelwch gwybodaeth: gall rhywun arall agor eich cyfrif.
password-changed-link = Dewis cyfrinair newydd

session-ended-subject = Allgofnodwyd dyfais o'ch cyfrif Alongside
session-ended-body = Daethpwyd â'ch sesiwn ar { $device } i ben: { $when }. Dim ond unwaith y gellir defnyddio'r hyn sy'n parhau sesiwn, ac fe'i defnyddiwyd ddwywaith. Gall hynny olygu bod rhywun wedi'i gopïo o'r ddyfais.
session-ended-unexpected = I barhau, mewngofnodwch eto; nid oes dim a ysgrifennoch wedi'i golli. Os nad chi oedd yn gweithio ar y ddyfais hon, neu os nad ydych yn ei hadnabod, newidiwch eich cyfrinair a rhowch wybod i'ch tîm diogelwch gwybodaeth.
session-ended-link = Gweld ble rydych wedi mewngofnodi

address-changed-subject = Newidiwyd cyfeiriad eich cyfrif Alongside
address-changed-body = Mae { $person } wedi newid cyfeiriad e-bost eich cyfrif Alongside. Rydych wedi'ch allgofnodi ym mhobman, ac o hyn ymlaen byddwch yn mewngofnodi gyda'r cyfeiriad newydd. Nid yw negeseuon yn dod yma mwyach.
address-changed-unexpected = Os nad oeddech yn disgwyl hyn, rhowch wybod heddiw i'ch rheolwr llinell ac i'ch tîm diogelwch gwybodaeth: gall pwy bynnag sy'n darllen y post yn y cyfeiriad newydd ddewis cyfrinair newydd ac agor eich cyfrif.
address-changed-link = Agor Alongside

observation-planned-subject = Mae arsylwad wedi'i gynllunio
observation-planned-body = Mae { $person } yn bwriadu arsylwi sesiwn o'ch un chi.
observation-second-body = Mae { $person } wedi gofyn am ail arsylwr. Mae'r ddau yn arsylwi'r un sesiwn, pob un yn ei gofnod ei hun.
observation-moved-subject = Mae arsylwad wedi symud i amser arall
observation-moved-body = Mae { $person } wedi symud arsylwad i amser arall.
observation-handed-on-subject = Bydd rhywun arall yn arsylwi sesiwn a gynlluniwyd
observation-handed-on-body = Bydd { $person } yn arsylwi'r sesiwn hon yn lle { $before }. Mae'r hyn y cytunwyd arno yn aros fel yr oedd.
observation-yours-body = Byddwch chi'n arsylwi'r sesiwn hon yn lle { $before }. Mae'r hyn y cytunwyd arno yn aros fel yr oedd.
request-declined-subject = Atebwyd eich cais am gael eich arsylwi
request-declined-body = Mae { $person } wedi ateb eich cais am gael eich arsylwi. Nid oes dim wedi'i gynllunio am y tro.
request-declined-link = Darllen yr ateb
observation-cancelled-subject = Mae arsylwad wedi'i ganslo
observation-cancelled-body = Mae { $person } wedi canslo arsylwad.
observation-ended-body = Ni chynhelir arsylwad a gynlluniwyd.
observation-own-record = Rydych yn arsylwi'r un sesiwn. Mae eich cofnod eich hun ohoni yn aros fel y mae nes i chi ei newid.
observation-when = Pryd
observation-before = Yn lle
observation-practitioner = Ymarferydd
observation-observer = Arsylwr
observation-link = Agor yr arsylwad yn Alongside

feedback-subject = Mae adborth yn barod i chi ei ddarllen
feedback-body = Mae { $person } wedi rhannu adborth ar eich sesiwn a arsylwyd ar { $date }.
feedback-link = Ei ddarllen yn Alongside
feedback-strengths = Beth aeth yn dda
feedback-question = Cwestiwn i chi
feedback-development = I'w ddatblygu nesaf

reply-subject = Mae ateb i'ch adborth
reply-body = Mae { $person } wedi ateb yr adborth ar y sesiwn a arsylwyd ar { $date }.
reply-link = Darllen yr ateb yn Alongside

unsent-subject = Yr hyn nad oedd eich dyfais wedi'i anfon
unsent-accepted = Roedd dyfais o'ch un chi yn dal gwaith ar gyfer arsylwad pan na allech ei anfon mwyach, ac fe'i cyflwynodd ar { $date }. Mae { $person } wedi penderfynu ei fod yn dod yn rhan o'r cofnod.
unsent-rejected = Roedd dyfais o'ch un chi yn dal gwaith ar gyfer arsylwad pan na allech ei anfon mwyach, ac fe'i cyflwynodd ar { $date }. Mae { $person } wedi penderfynu nad yw'n dod yn rhan o'r cofnod.
unsent-reason = Y rheswm a roddwyd: { $reason }
unsent-kept = Tynnwyd dyfais o'ch un chi o ddefnydd. Roedd yn dal gwaith ysgrifenedig o'ch un chi nad oedd wedi'i anfon, ac fe'i trosglwyddodd dan sêl: fe'i cedwir i chi yn unig. Mewngofnodwch i'w gymryd yn ôl neu i'w ollwng. Caiff ei dynnu ar ôl { $date }.
unsent-kept-link = Agor Alongside
unsent-link = Darllen y penderfyniad yn Alongside
unsent-waits = Roedd dyfais o'ch un chi yn dal gwaith ar gyfer arsylwad pan na allech ei anfon mwyach, ac fe'i cyflwynodd ar { $date }. Fe'i cedwir dan sêl, ac mae'n aros i bennaeth ar eich uned benderfynu yn ei gylch. Cewch glywed beth a benderfynir; nid oes angen i chi wneud dim.
unsent-to-decide-subject = Mae rhywbeth yn aros am eich penderfyniad yn Alongside
unsent-to-decide = Ar { $date } cyflwynodd dyfais waith gan rywun yn { $team } na chaiff ei anfon mwyach. Fe'i cedwir dan sêl nes i rywun benderfynu a ddaw'n rhan o'r cofnod, a chewch chi benderfynu.
unsent-to-decide-link = Gweld beth sy'n aros yn Alongside
unsent-without-head-subject = Mae rhywbeth yn aros yn Alongside ac ni all neb benderfynu
unsent-without-head = Ar { $date } cyflwynodd dyfais waith gan rywun yn { $team } na chaiff ei anfon mwyach. Fe'i cedwir dan sêl nes i bennaeth benderfynu yn ei gylch, ac nid oes neb yn bennaeth ar { $team }. Rhowch rôl Pennaeth PDU i rywun ar yr uned hon neu ar un uwch ei phen: bydd yn ei gael o dan Penderfyniadau.
unsent-without-head-link = Agor y rhestr o bobl

actions-heading = Camau gweithredu
action-item = { $title } (i'w adolygu ar { $date })

kind-feedback = Cyfarfod adborth
kind-supervision = Goruchwyliaeth fyfyriol
kind-action-learning = Set dysgu gweithredol
kind-calibration = Cyfarfod graddnodi

meeting-invited-subject = Gwahoddiad: { $kind }, { $when }
meeting-invited-body = Mae { $person } yn eich gwahodd i gyfarfod.
meeting-moved-subject = Newid: { $kind }, { $when }
meeting-moved-body = Mae { $person } wedi newid cyfarfod. Gwiriwch a yw'r trefniant newydd yn gyfleus i chi.
meeting-cancelled-subject = Canslwyd: { $kind }, { $when }
meeting-cancelled-body = Mae { $person } wedi canslo'r cyfarfod hwn.
meeting-what = Cyfarfod
meeting-when = Pryd
meeting-repeats = Yn ailadrodd
meeting-repeats-value = bob { $weeks } wythnos, { $times } cyfarfod i gyd
meeting-before = Yn lle
meeting-where = Ble
meeting-join = Ymuno ar-lein
meeting-with = Gyda
meeting-link = Agor y cyfarfod yn Alongside
meeting-summary-subject = Ar ôl eich cyfarfod: { $kind }, { $when }
meeting-summary-body = Mae cofnod eich cyfarfod ({ $kind }, { $when }) yn barod yn Alongside.
meeting-summary-heading = Crynodeb
meeting-summary-link = Agor cofnod y cyfarfod

digest-subject = Eich wythnos yn Alongside o { $date }
digest-body = Dyma eich wythnos o { $date }.
digest-link = Agor eich tudalen gartref
digest-feedback-to-read = Adborth i'w ddarllen
digest-feedback-to-acknowledge = Adborth a ddarllenwyd, i'w gydnabod
digest-self-assessments = Hunanasesiadau i'w gwneud
digest-actions-due = Camau i'w hadolygu
digest-observations-planned = Arsylwadau a gynlluniwyd
digest-feedback-to-write = Adborth i'w ysgrifennu
digest-replies-to-read = Atebion i'w darllen
digest-due = Pobl â rhywbeth yn ddyledus
digest-booked = Pobl â'r nesaf wedi'i drefnu
digest-overdue = Pobl â rhywbeth yn hwyr
digest-completed = Pobl sy'n gyfredol
digest-work-to-decide = Gwaith heb ei anfon, i benderfynu yn ei gylch
digest-failed-mails = E-byst heb eu danfon
digest-invitations = Gwahoddiadau heb eu derbyn
digest-work-without-head = Gwaith heb ei anfon, heb neb i benderfynu
digest-as-practitioner = Eich ymarfer chi
digest-as-observer = Fel arsylwr
digest-as-manager = Y bobl yn eich unedau
digest-as-administrator = Cynnal Alongside
digest-meetings = Eich cyfarfodydd
digest-meeting-item = { $when }: { $kind }, { $person }
