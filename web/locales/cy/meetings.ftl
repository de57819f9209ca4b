# Cyfarfodydd a'r bwrdd cwmpas.

meetings-lead = Cyfarfodydd adborth, goruchwyliaeth fyfyriol ac amser arall a neilltuwyd.
meetings-to-come = I ddod
meetings-past = Yn y gorffennol
meetings-to-come-empty = Nid oes cyfarfodydd wedi'u trefnu.
meetings-past-empty = Nid oes cyfarfodydd y tu ôl i chi eto.
meetings-empty-title = Dim cyfarfodydd eto
meetings-empty = Daw cyfarfod yma pan drefnwch un, neu pan fydd rhywun yn eich gwahodd.
meeting-title = Cyfarfod
meeting-plan = Trefnu cyfarfod
meeting-plan-lead = Mae'r gwahoddiad yn mynd i galendr pawb cyn gynted ag yr anfonwch ef.
meeting-purpose = Beth yw ei ddiben?
meeting-who = Pwy
meeting-who-hint = Teipiwch enw a dewis. Nid oes angen ychwanegu'ch hun.
meeting-who-hint-one = Y person y mae'n ymwneud ag ef. Teipiwch enw a dewis.
meeting-who-needed = Dewiswch pwy sy'n cael gwahoddiad
meeting-date = Dyddiad
meeting-date-needed = Rhowch ddyddiad
meeting-time = Amser
meeting-duration = Pa mor hir
meeting-place = Ystafell neu le (dewisol)
meeting-place-hint = Megis Ystafell 3, Cei'r Gogledd.
meeting-link = Dolen fideo (dewisol)
meeting-link-hint = Gludwch y cyfeiriad, gan ddechrau â https://
meeting-link-https = Rhaid i'r ddolen ddechrau â https://
meeting-note = Nodyn ar gyfer yr agenda (dewisol)
meeting-note-is = Nodyn ar gyfer yr agenda
meeting-link-is = Dolen fideo
meeting-note-hint = I'w weld yma gan y rhai a wahoddwyd. Nid yw yn y gwahoddiad.
meeting-book = Anfon y gwahoddiad
meeting-booked-said = Mae'r gwahoddiad ar ei ffordd
meeting-booked = wedi'i drefnu
meeting-held = wedi'i gynnal
meeting-cancelled = wedi'i ganslo
meeting-online = ar-lein
meeting-about = Ynghylch
meeting-about-observation = Yr arsylwad dan sylw
meeting-about-kept = Bydd tudalen y cyfarfod yn arwain at yr arsylwad dan sylw.
value-one_to_one = Dewiswch un person: cyfarfod i ddau yw'r math hwn
value-not_one_to_one = Nid yw'r math hwn o gyfarfod am neb yn benodol
value-not_invited = Rhaid gwahodd y person y mae'r cyfarfod amdano
value-other_practitioner = Mae'r arsylwad o rywun arall. Trefnwch y cyfarfod gyda'r person a arsylwyd
meeting-organiser = Trefnwyd gan
meeting-minutes = Yr hyn a ddywedwyd
meeting-agenda-actions = Ar yr agenda: camau agored
meeting-steps = Y cyfarfod hwn
meeting-steps-what = Bydd pawb a wahoddwyd yn clywed am newid neu ganslo drwy e-bost, a bydd eu calendr yn dilyn.
meeting-took-place = A gafodd ei gynnal?
meeting-hold = Fe'i cynhaliwyd
meeting-not-held = Ni chafodd ei gynnal
meeting-not-held-title = Ni chafodd y cyfarfod ei gynnal?
meeting-not-held-what = Bydd yn cyfrif fel un wedi'i ganslo. Ni chaiff neb e-bost am gyfarfod y mae ei amser ar ben. I gwrdd ar ddiwrnod arall yn lle hynny, ewch yn ôl a'i symud.
meeting-over-what = Mae ei symud i ddiwrnod arall yn anfon gwahoddiad newydd.
meeting-move = Symud neu newid
meeting-move-what = Bydd pawb a wahoddwyd yn cael gwahoddiad wedi'i ddiweddaru.
meeting-moved-said = Wedi'i newid. Mae'r gwahoddiad newydd ar ei ffordd.
meeting-cancel = Canslo'r cyfarfod
meeting-cancel-title = Canslo'r cyfarfod hwn?
meeting-cancel-what = Bydd yn diflannu o galendr pawb.
meeting-cancel-reason = Pam (dewisol, gall pawb a wahoddwyd ei ddarllen)
meeting-keep = Cadw'r cyfarfod
meeting-cancelled-said = Wedi'i ganslo. Dywedir wrth bawb a wahoddwyd.
meeting-reply = Allwch chi ddod?
meeting-reply-now = Eich ateb hyd yma: { $reply }.
meeting-accept = Gallaf
meeting-maybe = Efallai
meeting-decline = Na allaf
meeting-replied-said = Nodwyd eich ateb
meeting-held-said = Nodwyd. Gall pawb a wahoddwyd ddarllen y crynodeb.
reply-none = heb ateb
reply-accepted = yn dod
reply-declined = ddim yn dod
reply-tentative = efallai
held-summary = Beth hoffech chi ei gadw ohono? (dewisol)
held-summary-hint = Gall pawb a wahoddwyd ei ddarllen, p'un a oeddent yno ai peidio.
held-action = { $n ->
    [one] Cam y cytunoch arno (dewisol)
   *[other] Cam arall (dewisol)
}
held-save = Cau'r cyfarfod

