rankings-head = 🏆 <b>{ $title }</b>: { $by }, { $days } days
rankings-by-overall = by average percentage
rankings-by-consistency = by consistency
rankings-by-activity = by activity
rankings-by-improvement = by improvement
rankings-by-efficiency = by right answers a minute
rankings-by-fair = fairly, with the evidence weighed
rankings-unit-overall = Average %
rankings-unit-consistency = Spread, points
rankings-unit-activity = Tests
rankings-unit-improvement = Points a week
rankings-unit-efficiency = Right a minute
rankings-unit-fair = Score
rankings-column-name = Name
rankings-column-tests = Tests
rankings-below = { $count ->
        [one] One more has fewer than five tests.
       *[other] { $count } more have fewer than five tests.
    }
rankings-unshared = { $count ->
        [one] One member does not share results here.
       *[other] { $count } members do not share results here.
    }
rankings-empty = Nobody who shares results has five tests in this window yet.
error-no-group = No group belongs here yet. /group in our private chat makes one; /group in the class chat links it.
rankings-by-readiness = by the chance of reaching the cut-off
rankings-unit-readiness = Chance %
rankings-empty-readiness = Nobody who shares results has both five tests and a forecast in this window yet.
rankings-own = Your place: <b>{ $rank }</b> of { $of }.
rankings-own-unshared = Only who shares results stands on the board. /group has the switch; it can be turned back at any time.
rankings-own-few = No place yet: it takes five tests in this window, each a practice set or a mock test.
rankings-in-private = 🏆 Sent to you in private.
rankings-days = { $days } days
rankings-picture = 🖼 Picture
rankings-table = 📋 Table
rankings-short-overall = Average
rankings-short-consistency = Consistency
rankings-short-activity = Activity
rankings-short-improvement = Improvement
rankings-short-efficiency = Right a minute
rankings-short-readiness = Readiness
rankings-short-fair = Fair score
chart-board-title = { $name } leads: { $value } ({ $unit })
chart-board-subtitle = { $title }, { $by }, { $days } days
exam-board-head = 🏆 <b>{ $exam }</b>: average of 30 days
exam-board-empty = Nobody stands on this board yet: it shows only who agreed and has five tests.
exam-board-unlisted = Your name is not on it. If you like, it can be: your name or alias, your average and the number of your tests, for everybody who prepares for this exam with the bot.
exam-board-join = 👁 Stand on this board
exam-board-leave = 🙈 Take my name off
