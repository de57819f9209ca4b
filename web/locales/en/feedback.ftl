# After the session: reading, self-assessing, replying, reflecting, acting.

# The feedback page
feedback-title = Feedback
feedback-title-own = What { $observer } saw, and one question
feedback-title-other = Feedback for { $practitioner }
feedback-back = The observation
feedback-minutes = { $n ->
    [one] one minute to read.
   *[other] { $n } minutes to read.
}
feedback-audience-own = You, { $observer }, your line manager and the SPOs responsible for your team can open this. Where somebody else observed the session too, so can they, once both records are closed.
feedback-audience-other = { $practitioner }, { $observer }, the line manager and the SPOs responsible for the team can open this. Where somebody else observed the session too, so can they, once both records are closed.
feedback-edition = Changed and shared again on { $date }.
feedback-worked = What worked
feedback-length = The session lasted { $minutes }.
feedback-shape = The session lasted { $minutes }: { $phases }.
feedback-message = A word from { $observer }
feedback-withdrawn-title = This feedback was withdrawn
feedback-withdrawn = { $observer } has taken it back, so it can no longer be read.
feedback-withdrawn-own = What you wrote about this session yourself is still yours. { $observer } can tell you what happens next.
feedback-first-title = Your own view first
feedback-first-why = Your feedback is ready. Before you read it, say in a few taps how you saw the session yourself: a difference between the two views is often the best part of the conversation.
feedback-first-how = It takes about three minutes. The feedback opens as soon as you hand it in, or by itself after a few days.
feedback-first-how-on = It takes about three minutes. The feedback opens as soon as you hand it in, or by itself on { $date }.
feedback-first-start = Say how I saw it
feedback-later-title = Your own view is handed in
feedback-later = It waits on this device. The feedback opens when the server has it.

# A difference worth talking about
difference-title = A difference worth talking about
difference-opportunity-title = Was there an opportunity?
difference-none-title = You saw it alike
difference-none-title-other = They saw it alike
difference-overall = { $who }: “{ $words }”
difference-more = { $n ->
    [one] One more difference
   *[other] { $n } more differences
}
difference-alike = { $n ->
    [one] On one other point you both said the same.
   *[other] On { $n } other points you both said the same.
}
difference-alike-other = { $n ->
    [one] On one other point both said the same.
   *[other] On { $n } other points both said the same.
}
difference-noted = { $n ->
    [one] { $who } noted one moment: { $times }.
   *[other] { $who } noted { $n } moments: { $times }.
}
difference-own-missing-title = Your own view is not here yet
difference-own-missing = Say how you saw the session, and the two views stand side by side. { $observer } can read it from then on.
difference-other-missing = { $practitioner } has not handed in a self-assessment, so there is nothing to compare.
difference-apart-title = Each of you rated something else
difference-apart-title-other = They rated different things
difference-only-mine = Only you rated
difference-only = Only { $who } rated
difference-all = All of what { $practitioner } handed in
difference-words-alone = What { $practitioner } handed in
no-opportunity = No opportunity

# The question
question-title = { $observer } asks
question-title-own = You asked
question-reflect = Reflect privately
question-private = What you reflect on privately stays with you until you share it.

# One thing to try, and actions
trying-title = { $n ->
    [one] One thing to try
   *[other] Two things to try
}
action-support = Support: { $support }
action-proposed = proposed · review { $date }
action-review-due = review { $due }
action-replaced = another was chosen
action-done = done
action-dropped = dropped
action-from-feedback = From this feedback
action-take = Take this on
action-take-label = Take this on: { $title }
action-taken-said = It is yours now. It comes back when its day is near.
action-suggest = Suggest another
action-suggest-label = Suggest another instead of: { $title }
action-finish = Done
action-finish-label = Done: { $title }
action-done-said = Marked as done
action-drop = Drop it
action-dropped-said = Dropped
action-move = Another date
action-review-on = Look at it again on
action-own-title = What would you rather try?
action-own-title-hint = One small step you can take in the next sessions.
action-own-why = Why this one suits better (optional)
action-own-save = Take my own on
action-suggested-said = Your own action stands in its place

