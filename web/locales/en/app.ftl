# The frame, the shared parts and the words every screen uses.

app-name = Alongside
app-tagline = Reflective supervision for probation
skip-to-content = Skip to the main content
page-title = { $title } – Alongside

# Navigation
nav-label = Main
nav-home = Today
nav-observations = Observations
nav-reflections = Reflections
nav-actions = Actions
nav-meetings = Meetings
nav-coverage = Coverage
nav-people = People
nav-units = Teams and units
nav-import = Import people
nav-delivery = Mail delivery
nav-audit = Audit log
nav-frameworks = Frameworks
nav-account = Your account
nav-views = Who looked at my record
nav-quarantine = Decisions
nav-lock = Lock
nav-sign-out = Sign out
nav-sign-in = Sign in
nav-more = More
nav-account-menu = Account: { $name }

# Language and theme
language = Language
language-switch = Switch to { $language }
theme = Appearance
theme-device = Same as this device
theme-light = Light
theme-dark = Dark

# Buttons
save = Save
save-changes = Save changes
continue = Continue
cancel = Cancel
close = Close
back = Back
edit = Edit
change = Change
add = Add
remove = Remove
delete = Delete
send = Send
share = Share
reply = Reply
undo = Undo
try-again = Try again
show-more = Show more
show-password = Show
hide-password = Hide
dismiss = Dismiss
yes = Yes
no = No
open = Open
search = Search
export = Export

# Fields
error-summary-title = There is a problem
error-prefix = Error:
optional = (optional)
characters-left = { $n ->
    [one] You have { $n } character left
   *[other] You have { $n } characters left
}
characters-over = { $n ->
    [one] You have { $n } character too many
   *[other] You have { $n } characters too many
}
file-choose = Choose a file
file-none = No file chosen yet
file-unread = That file could not be read. Nothing was changed. Choose it again, or choose another.
only-english = Some of the wording here is in English only.
saved-on-device = Saved on this device
saving = Saving …
saved = Saved
not-saved = Not saved yet
choose = Choose

# States of a screen
loading = Loading
empty-title = Nothing here yet
error-title = This did not load
error-safe = Nothing you wrote is lost.
error-try = If it keeps happening, tell your administrator this reference: { $reference }
shown-more = { $shown } of { $total } shown
not-found-title = Page not found
not-found-body = If you typed the address, check that it is right. What you are looking for may also have been moved, or it may not be yours to open.
not-found-home = Go to Today
forbidden-title = This is not yours to open
offline-title = You are offline
offline-shown = You are offline. This is what this device had: { $date }.
offline-page-body = This page needs the network. What you captured is safe on this device and will be sent when the network is back.
offline-here = Ready without a network
online = Online
offline = Offline
storage-silent-title = This device’s storage does not answer
storage-silent = This page goes on by itself as soon as it does. What was saved here is still here. If it takes long, load the page again, or close the browser and open it anew.
storage-blocked-title = Another window holds what is kept here
storage-blocked = Close the other windows of Alongside on this device: this one then goes on by itself. What was saved here is still here.
storage-load = Load the page again
update-ready = A new version is ready.
update-going = The new version is starting.
update-busy = The new version waits: a session is being recorded in another window.
update-now = Use it now

# Dates. Weekdays and months are messages, so that a language needs no support from the browser.
weekday-0 = Sunday
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
date-long = { $weekday } { $day } { $month }
date-long-year = { $weekday } { $day } { $month } { $year }
date-short = { $day } { $month }
date-short-year = { $day } { $month } { $year }
date-and-time = { $date }, { $time }
date-range = { $from } to { $to }
today = today
today-at = today { $time }
yesterday = yesterday
yesterday-at = yesterday { $time }
tomorrow = tomorrow
tomorrow-at = tomorrow { $time }
days-count = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
overdue-days = { $n ->
    [one] overdue { $n } day
   *[other] overdue { $n } days
}
due-today = due today
due-by = due by { $date }
minutes-count = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}

# Marks and ratings, the shared words
seen = seen
a-chance = a chance
a-chance-not-taken = a chance, not taken
focus = Focus
n-seen = { $n } seen
tile-mark-seen = , mark as seen
tile-chance-label = { $name }: mark a chance. { $n } so far.
phases = Phases of the session
phase-not-begun = not begun
elapsed = { $clock } elapsed
elapsed-paused = { $clock } elapsed, paused
timeline = Timeline
blank-return = Press anywhere to come back
blank-label = Screen covered
gap-you = You
gap-view = { $who }: { $level }
gap-view-words = { $who }: { $level } – “{ $words }”
gap-not-rated = not rated
gap-same = You both said the same.

# What went wrong, by the stable code of the server
problem-offline = There is no network, or the server cannot be reached.
problem-unreadable = The server answered in a way this version does not understand. Reload the page and try again.
problem-invalid_input = Something in the form needs to be put right.
problem-malformed_body = This version of the app and the server do not understand each other. Reload the page and try again.
problem-malformed_request = This address is not complete. Go back and choose again.
problem-unauthenticated = Your session has ended. Sign in again. Nothing you wrote is lost.
problem-sign_in_refused = The email address or the password is not right.
problem-link_expired = This link has been used or has expired. Ask for a new one.
problem-forbidden = This is not yours to do. Your administrator can tell you who may.
problem-sign_in_again = This needs your password once more. Sign out, then sign in again.
problem-needs_decision = You no longer observe, so what you captured goes to the head of your unit, who decides. You will hear by mail.
problem-device_revoked = This browser was taken out of use. Ask your administrator.
problem-foreign_origin = The request did not come from this site. Reload the page and try again.
problem-not_found = It is not here, or it is not yours to open.
problem-method_not_allowed = The server does not offer this. Reload the page and try again.
problem-wrong_state = The record has moved on, so this step is no longer open. Reload to see where it stands.
problem-id_reused = Something else was saved under the same number. Reload and try again.
problem-already_planned = It was planned meanwhile, so the request cannot be taken back. You find the session under Observations. If it does not suit you, talk to whoever planned it.
problem-email_taken = Somebody else in your organisation uses this email address.
problem-staff_code_taken = Somebody else in your organisation has this staff code.
problem-unit_in_use = There are still people or units in it. Move them first.
problem-unit_cycle = A unit cannot be placed below itself.
problem-still_responsible = This person still holds open records. Choose who takes them over.
problem-stale = Somebody changed this since you opened it. Reload to see their version, then make your change again.
problem-version_required = Reload the page before you save, so that nobody’s change is overwritten.
problem-too_large = This is too large to send in one piece.
problem-unsupported_media = The server does not take this kind of file.
problem-throttled = There were too many tries. Wait a few minutes, then try again.
problem-headers_too_large = The browser sent too much with the request. Clear the cookies of this site and try again.
problem-client_too_old = This record was made by a newer version. Close the app, open it again and go on. Nothing you wrote is lost.
problem-not_ready_to_share = Something is still needed before you can share this.
problem-self_assessment_first = The feedback opens once the self-assessment is in.
problem-damaged = What arrived was damaged on its way. Nothing was changed; it will be sent again.
problem-internal = Something went wrong on the server, and nothing was changed.
problem-unavailable = The server is busy or just starting, and nothing was changed.
problem-storage_full = The server has no room left. Nothing was changed. Tell your administrator.

# What is wrong with a value, by its stable code
value-empty = This is needed
value-too_long = Use { $limit } characters or fewer
value-too_short = Use { $limit } characters or more
field-case-reference = This looks like a case reference. It belongs in the case system: leave it out here.
value-out_of_range = Choose a number from { $min } to { $max }
value-control_character = Take out characters that do not print
value-malformed = This is not in the form expected
value-malformed-email = Enter an email address in the form name@example.org
value-malformed-case-reference = Enter a CRN as one letter and six digits, such as X000001
value-malformed-staff-code = Enter a staff code of seven characters, such as N07B901
value-malformed-date = Enter a real date
value-malformed-time = Enter a real date and time
value-common = This password is on a list of known passwords. Three random words make a good one.
value-personal = The password contains your own name or address. Three random words make a good one.
value-wrong_type = This is not in the form expected

# Writing that is saved by itself
saved-as-you-go = Saved as you go
saved-at = Saved { $time }
saved-not-offline = Not saved yet: no network. Keep this page open and it saves by itself.
saved-not = Not saved. { $why }

# Own writing that came back from a device that was emptied
unsent-title = Writing that had not been sent from { $device }
unsent-what = { $n ->
    [one] One piece of your own writing was handed over before that device was emptied. Nobody but you can open it.
   *[other] { $n } pieces of your own writing were handed over before that device was emptied. Nobody but you can open them.
}
unsent-until = Kept for you until { $date }.
unsent-restore = Restore it here
unsent-discard = Discard it
unsent-discard-title = Discard this writing?
unsent-discard-what = Nobody can bring it back afterwards.
unsent-discarded = The writing is discarded
unsent-restored = It is here again, as drafts: nothing was handed in, sent as a reply or shared.
unsent-arrived = All of it is on the server already.
unsent-self-assessment = Your own view of a session
unsent-reply = A reply to feedback
unsent-amendment = Words to add to a closed record
unsent-reflection = A reflection
unsent-action = An action you changed
unsent-no-storage = This window keeps nothing, so it cannot be restored here. It stays kept for you.

draft-let-go-title = Let go of what you typed?
draft-let-go-what = It is not saved yet. Only this device has these words.
draft-let-go = Let go of it
draft-go-on = Go on writing
