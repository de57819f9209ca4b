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
second-agreement-none = Ni raddiwyd yr un eitem gan y ddau.
second-item = Eitem
second-same = Yr un fath
second-skill = Sgìl
second-ratings = Graddau ochr yn ochr
second-marks = Marciau ochr yn ochr
second-not-rated = Heb ei raddio
second-count = { $seen } wedi'u gweld, { $chances } cyfle
