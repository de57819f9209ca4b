# Frameworks: the instruments, readable.

frameworks-title = Frameworks
frameworks-lead = What is looked for in a session, and what each level looks like.
frameworks-empty-title = No framework yet
frameworks-empty = Your organisation has no framework to observe with. An administrator publishes one.
framework-version = Version { $version } · published { $date }
framework-retired = retired
framework-current = in use
framework-earlier = earlier version
framework-how = How to use
framework-about = How to use it
framework-preconditions = Before it says anything
framework-source = Where it comes from
framework-phases = Parts of the session
framework-domains = What is looked for
framework-codes = Behaviours that are counted
framework-scores = What is made of the answers
framework-listen-for = What you may see or hear
framework-questions = Questions to begin with
framework-anchors = What each level looks like
framework-session = About the session as a whole
framework-fingerprint = Content fingerprint { $hash }
