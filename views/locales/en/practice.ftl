practice-menu =
    <b>Practice</b>
    Ten questions, each with its answer and the reason right away.
    Choose a mix for your exam, or one topic.
practice-start-mixed = ▶️ Start: mixed
practice-choose-topic = 📚 Choose a topic
practice-all-subjects = ⬅️ All subjects
practice-choose-subject = <b>Which subject?</b>
practice-topics-of = <b>{ $subject }</b>: which topic?
practice-under-way =
    <b>A set is waiting for you</b>
    { $answered } of { $total } questions are answered. Go on where you stopped?
practice-resume = ▶️ Go on
practice-new-set = 🔄 New set instead
question-head = <b>Question { $position } of { $total }</b> · { $topic }
question-hint = 💡 <i>{ $hint }</i>
hint-button = 💡 Hint
hint-again = 💡 Another hint
pause-button = ⏸ Pause
next-button = Next question ▶️
finish-button = Finish 🏁
verdict-right = ✅ <b>Right!</b>
verdict-wrong = ❌ <b>Not this time.</b> You chose { $chosen }; right is <b>{ $right }</b>.
why-this-tempts = <b>About { $chosen }:</b> { $why }
paused-text =
    ⏸ <b>Paused</b> at { $answered } of { $total }.
    Your answers are safe. Come back whenever you like.
summary-head = 🏁 <b>Set finished: { $right } of { $total } right</b>
summary-time = About { $seconds } seconds a question.
summary-missed = <b>Worth another look:</b>
summary-missed-line = • Question { $position }: { $topic }
summary-perfect = Every answer was right. Excellent!
summary-nothing = No question was answered.
summary-unkept = Nothing of this set is kept.
summary-again = 🔁 Another set
summary-progress = 📈 My progress
nothing-to-stop = No set is under way. /practice starts one.
topic-unknown = I know no topic called “{ $topic }”. Choose one here:
