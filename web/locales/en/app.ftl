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
    [one] { $n } character too many
   *[other] { $n } characters too many
}
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
error-try = Try again. If it keeps happening, tell your administrator this reference: { $reference }
error-try-plain = Try again in a moment.
shown-more = { $shown } of { $total } shown
not-found-title = Page not found
not-found-body = If you typed the address, check that it is right. What you are looking for may also have been moved, or it may not be yours to open.
not-found-home = Go to Today
forbidden-title = This is not yours to open
offline-title = You are offline
offline-shown = You are offline. This is what this device had on { $date }.
offline-page-body = This page needs the network. What you captured is safe on this device and will be sent when the network is back.
offline-here = Ready without a network
online = Online
offline = Offline
update-ready = A newer version of Alongside is ready.
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
tile-seen-label = { $name }: mark as seen. { $n } so far.
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
