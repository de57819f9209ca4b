# offline
