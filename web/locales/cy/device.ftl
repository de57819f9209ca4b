# Y ddyfais hon: y fersiwn ar waith, a'r hyn a gedwir yma.

device-title = Y ddyfais hon
device-lead = A yw popeth yn ddiogel ar y ddyfais hon, ac a yw'r ap yn gyfredol?
device-version-title = Yr ap
device-version = Fersiwn
device-update = Diweddariad
device-update-none = Mae popeth yn gyfredol
device-update-failed = Mae'r fersiwn ar waith yn parhau
device-update-failed-title = Ni chyrhaeddodd y diweddariad diwethaf yn gyfan
device-update-missing = Roedd ffeil o'r fersiwn newydd ar goll ar y gweinydd. Mae'r fersiwn rydych yn ei defnyddio yn parhau; rhoddir cynnig arall arni.
device-update-damaged = Cyrhaeddodd ffeil o'r fersiwn newydd wedi'i difrodi, ac ni chafodd ei defnyddio. Mae'r fersiwn rydych yn ei defnyddio yn parhau; rhoddir cynnig arall arni.
device-update-refused = Ni roddodd y gweinydd ffeil o'r fersiwn newydd. Mae'r fersiwn rydych yn ei defnyddio yn parhau; rhoddir cynnig arall arni.
device-update-unreachable = Diflannodd y rhwydwaith yn y canol. Mae'r fersiwn rydych yn ei defnyddio yn parhau; rhoddir cynnig arall arni.
device-shell-none = Nid yw'r ffenestr hon yn cadw copi o'r ap
device-pages = Heb rwydwaith
device-pages-all = Gellir darllen ac ysgrifennu'r hyn a agorwyd gennych o arsylwadau, adborth, camau a myfyrdodau. Mae angen y rhwydwaith ar gwmpas, pobl a chyfarfodydd.
device-pages-some = Dim ond tudalennau a agorwyd o'r blaen
device-look = Chwilio am ddiweddariad
device-kept-title = Yr hyn a gedwir yma
device-waiting = Yn aros i'w anfon
device-waiting-n = { $n ->
    [0] Dim
    [two] { $n } gofnod
   *[other] { $n } cofnod
}
device-kept = Yr hyn y mae'r porwr yn ei wneud ag ef
device-kept-yes = Ni fydd yn clirio'r hyn a gedwir yma
device-kept-no = Gall glirio'r hyn a gedwir yma pan fydd lle'n brin
device-kept-unknown = Nid yw'n dweud
device-kept-help = Anfonir yr hyn sy'n aros cyn gynted ag y bydd rhwydwaith. Rhowch Alongside ar y sgrin gartref, yna gofynnwch eto.
device-kept-ask = Gofyn i'r porwr ei gadw
device-room-name = Lle
device-room = { $used } ar ddefnydd, { $free } yn rhydd
device-size-mb = { $n } MB
device-size-gb = { $n } GB
device-check-whole = Gwiriwyd wrth gychwyn: mae popeth a gadwyd yma yma o hyd.
device-gap-title = Ar goll: y sesiwn gyda { $name }
device-gap-title-unknown = Ar goll o sesiwn
device-gap-missing = { $n ->
    [one] Mae un cofnod a oedd ar y ddyfais hon yn unig wedi mynd.
    [two] Mae { $n } gofnod a oedd ar y ddyfais hon yn unig wedi mynd.
   *[other] Mae { $n } cofnod a oedd ar y ddyfais hon yn unig wedi mynd.
}
device-gap-altered = { $n ->
    [one] Nid yw un cofnod yr hyn a ysgrifennwyd.
    [two] Nid yw { $n } gofnod yr hyn a ysgrifennwyd.
   *[other] Nid yw { $n } cofnod yr hyn a ysgrifennwyd.
}
device-gap-unreadable = Ni ellir darllen yr hyn y mae'r ddyfais hon yn ei gadw ohono.
device-gap-safe = { $n ->
    [0] Nid oes dim o'r sesiwn hon wedi cyrraedd y gweinydd eto.
   *[other] Mae { $n } cofnod yn ddiogel ar y gweinydd.
}
device-gap-help = Efallai bod y porwr wedi clirio ei storfa. Ysgrifennwch yr hyn a gofiwch nawr, ac adferwch ffeil achub os cadwoch un.
device-gap-open = Agor y cofnod
device-anew-title = Ni ellid darllen rhan o'r hyn a gedwir yma i'w ddarllen
device-anew = Caiff ei nôl eto cyn gynted ag y bydd rhwydwaith. Nid oedd dim a ysgrifennwyd gennych ynddo.
device-gap-read = Rwyf wedi darllen hyn

