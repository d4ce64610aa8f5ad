own-button = ✍️ Own questions
own-none =
    <b>{ $title }: own questions</b>
    Nothing here yet. What you write here is asked in this group's work only.
own-head =
    <b>{ $title }: { $count ->
        [one] 1 question of your own
       *[other] { $count } questions of your own
    }</b>
    They are asked in this group's work only; the share right stands before each.
own-line = { $percent } % · { $stem }
own-new = ➕ Write one
own-file = 📎 From a file
own-set = 📌 Set as work
own-back = ⬅️ Back
own-cancel = ✖️ Cancel
own-card = <b>{ $title }</b> · { $topic }
own-change = ✏️ Reword
own-out = 🗑 Take out
own-out-ask = <b>Take this question out?</b> It is asked no more; what was answered stands.
own-out-yes = 🗑 Take out
own-ask =
    <b>A question for { $title }</b>
    Send it as one message: the question, then the options on lines of their own. Put * behind the right one. “Explanation:” and “Hint:” may follow. For example:
own-example =
    Which dam stands on the Mahi?
    A) Bisalpur
    B) Mahi Bajaj Sagar *
    C) Jawai
    D) Rana Pratap Sagar
    Explanation: It lies near Banswara.
own-ask-change = <b>Send the question anew.</b> Earlier answers stand; where another option becomes right, they are judged again. Now it reads:
own-ask-topic = <b>Which topic is it?</b> Send the topic's name, as /practice lists it.
own-near-topics = <b>I know no topic of that name.</b> Is it one of these? Or send another name.
own-topic = Topic: <b>{ $topic }</b>
own-hint = 💡 { $hint }
own-save = ✅ Save
own-other-topic = 🏷 Another topic
own-saved = ✅ Saved.
own-ask-file = <b>Send a file of questions</b> for { $title }: CSV, XLSX, GIFT, Aiken, Moodle XML or Anki, at most 5 MB. First you see what it holds.
error-too-many-questions = A group keeps at most { $count } questions of its own.
reason-twin = the class has this question already
reason-no-mark = no option is marked as right: put * behind it
class-list-button = 📋 Class list
class-list-head =
    <b>{ $title }: class list</b>
    { $count ->
        [0] Nobody is on it. Send your list as a file, and everybody on it gets a link of their own.
       *[other] { $seated } of { $count } have come.
    }
class-list-line = { $roll }{ $name }: { $state ->
    [gone] has left
   *[free] not here yet
 }
class-list-seated = { $roll }{ $name }: here as { $shown }
class-list-more = … and { $count } more, in the file
class-list-added = ✅ { $count ->
    [0] No new name.
    [one] 1 name added.
   *[other] { $count } names added.
 }
class-list-file = 📎 Add names from a file
class-list-csv = 📄 The list with everybody's link
class-list-drop = 🗑 Take off who has not come
class-list-drop-ask = <b>Take { $count } names off the list of { $title }?</b> Their links lead nowhere then.
class-list-drop-yes = 🗑 Take { $count } off
class-list-back = ⬅️ Back
class-list-ask =
    <b>Send the class list of { $title }</b> as a CSV file, at most 1 MB: a column “name”, and “roll” if you like. In Excel: save as “CSV UTF-8”.
    Send only names that you may pass on. Who does not come within 90 days is forgotten.
class-list-caption = The class list of { $title } with everybody's own link. A link is good for one person.
class-list-file-expected = Please send the list as a CSV file.
group-back = ⬅️ The group
error-bad-roster = I cannot read this list: { $reason }
reason-list-empty = the file is empty
reason-list-no-name = no column is headed “name”
reason-list-no-names = no column holds names
reason-list-long = more than { $count } names; split the file
reason-list-large = the file is larger than { $size } KiB
assign-kind-own = Own questions
