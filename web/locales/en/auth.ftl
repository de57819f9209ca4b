# Signing in, links from mails, the account.

sign-in-title = Sign in
sign-in-lead = Reflective supervision for probation
sign-in-button = Sign in
sign-in-forgot = I do not know my password
sign-in-ended = Your session has ended. Sign in to go on where you were. Nothing you wrote is lost.
unlock-title = This device is locked
unlock-lead = Enter your password to go on where you were. It works without a network.
unlock-who = Who are you?
unlock-button = Unlock
unlock-underway = Unlocking …
unlock-sign-in = Sign in as somebody else
unlock-waiting = { $n ->
    [one] One record waits here to be sent. It is sealed and safe.
   *[other] { $n } records wait here to be sent. They are sealed and safe.
}
unlock-wrong = { $n ->
    [one] That is not your password. One try is left.
   *[other] That is not your password. { $n } tries are left.
}
unlock-no-wrap = What you keep here opens with a full sign-in now, which needs the network once. Nothing is lost.
unlock-storage = This device could not read what you keep here. Close the app, open it again and try once more. Nothing was removed.
unlock-lead-pin = Enter the PIN of this session to go on where you were. It works without a network.
unlock-with-password = Use your password instead
pin = PIN
unlock-wrong-pin = { $n ->
    [one] That is not your PIN. One try is left.
   *[other] That is not your PIN. { $n } tries are left.
}
unlock-no-pin = The session that had a PIN has ended. Use your password.
unlock-passkey = Use this device’s fingerprint or face
unlock-not-recognised = It was not recognised. Try again, or use your password.
device-left = { $n ->
    [one] This device was taken out of use and has been emptied, but for one record that could not be handed over. It is still here, sealed, and opens for nobody. Ask your administrator whether it may go.
   *[other] This device was taken out of use and has been emptied, but for { $n } records that could not be handed over. They are still here, sealed, and open for nobody. Ask your administrator whether they may go.
}
people-unread = The list of who has used this device could not be read. What they keep here is still here: it opens when they sign in.
people-unread-read = I have read this
sign-in-emptied = This device was taken out of use, or an account on it was closed, and it has been emptied. What it had not sent was handed over, unless somebody decided against it.
sign-in-offline = There is no network. What was captured on this device is safe. Signing in needs the network once.
email = Email address
password = Password
email-needed = Enter your email address
password-needed = Enter your password

forgot-title = Ask for a new password
forgot-lead = We send a link to your work email address. It works once, for one hour.
forgot-button = Send the link
forgot-sent-title = Look at your mail
forgot-sent = If { $email } belongs to an account, a link is on its way. It can take a few minutes. If nothing comes, ask your administrator.
forgot-back = Back to sign in

set-title-reset = Choose a new password
set-title-invitation = Welcome to Alongside
set-lead-invitation = Choose a password to open your account. Only you will know it; no administrator can see or choose it.
set-lead-reset = All your other sessions end when you save it.
new-password = New password
new-password-hint = At least { $min } characters. Three random words are easy to remember and hard to guess.
new-password-needed = Enter a password of at least { $min } characters
set-button = Save the password
set-done-title = Your password is saved
set-done = Sign in with your email address and the new password.
set-no-token-title = This link is not complete
set-no-token = Open the link in the mail again, or copy the whole address. If it has been used already, ask for a new one.

account-title = Your account
account-lead = { $organisation } · { $unit }
account-about = About you
account-name = Name
account-email = Email address
account-unit = Team or unit
account-roles = What you do here
account-roles-none = No role yet. Your administrator gives you one.
person-away = Away
away-until = until { $date }
account-language = Language
account-language-hint = For the screens and for the mails you get.
account-language-saved = Language saved
account-appearance = Appearance
account-password = Change your password
account-current = Current password
account-password-button = Change the password
account-password-saved = Your password is changed
account-sessions = Where you are signed in
account-sessions-lead = If you do not know one of these, end it and change your password.
session-current = this device
session-used = Last used { $when } · signed in { $since }
session-end = End this session
session-end-label = End this session: { $device }
session-ended = The session on { $device } has ended

role-practitioner = Practitioner
role-spo = Senior probation officer
role-manager = Head of PDU
role-qdo = Quality development officer
role-evaluator = Programme lead or evaluator
role-administrator = Administrator
role-auditor = Auditor

