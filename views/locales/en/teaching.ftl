group-assign = 📝 Set work
group-qr-button = 🔳 QR code
group-renew = 🔁 New invitation
group-invite-teacher = 👥 Invite a teacher
group-transfer = 👑 Make { $name } the owner
group-dismiss = ✖️ { $name }
group-archive = 🗄 Put the group away
group-qr =
    🔳 <b>{ $title }</b>
    Students point a camera here, or tap: { $link }
group-teacher-link =
    👥 Whoever follows this link first becomes a teacher of <b>{ $title }</b> and sees what you see:
    { $link }
group-teacher-gone = ✅ The teachers of { $title } have changed.
group-teaches-now = 👥 You are a teacher of <b>{ $title }</b> now. /rankings, /atrisk, /assign and the other commands work for it.
group-archive-ask = 🗄 Put <b>{ $title }</b> away? Nobody can join any more, nothing is sent, and its chat is free again. What students did stays theirs.
group-archive-no = No, keep it
group-archive-yes = Yes, put it away
group-archived = 🗄 { $title } is put away.
assign-head =
    📝 <b>Work for your groups</b>
    Everybody gets the same questions; results come the moment it closes.
assign-new = ➕ { $title }
assign-what = 📝 <b>{ $title }</b>: what is to be practised? The weakest topics of the class stand first.
assign-kind-topic = One topic
assign-kind-weak = ⭐ The weakest topics together
assign-kind-mixed = 🎲 A mix of everything
assign-kind-paper = Mock test
assign-paper = 📋 Mock test: { $name }
assign-preview =
    📝 <b>{ $title }</b>: { $what }
    { $count } questions, until { $until }
    { $members } members get it { $opens ->
        [later] on { $moment }
       *[now] now
    }, and a reminder three hours before the end if they have not done it. { $late ->
        [yes] Work after the end is marked as late.
       *[no] After the end nobody can begin.
    }
assign-days = { $days ->
    [0] today
    [one] { $days } day
   *[other] { $days } days
 }
assign-opens = { $days ->
    [0] from now
    [1] from tomorrow
   *[other] in { $days } days
 }
assign-late-on = ⏰ Late work: taken
assign-late-off = ⏰ Late work: refused
assign-go = ✅ Set it
assign-back = ⬅️ Something else
assign-made = ✅ Set. { $members } members are told, outside their quiet hours.
assign-board = 📝 { $what } · { $title }
assign-progress = { $done } of { $members } have done it, { $begun } are at it. { $state ->
    [waiting] Opens { $opens }, closes { $until }.
    [closed] Closed { $until }.
   *[open] Open until { $until }.
 }
assign-average = { $percent } % right on average.
assign-late = late
assign-unshared = { $count ->
    [one] One more has done it and does not share results.
   *[other] { $count } more have done it and do not share results.
 }
assign-refresh = 🔄 How far are they?
assign-cancel = ✖️ Take it back
assign-cancelled = ✖️ Taken back from { $title }. What was done stays with those who did it.
assign-over = 🏁 Closed: the results.
assign-notice =
    📝 <b>{ $title }</b>: { $what }
    { $count } questions, until { $until }.
assign-reminder =
    ⏰ <b>{ $title }</b>: { $what } is still to be done
    { $count } questions, until { $until }.
assign-start = ▶️ Begin
assign-own-result = 🏁 <b>{ $title }</b>, { $what }: { $right } of { $count } right.
assign-own-place = Place { $place } of { $of }; the average is { $percent } %.
announce-which = 📣 For which group?
announce-ask = 📣 Write in one message what <b>{ $title }</b> is to read. You see it first; nothing is sent yet.
announce-preview = 📣 <b>{ $title }</b>, { $count } members. This is how they read it:
announce-now = 📣 Send now
announce-morning = 🌅 Tomorrow morning
announce-cancel = ✖️ Do not send
announce-planned = ✅ Goes to { $count } members of <b>{ $title }</b>: { $when }, outside their quiet hours.
announce-cancelled = ✖️ Not sent. Who has it already keeps it.
announce-told = 📣 <b>{ $title }</b> · { $teacher }
brief-head = 🗓 <b>Your groups, this week</b>
brief-active = { $active } of { $sharing } who share were active, { $answers } answers.
brief-percent = { $percent } % right.
brief-same = As in the week before.
brief-up = { $points } points more than the week before.
brief-down = { $points } points less than the week before.
brief-call = 📞 To call:
brief-weak = 🧩 Weak over 30 days:
brief-hardest = 🪨 Hardest question:
brief-drill = 📝 Set: { $topic }
brief-note = Only members who share their results are counted.
report-caption = 📄 { $title }, last 7 days. Only members who share their results.
error-assignment-gone = This work was taken back, or is set to a group that you do not sit in.
error-assignment-closed = This work is closed.
error-too-much-work = That is enough for one group: { $count } at a time.
error-announcement-gone = There is no such announcement.
assign-to-do = 📝 { $what } · { $title }
