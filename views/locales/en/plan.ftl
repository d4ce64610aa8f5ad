plan-head = 🧭 <b>Your plan: { $days ->
    [one] { $days } day
   *[other] { $days } days
 } to { $exam }</b>
plan-undated = No exam date is set, so three months are planned. /settings takes the date.
plan-today = Today
plan-free = free
plan-item-learn = { $topic }, { $minutes } min
plan-item-review = { $topic } (revision), { $minutes } min
plan-item-mock = mock test, { $minutes } min
plan-item-mistakes = mistakes of the mock test, { $minutes } min
plan-strength = 💪 Begin with what you are good at: { $topic }. Inside a topic, go from easy to hard.
plan-adherence = Last week: { $done } of { $planned } minutes done. What was missed does not pile up; the plan is made anew from where you are.
plan-mock-note = Your time is shared out by the marks it brings at the exam. Made anew every Monday, after each mock test and after a day that was missed.
plan-tick = ☐ { $what }
plan-untick = ✅ { $what }
plan-start = ▶️ Start: { $topic }
plan-button = 🧭 My plan
plan-exam-over = 🧭 The exam day has come, or has passed. /settings takes the next date.
error-no-exam = A plan is made from the weights of an exam: choose yours in /settings.
weekly-plan = 🧭 This week's plan: { $topics }.
command-plan = What to study on which day
