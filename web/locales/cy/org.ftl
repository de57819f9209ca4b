# Pobl, unedau, mewnforion, rheolau, danfon e-bost, y cofnod archwilio.

people-search = Chwilio yn ôl enw
people-empty-title = Heb ddod o hyd i neb
people-empty = Daw pobl yma pan gânt eu hychwanegu neu eu mewnforio.
people-none-found = Nid yw enw neb yn cynnwys “{ $query }”. Rhowch gynnig ar lai o lythrennau.
picker-none = Heb ddod o hyd i neb. Rhowch gynnig ar lai o lythrennau.
picker-chosen = Dewiswyd
picker-remove = Tynnu { $name }

person-title = Person
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
policy-rule = Rheol
policy-where = Ble
policy-from = O
policy-everywhere = Y sefydliad cyfan
policy-add = Ychwanegu rheol
policy-added-said = Ychwanegwyd y rheol
policy-days = Diwrnodau
policy-working-days = Diwrnodau gwaith
