# Observations: list, plan, one observation, the live session, drafting, preview.

# List
observations-title = Observations
observations-plan = Plan an observation
observations-empty-title = No observations yet
observations-empty-observer = Plan one with a practitioner; it will be here, ready for a room without a network.
observations-empty-practitioner = When somebody plans to observe one of your sessions, it will be here.
observations-now = Under way now
observations-to-write = To write up
observations-planned = Planned
observations-others = With somebody else
observations-coming = Not shared yet
observations-own = Observed by { $observer }
observations-shared = Shared
observations-closed = Closed
observations-pair = { $practitioner }, observed by { $observer }
observations-here-only = On this device only
observation-state-planned = Planned
observation-state-in-progress = Under way
observation-state-drafting = Being written
observation-state-shared = Shared
observation-state-acknowledged = Acknowledged
observation-state-locked = Locked
observation-state-stopped = Stopped
observation-state-withdrawn = Withdrawn
observation-not-here = There is no network, and this device has not opened this observation before.

# Plan
plan-title = Plan an observation
plan-lead = Agree this with the practitioner. Nothing is shared before the session.
plan-person-label = Whose session
plan-person = { $name }, { $unit }
plan-choose-person = Choose whose session you will observe
plan-date = Date
plan-time = Time
plan-duration = How long
plan-session-type = Kind of session
plan-purpose = Why
plan-framework-label = Framework
plan-framework = { $title } ({ $version })
plan-focus = The practitioner’s focus
plan-focus-hint = The skill they would like you to look at. They can choose it themselves until the session starts.
plan-no-focus = No focus yet
plan-note = What was agreed
plan-note-hint = What is recorded, who will see it, and when you would stop.
plan-case-reference = Case reference
plan-case-reference-hint = Only if you need it, as in X000001. It never appears in a mail.
plan-submit = Plan it
plan-asked = { $name } asked to be observed: { $when }.
plan-asked-focus = They would like you to look at: { $focus }
plan-asked-filled = It is filled in as the focus below. You can choose another.
plan-decline = Answer without planning
plan-decline-title = Answer { $name }
plan-decline-words = Why not now, and when it could be
plan-decline-hint = { $name } reads these words on their Today page, and a mail says that you answered.
plan-decline-send = Send the answer
plan-decline-said = { $name } is told
plan-take-focus = Take this as the focus
agreement-change = Change what was agreed
agreement-change-title = Change what was agreed
agreement-changed-said = What was agreed is changed
agreement-behind-title = This was changed elsewhere while you had it open
agreement-behind = This is what stands there now. What you typed is still in the form, and nothing of it is saved yet.
agreement-behind-mine = Go on with what I typed
agreement-behind-theirs = Take what stands there now
plan-no-framework = There is no framework to observe with yet. Your administrator can publish one.
observed-developmental = Developmental
observed-probation-period = Probation period
observed-calibration = Second observer, for calibration
session-type-induction = Induction
session-type-supervision = Supervision
session-type-sentence-plan-review = Sentence plan review
session-type-home-visit = Home visit
session-type-programme = Programme
session-type-video = By video
session-type-other = Other

