progress-head = 📈 <b>आपके पिछले { $days } दिन</b>
progress-empty =
    अभी दिखाने को कुछ नहीं है। /practice से दस प्रश्न शुरू होते हैं; { $missing } उत्तरों के बाद पहले आँकड़े दिखेंगे।
progress-few =
    अब तक { $answers } उत्तर। { $missing } और उत्तरों के बाद पहला आँकड़ा दिखेगा: /practice
progress-accuracy = <b>{ $percent } % सही</b>: { $answers } में से { $right } उत्तर।
progress-up = ▲ उससे पहले के { $days } दिनों से { $points } अंक अधिक।
progress-down = ▼ उससे पहले के { $days } दिनों से { $points } अंक कम।
progress-same = उससे पहले के { $days } दिनों जैसा ही।
progress-seconds = प्रति उत्तर लगभग { $seconds } सेकंड।
progress-days = { $days } में से { $active } दिन अभ्यास।
progress-streak = 🔥 लगातार { $count } दिन।
progress-best = सबसे मज़बूत: { $topic }, { $answers } में से { $percent } % सही।
progress-worst = इस पर समय दें: { $topic }, { $answers } में से { $percent } % सही।
progress-words = 📝 शब्दों में
progress-days-button = { $days } दिन
chart-trend-title = { $days } दिनों में { $percent } % सही
chart-trend-subtitle = हर बिंदु एक दिन · रेखा: 7 दिनों का औसत
chart-trend-accuracy = सटीकता, % सही
chart-trend-speed = गति अंक · लक्ष्य { $target } से. प्रति प्रश्न
chart-trend-speed-now = गति अंक · { $seconds } से. प्रति प्रश्न, लक्ष्य { $target } से.
chart-trend-flat = { $days } दिनों में { $answers } उत्तर
chart-topics-title = { $known } में से { $good } विषय-बिंदु { $percent } % या ऊपर
chart-topics-subtitle = सही उत्तर, कोष्ठक में उत्तरों की संख्या · { $days } दिन
chart-activity-title = { $days } में से { $active } दिन अभ्यास
chart-activity-subtitle = प्रतिदिन उत्तर, सोमवार से
chart-few = { $count } से कम उत्तर
chart-more = और { $count } विषय-बिंदु
chart-target = लक्ष्य { $percent } %
digest-head = 🌅 <b>सुप्रभात, { $name }!</b>
digest-yesterday = कल: { $answers } में से { $right } सही।
digest-yesterday-none = कल कोई प्रश्न नहीं हुआ। आज नया दिन है।
digest-week = सात दिन: { $percent } % सही, { $answers } उत्तर।
digest-streak = 🔥 लगातार { $count } दिन। यह क्रम बना रहे!
digest-exam = { $days ->
    [0] आज आपकी परीक्षा है। शुभकामनाएँ!
    [1] कल आपकी परीक्षा है।
   *[other] परीक्षा में { $days } दिन शेष।
 }
digest-next = अगला क़दम: दस प्रश्न, जिनमें कुछ { $topic } से।
digest-next-mixed = अगला क़दम: दस मिश्रित प्रश्न।
digest-practise = ▶️ अभी अभ्यास करें
digest-stop = सार न भेजें
digest-stopped = दैनिक सार बंद है। /settings से फिर चालू करें।
digest-not-now = 🌙 बाद का समय
month-1 = जनवरी
month-2 = फ़रवरी
month-3 = मार्च
month-4 = अप्रैल
month-5 = मई
month-6 = जून
month-7 = जुलाई
month-8 = अगस्त
month-9 = सितंबर
month-10 = अक्टूबर
month-11 = नवंबर
month-12 = दिसंबर
day-and-month = { $day } { $month }
