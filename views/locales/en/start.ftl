choose-language =
    नमस्ते! मैं अभ्यास हूँ। आप किस भाषा में पढ़ना चाहते हैं?
    Hello! I am Abhyas. Which language shall we use?
ask-age =
    <b>Are you 18 or older?</b>
    The law treats the data of people under 18 specially. I ask for nothing but this.
age-adult = 18 or older
age-minor = Under 18
ask-consent =
    <b>What I keep, and why</b>
    Your practice answers, times and marks, your first name and these settings, only to show you how your preparation stands.
    /forgetme removes everything at any time.
    Notice version { $version }.
    Do you agree?
consent-yes = I agree
consent-no = No, keep nothing
ask-exam = <b>Which exam are you preparing for?</b>
    You can change it any time in /settings.
exam-later = Decide later
minor-welcome =
    <b>Welcome!</b>
    You can practise right away. Nothing about you is kept beyond the set you are in.
    /practice starts ten questions.
minor-welcome-kept =
    <b>Welcome, { $name }!</b>
    /practice asks ten questions, each explained right after your answer. /progress shows how you stand. Your results are kept for you; /forgetme erases everything.
welcome =
    <b>Welcome, { $name }!</b>
    /practice asks ten questions, each explained right after your answer. /progress shows how you stand, and every morning a short digest comes.
welcome-exam = Your exam: { $exam }. { $pattern }.
welcome-start = ▶️ First set
help-text =
    <b>What I can do</b>
    /practice – ten questions that suit you, mixed or by topic
    /mock – a paper of your exam under its clock
    /review – what you are about to forget
    /mistakes – questions to get right
    /bookmarks – questions you kept
    /progress – where you stand, with a picture
    /compare – where you stand among your peers
    /exam – papers, marking scheme and dates of your exam
    /settings – exam, hours, language and more
    /language – हिन्दी or English
    /stop – end the set under way
    /group – for teachers: make a group, invite students
    /join – take a seat in a class by its code
    /atrisk, /weak, /hardest – for teachers: whom to call, weak topics, hard questions
    /rankings – for teachers: the board of a group
    /rankings exam – those who prepare for your exam and agreed to be seen
    /quiz – in a class chat: a live quiz
    /forgetme – remove everything about me
    /help – this page

    In a set: tap the letter of your answer. 💡 gives a hint, ⏸ pauses; your place is kept for as long as you like.
language-changed = We go on in English.
error-attempt-gone = This set is over. /practice starts a new one.
error-no-questions = There are no questions on this yet.
error-unknown-topic = I know no such topic.
error-group-gone = This group does not exist, or its invitation was taken back.
error-not-the-owner = Only the group's owner can do this.
error-nothing-kept = Nothing is kept about your practice, so there is nothing to show. /practice works all the same.
error-bad-value = That does not fit. { $hint }
error-unknown = Something went wrong on our side. Your answers are safe; please try again.
error-unavailable = I cannot reach my notes just now. Nothing was lost; please tap again in a moment.
error-too-fast = One moment, please.
error-only-private = Please send me this in our private chat.
unknown-text = I did not understand that. /help lists what I can do.
stale-button = This button has had its day.
first-start = Please send /start first.
command-practice = Ten questions, explained
command-progress = Where I stand
command-settings = Exam, hours, pictures
command-language = हिन्दी / English
command-stop = End the set under way
command-group = Groups and invitations
command-help = What the bot can do
command-review = What is due for review
command-mistakes = Questions to get right
command-bookmarks = Questions you kept
error-paper-incomplete = The bank lacks { $missing } questions for this paper. /mock shows what can be sat.
command-mock = A paper under the exam's clock
command-compare = Where I stand among my peers
only-in-private = This works in our private chat only.
