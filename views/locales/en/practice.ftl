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
practice-whole-subject = ▶️ The whole subject
practice-review = 🧠 Review
practice-mistakes = ♻️ Mistakes
skip-button = ⏭ Skip
figures-button = 📊 This set
bookmark-keep = 🔖 Bookmark
bookmark-drop = 🔖 Remove bookmark
bookmark-kept = Kept. /bookmarks brings it back.
bookmark-dropped = Removed from your bookmarks.
question-drill = ⏱ Speed drill: { $target } seconds a question, as in the exam. Decide and move on.
verdict-drill = ⏱ { $seconds } s (exam: { $target } s)
confidence-ask = You chose <b>{ $chosen }</b>. How sure are you?
confidence-1 = A guess
confidence-2 = Fairly sure
confidence-3 = Sure
step-up = 📈 You are ready for harder questions on { $topic }. They come now.
step-down = 📉 Next come easier questions on { $topic }, to get the basics firm.
figures-right = Right: { $right } of { $answered }
figures-seconds = Time: { $seconds } s a question (exam: { $target } s)
figures-topic = Topic: { $topic }
habit-week = 🗓 { $days } study days in the last seven.
figures-difficulty = This question: { $difficulty }
figures-sure = When sure: { $right } of { $sure } right
difficulty-easy = easy
difficulty-medium = medium
difficulty-hard = hard
summary-skipped = Skipped: { $count }.
summary-review = 🧠 Due for review: { $count }
profile-head = <b>Your first profile</b>
    On questions like these you would get about { $low } to { $high } % right. Ten answers cannot say it closer.
profile-line = • { $subject }: { $right } of { $asked }
profile-note = With every set the picture becomes sharper.
feedback-high_accuracy_fast_speed = 💪 You answer surely and quickly. Shall the next set be harder?
feedback-low_accuracy_slow_speed = 📖 These topics still cost time and marks. Reading the explanations first will help more than another set.
feedback-high_accuracy_slow_speed = ⏱ You know it, but the exam gives less time. A speed drill trains that.
feedback-declining_performance = 🌿 Your last answers came out below your usual. A short break now is worth more than ten questions more.
feedback-button-high_accuracy_fast_speed = 💪 A harder set
feedback-button-low_accuracy_slow_speed = 📖 Read explanations
feedback-button-high_accuracy_slow_speed = ⏱ Speed drill
habit-today = Today: { $today } of { $goal } questions.
habit-goal-met = 🎯 Today: { $today } questions. Goal of { $goal } reached.
habit-streak = 🔥 { $days } study days in a row; { $slack ->
        [0] the next day without practice ends it
        [one] one day off would not break it
       *[other] { $slack } days off would not break it
    }.
study-head = <b>What went wrong lately, explained</b> ({ $page }/{ $pages }; { $total } in all)
study-empty = No open mistakes: your last answer to every question was right.
study-practise = ♻️ Practise these
review-nothing-known = Nothing to review yet: what you practise comes back here just before you would forget it.
review-due = 🧠 <b>Due today: { $count }</b>
    These are the facts you are about to forget. A few minutes now keep them for weeks.
review-none-due = 🧠 <b>Nothing is due.</b> What you practised is still fresh.
review-ahead = <b>Coming up</b>
review-exam = Planned so that everything comes once more before your exam on { $day }.
review-start = ▶️ Start review
mistakes-none = No open mistakes. A question leaves this list once you get it right.
mistakes-count = ♻️ <b>Open mistakes: { $count }</b>
    Each stays here until you get it right.
mistakes-start = ▶️ Practise them
mistakes-read = 📖 Read the explanations
bookmarks-none = No bookmarks yet. After an answer, 🔖 keeps the question here.
bookmarks-count = 🔖 <b>Bookmarks: { $count }</b>
bookmarks-start = ▶️ Practise them
command-explain = Why my last answer was wrong
explain-none = Nothing to explain: there is no mistake of yours, or you have not answered that question.
explain-chosen = You chose { $option }:
explain-unwritten = Nobody has written an explanation for this question yet. Compare the right option with yours, and report the question if something seems wrong.
