# Fframweithiau: yr offerynnau, yn ddarllenadwy.

frameworks-title = Fframweithiau
frameworks-lead = Yr hyn yr edrychir amdano mewn sesiwn, a sut olwg sydd ar bob lefel.
frameworks-empty-title = Dim fframwaith eto
frameworks-empty = Nid oes gan eich sefydliad fframwaith i arsylwi ag ef. Gweinyddwr sy'n cyhoeddi un.
framework-version = Fersiwn { $version } · cyhoeddwyd { $date }
framework-retired = wedi ymddeol
framework-current = yn cael ei ddefnyddio
framework-earlier = fersiwn gynharach
framework-how = Sut i ddefnyddio
framework-about = Sut i'w ddefnyddio
framework-preconditions = Cyn iddo ddweud dim
framework-source = O ble y daw
framework-phases = Rhannau'r sesiwn
framework-domains = Yr hyn yr edrychir amdano
framework-codes = Ymddygiadau a gyfrifir
framework-scores = Yr hyn a wneir o'r atebion
framework-listen-for = Yr hyn y gallech ei weld neu ei glywed
framework-questions = Cwestiynau i ddechrau
framework-anchors = Sut olwg sydd ar bob lefel
framework-session = Am y sesiwn gyfan
framework-fingerprint = Ôl bys y cynnwys { $hash }
