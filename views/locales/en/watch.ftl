atrisk-head = 📞 <b>{ $title }</b>: whom to call today
atrisk-silent = <b>{ $name }</b>: silent for { $amount } days; usually every { $basis ->
    [1] day
   *[other] { $basis } days
 }
atrisk-falling = <b>{ $name }</b>: { $amount } points below what was to be expected, over the last { $basis } answers
atrisk-never_began = <b>{ $name }</b>: { $era ->
    [long] no answer in half a year
   *[new] no answer since joining { $amount } days ago
 }
atrisk-nobody = Nobody who shares results stands out today.
atrisk-note = Only members who share their results are looked at.
atrisk-in-private = 📞 Sent to you in private.
odd-head = Worth a question, never a verdict
odd-hurried = <b>{ $name }</b>: { $count } of { $of } first answers given in under two seconds were right
odd-same_mistakes = <b>{ $name }</b> and <b>{ $other }</b>: the same wrong option in { $count } of { $of } questions that both missed
odd-note = Chance alone shows this in one class of a hundred. A known book or a shared note may be the reason: ask kindly.
weak-head = 🧩 <b>{ $title }</b>: topics that need the class, { $days } days
weak-note = Next step: /quiz with one of these topics.
hardest-head = 🪨 <b>{ $title }</b>: hardest questions, { $days } days
hardest-line = { $percent } % right of { $answers } answers; right is { $right } ·
watch-nothing = There are not enough answers of members who share their results yet.
member-head = 👤 <b>{ $name }</b>, last 30 days
member-few = { $answers } answers in 30 days: too few for figures.
export-caption = 📄 { $title }, last 30 days. Only members who share their results.
error-unknown-member = Nobody who shares results with you has this name. Nearest: { $names }
