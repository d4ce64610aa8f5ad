parent-button = 👪 Ask a parent
parent-link =
    <b>For your parent or guardian</b>
    Please pass this link on. It is good for seven days:
    { $link }
    With their yes your results are kept, so that you can see how you get on.
parent-asked =
    <b>May the results of your child be kept?</b>
    Somebody under 18 who practises for exams with this bot asks you. With your yes are kept: answers with their times, results, first name, settings and memberships in classes, only to show the student, and a teacher with whom the student shares them, how the preparation goes.
    There is no advertising, no ranking with a name on it, no reminding and no watching of how they behave, and no language model. Without your yes the student can practise all the same; nothing is kept then.
    You can take your yes back at any time by this same link; everything is erased then. /grievance takes a complaint.
    With “I agree” you declare that you are the parent or legal guardian, and 18 or older.
parent-agree = ✅ I agree
parent-decline = No
parent-declined = All right: nothing is kept. The link stays good for seven days.
parent-given =
    ✅ <b>You agreed that the results are kept.</b>
    Keep this chat: the button below takes your yes back and erases everything.
parent-withdraw = 🗑 Erase everything
parent-erased = Everything that was kept is erased.
parent-agreed =
    ✅ <b>Your parent agreed.</b>
    From now on your results are kept, and /progress shows them. Which exam are you preparing for?
parent-choose-exam = 🎯 Choose the exam
error-parent-link = This link is not good any more, or is not for you. The student can ask for a new one.
institution-notice = { $institution } declares that it may keep your results for teaching you, though you are under 18: answers with their times, results and first name. There is no ranking with your name on it, no reminding and no watching. /forgetme erases everything.
error-only-for-adults = This is for people of 18 and older.