# One observation
observation-title = Observation of { $name }
observation-title-mine = Your session, observed
observation-back = The observation
observation-agreed = What was agreed
observation-practitioner = Practitioner
observation-note = In your words
observation-note-of = In the words of { $observer }
observation-observer = Observer
focus-mine-title = Your focus
focus-mine-lead = The skill you would like { $observer } to look at. You can change it until the session starts.
focus-mine-label = Skill to look at
focus-mine-save = Save the focus
focus-mine-said = Your focus is saved
informed-title = What the person on probation was told
informed-lead = The practitioner tells them. It is information, not consent; an objection ends it.
informed-legend = Their answer
informed-not-yet-asked = Not yet asked
informed-no-objection = Informed, no objection
informed-objected = Objected
informed-objected-means = The observation will be stopped. The session itself goes on without you.
informed-objected-means-mine = The observation will be stopped. Your session goes on, and nobody sits in.
informed-save = Record the answer
next-title = What next
next-planned = You will observe { $name }. Open the live screen once while you have a network; after that it works without one.
next-open-live = Open the live screen
next-in-progress = The session is under way.
next-back-live = Back to the session
next-drafting = The session is over. Write down what { $name } will read; strengths first.
next-write = Write the feedback
next-sharing = The feedback is on its way and will be shared when there is a network.
next-shared = { $name } has been told that there is feedback.
next-changed = You changed the feedback after you shared it. { $name } still reads the earlier version until you share this one.
next-share-changed = See the changed feedback and share it
next-acknowledged-changed = { $name } has read and acknowledged it. What you changed after sharing was not shared any more: say it in a reply.
next-plan-meeting = Plan the feedback meeting
next-shared-at = Shared { $date }
next-read = Read the feedback
next-change-shared = Change and share again
next-acknowledged = { $name } has read and acknowledged it. Lock the record when nothing is left to talk about.
next-locked = The record is closed. Later changes are visible amendments.
next-stopped = The observation was stopped. Nothing was shared.
next-withdrawn = The observation was withdrawn.
next-line = What is written here belongs to the observer and the practitioner. Others read it only once feedback is shared.
next-line-shared = The feedback has been shared.
next-line-closed = The feedback has been shared. It is not open to you.
next-mine-planned = Tell the person on probation that somebody will sit in, and record their answer here.
next-mine-in-progress = Your session is under way and { $observer } is sitting in. What they noted opens with the feedback.
next-mine-waiting = The session is over and { $observer } is writing. You can already say how it went for you.
next-mine-waiting-said = The session is over and { $observer } is writing. You have said how it went for you.
stop-mine = Stop the observation
stop-mine-when = Stop it when the person with you objects, or when it is no longer right that somebody sits in. Your session goes on. Nothing will be shared.
stop-mine-tell = Tell { $observer } as well: their tablet hears of it only when it has a network.
stop-mine-keep = Stop and keep what was captured
stop-mine-discard = Stop and remove what was captured
stop-mine-not = Do not stop it
stop-mine-said = The observation is stopped
next-mine-shared-first = There is feedback on your session. Say how it went for you, and it opens at once. It also opens by itself: “Read the feedback” says on which day.
next-mine-shared = There is feedback on your session.
next-mine-read = You have acknowledged this feedback.
next-how-it-went = How it went for you
withdraw = Withdraw
withdraw-title = Withdraw this observation?
withdraw-body = { $name } cannot read any feedback on it, and sees that it was withdrawn. This cannot be taken back.
withdraw-planned-body = The session goes on without you. { $name } sees that it was called off. This cannot be taken back.
lock = Lock the record
lock-title = Lock this record?
lock-body = Nothing can be changed afterwards; what is added later is a visible amendment.

# Before the session
gate-title = Before you observe { $name }
gate-look-for = What to look for
gate-open-action = Open action
gate-start-title = Start
gate-ready = Everything is ready. From the start on, each tap is safe on this device at once.
gate-noted = Once you share the feedback, { $name } can also open all your marks and notes, as you took them.
gate-start = Start the session
gate-ask-first = You can start once the person on probation has been told and does not object. Ask the practitioner and record the answer above.
gate-not-ready = You cannot start yet. What is missing stands above.
gate-no-framework-title = The skills are not on this device yet
gate-no-framework-body = Open this page once with a network. After that it works without one.

