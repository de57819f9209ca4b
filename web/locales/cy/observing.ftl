# Yr hyn y mae tudalennau'r arsylwr yn unig yn ei ddweud.

second-title = Ail arsylwr
second-lead = Rhywun sy'n arsylwi'r un sesiwn yn annibynnol, gyda'i gofnod ei hun. Dywedir wrth yr ymarferydd. Nid yw'r naill na'r llall yn gweld cofnod y llall cyn i'r ddau gael eu cloi.
second-who = Pwy
second-ask = Gofyn iddynt arsylwi hefyd
second-both-title = Dau arsylwr
second-told = Mae dau berson yn arsylwi'r sesiwn hon, pob un drosto'i hun.
second-blind = Byddwch yn gweld cofnodion eich gilydd pan fydd y ddau wedi'u cloi. Tan hynny, peidiwch â chymharu nodiadau.
second-both-lead = Mae'r ddau gofnod wedi'u cloi. Dyma a welodd pob un ohonoch.
second-agreement = { $same } o { $both } eitem wedi'u graddio yr un fath ({ $percent } %)
second-agreement-none = Nid oes graddau gan y ddau i'w cymharu.
second-item = Eitem
second-same = Yr un fath
second-skill = Sgìl
second-ratings = Graddau ochr yn ochr
second-marks = Marciau ochr yn ochr
second-not-rated = Heb ei raddio
second-count = { $seen } wedi'u gweld, { $chances } cyfle

rebase-newer-title = Mae'r offeryn wedi symud ymlaen
rebase-newer = Mae'r cofnod hwn yn aros ar fersiwn { $version }. Mae un mwy newydd: { $newer }. Cewch symud y cofnod iddi, ac yn ôl.
rebase-back-title = Symudwyd y cofnod hwn
rebase-back = Mae ar fersiwn { $version } nawr ac roedd ar { $earlier } o'r blaen. Cewch ei symud yn ôl.
rebase-look = Gweld beth fyddai'n newid
rebase-move = Symud y cofnod hwn i fersiwn { $version }
rebase-nothing = Nid oes dim sydd yn y cofnod hwn yn newid.
rebase-set-aside = { $n ->
    [0] Mae popeth a gofnodwyd gennych yn cadw ei le.
    [one] Nid oes lle i un peth a gofnodwyd gennych yn y fersiwn honno. Fe'i rhoddir o'r neilltu, nid ei ddileu: daw yn ôl os symudwch y cofnod yn ôl.
   *[other] Nid oes lle i { $n } peth a gofnodwyd gennych yn y fersiwn honno. Fe'u rhoddir o'r neilltu, nid eu dileu: dônt yn ôl os symudwch y cofnod yn ôl.
}
rebase-part = Rhan
rebase-change = Newid
rebase-yours = Yn eich cofnod
rebase-added = Newydd
rebase-removed = Wedi'i dynnu
rebase-reworded = Geiriad gwahanol
rebase-reshaped = Ateb neu farcio gwahanol
rebase-phase = Cyfnod: { $name }
rebase-code = Ymddygiad: { $name }
rebase-held-none = Dim
rebase-rating-kept = Mae eich gradd yn aros; darllenwch y geiriau newydd
rebase-rating-aside = Rhoddir eich gradd o'r neilltu
rebase-marks-kept = { $n ->
    [one] Mae un marc yn aros
    [two] Mae { $n } farc yn aros
   *[other] Mae { $n } marc yn aros
}
rebase-marks-aside = { $n ->
    [one] Rhoddir un marc o'r neilltu
    [two] Rhoddir { $n } farc o'r neilltu
   *[other] Rhoddir { $n } marc o'r neilltu
}
rebase-texts-kept = { $n ->
    [one] Mae un testun yn aros
    [two] Mae { $n } destun yn aros
   *[other] Mae { $n } testun yn aros
}
rebase-texts-aside = { $n ->
    [one] Mae un testun yn aros heb yr enw hwn
    [two] Mae { $n } destun yn aros heb yr enw hwn
   *[other] Mae { $n } testun yn aros heb yr enw hwn
}
