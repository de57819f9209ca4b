# What is safe, and where.

save-nothing = Nothing captured yet
save-all-safe = All safe on the server
save-sending = Sending { $n }
save-here = { $n } safe on this device
save-no-network = { $n } safe on this device, no network
save-busy = { $n } safe on this device, the server is busy
save-sign-in = { $n } safe on this device, sign in to send
save-needs-you = Needs you
save-not-kept = The last entry was not saved
save-not-kept-full = The last entry was not saved: this device is full
save-announce-no-network = No network. Everything is safe on this device.
save-announce-busy = The server is busy. Everything is safe on this device.
save-announce-sign-in = The session has ended. Everything is safe on this device; sign in to send it.
save-not-done = This was not done. Keep this page open, make room on the device, and press the button again.
save-storage-help = What was captured before is safe. What follows is on this screen and nowhere else: keep this page open, make room on the device and try again, or copy it out.
save-storage-taps = { $n ->
    [one] One tap waits here to be saved.
   *[other] { $n } taps wait here to be saved.
}
save-storage-words = Not saved yet
save-storage-again = Save it now
save-storage-copy = Copy the words
gate-storage-title = This window cannot keep a session
gate-storage-body = The browser lets nothing be saved here, as in some private windows or on a full device. Open Alongside in an ordinary window, or make room, before you start. You can still read, and use paper.
gate-storage-again = Check again
gap-notice = Something that was saved on this device is no longer there.
gap-notice-more = See what is missing
nav-device = This device
save-needs-you-title = The server did not take this
save-practitioner-left = The practitioner has left, so there is nobody to share this with. Go back to the draft; on its overview it can be withdrawn.
save-needs-you-safe = Everything you captured is safe on this device. Nothing is sent until you choose.
save-send-again = Send again
save-back-to-draft = Go back to the draft
save-send-now = Try now

here-title = On this device: { $n ->
    [one] one record
   *[other] { $n } records
}
here-lead = These open without a network. They leave this device when they are no longer yours or no longer needed.
here-told = as of { $when }
here-only = On this device only
here-sending = Sending
here-safe = Safe on the server
here-to-observe = you will observe this
here-to-write = you are writing this up
here-shared = you shared this not long ago
here-my-session = a session of yours
here-my-feedback = feedback to you
here-unsent-withdrawn = withdrawn, but something you wrote was never sent
here-unsent-stopped = stopped, but something you wrote was never sent
here-unsent-old = long ago, but something you wrote was never sent
here-unsent-revoked = no longer yours, but something you wrote was never sent
