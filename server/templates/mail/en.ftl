# Words of mail, English. Keep the keys equal with cy.ftl; a test compares them.
# Subjects are neutral: they show on a lock screen.

greeting = Hello { $name },
greeting-unnamed = Hello,
copy-link = If the button does not work, copy this address into your browser:
link-expires = The link works once, until { $when }.
closing-sender = Sent by Alongside for { $organisation }.
closing-automatic = This message was sent automatically and replies to it are not read. Please answer in Alongside.

invitation-subject = Set up your Alongside account
invitation-body = { $person } has invited you to use Alongside at { $organisation }, for observations, feedback and reflective supervision.
invitation-link = Set up your account
invitation-unexpected = If you did not expect this invitation, you can ignore it. Nothing happens until you open the link and choose a password.

reset-subject = Choose a new password for Alongside
reset-body = Someone, we hope you, asked for a new password for your Alongside account.
reset-link = Choose a new password
reset-unexpected = If it was not you, you can ignore this message. Your password stays as it is.

password-changed-subject = The password of your Alongside account was changed
password-changed-body = The password of your Alongside account was changed: { $when }. Every other device is signed out.
password-changed-unexpected = If it was you, there is nothing to do. If it was not you, choose a new password now and tell your information security team: somebody else can open your account.
password-changed-link = Choose a new password

session-ended-subject = A device was signed out of your Alongside account
session-ended-body = Your session on { $device } was ended: { $when }. What continues a session may be used only once, and it was used twice. That can mean that somebody has copied it from the device.
session-ended-unexpected = To go on, sign in again; nothing you wrote is lost. If it was not you who worked on this device, or you do not know it, change your password and tell your information security team.
session-ended-link = See where you are signed in

address-changed-subject = The address of your Alongside account was changed
address-changed-body = { $person } has changed the email address of your Alongside account. You are signed out everywhere, and sign in with the new address from now on. Messages no longer come here.
address-changed-unexpected = If you did not expect this, tell your line manager and your information security team today: whoever reads mail at the new address can choose a new password and open your account.
address-changed-link = Open Alongside

observation-planned-subject = An observation is planned
observation-planned-body = { $person } plans to observe a session of yours.
observation-second-body = { $person } has asked for a second observer. Both observe the same session, each in a record of their own.
observation-moved-subject = An observation has moved to another time
observation-moved-body = { $person } has moved an observation to another time.
observation-handed-on-subject = Somebody else observes a planned session
observation-handed-on-body = { $person } will observe this session in place of { $before }. What was agreed stays as it was.
observation-yours-body = You will observe this session in place of { $before }. What was agreed stays as it was.
request-declined-subject = Your request to be observed is answered
request-declined-body = { $person } has answered your request to be observed. Nothing is planned for now.
request-declined-link = Read the answer
observation-cancelled-subject = An observation has been called off
observation-cancelled-body = { $person } has called off an observation.
observation-ended-body = An observation that was planned does not take place.
observation-own-record = You observe the same session. Your own record of it stays as it is until you change it.
observation-when = When
observation-before = Instead of
observation-practitioner = Practitioner
observation-observer = Observer
observation-link = Open the observation in Alongside

feedback-subject = Feedback is ready for you to read
feedback-body = { $person } has shared feedback on your session observed on { $date }.
feedback-link = Read it in Alongside
feedback-strengths = What went well
feedback-question = A question for you
feedback-development = To develop next

reply-subject = There is a reply to your feedback
reply-body = { $person } has replied to the feedback on the session observed on { $date }.
reply-link = Read the reply in Alongside

unsent-subject = What your device had not sent
unsent-accepted = A device of yours still held work for an observation when you could no longer send it, and handed it in on { $date }. { $person } has decided that it becomes part of the record.
unsent-rejected = A device of yours still held work for an observation when you could no longer send it, and handed it in on { $date }. { $person } has decided that it does not become part of the record.
unsent-reason = The reason given: { $reason }
unsent-kept = A device of yours was taken out of use. It held writing of yours that it had not sent, and handed it over sealed: it is kept for you alone. Sign in to take it back or to let it go. It is removed after { $date }.
unsent-kept-link = Open Alongside
unsent-link = Read the decision in Alongside
unsent-waits = A device of yours still held work for an observation when you could no longer send it, and handed it in on { $date }. It is kept sealed and waits for a head of your unit to decide about it. You hear what is decided; there is nothing you need to do.
unsent-to-decide-subject = Something waits for your decision in Alongside
unsent-to-decide = On { $date } a device handed in work of somebody in { $team } who may no longer send it. It is kept sealed until somebody decides whether it becomes part of the record, and you may decide.
unsent-to-decide-link = See what waits in Alongside
unsent-without-head-subject = Something waits in Alongside and nobody can decide
unsent-without-head = On { $date } a device handed in work of somebody in { $team } who may no longer send it. It is kept sealed until a head decides about it, and nobody is head over { $team }. Give somebody the role Head of PDU over this unit or one above it: they find it under Decisions.
unsent-without-head-link = Open the list of people

actions-heading = Actions
action-item = { $title } (to review on { $date })

kind-feedback = Feedback meeting
kind-supervision = Reflective supervision
kind-action-learning = Action-learning set
kind-calibration = Calibration meeting

meeting-invited-subject = Invitation: { $kind }, { $when }
meeting-invited-body = { $person } invites you to a meeting.
meeting-moved-subject = Changed: { $kind }, { $when }
meeting-moved-body = { $person } has changed a meeting. Please check whether the new arrangement suits you.
meeting-cancelled-subject = Cancelled: { $kind }, { $when }
meeting-cancelled-body = { $person } has cancelled this meeting.
meeting-what = Meeting
meeting-when = When
meeting-repeats = Repeats
meeting-repeats-value = every { $weeks } weeks, { $times } meetings in all
meeting-before = Instead of
meeting-where = Where
meeting-join = Join online
meeting-with = With
meeting-link = Open the meeting in Alongside
meeting-summary-subject = After your meeting: { $kind }, { $when }
meeting-summary-body = The record of your meeting ({ $kind }, { $when }) is ready in Alongside.
meeting-summary-heading = Summary
meeting-summary-link = Open the record of the meeting

digest-subject = Your week in Alongside from { $date }
digest-body = This is your week from { $date }.
digest-link = Open your home page
digest-feedback-to-read = Feedback to read
digest-feedback-to-acknowledge = Feedback read, to acknowledge
digest-self-assessments = Self-assessments to do
digest-actions-due = Actions to review
digest-observations-planned = Observations planned
digest-feedback-to-write = Feedback to write
digest-replies-to-read = Replies to read
digest-due = People with something due
digest-booked = People with the next one booked
digest-overdue = People with something overdue
digest-completed = People who are up to date
digest-work-to-decide = Work that was not sent, to decide about
digest-failed-mails = Mails not delivered
digest-invitations = Invitations not accepted
digest-work-without-head = Work that was not sent, with nobody to decide
digest-as-practitioner = Your own practice
digest-as-observer = As an observer
digest-as-manager = The people in your units
digest-as-administrator = Running Alongside
digest-meetings = Your meetings
digest-meeting-item = { $when }: { $kind }, { $person }