# Live
live-page-title = Session – Alongside
live-observing = Observing { $name }
live-last-action = Last action: { $action }
live-focus-is = Focus: { $skill }
live-no-action = No open action, no focus
live-pause = Pause
live-resume = Resume
live-blank = Blank
live-blank-ask = Screen covered. Press to come back.
live-blank-back = Show the session
live-end = End
live-quiet = Quiet mode
live-interruption-button = Interruption
live-tiles = Skills
live-tile-page = Page { $n }
live-code-label = Count it
live-code-running = going on
live-code-count = { $n ->
    [one] once
   *[other] { $n } times
}
live-started = Session began
live-paused = Paused
live-resumed = Went on
live-phase-began = { $phase } began
live-interruption = Interruption
live-interruption-of = Interruption: { $what }
live-timeline-empty = Tap a skill when you see it, its dashed circle when there was a chance.
live-undid = Taken back: { $what }
live-redid = Put back: { $what }
live-redo = Put it back
live-undo-label = Undo { $what }
live-what-seen = { $name }, seen, at { $at }
live-what-chance = { $name }, a chance, at { $at }
live-what-code = { $name } at { $at }
live-what-code-end = the end of { $name } at { $at }
live-what-phase = { $name } began, at { $at }
live-what-interruption = the interruption at { $at }
live-what-note = the note “{ $words }” at { $at }
live-edit-note-label = Edit the note of { $at }
live-note-label = Note
live-note-placeholder = Add a note at { $at } …
live-note-begun = Note begun at { $at }
live-note-editing = The note of { $at }
live-note-skill = Skill of the note
live-note-no-skill = No skill
live-note-add = Add note
live-end-title = End the session?
live-end-body = The clock stops where you pressed End. What you captured is sorted by skill for you to write up.
live-end-confirm = End and write it up
live-end-note-refused = The note you are writing cannot be kept as it is, so the session goes on
live-go-on = Go on observing
live-stop = Somebody objected, or I should not be here
live-stop-title = Stop this observation?
live-stop-body = Stop when somebody objects or it is no longer right to be in the room. The session goes on without you, and nothing will be shared.
live-stop-keep = Stop and keep what I captured
live-stop-discard = Stop and remove what I captured
live-remove-title = Remove what you captured?
live-remove-body = The observation is stopped, and nobody can bring back what you captured in it.
live-remove = { $notes ->
    [0] Remove { $taps ->
        [one] { $taps } tap
       *[other] { $taps } taps
    }
    [one] Remove { $taps ->
        [one] { $taps } tap and { $notes } note
       *[other] { $taps } taps and { $notes } note
    }
   *[other] Remove { $taps ->
        [one] { $taps } tap and { $notes } notes
       *[other] { $taps } taps and { $notes } notes
    }
}
live-over-title = The session is over
live-over-body = There is nothing to capture here any more.
live-over-open = Open the observation

# Drafting
draft-title = Feedback for { $name }
draft-not-now = There is nothing to write here now.
about-practice = Write about practice. Risk, safeguarding and names belong in the case system.
draft-parts = Parts of the feedback
draft-preview = See it as the practitioner will
draft-strengths = Strengths
draft-question = The question
draft-developments = One thing to try
draft-ratings = Ratings
draft-actions = Actions
draft-ready = Everything that is needed is there. Look at it once as the practitioner will, then share it.
draft-as-shared = { $name } can read what is here. If you change something, share it again.
draft-changed-title = Changed since you shared it
draft-changed = { $name } still reads the version of { $date }. See it as the practitioner will, then share it again.
draft-removed = Removed: { $title }
draft-put-back = Put it back
draft-rating-removed = The rating was taken away.
draft-still-needed = Still needed
draft-need-strength = Say one thing that worked
draft-need-question = Write the question you will ask first
draft-need-fewer = Keep at most two development points
draft-need-evidence = { $n ->
    [one] Attach evidence or give a reason for one rating
   *[other] Attach evidence or give a reason for { $n } ratings
}
draft-need-attached = { $n ->
    [one] Attach evidence to one rating
   *[other] Attach evidence to { $n } ratings
}
draft-need-decision = Decide between the two versions above
draft-evidence = What you captured
draft-evidence-other = Without a skill
draft-evidence-empty-title = Nothing was captured
draft-note-late = It stands at the end of the session.
draft-evidence-empty = Marks, notes and counts of the session would be here, sorted by skill.
codes-title = Counted
codes-closed-by-end = { $n ->
    [one] { $n } closed at the end of the session
   *[other] { $n } closed at the end of the session
}
codes-scores = What the instrument makes of them
codes-band = { $band } ({ $scheme })
codes-unrated = No number until “{ $item }” is rated
codes-nothing-below = Undefined: there is nothing to divide by
codes-too-short = { $n ->
    [one] No number: the session was shorter than { $n } minute
   *[other] No number: the session was shorter than { $n } minutes
}
codes-length-unknown = No number: it is not known how long the session lasted
codes-undefined = Undefined
draft-use-as-strength = Make it a strength
draft-use-as-strength-label = Make it a strength: { $name }
draft-use-as-development = Make it one thing to try
draft-use-as-development-label = Make it one thing to try: { $name }
draft-strengths-lead = Start with what worked, and say what you saw or heard.
draft-add-strength = Add a strength
draft-developments-lead = At most two. More are not heard.
draft-add-development = Add a development point
draft-developments-full = Two are there. Take one away before you add another.
draft-point-skill = Skill
draft-point-title = In one sentence
draft-strength-title-hint = As you would say it, for instance “You stayed with his words.”
draft-development-title-hint = As an invitation, for instance “Try the words out together before he leaves.”
draft-point-evidence = What you saw or heard
draft-point-evidence-hint = Words and acts, not judgements.
draft-point-effect = What it did (optional)
draft-point-effect-hint = What changed in the room.
draft-attach = Evidence: tap to attach
draft-attach-to = Evidence for “{ $item }”
draft-n-evidence = { $n ->
    [one] rests on { $n } moment
   *[other] rests on { $n } moments
}
draft-edit-point = Edit “{ $title }”
draft-remove-point = Remove “{ $title }”
draft-question-first-title = The question comes first
draft-question-first = Write what you will ask before you tell anything. After that you can add what could be tried.
draft-question-label = What will you ask before you tell anything?
draft-question-hint = An open question that cannot be answered with yes or no.
draft-suggestions = Questions that fit what you saw
draft-message = A few words around it
draft-message-label = A message to the practitioner (optional)
draft-ratings-lead = Rate only what you want to talk about. The anchors say what each level looks like.
draft-rating-skill = Skill
draft-rating-option = { $name }: { $evidence } captured, { $rated } of { $items } rated
draft-whole-session = The session as a whole
draft-points-range = A whole number from { $min } to { $max }
draft-clear-rating = Take the rating away
draft-clear-rating-label = Take the rating away: { $item }
draft-evidence-required = This rating needs evidence. Attach something you captured, or add a note that you forgot.
draft-reason = The reason
draft-reason-hint = Without evidence a rating needs a reason.
draft-open-first = Save what is open here, or close it, before you go on to another.
draft-actions-lead = A small step you will both look at again. The practitioner can take it on or suggest another.
draft-add-action = Add an action
draft-action-title = What
draft-action-title-hint = Small enough for the next session.
draft-action-support = Support you offer (optional)
draft-action-support-hint = For instance a rehearsal together, or time to watch a colleague.
draft-action-review = Look at it again on
draft-review-on = To be looked at again on { $date }

