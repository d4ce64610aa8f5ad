group-none =
    <b>Groups</b>
    You have no group yet. Send /group and a name to make one, for example: /group RAS morning batch
group-list = <b>Your groups</b>
group-owned = { $title } ({ $members } students)
group-joined = { $title }: { $shares ->
    [yes] results shared
   *[no] results not shared
 }
group-made =
    ✅ <b>{ $title }</b> is ready.
    Students join by their own tap on this link:
    { $link }
    To use commands in your Telegram group, add me there and send /group in it.
group-card =
    <b>{ $title }</b> · { $key }
    { $members } students · teachers: { $teachers }
    Invitation: { $link }
    Code: <code>{ $code }</code>
group-notice =
    <b>Join { $title }?</b>
    Your teacher will see your name or alias in the list of students. Your results stay yours: they are shown only if you switch sharing on, and you can switch it off at any time. Of work that is set to the group only the number of those who did it is seen; your name and marks stand there only if you share.
group-join = Join
group-decline = Not now
group-declined = All right, nothing has changed.
group-seat =
    You sit in <b>{ $title }</b>.
    Results shared with the teacher: <b>{ $shares ->
        [yes] yes
       *[no] no
    }</b>
group-share = 👁 Share my results
group-hide = 🙈 Stop sharing
group-leave = Leave the group
group-left = You have left { $title }.
group-link-ask = Which group is this chat?
group-link-none = First make a group in our private chat: /group and a name.
group-linked = This chat is now <b>{ $title }</b>.
group-linked-already = This chat is <b>{ $title }</b>, with { $members } students.
group-code-ask = Send the code that your teacher gave you, for example: /join AbC1dEf2GhI3
