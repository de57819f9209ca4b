# People, units, imports, rules, mail delivery, the audit log.

people-search = Search by name
people-empty-title = Nobody found
people-empty = People appear here when they are added or imported.
people-any-status = Any status
people-none-so = Nobody stands so. Try another status, or fewer letters.
people-none-found = Nobody’s name holds “{ $query }”. Try fewer letters.
picker-none = Nobody found. Try fewer letters.
picker-chosen = Chosen
picker-remove = Remove { $name }

person-title = Person
person-about = About
person-staff-code-is = Staff code
person-line-manager-is = Line manager
person-add = Add a person
person-added-said = Added
person-name = Name
person-grade = Grade
person-roles = Roles
person-status = Status
person-staff-code = Staff code (optional)
person-staff-code-hint = Seven characters, such as N07B901.
person-line-manager = Line manager (optional)
person-line-manager-hint = Type a name and choose.
person-working-days = Working days
person-unit-needed = Choose a team or unit
person-left-on = Left on
person-invited = invited
person-active = active
person-suspended = suspended
person-left = left
person-invite-now = Send the invitation now
person-invite-now-hint = A mail with a link to choose a password. It works for a few days.
person-work = Working together
person-work-actions = Open actions
person-work-reflections = Reflections they shared
invite-title = Not signed in yet
invite-what = Nobody can sign in before they accept an invitation. A new one makes an earlier link useless.
invite-again = Send an invitation
invite-sent-said = The invitation is on its way
grade-po = Probation officer
grade-pso = Probation services officer
grade-pqip = Trainee (PQiP)
grade-nqo = Newly qualified officer
grade-spo = Senior probation officer
grade-head-of-pdu = Head of PDU
grade-qdo = Quality development officer
grade-other = Other

role-grant = Give a role
role-label = Role
role-unit = Over which unit
role-unit-hint = With everything below it.
role-granted-said = The role is given
role-revoked-said = The role is taken back
role-revoke-label = Remove the role { $role }
leave-title = { $name } is leaving
leave-what = They can no longer sign in. Their own records stay where they are. Observations they have not shared, meetings they organise that nobody has settled, and people they manage go to the successor. What they shared stays theirs, and is locked once it is acknowledged. Sessions about them that were not shared are withdrawn, and shared ones are locked.
leave-day = Last day
leave-successor = Successor (optional)
leave-successor-hint = Needed if the person still has open observations, meetings or people.
leave-save = Record that they leave
leave-said = Recorded
suspend-title = Keep { $name } out for a while
suspend-what = They are signed out everywhere at once and cannot sign in. Nothing of theirs moves, nobody takes it on, and what they have not sent stays sealed on their device.
suspend-save = Suspend the account
suspend-said = The account is suspended
resume-title = Kept out for now
resume-what = The account is suspended: nobody can sign in with it. Everything of theirs is where it was.
resume-save = Let them in again
resume-said = They can sign in again
return-title = { $name } is here again
return-what = They are invited and choose a new password. Their own records are as they were. Roles they had are not given back by themselves.
return-email-hint = The invitation goes here.
return-save = Take them back and send an invitation

away-open = Say that { $name } is away for a long while
away-title = { $name } is away for a long while
away-what = While they are away nothing is due or overdue of them: not on the board, not on Today, not in the weekly mail. Sessions and meetings can still be planned with them. They see this in their account.
away-day = Not expected until
away-day-hint = That day included, at most two years from now. From the day after they are back by themselves, and the days between do not count towards what is due. Do not say why: no reason is recorded.
away-save = Record that they are away
away-said = Recorded
away-change = Change the day
away-back = They are back
away-back-said = They are back on the board

units-lead = The hierarchy of your organisation. Records stay with people when a unit moves.
units-empty-title = No units yet
units-empty = Add the first unit, or import people with a spreadsheet that names their units.
unit-add = Add a unit
unit-add-top = Add a unit at the top
unit-add-below = Add below
unit-add-label = Add below { $name }
unit-edit-label = Edit { $name }
unit-name = Name
unit-kind = Kind
unit-kind-region = Region
unit-kind-pdu = PDU
unit-kind-team = Team
unit-parent = Belongs to
unit-top = The top
unit-code = Code (optional)
unit-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
unit-remove = Remove this unit