# Preview and sharing
preview-title = As the practitioner will see it
preview-back = Back to writing
preview-lead = { $name } first says how it went for them, then reads this.
preview-noted = At the end stands everything you marked and noted. { $name } can open that too, as you took it.
preview-not-yet-title = The question is still missing
preview-not-yet = Feedback asks before it tells. Write the question, and it will be shown here.
preview-missing = { $n ->
    [one] One thing is missing before you can share this.
   *[other] { $n } things are missing before you can share this.
}
preview-begun-title = Begun, and not part of this
preview-begun = These words are not saved in the feedback, so { $name } would not see them:
preview-share = Share with { $name }
preview-share-again = Share the changed feedback
preview-share-title = Share with { $name }?
preview-share-body = { $name } gets a mail that there is feedback. How much of it the mail holds is for your organisation to say. Until it is acknowledged you can change it and share it again.
preview-share-noted = { $name } can also open all your marks and notes, as they are now.

versions-title = Two versions of { $what }
versions-lead = They were written on two devices or screens that did not know of each other. Both are safe. Which should count?
versions-of-note = a note
versions-of-point = a point
versions-of-action = an action
versions-of-question = the question
versions-of-message = the message
versions-of-rating = the rating of “{ $item }”
versions-here = On this device, { $when }
versions-elsewhere = On another device, { $when } by its clock
versions-removed = Taken away
versions-keep = Keep this one
versions-keep-removed = Leave it away
versions-keep-label = { $keep }: { $said }
versions-keep-both = Keep both
versions-write = Write a new one
versions-write-label = Your words in place of both
versions-write-save = Use these words
versions-history = { $n ->
    [one] One decision between two versions
   *[other] { $n } decisions between two versions
}
versions-download = Download as a table
versions-was-kept = { $when }: of { $what } this was kept: { $said }
versions-was-written = { $when }: new words in place of both versions of { $what }
versions-was-removed = { $when }: both versions of { $what } were taken away