actions-title = Actions
actions-lead = Small agreed steps. They come back until they are done.
actions-lead-other = What was agreed with this person.
actions-waiting = To look at ({ $n })
actions-open = Open ({ $n })
actions-closed = Closed ({ $n })
actions-waiting-empty = Nothing is waiting for an answer or a review.
actions-open-empty = No other actions are open.
actions-closed-empty = Nothing is closed yet.
actions-empty-title = No actions yet
actions-empty = An action appears here when feedback proposes one, or when a meeting agrees on one.

# All ratings
ratings-title = { $n ->
    [one] The one rating in full
   *[other] All { $n } ratings in full
}
ratings-lead = Each stands on what was noted, or on a reason. There is no total.

# What was noted, in full
noted-title = Everything that was noted in the session
noted-lead = This is what { $observer } noted while you worked, as it was noted. It is what the feedback was made from, not the feedback itself.
noted-empty-title = Nothing was noted
noted-empty = { $observer } neither marked nor wrote anything while the session ran.
noted-until = until { $at }
noted-until-end = until the end of the session, where it was closed

# The conversation
thread-title = The conversation
reply-label = Your reply
reply-hint-own = { $observer } reads it, and it stays with this record.
reply-hint-other = { $practitioner } reads it, and it stays with this record.
reply-send = Send the reply
reply-sent = Your reply is sent
reply-kept = Your reply is safe on this device, and on its way
reply-differently = You see it differently?
reply-as = Send it as
reply-as-reply = A reply
reply-as-dispute = I see it differently
reply-as-dispute-hint = Your view stands beside the observer’s for as long as the record is kept.
reply-as-second-observer = I ask for a second observer
reply-as-second-observer-hint = Somebody else observes a later session. Both views are kept.
reply-kind-dispute = sees it differently
reply-kind-second-observer = asks for a second observer
reply-kind-acknowledgement = has read it

acknowledge-title = When you have read it
acknowledge-what = This says that you have read it, not that you agree. You can still reply afterwards.
acknowledge-button = I have read this
acknowledge-done = Noted: you have read it
acknowledge-said = You have read this
acknowledge-waits = You can still reply, and add something. It counts from when the server hears of it.

amendments-title = Added later
amendment-add = Add something to the closed record
amendment-label = What do you want to add?
amendment-hint = It is shown with your name and today’s date. What was there before stays as it is.
amendment-save = Add it
amendment-added = Added to the record
amendment-kept = What you added is safe on this device, and on its way

# Who opened it
opened-by = Apart from you, opened by { $people }. Nobody else.
opened-by-all = See everyone who looked at your record
opened-by-nobody = Apart from you, nobody has opened it yet.
views-lead = Every time somebody opens feedback, notes or a reflection of yours, it is written here. What one person opens of one session within an hour stands together.
views-empty-title = Nobody has looked yet
views-empty = When somebody opens a record of yours, you see here who and when.
views-who = Who
views-what = What
views-session = Session
views-when = When
views-no-session = None
viewed-feedback = Your feedback
viewed-capture = The notes of a session
viewed-self-assessment = Your self-assessment
viewed-reflection = A reflection you shared
viewed-record = A record of yours

# The self-assessment
assess-title = How did you see it?
assess-lead = Private until you hand it in. It is your view, so there is no wrong answer.
assess-overall = In your own words, how did it go?
assess-overall-hint = One sentence is enough.
assess-focus = Your focus
assess-words = Say why, in your own words
assess-words-label = Your words
assess-skip = Rate only what you want to talk about. One is enough.
assess-add = Add another skill
assess-add-hint = Only if it mattered in this session.
assess-submit = Hand in and open the feedback
assess-submit-what = From then on the observer, your line manager and the SPOs responsible for your team can read it, and it stays as it is.
assess-submitted = Handed in. Your feedback opens once it has arrived.
assess-needs-one = Choose a level for at least one point
assess-needs-words = Write a few words about how it went
assess-done-title = Handed in
assess-done = You handed in your own view { $date }. It stays as it is.
assess-own-view = What you handed in
assess-done-here = You handed in your own view. It stays as it is, and goes to the server when there is a network.
assess-read = Read the feedback