import-lead = From a spreadsheet saved as CSV. Nothing changes until you have seen what would.
import-how = Up to { $n } rows. People who are already here are found by their email address.
import-columns = Which columns
import-column-name = Full name. Needed.
import-column-email = Work email address. Needed.
import-column-grade = po, pso, pqip, nqo, spo, head_of_pdu, qdo or other. Needed.
import-column-unit_path = Units from the top, as in North Region / North Quay PDU / Team 2. Needed; new units are made.
import-column-role = practitioner, spo, manager, qdo, evaluator, administrator or auditor. Needed.
import-column-staff_code = Seven characters, such as N07B901.
import-column-team_code = The team’s code.
import-column-line_manager_email = The email address of the line manager.
import-column-working_days = Such as Mon-Thu or Mon,Wed,Fri. Empty means Monday to Friday.
import-file = The file
import-paste = Or paste the rows, with the header
import-try = Show what would change
import-would-title = { $n ->
    [one] One change
   *[other] { $n } changes
}
import-would = { $n ->
    [0] Every row would change something.
    [one] One row is as it is already.
   *[other] { $n } rows are as they are already.
}
import-apply = { $n ->
    [one] Make this change
   *[other] Make these { $n } changes
}
import-invite = { $n ->
    [one] Invite the one person in this file who cannot sign in yet
   *[other] Invite the { $n } people in this file who cannot sign in yet
}
import-invite-only = Send the invitations
import-more = and { $n } more
import-nothing-title = Nothing to change
import-nothing = All { $n } rows are as they are already.
import-new-unit = New unit: { $path }
import-new-person = New: { $name }
import-changed = { $name }: { $columns }
import-row = Row
import-what = What would change
import-column = Column
import-wrong = What is wrong
import-bad-title = { $n ->
    [one] One cell needs to be put right
   *[other] { $n } cells need to be put right
}
import-bad = Nothing was changed. Correct the cells in your spreadsheet and try again.
import-done-title = Imported
import-done = { $n ->
    [one] One row was taken in.
   *[other] { $n } rows were taken in.
}
import-problem-working-days = Write days as Mon-Thu or Mon,Wed,Fri
import-problem-unknown = There is nobody and nothing of this name
import-problem-missing-column = The column is missing
import-problem-repeated = This stands in another row too
import-problem-taken = Somebody else has this already
import-problem-unknown-column = No column of this name is known
import-problem-cells = This row has more or fewer cells than the header
import-problem-too-many = One file holds at most { $n } rows
import-problem-formula = A cell that begins with =, +, - or @ could run as a formula; write it as text
import-problem-unreadable = The file cannot be read. Save it as CSV with UTF-8
value-unknown = There is nobody and nothing of this name
value-own = Somebody cannot be their own line manager
value-left = This person has left or cannot sign in
value-own_line = You cannot give yourself a line. Ask another administrator
value-no_line = Choose somebody who is an SPO or manages a unit
value-does_not_observe = Choose somebody who observes sessions
value-observed_in_these = This person is the practitioner of a session that is handed on. Choose somebody else
value-observes_the_same = This person observes one of these sessions too, and neither record may colour the other. Choose somebody else
value-self_invited = You cannot invite yourself to a meeting of others. Ask who organises it
value-not_within_two_years = Choose a day from tomorrow on, at most two years from now
value-not_active = This person cannot sign in

