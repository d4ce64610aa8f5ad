digest-head = 🌅 <b>सुप्रभात, { $name }!</b>
digest-yesterday = कल: { $answers } में से { $right } सही।
digest-yesterday-none = कल कोई प्रश्न नहीं हुआ। आज नया दिन है।
digest-week = सात दिन: { $percent } % सही, { $answers } उत्तर।
digest-change-up = ▲ पिछले सात दिनों से { $points } अंक अधिक।
digest-change-down = ▼ पिछले सात दिनों से { $points } अंक कम: अभी दोहराना सबसे उपयोगी है।
digest-due = 🧠 दोहराने योग्य तथ्य: { $count }
digest-streak = 🔥 लगातार { $count } दिन।
digest-exam = { $days ->
    [1] कल आपकी परीक्षा है। अब प्रश्नों से अधिक आराम काम आएगा।
   *[other] परीक्षा में { $days } दिन शेष।
 }
digest-next = अगला कदम: दस प्रश्न, जिनमें कुछ { $topic } से।
digest-next-mixed = अगला कदम: दस मिश्रित प्रश्न।
digest-practise = ▶️ अभी अभ्यास करें
digest-review = 🧠 { $count } दोहराएँ
digest-later = 🕕 बाद में
digest-less = कम बार
digest-stop = बंद करें
digest-stopped = दैनिक संदेश बंद है। /settings से फिर चालू करें।
digest-less-done = { $days ->
    [7] अब से सप्ताह में एक बार, सोमवार को।
   *[other] अब से हर { $days } दिन में।
 }
digest-later-done = { $time } बजे याद दिलाया जाएगा।
digest-quiet-done = अब सूचनाएँ नहीं आएँगी। /settings से फिर चालू करें।
later-text = 🕕 आपने याद दिलाने को कहा था। दस प्रश्नों में लगभग पाँच मिनट लगते हैं।
weekly-head = 🗓 <b>आपका सप्ताह, { $name }</b>
weekly-days = 7 में से { $active } दिन अभ्यास, { $answers } उत्तर, { $percent } % सही।
weekly-few = 7 में से { $active } दिन अभ्यास, { $answers } उत्तर।
weekly-best = सबसे मज़बूत: { $topic }, { $answers } में से { $percent } %।
weekly-worst = अगले सप्ताह इस पर समय दें: { $topic }, { $answers } में से { $percent } %।
weekly-reached = 🏅 इस सप्ताह:
comeback-head = 👋 <b>{ $name }, दस प्रश्न आपकी प्रतीक्षा में हैं।</b>
comeback-text = पाँच मिनट लगते हैं, और जो आता था वह जल्दी लौट आता है।
comeback-last = अब आपके लौटने तक कोई संदेश नहीं आएगा। /practice हमेशा यहीं है।
exam-day-head = 🌟 <b>आज के लिए शुभकामनाएँ, { $name }!</b>
exam-day-text = तैयारी हो चुकी है। हर प्रश्न अंत तक पढ़ें, और जो आता है उसे पहले हल करें।
alert-performance_drop = 📉 <b>हाल के टेस्ट कुछ कमज़ोर रहे</b>
alert-performance_drop-text = { $recent } % सही; पहले के अभ्यास ({ $before } %) से { $expected } % की आशा थी। ऐसा होता है; गलतियाँ दोहराने से प्रायः सुधार आ जाता है।
alert-exam_readiness = 🎓 <b>तैयारी अच्छी दिख रही है</b>
alert-exam_readiness-text = परीक्षा आज हो तो कट-ऑफ़ तक पहुँचने की संभावना { $percent } % है। आवेदन और प्रवेश-पत्र की तिथियाँ बोर्ड की वेबसाइट पर देखते रहें।
alert-streak_break = 💪 <b>लगातार { $count } सही उत्तर!</b>
alert-streak_break-text = सिलसिला रुका है, ज्ञान नहीं। अगला सिलसिला एक प्रश्न से शुरू होता है।
alert-milestone_achieved = 🏅 <b>बहुत बढ़िया!</b>
achievement-average = आपका औसत { $count } % पार कर चुका है और टिका हुआ है।
achievement-percentile = अब आप { $count } % साथियों से आगे हैं।
achievement-first_mock = आपका पहला मॉक टेस्ट पूरा हुआ।
achievement-mastered = { $topic }: पक्की महारत।
achievement-streak = लगातार { $count } दिन पढ़ाई।
alert-button-performance_drop = 🔎 गलतियाँ देखें
alert-button-exam_readiness = 📋 मेरी परीक्षा
alert-button-streak_break = ▶️ दस प्रश्न
alert-button-milestone_achieved = 📈 मेरी प्रगति
alert-useful = 👍 उपयोगी
alert-useless = 👎 उपयोगी नहीं
alert-quiet = 🔕 सूचनाएँ बंद
alert-thanks = धन्यवाद।
teacher-note-head = 📉 <b>आज इनसे बात करना अच्छा रहेगा</b>
teacher-note-line = <b>{ $name }</b>: हाल के टेस्ट में { $recent } % सही, पहले { $before } %।
teacher-note-why = केवल वे सदस्य जो आपसे अपने परिणाम साझा करते हैं। /atrisk से और जानें।
