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
second-agreement-none = No item was rated by both.
second-item = Item
second-same = Alike
second-skill = Skill
second-ratings = Ratings side by side
second-marks = Marks side by side
second-not-rated = Not rated
second-count = { $seen } seen, { $chances } chances
