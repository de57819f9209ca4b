# Beth sy'n ddiogel, a ble.

save-nothing = Dim wedi'i gofnodi eto
save-all-safe = Popeth yn ddiogel ar y gweinydd
save-sending = Yn anfon { $n }
save-here = { $n } yn ddiogel ar y ddyfais hon
save-no-network = { $n } yn ddiogel ar y ddyfais hon, dim rhwydwaith
save-busy = { $n } yn ddiogel ar y ddyfais hon, mae'r gweinydd yn brysur
save-sign-in = { $n } yn ddiogel ar y ddyfais hon, mewngofnodwch i anfon
save-needs-you = Eich angen chi
save-not-kept = Ni chadwyd y cofnod diwethaf
save-not-kept-full = Ni chadwyd y cofnod diwethaf: mae'r ddyfais yn llawn
save-announce-no-network = Dim rhwydwaith. Mae popeth yn ddiogel ar y ddyfais hon.
save-announce-busy = Mae'r gweinydd yn brysur. Mae popeth yn ddiogel ar y ddyfais hon.
save-announce-sign-in = Mae'r sesiwn wedi dod i ben. Mae popeth yn ddiogel ar y ddyfais hon; mewngofnodwch i'w anfon.
save-not-done = Ni wnaed hyn. Cadwch y dudalen hon ar agor, gwnewch le ar y ddyfais, a phwyswch y botwm eto.
save-storage-help = Mae'r hyn a gofnodwyd cynt yn ddiogel. Mae'r canlynol ar y sgrin hon ac yn unman arall: cadwch y dudalen hon ar agor, gwnewch le ar y ddyfais a rhowch gynnig arall arni, neu ei gopïo.
save-storage-taps = { $n ->
    [one] Mae un tap yn aros yma i'w gadw.
    [two] Mae { $n } dap yn aros yma i'w gadw.
   *[other] Mae { $n } tap yn aros yma i'w gadw.
}
save-storage-words = Heb ei gadw eto
save-storage-again = Ei gadw nawr
save-storage-copy = Copïo'r geiriau
gate-storage-title = Ni all y ffenestr hon gadw sesiwn
gate-storage-body = Nid yw'r porwr yn gadael i ddim gael ei gadw yma, fel mewn rhai ffenestri preifat neu ar ddyfais lawn. Agorwch Alongside mewn ffenestr arferol, neu gwnewch le, cyn i chi ddechrau. Gallwch ddarllen o hyd, a defnyddio papur.
gate-storage-again = Gwirio eto
gap-notice = Nid yw rhywbeth a gadwyd ar y ddyfais hon yno mwyach.
gap-notice-more = Gweld beth sydd ar goll
nav-device = Y ddyfais hon
save-needs-you-title = Ni dderbyniodd y gweinydd hwn
save-practitioner-left = Mae'r ymarferydd wedi gadael, felly nid oes neb i rannu hyn ag ef. Ewch yn ôl i'r drafft; gellir ei dynnu'n ôl ar ei drosolwg.
save-needs-you-safe = Mae popeth a gofnodwyd yn ddiogel ar y ddyfais hon. Ni anfonir dim nes i chi ddewis.
save-send-again = Anfon eto
save-back-to-draft = Mynd yn ôl i'r drafft
save-send-now = Rhoi cynnig nawr

here-title = Ar y ddyfais hon: { $n ->
    [one] un cofnod
    [two] { $n } gofnod
   *[other] { $n } cofnod
}
here-lead = Mae'r rhain yn agor heb rwydwaith. Maent yn gadael y ddyfais hon pan nad ydynt yn eiddo i chi neu pan nad oes eu hangen mwyach.
here-told = fel yr oedd { $when }
here-only = Ar y ddyfais hon yn unig
here-sending = Yn anfon
here-safe = Yn ddiogel ar y gweinydd
here-to-observe = byddwch yn arsylwi hwn
here-to-write = rydych yn ysgrifennu hwn
here-shared = rhannwyd gennych yn ddiweddar
here-my-session = sesiwn gennych chi
here-my-feedback = adborth i chi
here-unsent-withdrawn = tynnwyd yn ôl, ond ni anfonwyd rhywbeth a ysgrifennoch
here-unsent-stopped = wedi'i atal, ond ni anfonwyd rhywbeth a ysgrifennoch
here-unsent-old = amser maith yn ôl, ond ni anfonwyd rhywbeth a ysgrifennoch
here-unsent-revoked = nid yw'n eiddo i chi mwyach, ond ni anfonwyd rhywbeth a ysgrifennoch
