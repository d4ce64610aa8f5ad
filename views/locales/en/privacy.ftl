command-privacy = What is kept of me, and why
command-mydata = A copy of everything kept of me
privacy-title = What is kept of a student
privacy-head = 🔒 <b>What is kept of you</b>
privacy-kept = Kept with your consent, on the server of whoever runs this bot, and given to nobody else. A teacher sees figures only where you share them with a group.
privacy-nothing = Nothing is kept of you beyond the set you are practising: you are under 18, or did not agree. For who agrees it would be this:
privacy-account = Account: Telegram number, first name, language, age band, settings, consents. To know you again and to write to you.
privacy-practice = Practice: questions shown, choices, times, bookmarks. To go on where you stopped and to explain.
privacy-figures = Figures: ability, topics, memory, days, standings, forecasts, plan. To choose questions and to show progress.
privacy-messages = Messages: what was written to you unasked, and your thumbs. So that nothing comes twice.
privacy-groups = Groups: your seats, whether you share, groups and quizzes of your own.
privacy-reports = Reports: questions you reported, brought in or corrected.
privacy-usage = Usage: which screens were opened; only if you switched it on.
privacy-name-account = Account
privacy-name-practice = Practice
privacy-name-figures = Figures
privacy-name-messages = Messages
privacy-name-groups = Groups
privacy-name-reports = Reports
privacy-name-usage = Usage
privacy-rights = Your rights: a copy of everything (/mydata), correction in /settings, erasure at once and from every figure (/forgetme).
privacy-tables = 🗂 The tables
privacy-my-data = 📦 My data
privacy-forget = 🗑 Erase everything
privacy-archive = 📦 Everything that is kept of you: all rows as JSON, your answers as a table, two pictures.
command-grievance = Something to be put right
grievance-ask = Write in one message what is to be put right: about your data, a wrong figure, or how somebody used this bot. It goes to the operators of the bot and to nobody else.
grievance-raised = ✅ Noted as <b>{ $number }</b>. You will have an answer by { $day }.
grievance-note = 📨 <b>{ $number }</b>, answer due by { $day }:
    { $text }

    Answer with /grievance { $number } and your words.
grievance-answer = 📨 The operators' answer to <b>{ $number }</b>:
    { $text }
grievance-sent = ✅ The answer to { $number } is on its way.
error-unknown-grievance = Write /grievance, the number as it was given (G-00001), and the answer.
privacy-coach = Language model: when it was asked for you, how long it took and what it cost; no text. Only if you switched it on; then bands and topics, never names, numbers or your words, go to Anthropic in the USA.
privacy-name-coach = Language model
privacy-inactive =
    🕰 You have not practised for a very long time. In a month everything that is kept of you is erased.

    One set of questions keeps it; /mydata gives you a copy first.
privacy-switches = 🎚 <b>Your switches</b>. Each can be turned back at any time.
privacy-switch-practice = Practice history
privacy-switch-reminders = Daily message
privacy-switch-alerts = Alerts
privacy-switch-sharing = Sharing with teachers and boards
privacy-switch-board = Name on my exam's board
privacy-switch-usage = Usage statistics
privacy-switch-model = Language model
privacy-on = on
privacy-off = off