invitation-title = Yr hyn mae'r gwahoddiad yn ei ddweud
preview-to = At
preview-when = Pryd
preview-where = Ble
preview-no-date = dim dyddiad eto
preview-nobody = neb eto
preview-private = Nid oes dim adborth, dim nodyn na rhif achos ynddo.

coverage-empty-title = Neb yma eto
coverage-empty = Pan fydd ymarferwyr yn perthyn i'ch unedau, gwelwch yma pwy a arsylwyd a phwy sydd i ddod.
coverage-shown = Yn dangos { $n } o { $total }
coverage-all = Dangos pawb
coverage-practitioner = Ymarferydd
coverage-observation = Arsylwad
coverage-feedback = Adborth
coverage-supervision = Goruchwyliaeth
coverage-next = Nesaf
coverage-about-title = Cwmpas sydd yma
coverage-about-next = Bernir pob dyddiad yma yn ôl rheolau eich sefydliad chi, byth yn ôl rheol o'n heiddo ni.
coverage-about-away = Nid yw neb sydd i ffwrdd yn cyfrif fel dyledus nac yn hwyr. Tan pryd, dywedwch ar ei dudalen.
coverage-policy = Eich rheolau: { $rules }.
coverage-no-policy = Nid oes rheol yn dweud pa mor aml eto, felly nid oes dim yn ddyledus. Gall gweinyddwr osod un.
coverage-every-observation = { $n ->
    [one] arsylwad bob diwrnod
    [two] arsylwad bob { $n } ddiwrnod
   *[other] arsylwad bob { $n } diwrnod
}
coverage-within-feedback = { $n ->
    [one] adborth o fewn un diwrnod gwaith
    [two] adborth o fewn { $n } ddiwrnod gwaith
   *[other] adborth o fewn { $n } diwrnod gwaith
}
coverage-every-supervision = { $n ->
    [one] goruchwyliaeth bob diwrnod
    [two] goruchwyliaeth bob { $n } ddiwrnod
   *[other] goruchwyliaeth bob { $n } diwrnod
}
covered-done = gwnaed { $date }
covered-booked = trefnwyd { $date }
covered-none = dim byd yn ofynnol
covered-away = i ffwrdd tan { $date }
count-away = i ffwrdd
count-not-asked = ddim yn ddyledus
coverage-ask-observer = Gofynnwch i'w SPO ei gynllunio
coverage-next-meeting = Cyfarfod { $when }
coverage-propose = Cynnig amser
coverage-propose-label = Cynnig amser i { $name }
coverage-write-feedback = Ysgrifennu'r adborth
coverage-write-feedback-label = Ysgrifennu'r adborth i { $name }
coverage-ask-to-share = Gofynnwch i { $observer } rannu'r adborth
coverage-ask-observer-to-share = Gofynnwch i bwy bynnag a arsylwodd y sesiwn rannu'r adborth
coverage-ask-observer-label = Gofynnwch i'w SPO ei gynllunio: { $name }
coverage-plan-observation = Trefnu arsylwad
coverage-plan-observation-label = Trefnu arsylwad o { $name }
weekday-short-0 = Sul
weekday-short-1 = Llun
weekday-short-2 = Maw
weekday-short-3 = Mer
weekday-short-4 = Iau
weekday-short-5 = Gwe
weekday-short-6 = Sad
