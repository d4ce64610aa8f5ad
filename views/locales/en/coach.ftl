command-coach = What to do better, in words
coach-head = 🧑‍🏫 <b>Your coach</b>
coach-next = Next step:
coach-readiness = 🎓 { $exam } in words
coach-by-rules = Written by rules from your own figures.
coach-by-llm = Worded by a language model from your own figures; the numbers are computed.
coach-begin-1 = A beginning is made: { $answers } answers so far. After { $first_picture } I can say more.
coach-begin-2 = { $answers } answers are in. A few sets more, and the picture becomes clear.
coach-begin-3 = Every expert began with a first set. Yours has { $answers } answers; { $first_picture } make a first picture.
coach-rising-1 = { $change } points more than in the month before: now { $percent } % right. What you are doing works.
coach-rising-2 = Up by { $change } points to { $percent } % right. That is the result of your own work.
coach-rising-3 = From month to month { $change } points more, { $percent } % right by now. Keep this way of practising.
coach-falling-1 = The share of right answers has fallen, and yet you stayed with it: { $answers } answers on { $active_days } days. That is what turns it round.
coach-falling-2 = A weaker month happens when topics get harder. You practised on { $active_days } days, { $answers } answers: build on that.
coach-falling-3 = Less went right than before. { $answers } answers on { $active_days } days show that you have not let go; now it is a matter of the right topics.
coach-strong-1 = { $percent } % right, month after month: a firm ground.
coach-strong-2 = You hold { $percent } % right. Now the harder questions are worth your time.
coach-strong-3 = { $percent } % right and steady. What is left are the gaps, and those can be named.
coach-steady-1 = { $answers } answers, { $percent } % right: steady work. The next points lie in a few topics.
coach-steady-2 = You stand at { $percent } % right after { $answers } answers. Small, aimed steps bring more now than many questions.
coach-steady-3 = { $percent } % right of { $answers }. The ground holds; it pays to choose what comes next.
coach-weak-topic = { $topic }: { $weakest_percent } % of { $weakest_answers } right. Read its explanations once in a row, then { $set_questions } questions on it alone.
coach-slow-sure = You are right, and slow: { $seconds } s a question, the exam gives { $target_seconds }. Once a week do a set against the clock.
coach-slow = { $seconds } s a question, the exam gives { $target_seconds }. Decide early whether you know it; if not, mark it and go on.
coach-hasty = { $seconds } s a question is quicker than the { $target_seconds } of the exam, and costs points. Read every option before you choose.
coach-due = { $due } facts are about to be forgotten. /review brings them back in a few minutes.
coach-few-days = Practice on { $active_days } of { $days } days. A little every day holds better than much on a Sunday.
coach-no-mock = No mock test yet. One under the exam's clock shows what practice cannot: /mock
coach-read-why = After a wrong answer read why the chosen option tempted you, not only which is right.
coach-mixed = Practise mixed rather than topic by topic: the exam does not sort its questions either.
coach-next-rest = rest, and lay out what you need for tomorrow.
coach-next-review = review the { $due } facts that are due, before they are forgotten: /review
coach-next-topic = { $set_questions } questions, with some { $topic }.
coach-next-set = { $set_questions } mixed questions.
coach-far-1 = There is time. A little on every study day is what carries you there.
coach-far-2 = The exam is far enough to close every gap, one after the other.
coach-far-3 = Nobody sees a day's work; after some months everybody does.
coach-near-1 = { $days_to_exam } days to the exam: long enough to win marks, short enough to choose well.
coach-near-2 = { $days_to_exam } days left. Each is worth most on the topics that cost you marks.
coach-near-3 = With { $days_to_exam } days to go, the plan matters more than the hours.
coach-last-1 = { $days_to_exam } days to go: nothing new now. Go over what you know, and sleep enough.
coach-last-2 = The { $days_to_exam } days that are left belong to revision and rest.
coach-last-3 = { $days_to_exam } days to go. What you know now is what you will need; keep it fresh.
coach-chance-ready = Probability: the chance to reach the cut-off if the exam were today is { $probability } %, likely between { $probability_low } and { $probability_high } %.
coach-chance-close = Probability: the chance to reach the cut-off if the exam were today is { $probability } %, likely between { $probability_low } and { $probability_high } %. It is within reach.
coach-chance-far = Probability: the chance to reach the cut-off if the exam were today is { $probability } %, likely between { $probability_low } and { $probability_high } %. There is work to do, and it can be named.
coach-strength = Strength: { $topic }, { $strongest_percent } % of { $strongest_answers } right.
coach-weakness = Weakness: most marks are lost on { $topic }.
coach-strategy-gap = Strategy: about { $gap } marks are missing to the cut-off; the plan puts your hours where they bring most of them.
coach-strategy-keep = Strategy: you stand about { $gap } marks above the cut-off; hold it with revision and mock tests.
coach-timeline = Timeline: { $days_to_exam ->
    [one] { $days_to_exam } day
   *[other] { $days_to_exam } days
 } to go; the plan counts them back from the exam.
