"""What was done about what was said: pure functions on a case as of a day.

Rules that govern the room: a verbal act is no deed; a restatement is no evidence; a machine's suggestion counts nowhere
until a person accepts it; "no deed found by that day" is not "not done"; every share stands with its n and an interval.
"""
