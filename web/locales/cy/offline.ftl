# Beth sy'n ddiogel, a ble.

save-nothing = Dim wedi'i gofnodi eto
save-all-safe = Popeth yn ddiogel ar y gweinydd
save-sending = Yn anfon { $n }
save-here = { $n } yn ddiogel ar y dabled hon
save-no-network = { $n } yn ddiogel ar y dabled hon, dim rhwydwaith
save-busy = { $n } yn ddiogel ar y dabled hon, mae'r gweinydd yn brysur
save-sign-in = { $n } yn ddiogel ar y dabled hon, mewngofnodwch i anfon
save-needs-you = Eich angen chi
save-not-kept = Ni chadwyd y cofnod diwethaf
save-not-kept-full = Ni chadwyd y cofnod diwethaf: mae'r ddyfais yn llawn
save-announce-no-network = Dim rhwydwaith. Mae popeth yn ddiogel ar y dabled hon.
save-announce-busy = Mae'r gweinydd yn brysur. Mae popeth yn ddiogel ar y dabled hon.
save-announce-sign-in = Mae'r sesiwn wedi dod i ben. Mae popeth yn ddiogel ar y dabled hon; mewngofnodwch i'w anfon.
save-storage-title = Ni allai'r ddyfais hon gadw'r cofnod diwethaf
save-storage-help = Mae'r hyn a gofnodwyd cynt yn ddiogel. Gwnewch le ar y ddyfais, neu gadewch bori preifat, yna rhowch y peth diwethaf eto.
save-needs-you-title = Ni dderbyniodd y gweinydd hwn
save-needs-you-safe = Mae popeth a gofnodwyd yn ddiogel ar y ddyfais hon. Ni anfonir dim nes i chi ddewis.
save-send-again = Anfon eto
save-back-to-draft = Mynd yn ôl i'r drafft
save-send-now = Rhoi cynnig nawr