policies-title = Rules and settings
policies-lead = How often and within how many days. Each rule holds from its date on, and the nearest unit’s rule counts.
policies-empty-title = No rules yet
policies-empty = Without a rule nothing is due and nothing is overdue.
policies-opening = Where no rule says otherwise, shared feedback opens without a self-assessment after { $n } days.
policy-rule = Rule
policy-where = Where
policy-from = From
policy-everywhere = Whole organisation
policy-add = Add a rule
policy-added-said = The rule is added
policy-days = Days
policy-working-days = Working days
policy-kind-observation-every = Everybody is observed at least every … days
policy-kind-feedback-within = Feedback within … working days
policy-kind-self-assessment-opens = Feedback opens without a self-assessment after … days
policy-kind-supervision-every = Reflective supervision at least every … days
policy-observation-every = { $n ->
    [one] Observed every day
   *[other] Observed at least every { $n } days
}
policy-feedback-within = { $n ->
    [one] Feedback within one working day
   *[other] Feedback within { $n } working days
}
policy-self-assessment-opens = { $n ->
    [one] Feedback opens without a self-assessment after one day
   *[other] Feedback opens without a self-assessment after { $n } days
}
policy-supervision-every = { $n ->
    [one] Supervision every day
   *[other] Supervision at least every { $n } days
}
organisation-title = Organisation
organisation-name = Name
mail-policy = What mails may carry
organisation-telemetry = Count how the app runs
organisation-telemetry-hint = How long starting, saving and sending take, and how often they fail. Counts only: no content and nobody’s name.
mail-policy-hint = A mail can be read on a locked screen or forwarded by mistake. The app itself always shows everything.
mail-policy-minimal = Minimal
mail-policy-minimal-what = What happened, the date and a link.
mail-policy-standard = Standard
mail-policy-standard-what = Also the titles and dates of actions.
mail-policy-full = Full
mail-policy-full-what = Also the released feedback. A case number is never in any mail.

delivery-lead = Every mail of the last weeks: what kind, to whom and how far. Never what it says.
delivery-refresh = Look again
delivery-empty-title = No mails yet
delivery-empty = When the app sends a mail, it is listed here.
delivery-message = Mail
delivery-said = What the mail server said
delivery-waiting = waiting
delivery-waiting-again = { $n ->
    [one] waiting, one try failed
   *[other] waiting, { $n } tries failed
}
delivery-running = being sent
delivery-done = handed over
delivery-failed = not delivered
delivery-superseded = not needed any more
delivery-superseded-why = What it would have told had changed before it was sent, so it was not sent.
delivery-set-aside = set aside
delivery-set-aside-do = Set aside
delivery-set-aside-label = Set aside: mail to { $name }
delivery-set-aside-said = Set aside, and not counted any more
delivery-next = next try { $when }
delivery-retry-label = Try again: mail to { $name }
delivery-retried-said = It is tried again
mail-invitation = Invitation
mail-password-reset = New password
mail-password-changed = Password changed
mail-session-ended = Device signed out for safety
mail-address-changed = Address changed
mail-observation-planned = Observation: planned
mail-observation-moved = Observation: moved
mail-observation-handed-on = Observation: another observer
mail-request-declined = Request to be observed: answered
mail-observation-cancelled = Observation: called off
mail-feedback-ready = Feedback is ready
mail-reply-received = A reply
mail-meeting-invited = Meeting: invitation
mail-meeting-moved = Meeting: moved
mail-meeting-cancelled = Meeting: cancelled
mail-meeting-summary = Meeting: summary
mail-unsent-to-decide = Unsent work: to decide
mail-unsent-without-head = Unsent work: nobody can decide
mail-unsent-waits = Unsent work: it waits
mail-unsent-decided = Unsent work: the decision
mail-unsent-kept = Unsent writing: kept for its author
mail-weekly-digest = Weekly digest
mail-newer = { $message } (of a newer version)
mail-unreadable = Made by another version, cannot be read

audit-lead = Who did what, to whose record and when. What was written is not here.
audit-about = Only what concerns
audit-empty-title = Nothing logged
audit-empty = There is no entry for this choice.
audit-action = Action
audit-whose = Whose record
audit-request = Request
audit-system = the system

