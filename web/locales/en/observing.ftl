# What only the observer's pages say.

second-title = A second observer
second-lead = Somebody who observes the same session independently, with a record of their own. The practitioner is told. Neither of you sees the other’s record before both are locked.
second-who = Who
second-ask = Ask them to observe too
second-both-title = Two observers
second-told = Two people observe this session, each for themselves.
second-blind = You see each other’s record when both are locked. Until then, please do not compare notes.
second-both-lead = Both records are locked. This is what each of you saw.
second-agreement = { $same } of { $both } items rated alike ({ $percent } %)
second-agreement-none = There are no ratings of both to compare.
second-item = Item
second-same = Alike
second-skill = Skill
second-ratings = Ratings side by side
second-marks = Marks side by side
second-not-rated = Not rated
second-count = { $seen } seen, { $chances } chances

rebase-newer-title = The instrument has moved on
rebase-newer = This record stays on version { $version }. There is a newer one: { $newer }. You may move the record to it, and back.
rebase-back-title = This record was moved
rebase-back = It is on version { $version } now and was on { $earlier } before. You may move it back.
rebase-look = See what would change
rebase-move = Move this record to version { $version }
rebase-nothing = Nothing that this record holds changes.
rebase-set-aside = { $n ->
    [0] Everything you captured keeps its place.
    [one] One thing you captured has no place in that version. It is set aside, not deleted: it comes back if you move the record back.
   *[other] { $n } things you captured have no place in that version. They are set aside, not deleted: they come back if you move the record back.
}
rebase-part = Part
rebase-change = Change
rebase-yours = In your record
rebase-added = New
rebase-removed = Removed
rebase-reworded = Worded differently
rebase-reshaped = Answered or marked differently
rebase-phase = Phase: { $name }
rebase-code = Behaviour: { $name }
rebase-held-none = Nothing
rebase-rating-kept = Your rating stays; read the new words
rebase-rating-aside = Your rating is set aside
rebase-marks-kept = { $n ->
    [one] One mark stays
   *[other] { $n } marks stay
}
rebase-marks-aside = { $n ->
    [one] One mark is set aside
   *[other] { $n } marks are set aside
}
rebase-texts-kept = { $n ->
    [one] One text stays
   *[other] { $n } texts stay
}
rebase-texts-aside = { $n ->
    [one] One text stays without this name
   *[other] { $n } texts stay without this name
}
