mock-which-exam = <b>Mock tests</b>
    Which exam?
mock-head = 📝 <b>Mock tests: { $exam }</b>
mock-running = ⏳ <b>Your mock test is running: { $left } left.</b>
    The clock does not stop. Everything else waits until it is handed in.
mock-resume = ▶️ Back to the paper
mock-missing = { $name }: { $missing } of { $total } questions are still missing in the bank.
mock-parts-only = So for now there are parts of the paper, each under its share of the exam's time.
mock-nothing-yet = No part of this paper can be put together yet. Another exam may have one.
mock-whole = 📝 { $name }: { $questions } questions, { $minutes } min
mock-part = { $name }: { $questions } questions, { $minutes } min
mock-taken = 📊 { $day }: { $percent }%
mock-other-exam = Another exam
mock-intro =
    📝 <b>{ $exam }: { $name }</b>
    { $questions } questions · { $minutes } minutes · { $marks } marks
mock-rule-right = ✅ Right: +{ $marks }
mock-rule-wrong = ❌ Wrong: { $marks }
mock-rule-e = E “not attempted”: { $marks }
mock-rule-blank = Left blank: { $marks }
mock-rule-disqualified = ⚠️ More than { $count } left blank: disqualified. Choose E where you do not answer.
mock-rule-clock = ⏳ The clock starts with the button and does not stop, whatever happens. At the end your answers are handed in by themselves.
mock-begin = ▶️ Start the clock
mock-question-head = <b>{ $position }/{ $total }</b> · { $section } · ⏳ { $left }
mock-not-attempted = Not attempted
mock-next = Next ▶️
mock-to-end = To the end 🏁
mock-mark = 🚩 Mark
mock-unmark = 🚩 Unmark
mock-clear = ✖️ Clear
mock-palette =
    📋 <b>The paper at a glance</b> · ⏳ { $left }
    ● answered · E not attempted · ○ left blank · number alone: not seen · 🚩 marked
mock-back = ↩️ Back
mock-hand-in = 🏁 Hand in
mock-ask-hand-in = 🏁 <b>Hand in?</b> { $left } left.
mock-count-answered = Answered: { $count }
mock-count-e = E “not attempted”: { $count }
mock-count-blank = Left blank: { $count }
mock-count-marked = 🚩 Marked for another look: { $count }
mock-would-disqualify = ⚠️ <b>{ $blank } are blank, at most { $most } may be.</b> Handed in like this, the paper is disqualified. Choose E where you do not answer.
mock-hand-in-sure = 🏁 Hand in now
mock-result-head = 🏁 <b>{ $exam }: { $name }</b>
mock-timed-out = ⏳ Time was up; your answers were handed in as they stood.
mock-disqualified = ⛔ <b>Disqualified:</b> { $blank } left blank, at most { $most } may be. The marks below are what they would have been.
mock-score = <b>{ $marks } of { $maximum } marks</b> ({ $percent }%)
mock-counts = Right: { $right } · wrong: { $wrong }
mock-time = Time: { $used } of { $allowed }
mock-sections = <b>By section</b> (marks, time)
mock-section-line = • { $name }: { $marks } / { $maximum } · { $time }
mock-place = Rank { $rank } of { $takers } on this paper, percentile { $percentile }.
mock-place-few = Rank and percentile appear once { $missing } more have sat this paper.
mock-gambles = 🎲 { $count ->
        [one] On one answer your chance was below one half: it won { $won } marks and lost { $lost }.
       *[other] On { $count } answers your chances were below one half: they won { $won } marks and lost { $lost }.
    }
mock-advice-unknown = Whether your guesses pay is not known yet: turn on “Ask how sure I am” in /settings and practise. A guess pays from { $needed }% right.
mock-advice-attempt = When you call it a guess, { $right } of { $guesses } are right; it pays from { $needed }%. So answer.
mock-advice-leave = When you call it a guess, only { $right } of { $guesses } are right; it pays from { $needed }%. Better leave it.
mock-advice-even = When you call it a guess, { $right } of { $guesses } are right; it pays from { $needed }%. For you it makes no clear difference.
mock-dropped = { $count ->
        [one] One question of this paper was withdrawn and counts for nobody.
       *[other] { $count } questions of this paper were withdrawn and count for nobody.
    }
mock-solutions = 🔍 Solutions
mock-card = 📤 Result card
mock-another = 📝 More mock tests
mock-card-head = 📝 <b>{ $exam }: { $name }</b>
mock-card-foot = Practised with Abhyas
mock-solution-head = 🔍 { $index } of { $count } · question { $position }
mock-you-chose = You chose { $chosen } · { $time }
mock-you-left = You left it blank · { $time }
mock-solution-none = None here.
mock-filter-all = All
mock-filter-wrong = Wrong
mock-filter-left = Left out
mock-filter-marked = 🚩 Marked
mock-filter-right = Right
mock-to-result = ↩️ Result
