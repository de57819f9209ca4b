# Meetings and the coverage board.

meetings-lead = Feedback meetings, reflective supervision and other time set aside.
meetings-to-come = To come
meetings-past = Past
meetings-to-come-empty = No meetings are planned.
meetings-past-empty = No meetings lie behind you yet.
meetings-empty-title = No meetings yet
meetings-empty = A meeting appears here when you plan one, or when somebody invites you.
meeting-title = Meeting
meeting-plan = Plan a meeting
meeting-plan-lead = The invitation goes to everybody’s calendar as soon as you send it.
meeting-purpose = What is it for?
meeting-who = Who
meeting-who-hint = Type a name and choose. Yourself you need not add.
meeting-who-hint-one = The person it is about. Type a name and choose.
meeting-who-needed = Choose who is invited
meeting-date = Date
meeting-date-needed = Enter a date
meeting-time = Time
meeting-duration = How long
meeting-place = Room or place (optional)
meeting-place-hint = Such as Room 3, North Quay.
meeting-link = Video link (optional)
meeting-link-hint = Paste the address, beginning with https://
meeting-link-https = The link must begin with https://
meeting-note = Note for the agenda (optional)
meeting-note-is = Note for the agenda
meeting-link-is = Video link
meeting-note-hint = Seen here by those invited. It is not in the invitation.
meeting-book = Send the invitation
meeting-booked-said = The invitation is on its way
meeting-booked = booked
meeting-held = held
meeting-cancelled = cancelled
meeting-online = online
meeting-about = About
meeting-about-observation = The observation it is about
meeting-about-kept = The page of the meeting will lead to the observation it is about.
value-one_to_one = Choose one person: this kind of meeting is for two
value-not_one_to_one = This kind of meeting is about nobody in particular
value-not_invited = Whom the meeting is about has to be invited
value-other_practitioner = The observation is of somebody else. Plan the meeting with the person who was observed
meeting-organiser = Organised by
meeting-minutes = What was said
meeting-agenda-actions = On the agenda: open actions
meeting-steps = This meeting
meeting-steps-what = Whoever is invited hears of a move or a cancellation by mail, and their calendar follows.
meeting-took-place = Did it take place?
meeting-hold = It was held
meeting-not-held = It did not take place
meeting-not-held-title = It did not take place?
meeting-not-held-what = It counts as cancelled. Nobody gets a mail about a meeting whose time is over. To meet on another day instead, go back and move it.
meeting-over-what = Moving it to another day sends a new invitation.
meeting-move = Move or change
meeting-move-what = Everybody invited gets an updated invitation.
meeting-moved-said = Changed. The updated invitation is on its way.
meeting-cancel = Cancel the meeting
meeting-cancel-title = Cancel this meeting?
meeting-cancel-what = It disappears from everybody’s calendar.
meeting-cancel-reason = Why (optional, everybody invited can read it)
meeting-keep = Keep the meeting
meeting-cancelled-said = Cancelled. Everybody invited is told.
meeting-reply = Can you come?
meeting-reply-now = Your answer so far: { $reply }.
meeting-accept = Yes
meeting-maybe = Perhaps
meeting-decline = No
meeting-replied-said = Your answer is noted
meeting-held-said = Noted. Everybody who was invited can read the summary.
reply-none = not answered
reply-accepted = coming
reply-declined = not coming
reply-tentative = perhaps
held-summary = What do you want to keep of it? (optional)
held-summary-hint = Everybody who was invited can read it, whether they were there or not.
held-action = { $n ->
    [one] An action you agreed (optional)
   *[other] Another action (optional)
}
held-save = Close the meeting

invitation-title = What the invitation says
preview-to = To
preview-when = When
preview-where = Where
preview-no-date = no date yet
preview-nobody = nobody yet
preview-private = Nothing of any feedback, no note and no case number is in it.

# Coverage
coverage-empty-title = Nobody here yet
coverage-empty = When practitioners belong to your units, you see here who has been observed and who is due.
coverage-shown = Showing { $n } of { $total }
coverage-all = Show everybody
coverage-practitioner = Practitioner
coverage-observation = Observation
coverage-feedback = Feedback
coverage-supervision = Supervision
coverage-next = Next
coverage-about-title = This is about coverage
coverage-about-next = Every date here is judged by your organisation’s own rules, never by a rule of ours.
coverage-about-away = Whoever is away counts as neither due nor overdue. Until when, you say on their page.
coverage-policy = Your rules: { $rules }.
coverage-no-policy = No rule says how often yet, so nothing is due. An administrator can set one.
coverage-every-observation = { $n ->
    [one] an observation every day
   *[other] an observation every { $n } days
}
coverage-within-feedback = { $n ->
    [one] feedback within one working day
   *[other] feedback within { $n } working days
}
coverage-every-supervision = { $n ->
    [one] supervision every day
   *[other] supervision every { $n } days
}
covered-done = done { $date }
covered-booked = booked { $date }
covered-none = nothing asked for
covered-away = away until { $date }
count-away = away
count-not-asked = not due
coverage-ask-observer = Ask their SPO to plan it
coverage-next-meeting = Meeting { $when }
coverage-propose = Propose a time
coverage-propose-label = Propose a time to { $name }
coverage-write-feedback = Write the feedback
coverage-write-feedback-label = Write the feedback for { $name }
coverage-ask-to-share = Ask { $observer } to share the feedback
coverage-ask-observer-to-share = Ask whoever observed the session to share the feedback
coverage-ask-observer-label = Ask their SPO to plan it: { $name }
coverage-plan-observation = Plan an observation
coverage-plan-observation-label = Plan an observation of { $name }
weekday-short-0 = Sun
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