coach-timeline-none = Timeline: set the exam date in /settings, and the plan counts back from it.
coach-sure-low = Confidence: low; few answers yet, the number can move a good deal.
coach-sure-medium = Confidence: medium; the number can still move.
coach-sure-high = Confidence: high; many answers stand behind it.
coach-eve-1 = You have prepared. A rested mind finds more tomorrow than more work tonight.
coach-eve-2 = What could be done is done. Sleep well.
coach-eve-3 = Tomorrow you only need what you know already.
coach-plan-head = 🧑‍🏫 <b>Your week in words</b>
coach-plan-why = Why these topics
coach-plan-how = How to go about it
coach-plan-button = 🧑‍🏫 The week in words
coach-week-review = { $topic } is known; revising it just before it fades keeps its marks.
coach-week-strength = Begin a day with what you are good at, such as { $topic }; the harder topic comes easier after it.
coach-week-mock = Take the mock test in one sitting, with the clock; its mistakes are gone over on the next study day.
coach-week-mistakes = Go over the mistakes of the mock test before anything new.
coach-week-rest = The free days are part of the plan; what has been learnt settles on them.
coach-week-how-1 = Inside a topic go from easy to hard, and read the explanation even where you were right by luck.
coach-week-how-2 = Close the book and recall before you look: what you fetch from memory stays.
coach-week-how-3 = Mix the topics of a day rather than finishing them in a row; the exam mixes them too.
care =
    💛 What you write sounds heavy. This bot cannot help with that, but people can, now and free of charge:

    ☎️ <b>14416</b>, Tele-MANAS: day and night, in Hindi and English too
    ☎️ <b>112</b>: when it is urgent

    If you can, tell somebody near you today: a friend, somebody at home, a teacher. An exam can wait; you matter more than any exam.
care-unstored = Nothing of your message was stored or passed on.
coach-week-hours = { $hours } hours are planned this week, { $days_to_exam } days before the exam, shared out by the marks they bring.
coach-week-minutes = { $minutes } minutes are planned this week, { $days_to_exam } days before the exam, shared out by the marks they bring.
coach-week-taper-hours = { $hours } hours this week, { $days_to_exam } days before the exam: go over what you have, begin nothing new.
coach-week-taper-minutes = { $minutes } minutes this week, { $days_to_exam } days before the exam: go over what you have, begin nothing new.
coach-week-learn-1 = { $topic } is new or weak, and the exam asks it: time there brings more marks than elsewhere.
coach-week-learn-2 = { $topic } still costs marks; a first reading and a few questions win the most.
coach-week-learn-3 = { $topic } comes now, so that there is time to forget it and to fetch it back before the exam.
coach-week-last-1 = { $topic } can still win marks: go over your notes and the questions that went wrong, no new chapter.
coach-week-last-2 = { $topic } is asked; another look at its rules and lists is what these days are for.
coach-week-last-3 = { $topic } should be fresh on the day: read it once, then say it without looking.
coach-low-1 = { $answers } answers, { $percent } % right so far. A few topics explain most of what is missing; begin there.
coach-low-2 = { $percent } % right of { $answers } answers: the ground is still being laid. Every explanation you read now pays later.
coach-low-3 = { $answers } answers show where it is thin, at { $percent } % right. That is good to know early.
coach-chance-plain = Probability: by what is known, the chance to reach the cut-off if the exam were today is { $probability } %.
coach-chance-open = Probability: the chance to reach the cut-off if the exam were today is { $probability } %, but the range is wide: between { $probability_low } and { $probability_high } %. More answers narrow it.
coach-week-free = Nothing more is planned.
coach-next-rest-long = Rest, and lay out what you need for the day.
