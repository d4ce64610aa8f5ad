review-head = <b>Questions that wait for you</b>
review-empty = <b>Nothing waits for you.</b>
review-how =
    /questions #ID opens any question.
    Send a file (CSV, XLSX, GIFT, Aiken, Moodle XML, Anki, Open Trivia DB) to add questions; you see first what it would do.
review-open-reported = ⚑ Reported: { $count }
review-open-flagged = 📊 Suspicious figures: { $count }
review-open-waiting = 📥 Imported, to be looked at: { $count }
review-question = <b>#{ $question }</b> · version { $version }
review-reports = ⚑ <b>Open reports: { $count }</b>
review-report-line = • { $reason }: { $note }
review-correcting = 🔁 Earlier answers are being judged anew.
review-withdrawn = 🚫 Taken back: it is asked no more and counts for nobody.
review-back = ⬅️ All queues
review-cancel = ⬅️ Cancel
review-accept = ✅ Into the bank
review-refuse = 🚫 Keep out
review-decline = 👍 The question is right as it is
review-new-key = 🔑 Another option is the key
review-both = ➕ Another option is right as well
review-drop = 🚫 Take the question back
review-edit = ✏️ Reword
review-key-ask = <b>Which option is the key?</b> Every earlier answer is judged anew, and whoever it changes is told once.
review-both-ask = <b>Which option is right as well?</b> Every earlier answer is judged anew, and whoever it changes is told once.
review-drop-ask = <b>Take #{ $question } back?</b> It will be asked no more and count for nobody, earlier answers included. This cannot be undone.
review-drop-sure = 🚫 Yes, take it back
review-edit-ask = <b>What is to be reworded?</b> Earlier answers stand; reporters are told.
review-edit-words = <b>Send the new words</b> for { $field } ({ $language }). Now it reads:
review-field-stem = Question
review-field-explanation = Explanation
review-done = ✅ Done.
review-not-done = Nothing was changed.
upload-account =
    <b>{ $file }</b>: { $rows } questions
    Would add { $added }, change { $updated }; { $duplicate } are there already; { $rejected } cannot be taken.
    Nothing is stored yet.
upload-bad-row = • line { $line }, { $column }: “{ $value }” – { $reason }
upload-more-rows = … and { $count } more
upload-store = ✅ Store
upload-skip = ✅ Store the good ones
upload-cancel = ⬅️ Store nothing
upload-stored = ✅ <b>{ $file }</b>: { $added } added, { $updated } changed, { $duplicate } were there already, { $rejected } left out.
upload-cancelled = Nothing was stored.
upload-gone = I cannot find the file any more. Please send it once more.
upload-too-large = The file is too large for the chat (at most { $megabytes } MB). Split it, or use `abhyas questions import`.
error-not-an-admin = Only the bot's operators can do this.
error-question-gone = There is no such question.
error-bad-edit = A question cannot read so: { $reason }
error-bad-file = I cannot read this file. { $reason }
command-questions = Questions: reports and files