# What the audit log names by codes; a code without words is shown as it is.
audited-action-add = Agreed an action
audited-action-edit = Changed an action
audited-action-list = Read somebody’s actions
audited-amendment-add = Added words after the closing
audited-audit-read = Read the audit log
audited-auth-accept_invitation = Accepted an invitation
audited-auth-change_password = Changed the password
audited-auth-end_session = Signed out another device
audited-auth-invite = Invited somebody
audited-auth-refresh_unproven = Going on with a sign-in was refused: it came without the key of its device
audited-auth-refresh_reused = A used sign-in came again: all of it was ended
audited-auth-refused = A sign-in was refused
audited-auth-reset = Set a new password by mail
audited-auth-reset_request = Asked for a new password
audited-auth-sign_in = Signed in
audited-auth-sign_out = Signed out
audited-auth-sign_out_everywhere = Signed out everywhere
audited-capture-read = Read what was noted in a session
audited-capture-write = Noted a session
audited-delivery-retry = Sent a mail again
audited-delivery-set_aside = Set a mail aside
audited-device-register = Began to use a device
audited-device-release = Gave a device up
audited-device-revoke = Took a device out of use
audited-device-wiped = A device removed what it held
audited-feedback-read = Read feedback
audited-feedback-share = Shared feedback
audited-framework-offer = Offered a framework version again
audited-framework-publish = Published a framework
audited-framework-retire = Retired a framework version
audited-meeting-book = Booked a meeting
audited-meeting-cancel = Cancelled a meeting
audited-meeting-edit = Changed a meeting
audited-meeting-hand_over = Handed a meeting over
audited-meeting-hold = Closed a meeting
audited-meeting-read = Read a meeting
audited-meeting-reply = Answered an invitation to a meeting
audited-observation-acknowledge = Acknowledged feedback
audited-observation-choose_focus = Chose a focus
audited-observation-compare = Compared two observations of one session
audited-observation-edit = Changed what was agreed
audited-observation-hand_over = Handed an observation over
audited-observation-inform = Recorded whether the person on probation was told, and what they said
audited-observation-lock = Locked an observation
audited-observation-plan = Planned an observation
audited-observation-read = Read an observation
audited-observation-rebase = Moved an observation to another version of its framework
audited-observation-second_observer = Asked for a second observer
audited-observation-stop = Stopped an observation
audited-observation-withdraw = Withdrew an observation
audited-observation_request-ask = Asked to be observed
audited-observation_request-decline = Answered a request to be observed without planning it
audited-observation_request-read = Read a request to be observed
audited-observation_request-read_answer = Read the answer to a request to be observed
audited-observation_request-take_back = Took a request to be observed back
audited-organisation-create = Set the organisation up
audited-organisation-edit = Changed the organisation
audited-people-import = Imported people
audited-people-import_try = Tried an import
audited-person-add = Added somebody
audited-person-away = Noted until when somebody is away
audited-person-back = Noted that somebody is back
audited-person-edit = Changed somebody’s details
audited-person-leave = Noted that somebody left
audited-person-locale = Chose a language
audited-person-resume = Let somebody in again
audited-person-return = Noted that somebody came back
audited-person-suspend = Suspended an account
audited-policy-put = Set a rule
audited-quarantine-accept = Took late work in
audited-quarantine-deposit = A device handed unsent work over
audited-quarantine-expire = Late work that was left out was removed
audited-quarantine-reject = Left late work out
audited-reflection-delete = Deleted a reflection
audited-reflection-list = Read somebody’s shared reflections
audited-reflection-read = Read a reflection
audited-reflection-share = Shared a reflection
audited-reflection-unshare = Took a shared reflection back
audited-reflection-write = Wrote a reflection
audited-reply-add = Replied to feedback
audited-reply-read = Read a reply
audited-role-grant = Gave a role
audited-role-revoke = Took a role away
audited-self_assessment-read = Read a self-assessment
audited-self_assessment-submit = Handed a self-assessment in
audited-self_assessment-write = Wrote a self-assessment
audited-sync-read = A device fetched a record
audited-unit-add = Added a unit
audited-unit-edit = Changed a unit
audited-unit-remove = Removed a unit
audited-unsent_writing-discard = Let unsent writing go
audited-unsent_writing-expire = Unsent writing was removed
audited-unsent_writing-keep = Unsent writing was kept for its author
audited-unsent_writing-open = Read unsent writing
audited-unsent_writing-restore = Brought unsent writing back