# Reflections
reflections-lead = Your own writing. Private until you share it.
reflections-lead-other = What this person has shared with you.
reflections-empty-title = No reflections yet
reflections-empty = Write after a session while it is fresh, with a guide or freely. Nobody sees it unless you share it.
reflections-waiting = Still to be sent
reflection-new = Write a reflection
reflection-title = Reflection
reflection-of = Reflection by { $practitioner }
reflection-nothing-yet = Nothing written yet
reflection-model = How would you like to write?
model-kolb = Kolb’s cycle
model-gibbs = Gibbs’ cycle
model-free = Freely
reflection-private = private
reflection-shared = shared
reflection-sharing = Who can read this
reflection-private-what = Only you. No manager and no administrator can open it.
reflection-shared-what = You, your line manager and the SPOs responsible for your team; of an observed session also who observed it. You can take it back at any time; whoever has read it stays on your list of views.
reflection-shared-since = Shared { $date }
reflection-sharing-waits = It counts once the server has heard of it; until then who can read it stays as it was.
reflection-share = Share it
reflection-unshare = Take it back
reflection-shared-said = Shared
reflection-unshared-said = Private again
reflection-delete = Delete
reflection-delete-title = Delete this reflection?
reflection-delete-what = It is removed for good, for you and for anyone you shared it with.
reflection-delete-offline = Without a network it goes from this device’s pages now, and everywhere once the server has heard. Until then you can take that back.
reflection-deleted = Deleted
reflection-deleted-title = Deleted on this device
reflection-deleted-what = It is gone for good once the server has heard of it. Until then you can have it back.
reflection-undelete = Have it back
reflection-delete-refused-title = It was not deleted
reflection-delete-refused = You changed it on another device after you had seen it here. Read it as it is now; you can delete it then.

part-experience = What happened
part-experience-prompt = The moment that stays with you. Who said or did what?
part-reflection = Looking back
part-reflection-prompt = What did you notice, in the other person and in yourself? What surprised you?
part-concept = What it tells you
part-concept-prompt = What do you make of it? Which idea or skill helps to understand it?
part-experiment = What you will try
part-experiment-prompt = Next time, what will you do, when, and with whom?
part-description = Description
part-description-prompt = What happened?
part-feelings = Feelings
part-feelings-prompt = What were you thinking and feeling?
part-evaluation = Evaluation
part-evaluation-prompt = What was good about it, and what was hard?
part-analysis = Analysis
part-analysis-prompt = What sense can you make of it?
part-conclusion = Conclusion
part-conclusion-prompt = What else could you have done?
part-action-plan = Action plan
part-action-plan-prompt = If it came up again, what would you do?
part-free = Your reflection
part-free-prompt = Write as it comes.

# Asking to be observed
ask-title = Ask to be observed
ask-lead = Your line manager sees it and suggests a time.
ask-focus = What should they look at?
ask-focus-hint = A skill you are working on, or one you would like to be seen at.
ask-focus-none = No particular skill
ask-note = Anything they should know?
ask-note-hint = For instance days that suit. Do not name the person on probation.
ask-send = Send the request
ask-sent-title = Your request is sent
ask-sent = Your line manager sees it on their Today page.

# Writing that the server refused
writing-safe-here = Your words are safe on this device. Nothing more is sent until you choose.
writing-stale = This text was changed elsewhere since you opened it here. Copy your words and remove them from this device: then you see what the server has, and can add to it.
share-refused-title = It was not shared
share-refused = You took it back on another device after you had shared it here. It stays private unless you share it again.
step-refused-read = Show it as it is now
action-refused-title = Your change to this action was not made
action-refused = It was changed elsewhere after you saw it here. Look at it as it is now, and change it again if you still want to.
acknowledge-refused-title = It is not noted yet that you have read this
acknowledge-refused = It was shared again, with changes, after you had read it here. Read it as it is now; then you can say so.
writing-reply-withdrawn = The feedback was withdrawn before your reply reached the server, so there is nothing left to reply to. Copy your words if you want to say them in person.
writing-unread-title = What waits on this device could not be read
writing-unread = Words that you wrote here and that were not sent yet may be missing from this page. It shows what the server has. A rescue file brings them back if you saved one.
begun-here = You began a reply here. Your words are still on this device.
begun-see = See your words
writing-elsewhere-title = You are writing this in another window too
writing-elsewhere = What you type here is kept beside what you wrote there, and you will be asked which of the two stays. Go on in one of the windows only.
saved-not-fit = Not all of this is saved: shorten what is marked above
writing-words = What you wrote
writing-remove = Remove from this device
writing-remove-title = Remove what you wrote?
writing-remove-what = The server does not have it. Copy the words first if you still need them.
