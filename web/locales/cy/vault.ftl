# Dyfeisiau, olion bysedd, a gwaith sy'n aros am benderfyniad.

passkey-title = Olion bysedd neu wyneb
passkey-what = Datglowch gydag olion bysedd neu wyneb y ddyfais hon yn lle eich cyfrinair, gyda neu heb rwydwaith. Mae'n aros ar y ddyfais hon.
passkey-button = Ei osod
passkey-is-on = Mae olion bysedd neu wyneb y ddyfais hon yn agor yr hyn a gadwch yma. Mae eich cyfrinair hefyd.
passkey-said = Mae wedi'i osod. Y tro nesaf gallwch ddatgloi ag ef.
passkey-failed = Ni allai'r ddyfais hon ei wneud. Mae eich cyfrinair yn dal i agor yr hyn a gadwch yma.
pin-title = PIN am y tro
pin-what = Mae chwe digid neu fwy yn agor y ddyfais hon eto ar ôl iddi gloi, gyda neu heb rwydwaith. Mae'n para nes cau'r ap neu allgofnodi, ac nid yw'n cael ei gadw yn unman.
pin-new = PIN newydd
pin-set = Gosod y PIN
pin-is-set = Mae PIN yn agor y ddyfais hon nes cau'r ap. Gallwch osod un arall.
pin-said = Mae'r PIN wedi'i osod
pin-not-digits = Rhowch rhwng 6 a 12 digid
pin-too-easy = Dewiswch ddigidau nad ydynt i gyd yr un fath nac mewn trefn
pin-failed = Ni ellid gosod y PIN. Mae eich cyfrinair yn dal i agor yr hyn a gadwch yma.
devices-title = Dyfeisiau
devices-lead = Porwyr sy'n cadw gwaith wedi'i selio o'ch eiddo. Tynnwch un o ddefnydd os yw ar goll neu os nad yw bellach i chi ei ddefnyddio.
devices-lead-of = Porwyr sy'n cadw gwaith wedi'i selio o eiddo'r person hwn. Gwelwch pryd y clywyd ganddynt ddiwethaf, a dim o'r hyn sydd ynddynt.
devices-none = Nid oes unrhyw ddyfais yn cadw dim eto.
device-contact = Clywyd ganddi ddiwethaf { $when }, mewn defnydd ers { $since }
device-revoke = Tynnu o ddefnydd
device-revoke-label = Tynnu o ddefnydd: { $device }
device-revoked = Tynnwyd o ddefnydd
device-revoked-said = Bydd { $device } yn ei gwagio'i hun cyn gynted ag y bydd yn cyrraedd y gweinydd
device-wiped = Gwagiwyd { $when }
device-revoke-title = Tynnu { $device } o ddefnydd?
device-revoke-body = Mae'n tynnu popeth y mae'n ei gadw cyn gynted ag y bydd yn cyrraedd y gweinydd, ac ni all neb ei hagor cyn hynny heb y cyfrinair. Gellir cadw gwaith nad yw wedi'i anfon eto: caiff ei drosglwyddo wedi'i selio, a phennaeth uned sy'n penderfynu a gaiff ei dderbyn. Mae ysgrifennu'r person ei hun yn mynd yn ôl ato ef neu hi yn unig.
device-preserve = Cadw gwaith heb ei anfon, yna ei gwagio
device-destroy = Mae mewn dwylo dieithr: ei gwagio ar unwaith
quarantine-title = Gwaith na ellid ei anfon
quarantine-lead = Gwaith na allai dyfais ei anfon tra oedd gan ei awdur yr hawl o hyd. Pennaeth uned yr awdur sy'n penderfynu a gaiff ei dderbyn i'r cofnod, heb weld beth mae'n ei ddweud. Mae'r awdur yn darllen y penderfyniad yma.
quarantine-none = Nid oes dim yn aros amdanoch
quarantine-none-body = Pan gaiff cyfrif ei gau, rôl ei thynnu neu ddyfais ei thynnu o ddefnydd tra bo tabled yn dal gwaith heb ei anfon, bydd yn ymddangos yma.
quarantine-cause = Pam mae'n aros
quarantine-what = Beth ydyw
quarantine-entries = { $n ->
    [one] Un cofnodiad ar gyfer un arsylwad
   *[other] { $n } cofnodiad ar gyfer un arsylwad
}
quarantine-incomplete = Anghyflawn
quarantine-damaged = { $n ->
    [one] Difrodwyd un cofnodiad arall ar y ddyfais, ac ni all neb ei ddarllen. Gellir derbyn y gweddill hebddo; bydd yr hyn a newidiodd neu a dynnodd yn ôl wedyn yn sefyll fel yr oedd cynt.
   *[other] Difrodwyd { $n } cofnodiad arall ar y ddyfais, ac ni all neb eu darllen. Gellir derbyn y gweddill hebddynt; bydd yr hyn a newidiwyd neu a dynnwyd yn ôl ganddynt wedyn yn sefyll fel yr oedd cynt.
}
quarantine-arrived = Cyrhaeddodd
quarantine-account-closed = Caewyd cyfrif yr awdur
quarantine-role-removed = Nid yw'r awdur yn arsylwi mwyach
quarantine-device-revoked = Tynnwyd y ddyfais o ddefnydd
quarantine-reason = Rheswm
quarantine-reason-hint = Bydd yr awdur yn ei ddarllen yma, a thrwy e-bost lle mae eich sefydliad yn caniatáu hynny.
quarantine-accept = Ei dderbyn i'r cofnod
quarantine-reject = Ei adael allan
quarantine-after-all = Cedwir yr hyn a adawyd allan am { $n } o ddyddiau. Tan hynny gellir ei dderbyn i'r cofnod wedi'r cyfan.
quarantine-accepted = Derbyniwyd i'r cofnod
quarantine-rejected = Gadawyd allan
quarantine-decided = { $person }, { $when }: { $reason }
quarantine-said = Penderfynwyd. Dywedir wrth yr awdur drwy e-bost.
