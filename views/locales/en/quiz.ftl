quiz-setup =
    🎯 <b>Live quiz</b>
    { $topic } · { $count } questions · { $seconds } seconds each
    Everybody votes in the polls; answers of students who use me land in their own record.
quiz-mixed = Mixed
quiz-start = ▶️ Start
quiz-choose-topic = Topic
quiz-choose-count = Questions
quiz-choose-seconds = Seconds
quiz-how-many = How many questions?
quiz-how-long = How many seconds for each?
quiz-which-topic = Which topic?
quiz-unknown-topic = I know no topic called “{ $topic }”. /quiz alone lets you choose one.
quiz-countdown =
    🎯 <b>Live quiz in five seconds</b>
    { $count } questions, { $seconds } seconds each. Here stands the board after every question.
quiz-board = 🎯 <b>After { $asked } of { $count }</b>
quiz-board-over = 🏁 <b>After all { $count } questions</b>
quiz-nobody = Nobody has voted yet.
quiz-line = { $rank } { $name } · { $right } right · { $seconds } s
quiz-and-more = … and { $count } more
quiz-final = 🏁 <b>Final board</b> ({ $count ->
        [one] one took part
       *[other] { $count } took part
    })
quiz-column-name = Name
quiz-column-right = Right
quiz-column-seconds = Seconds
quiz-only-in-groups = A live quiz runs in a group: add me there, and its teacher or an admin sends /quiz.
quiz-none-running = No quiz is running here.
error-quiz-running = A quiz is running here already. /stop ends it.
error-quiz-too-fast = Telegram lets about twenty messages a minute into a group, and each question needs two. So at least { $seconds } seconds a question.
error-not-a-quizmaster = Only the teacher of this group or an admin of the chat can do this.
chart-quiz-title = Final board: { $name } leads
chart-quiz-subtitle = Right of { $questions } questions, seconds in brackets · { $count } took part
chart-quiz-value = { $right } ({ $seconds } s)
chart-more-people = and { $count } more