begun-title = Wedi'i ddechrau a heb ei anfon
begun-lead = Dim ond y ddyfais hon sydd â'r geiriau hyn. Tra byddant yma, dim ond cloi y mae allgofnodi.
begun-reply = Ymateb i adborth
begun-amendment = Geiriau i'w hychwanegu at gofnod caeedig
begun-note = Nodyn mewn sesiwn
begun-strength = Cryfder
begun-development = Pwynt datblygu
begun-action = Cam gweithredu
begun-question = Y cwestiwn i'w ofyn yn gyntaf
begun-message = Neges i'r ymarferydd
begun-minutes = Yr hyn i'w gadw o gyfarfod
begun-booking = Cyfarfod i'w gynllunio
begun-plan = Arsylwad i'w gynllunio
begun-suggestion = Cam arall i'w awgrymu
begun-request = Dymuniad i gael eich arsylwi
begun-again = Mae'r hyn a ddechreuoch yma wedi'i lenwi eto.
begun-open = Mynd ymlaen ag ef
begun-unread = Ni ellir ei ddarllen.

rescue-title = Ffeil achub
rescue-lead = Ffeil o'r hyn sy'n aros yma ac nad yw ar y gweinydd eto. Mae wedi'i selio: dim ond chi all ei hadfer, ar ôl mewngofnodi. Cadwch un cyn i'r ddyfais hon gael ei thrwsio, ei hailosod neu ei dychwelyd.
rescue-save = Cadw ffeil achub
rescue-saved = Wedi'i chadw ymhlith lawrlwythiadau'r ddyfais hon. Rhowch hi yn rhywle arall hefyd.
rescue-nothing = Nid oes dim yn aros yma: mae popeth ar y gweinydd.
rescue-left-out = { $n ->
    [one] Nid yw un gwerth a gedwir yma yn perthyn i unrhyw gofnod, felly ni all unrhyw ffeil ddod ag ef yn ôl. Mae'n aros ar y ddyfais hon, wedi'i selio: dywedwch wrth eich gweinyddwr cyn i'r ddyfais gael ei hailosod.
   *[other] Nid yw { $n } gwerth a gedwir yma yn perthyn i unrhyw gofnod, felly ni all unrhyw ffeil ddod â nhw yn ôl. Maent yn aros ar y ddyfais hon, wedi'u selio: dywedwch wrth eich gweinyddwr cyn i'r ddyfais gael ei hailosod.
}
rescue-not-saved = Ni ellid darllen yr hyn a gedwir yma, felly nid oes ffeil.
rescue-restore = Adfer o ffeil achub
rescue-restoring = Yn adfer …
rescue-restored = { $n ->
    [0] Nid oedd dim ar goll: mae gan y gweinydd bopeth yn y ffeil hon.
   *[other] Adferwyd { $n } cofnod ac maent yn ddiogel ar y gweinydd. Roedd { $known } yno eisoes.
}
rescue-restored-part = { $n ->
    [0] Ni adferwyd dim.
   *[other] Adferwyd { $n } cofnod ac maent yn ddiogel ar y gweinydd. Roedd { $known } yno eisoes.
}
rescue-waiting = { $n ->
    [one] Mae un darn o waith ysgrifennu yn ôl ar y ddyfais hon ac yn aros i'w anfon.
    [two] Mae { $n } ddarn o waith ysgrifennu yn ôl ar y ddyfais hon ac yn aros i'w anfon.
   *[other] Mae { $n } darn o waith ysgrifennu yn ôl ar y ddyfais hon ac yn aros i'w anfon.
}
rescue-damaged = { $n ->
    [one] Ni ellid darllen un cofnod yn y ffeil, neu maent yn dilyn un na ellid ei ddarllen.
    [two] Ni ellid darllen { $n } gofnod yn y ffeil, neu maent yn dilyn un na ellid ei ddarllen.
   *[other] Ni ellid darllen { $n } cofnod yn y ffeil, neu maent yn dilyn un na ellid ei ddarllen.
}
rescue-unreadable = Nid ffeil achub yw hon, neu cafodd ei difrodi. Ni newidiwyd dim.
rescue-not-yours = Mae'r ffeil hon yn eiddo i rywun arall. Ni newidiwyd dim.

telemetry-title = Sut mae'r ap yn rhedeg
telemetry-lead = Amseroedd a methiannau ar holl ddyfeisiau eich sefydliad yn y deng niwrnod ar hugain diwethaf: cyfrifon fesul fersiwn, heb fod yn eiddo i neb. Mae un switsh yn y gosodiadau yn dod â hyn i ben i bawb.
telemetry-link = Sut mae'r ap yn rhedeg i bawb
telemetry-empty = Nid oes dim wedi'i gyfrif eto
telemetry-day = Diwrnod a fersiwn
telemetry-what = Beth
telemetry-count = Pa mor aml
telemetry-half = Hanner o fewn
telemetry-most = 95 o bob 100 o fewn
telemetry-failed = Wedi methu
telemetry-boot = Cychwyn
telemetry-save = Cadw ar y ddyfais
telemetry-sync = Anfon i'r gweinydd
telemetry-ms = { $ms } ms
telemetry-long = dros 30 eiliad
