digest-head = 🌅 <b>Good morning, { $name }!</b>
digest-yesterday = Yesterday: { $right } of { $answers } right.
digest-yesterday-none = Yesterday was a day without questions. Today is a new one.
digest-week = Seven days: { $percent } % right, { $answers } answers.
digest-change-up = ▲ { $points } points more than in the seven days before.
digest-change-down = ▼ { $points } points less than in the seven days before: a review helps most now.
digest-due = { $count ->
    [one] 🧠 One fact is due for review.
   *[other] 🧠 { $count } facts are due for review.
 }
digest-streak = 🔥 { $count } days in a row.
digest-exam = { $days ->
    [1] Your exam is tomorrow. Rest is worth more than questions now.
   *[other] { $days } days to your exam.
 }
digest-next = Next step: ten questions, with some { $topic }.
digest-next-mixed = Next step: ten mixed questions.
digest-practise = ▶️ Practise now
digest-review = { $count ->
    [one] 🧠 Review one
   *[other] 🧠 Review { $count }
 }
digest-later = 🕕 Later
digest-less = Less often
digest-stop = Stop
digest-stopped = The daily message is off. /settings switches it on again.
digest-less-done = { $days ->
    [7] From now on once a week, on Mondays.
   *[other] From now on every { $days } days.
 }
digest-later-done = I will remind you at { $time }.
digest-quiet-done = No more alerts. /settings switches them on again.
later-text = 🕕 You asked for a reminder. Ten questions take about five minutes.
weekly-head = 🗓 <b>Your week, { $name }</b>
weekly-days = Active on { $active } of 7 days, { $answers } answers, { $percent } % right.
weekly-few = Active on { $active } of 7 days, { $answers } answers.
weekly-best = Strongest: { $topic }, { $percent } % of { $answers }.
weekly-worst = Worth the next week: { $topic }, { $percent } % of { $answers }.
weekly-reached = 🏅 This week:
comeback-head = 👋 <b>{ $name }, ten questions wait for you.</b>
comeback-text = It takes five minutes, and what you knew comes back quickly.
comeback-last = I will not write again until you come back. /practice is always there.
exam-day-head = 🌟 <b>All the best today, { $name }!</b>
exam-day-text = You have prepared. Read each question to its end, and mark what you know first.
alert-performance_drop = 📉 <b>Your newest tests went less well</b>
alert-performance_drop-text = { $recent } % right, where { $expected } % was to be expected from what you did before ({ $before } %). This happens; going over the mistakes usually mends it.
alert-exam_readiness = 🎓 <b>You look ready</b>
alert-exam_readiness-text = The chance of reaching the cut-off, if the exam were today, is { $percent } %. Keep the dates of registration and admit card in view on the board's site.
alert-streak_break = 💪 <b>{ $count } right answers in a row!</b>
alert-streak_break-text = The run has ended, what you know has not. The next one starts with one question.
alert-milestone_achieved = 🏅 <b>Well done!</b>
achievement-average = Your average has passed { $count } % and holds.
achievement-percentile = You are now ahead of { $count } % of your peers.
achievement-first_mock = Your first mock test is done.
achievement-mastered = { $topic }: mastered, and surely so.
achievement-streak = { $count } study days in a row.
alert-button-performance_drop = 🔎 Go over the mistakes
alert-button-exam_readiness = 📋 My exam
alert-button-streak_break = ▶️ Ten questions
alert-button-milestone_achieved = 📈 My progress
alert-useful = 👍 Useful
alert-useless = 👎 Not useful
alert-quiet = 🔕 No alerts
alert-thanks = Thank you.
teacher-note-head = 📉 <b>Worth a call today</b>
teacher-note-line = <b>{ $name }</b>: { $recent } % right in the newest tests, { $before } % before.
teacher-note-why = Only members who share their results with you are named. /atrisk says more.
