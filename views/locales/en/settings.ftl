settings-head = <b>Settings</b>
    Everything works as it stands; change what you like.
settings-back = ⬅️ All settings
setting-exam = Exam
setting-exam_on = Exam date
setting-category = Category (only for the pass line)
setting-study_minutes = Study time by weekday
setting-digest_hour = Daily digest
setting-quiet = Quiet hours
setting-timezone = Time zone
setting-theme = Pictures
setting-text_only = Words instead of pictures
setting-alias = Name that others see
setting-note-listed = Your name or alias, your average of the last 30 days and the number of your tests are seen by everybody who prepares for your exam with the bot and asks with /rankings exam. You can take it back here at any time.
setting-listed = Name on my exam's board
setting-usage_statistics = Usage statistics for improving the bot
setting-language = Language
setting-none = not set
setting-send-text = Or send it as a message, for example { $example }.
setting-changed = Done.
value-on = on
value-off = off
value-light = light
value-dark = dark
value-hour = { $hour }:00
value-quiet = { $from }:00 to { $to }:00
value-quiet-none = none
value-minutes = { $minutes } min
value-free = free
value-alias-off = my first name
value-language-en = English
value-language-hi = हिन्दी
weekday-0 = Mon
weekday-1 = Tue
weekday-2 = Wed
weekday-3 = Thu
weekday-4 = Fri
weekday-5 = Sat
weekday-6 = Sun
category-general = General
category-obc = OBC
category-mbc = MBC
category-ews = EWS
category-sc = SC
category-st = ST
category-st_non_tsp = ST (non-TSP)
category-st_tsp = ST (TSP)
category-sc_st_tsp = SC/ST (TSP)
category-sahariya = Sahariya
category-widow_or_divorcee = Widow or divorcee
category-ex_serviceman = Ex-serviceman
category-person_with_disability = Person with disability
forget-ask =
    <b>Remove everything?</b>
    Your answers, progress, settings and places in groups are erased at once and for good. Groups that you made stay without an owner.
forget-yes = Yes, remove everything
forget-no = No, keep it
forget-done = Everything about you is erased. /start begins anew, whenever you like.
forget-kept = Nothing was changed.
setting-daily_goal = Questions a day
setting-confidence = Ask how sure I am
setting-calm = Hide goal and streak
setting-digest_every = How often the daily message
setting-alerts = Alerts and celebrations
setting-paused_until = Nothing before
value-every = { $days ->
    [1] every day
    [7] once a week
   *[other] every { $days } days
 }
setting-language_model = Coach by language model
setting-note-language_model =
    With your yes, /coach and the words of /plan are written by a language model of Anthropic, a company in the USA.

    It is told: the task, your exam's topics that are weak or strong, and bands such as “accuracy: fair, exam: near”. It is never told: your name, number, answers, dates, or anything you wrote. The numbers in the text are put in here, on this server.

    Off by default, not for under-18s, and every text says who wrote it. Your no works at once.
