# This device: the version at work, and what is kept here. Only its own page says this.

device-title = This device
device-lead = Is everything safe on this device, and is the app up to date?
device-version-title = The app
device-version = Version
device-update = Update
device-update-none = Everything is up to date
device-update-failed = The version at work goes on
device-update-failed-title = The last update did not get here whole
device-update-missing = A file of the new version was missing on the server. The version you use goes on; it will be tried again.
device-update-damaged = A file of the new version arrived damaged, and was not used. The version you use goes on; it will be tried again.
device-update-refused = The server did not give out a file of the new version. The version you use goes on; it will be tried again.
device-update-unreachable = The network went away in the middle. The version you use goes on; it will be tried again.
device-shell-none = This window keeps no copy of the app
device-pages = Without a network
device-pages-all = What you have opened of observations, feedback, actions and reflections can be read and written. Coverage, people and meetings need the network.
device-pages-some = Only pages that were opened before
device-look = Look for an update
device-kept-title = What is kept here
device-waiting = Waiting to be sent
device-waiting-n = { $n ->
    [0] Nothing
    [one] One entry
   *[other] { $n } entries
}
device-kept = What the browser does with it
device-kept-yes = It will not clear what is kept here
device-kept-no = It may clear what is kept here when room gets short
device-kept-unknown = It does not say
device-kept-help = What waits is sent as soon as there is a network. Put Alongside on the home screen, then ask again.
device-kept-ask = Ask the browser to keep it
device-room-name = Room
device-room = { $used } in use, { $free } free
device-size-mb = { $n } MB
device-size-gb = { $n } GB
device-check-whole = Checked at the start: everything that was saved here is here.
device-gap-title = Missing: the session with { $name }
device-gap-title-unknown = Missing from a session
device-gap-missing = { $n ->
    [one] One entry that was only on this device is gone.
   *[other] { $n } entries that were only on this device are gone.
}
device-gap-altered = { $n ->
    [one] One entry is not what was written.
   *[other] { $n } entries are not what was written.
}
device-gap-unreadable = What this device keeps of it cannot be read.
device-gap-safe = { $n ->
    [0] Nothing of this session has reached the server yet.
    [one] One entry is safe on the server.
   *[other] { $n } entries are safe on the server.
}
device-gap-help = The browser may have cleared its storage. Write down what you remember now, and restore a rescue file if you saved one.
device-gap-open = Open the record
device-anew-title = Part of what is kept here for reading could not be read
device-anew = It is fetched again as soon as there is a network. Nothing that you wrote was in it.
device-gap-read = I have read this

begun-title = Begun and not sent
begun-lead = Only this device has these words. While they are here, signing out only locks.
begun-reply = A reply to feedback
begun-amendment = Words to add to a closed record
begun-note = A note in a session
begun-strength = A strength
begun-development = A development point
begun-action = An action
begun-question = The question to ask first
begun-message = A message to the practitioner
begun-minutes = What to keep of a meeting
begun-booking = A meeting to plan
begun-plan = An observation to plan
begun-suggestion = Another action to suggest
begun-request = A wish to be observed
begun-again = What you began here is filled in again.
begun-open = Go on with it
begun-unread = It cannot be read.

rescue-title = Rescue file
rescue-lead = A file of what waits here and is not on the server yet. It is sealed: only you can restore it, after signing in. Save one before this device is repaired, reset or handed back.
rescue-save = Save a rescue file
rescue-saved = Saved among this device’s downloads. Put it somewhere else as well.
rescue-nothing = Nothing waits here: everything is on the server.
rescue-left-out = { $n ->
    [one] One value that is kept here belongs to no record, so no file can bring it back. It stays on this device, sealed: tell your administrator before the device is reset.
   *[other] { $n } values that are kept here belong to no record, so no file can bring them back. They stay on this device, sealed: tell your administrator before the device is reset.
}
rescue-not-saved = What is kept here could not be read, so there is no file.
rescue-restore = Restore from a rescue file
rescue-restoring = Restoring …
rescue-restored = { $n ->
    [0] Nothing was missing: the server has everything in this file.
    [one] One entry was restored and is safe on the server. { $known } were there already.
   *[other] { $n } entries were restored and are safe on the server. { $known } were there already.
}
rescue-restored-part = { $n ->
    [0] Nothing was restored.
    [one] One entry was restored and is safe on the server. { $known } were there already.
   *[other] { $n } entries were restored and are safe on the server. { $known } were there already.
}
rescue-waiting = { $n ->
    [one] One piece of writing is back on this device and waits to be sent.
   *[other] { $n } pieces of writing are back on this device and wait to be sent.
}
rescue-damaged = { $n ->
    [one] One entry in the file could not be read, or stands behind one that could not.
   *[other] { $n } entries in the file could not be read, or stand behind one that could not.
}
rescue-unreadable = This is not a rescue file, or it was damaged. Nothing was changed.
rescue-not-yours = This file belongs to somebody else. Nothing was changed.

telemetry-title = How the app runs
telemetry-lead = Times and failures on all devices of your organisation in the last thirty days: counts by release, nobody’s in particular. One switch under “How often and how soon” ends it for all.
telemetry-link = How the app runs for everybody
telemetry-empty = Nothing has been counted yet
telemetry-day = Day and release
telemetry-what = What
telemetry-count = How often
telemetry-half = Half within
telemetry-most = 95 in 100 within
telemetry-failed = Failed
telemetry-boot = Start
telemetry-save = Save on the device
telemetry-sync = Send to the server
telemetry-ms = { $ms } ms
telemetry-long = over 30 s