# Today: what should I do next
home-title = Today
home-hello = { $date }
home-next = What to do next
home-next-empty-title = Nothing is waiting for you
home-held = See what this device has
home-next-empty = When a session is planned, feedback is shared or an action comes due, it appears here.
home-ask = Ask to be observed
home-plan = Plan an observation
home-plan-meeting = Plan a meeting
home-write = Write a reflection
ask-waiting-title = Your request waits to be planned
ask-waiting = You asked to be observed: { $when }.
ask-waiting-focus = Focus:
ask-take-back = Take it back
ask-take-back-title = Take your request back?
ask-take-back-what = Your line manager no longer sees it. Whoever has read it already stays on your list of views. You can ask again at any time.
ask-declined-title = { $name } cannot plan it for now
ask-declined-again = You can ask again at any time.
ask-declined-read = I have read it
ask-taken-back = Your request is taken back
home-counts = At a glance
home-privacy-title = Who sees what
home-privacy-practitioner = What you write is private until you share it. Each time somebody opens your feedback, you can see who and when.
home-privacy-spo = You read the feedback of the people you are responsible for once it is shared, and they see that you did. What you mark and note yourself, the practitioner can open once you share.
home-privacy-qdo = You read what you observe yourself. What you mark and note, the practitioner can open once you share.
home-privacy-manager = You see that an observation happened, not what was written, and nobody can open it for you. Only where you are somebody’s own line manager do you read their feedback once it is shared, and they see that you did.
home-privacy-administrator = You look after people, roles and mail. You see no content of any observation.
home-privacy-auditor = You see what was done, by whom and when. You see no content.
home-evaluator = There is nothing to do here yet. Aggregates for evaluation come with a later release, pseudonymised and with small numbers withheld.
home-frameworks = See the frameworks

next-observe = Observe { $name }
next-observe-running = Go on observing { $name }
next-finish-feedback = Finish the feedback for { $name }
next-finish-feedback-detail = Session on { $date }
next-read-reply = Read the reply from { $name }
next-read-reply-detail = Replied { $when }
next-lock = Lock the record with { $name }
next-lock-detail = Acknowledged { $when }
next-inform = Tell the person on probation that { $name } will sit in
next-inform-detail = Session on { $when }
next-self-assess = Say how you saw the session yourself
next-self-assess-detail = Before you read what { $name } saw · session on { $date }
next-read-feedback = Read what { $name } saw
next-read-feedback-detail = Shared { $when } · about two minutes
next-acknowledge = Reply to { $name }, or say that you have read it
next-acknowledge-detail = Shared { $when }
next-review-action-detail = Your action · review { $when }
next-continue-reflection = Go on with your reflection
next-continue-reflection-detail = Last written { $when } · private
next-meet = { $purpose } with { $names }
next-close-meeting = Was it held? { $purpose } with { $names }
next-book-observation = Book an observation for { $name }
next-book-supervision = Book supervision for { $name }
next-plan-requested = { $name } asks to be observed
next-plan-requested-detail = Asked { $when }
next-failed-mail = { $n ->
    [one] { $n } mail could not be delivered
   *[other] { $n } mails could not be delivered
}
next-declined = { $names } cannot come: move the meeting or cancel it
next-declined-detail = { $purpose }, { $when }
next-work-to-decide = { $n ->
    [one] { $n } piece of work that was not sent waits for your decision
   *[other] { $n } pieces of work that were not sent wait for your decision
}
next-work-to-decide-detail = A device held it when its author could no longer send it
next-work-without-head = { $n ->
    [one] { $n } piece of work that was not sent waits, and nobody can decide
   *[other] { $n } pieces of work that were not sent wait, and nobody can decide
}
next-work-without-head-detail = Give somebody the role Head of PDU over the author’s unit or one above it
next-pending-invitations = { $n ->
    [one] { $n } person cannot sign in before they accept an invitation
   *[other] { $n } people cannot sign in before they accept an invitation
}

purpose-feedback = Feedback meeting
purpose-supervision = Reflective supervision
purpose-action-learning = Action-learning set
purpose-calibration = Calibration

home-counts-own = Your own work
home-counts-people = Observations of your practitioners
home-counts-service = Running Alongside

count-planned = planned
count-drafts = to finish
count-shared-unread = shared, not yet read
count-open-actions = open actions
count-meetings = meetings to come
count-due = due
count-booked = booked
count-done = done
count-overdue = overdue
count-people = people
count-failed-mail = mails not delivered
