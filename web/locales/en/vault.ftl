# Devices, fingerprints, and work that waits for a decision.

passkey-title = Fingerprint or face
passkey-what = Unlock with this device’s fingerprint or face instead of your password, with or without a network. It stays on this device.
passkey-button = Set it up
passkey-is-on = This device’s fingerprint or face opens what you keep here. Your password does too.
passkey-said = It is set up. Next time you can unlock with it.
passkey-failed = This device could not do it. Your password still opens what you keep here.
pin-title = A PIN for now
pin-what = Six digits or more open this device again after it locked, with or without a network. It lasts until the app is closed or you sign out, and is kept nowhere.
pin-new = New PIN
pin-set = Set the PIN
pin-is-set = A PIN opens this device until the app is closed. You can set another.
pin-said = The PIN is set
pin-not-digits = Enter 6 to 12 digits
pin-too-easy = Choose digits that are not all the same and not in a row
pin-failed = The PIN could not be set. Your password still opens what you keep here.
devices-title = Devices
devices-lead = Browsers that keep sealed work of yours. Take one out of use if it is lost or no longer yours to use.
devices-lead-of = Browsers that keep sealed work of this person. You see when they were last heard of, and nothing of what they hold.
devices-none = No device keeps anything yet.
device-contact = Last heard of { $when }, in use since { $since }
device-revoke = Take out of use
device-revoke-label = Take out of use: { $device }
device-revoked = Taken out of use
device-revoked-said = { $device } empties itself as soon as it reaches the server
device-wiped = Emptied { $when }
device-revoke-title = Take { $device } out of use?
device-revoke-body = It removes everything it keeps as soon as it reaches the server, and nobody can open it before that without the password. Work it has not sent yet can be kept: it is handed over sealed, and a head of unit decides whether it is taken. The person’s own writing goes back to them alone.
device-preserve = Keep unsent work, then empty it
device-destroy = It is in strange hands: empty it at once
quarantine-title = Work that could not be sent
quarantine-lead = Work that a device could not send while its author still had the right to. The head of the author’s unit decides whether it is taken into the record, without seeing what it says. The author reads the decision here.
quarantine-none = Nothing waits for you
quarantine-none-body = When an account is closed, a role taken away or a device taken out of use while a tablet still held unsent work, it appears here.
quarantine-cause = Why it waits
quarantine-what = What it is
quarantine-entries = { $n ->
    [one] One entry for one observation
   *[other] { $n } entries for one observation
}
quarantine-incomplete = Incomplete
quarantine-damaged = { $n ->
    [one] One more entry was damaged on the device, and nobody can read it. What is left can be taken in without it; what that entry changed or took back then stands as it was before.
   *[other] { $n } more entries were damaged on the device, and nobody can read them. What is left can be taken in without them; what those entries changed or took back then stands as it was before.
}
quarantine-arrived = Arrived
quarantine-account-closed = The author’s account was closed
quarantine-role-removed = The author no longer observes
quarantine-device-revoked = The device was taken out of use
quarantine-reason = Reason
quarantine-reason-hint = The author reads it here, and by mail where your organisation lets mail say so much.
quarantine-accept = Take it into the record
quarantine-reject = Leave it out
quarantine-after-all = What was left out is kept for { $n } days. Until then it can be taken into the record after all.
quarantine-accepted = Taken into the record
quarantine-rejected = Left out
quarantine-decided = { $person }, { $when }: { $reason }
quarantine-said = Decided. The author is told by mail.
