progress-head = 📈 <b>Your last { $days } days</b>
progress-empty =
    Nothing to show yet. /practice starts ten questions; after { $missing } answers the first figures appear.
progress-few =
    { $answers } answers so far. After { $missing } more the first figure appears: /practice
progress-accuracy = <b>{ $percent } % right</b>: { $right } of { $answers } answers.
progress-up = ▲ { $points } points more than in the { $days } days before.
progress-down = ▼ { $points } points less than in the { $days } days before.
progress-same = As in the { $days } days before.
progress-seconds = About { $seconds } seconds an answer.
progress-days = Active on { $active } of { $days } days.
progress-streak = 🔥 { $count } days in a row.
progress-best = Strongest: { $topic }, { $percent } % of { $answers }.
progress-worst = Worth some time: { $topic }, { $percent } % of { $answers }.
progress-words = 📝 In words
progress-days-button = { $days } days
chart-trend-title = { $percent } % right in { $days } days
chart-trend-subtitle = Each dot a day · the line: mean of 7 days
chart-trend-accuracy = Accuracy, % right
chart-trend-speed = Speed score · target { $target } s a question
chart-trend-speed-now = Speed score · { $seconds } s a question, target { $target } s
chart-trend-flat = { $answers } answers in { $days } days
chart-topics-title = { $good } of { $known } topics at { $percent } % or more
chart-topics-subtitle = Share right, number of answers in brackets · { $days } days
chart-activity-title = Active on { $active } of { $days } days
chart-activity-subtitle = Answers a day, Monday first
chart-few = fewer than { $count } answers
chart-more = and { $count } more topics
chart-target = target { $percent } %
digest-head = 🌅 <b>Good morning, { $name }!</b>
digest-yesterday = Yesterday: { $right } of { $answers } right.
digest-yesterday-none = Yesterday was a day without questions. Today is a new one.
digest-week = Seven days: { $percent } % right, { $answers } answers.
digest-streak = 🔥 { $count } days in a row. Keep it going!
digest-exam = { $days ->
    [0] Your exam is today. All the best!
    [1] Your exam is tomorrow.
   *[other] { $days } days to your exam.
 }
digest-next = Next step: ten questions, with some { $topic }.
digest-next-mixed = Next step: ten mixed questions.
digest-practise = ▶️ Practise now
digest-stop = No more digests
digest-stopped = The daily digest is off. /settings switches it on again.
digest-not-now = 🌙 Later hour
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
day-and-month = { $day } { $month }
