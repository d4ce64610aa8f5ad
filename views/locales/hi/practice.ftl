practice-menu =
    <b>अभ्यास</b>
    दस प्रश्न, हर उत्तर के तुरंत बाद सही उत्तर और उसका कारण।
    अपनी परीक्षा के अनुसार मिश्रित प्रश्न लें, या कोई एक विषय-बिंदु चुनें।
practice-start-mixed = ▶️ शुरू करें: मिश्रित
practice-choose-topic = 📚 विषय-बिंदु चुनें
practice-all-subjects = ⬅️ सभी विषय
practice-choose-subject = <b>कौन-सा विषय?</b>
practice-topics-of = <b>{ $subject }</b>: कौन-सा विषय-बिंदु?
practice-under-way =
    <b>एक अभ्यास अधूरा है</b>
    { $total } में से { $answered } प्रश्नों के उत्तर दिए जा चुके हैं। वहीं से आगे बढ़ें?
practice-resume = ▶️ आगे बढ़ें
practice-new-set = 🔄 नया अभ्यास
question-head = <b>प्रश्न { $position }/{ $total }</b> · { $topic }
question-hint = 💡 <i>{ $hint }</i>
hint-button = 💡 संकेत
hint-again = 💡 एक और संकेत
pause-button = ⏸ रुकें
next-button = अगला प्रश्न ▶️
finish-button = समाप्त करें 🏁
verdict-right = ✅ <b>सही उत्तर!</b>
verdict-wrong = ❌ <b>इस बार नहीं।</b> आपका उत्तर { $chosen }; सही उत्तर <b>{ $right }</b>।
why-this-tempts = <b>विकल्प { $chosen } के बारे में:</b> { $why }
paused-text =
    ⏸ <b>अभ्यास रुका हुआ है</b>: { $total } में से { $answered } प्रश्न हो चुके हैं।
    आपके उत्तर सुरक्षित हैं। जब समय मिले, लौट आएँ।
summary-head = 🏁 <b>अभ्यास पूरा: { $total } में से { $right } सही</b>
summary-time = प्रति प्रश्न लगभग { $seconds } सेकंड।
summary-missed = <b>इन्हें एक बार फिर देखें:</b>
summary-missed-line = • प्रश्न { $position }: { $topic }
summary-perfect = सभी उत्तर सही। बहुत बढ़िया!
summary-nothing = किसी प्रश्न का उत्तर नहीं दिया गया।
summary-unkept = इस अभ्यास का कुछ भी सहेजा नहीं जाता।
summary-again = 🔁 एक और अभ्यास
summary-progress = 📈 मेरी प्रगति
nothing-to-stop = कोई अभ्यास चालू नहीं है। शुरू करने के लिए /practice भेजें।
topic-unknown = “{ $topic }” नाम का विषय-बिंदु नहीं मिला। यहाँ से चुनें:
practice-whole-subject = ▶️ पूरा विषय
practice-review = 🧠 दोहराव
practice-mistakes = ♻️ गलतियाँ
skip-button = ⏭ छोड़ें
figures-button = 📊 यह अभ्यास
bookmark-keep = 🔖 सहेजें
bookmark-drop = 🔖 सूची से हटाएँ
bookmark-kept = सहेज लिया गया। /bookmarks से फिर मिलेगा।
bookmark-dropped = सहेजे गए प्रश्नों से हटा दिया गया।
question-drill = ⏱ गति अभ्यास: परीक्षा की तरह हर प्रश्न { $target } सेकंड। निर्णय लें और आगे बढ़ें।
verdict-drill = ⏱ { $seconds } सेकंड (परीक्षा में { $target })
confidence-ask = आपने <b>{ $chosen }</b> चुना। आपको कितना भरोसा है?
confidence-1 = अनुमान
confidence-2 = लगभग पक्का
confidence-3 = पक्का
step-up = 📈 { $topic } में अब आप कठिन प्रश्नों के लिए तैयार हैं। अब वही आएँगे।
step-down = 📉 { $topic } में अब कुछ सरल प्रश्न आएँगे, ताकि आधार मज़बूत हो।
figures-right = सही: { $answered } में से { $right }
figures-seconds = समय: { $seconds } सेकंड प्रति प्रश्न (परीक्षा में { $target })
figures-topic = विषय-बिंदु: { $topic }
habit-week = 🗓 पिछले सात दिनों में { $days } दिन अभ्यास।
figures-difficulty = यह प्रश्न: { $difficulty }
figures-sure = जब भरोसा पक्का था: { $sure } में से { $right } सही
difficulty-easy = सरल
difficulty-medium = मध्यम
difficulty-hard = कठिन
summary-skipped = छोड़े गए प्रश्न: { $count }।
summary-review = 🧠 दोहराने योग्य: { $count }
profile-head = <b>आपकी पहली तस्वीर</b>
    ऐसे प्रश्नों में आपके लगभग { $low } से { $high } % उत्तर सही होंगे। दस उत्तर इससे अधिक सटीक नहीं बता सकते।
profile-line = • { $subject }: { $asked } में से { $right }
profile-note = हर अभ्यास के साथ यह तस्वीर और साफ़ होगी।
feedback-high_accuracy_fast_speed = 💪 आपके उत्तर सही भी हैं और तेज़ भी। क्या अगला अभ्यास कठिन हो?
feedback-low_accuracy_slow_speed = 📖 इन विषय-बिंदुओं में अभी समय और अंक दोनों जा रहे हैं। एक और अभ्यास से पहले व्याख्याएँ पढ़ना अधिक काम आएगा।
feedback-high_accuracy_slow_speed = ⏱ विषय पर पकड़ है, पर परीक्षा में इतना समय नहीं मिलेगा। गति अभ्यास से लाभ होगा।
feedback-declining_performance = 🌿 पिछले कुछ उत्तर आपके सामान्य स्तर से नीचे रहे। अभी थोड़ा विश्राम दस और प्रश्नों से बेहतर है।
feedback-button-high_accuracy_fast_speed = 💪 कठिन अभ्यास
feedback-button-low_accuracy_slow_speed = 📖 व्याख्याएँ पढ़ें
feedback-button-high_accuracy_slow_speed = ⏱ गति अभ्यास
habit-today = आज: { $goal } में से { $today } प्रश्न।
habit-goal-met = 🎯 आज: { $today } प्रश्न। { $goal } का लक्ष्य पूरा।
habit-streak = 🔥 लगातार { $days } दिन अभ्यास; { $slack ->
        [0] अगले दिन अभ्यास छूटने पर यह क्रम टूटेगा
       *[other] { $slack } दिन की छूट अभी बाकी है
    }।
study-head = <b>हाल की गलतियाँ, व्याख्या सहित</b> ({ $page }/{ $pages }; कुल { $total })
study-empty = कोई गलती बाकी नहीं: हर प्रश्न का आपका पिछला उत्तर सही था।
study-practise = ♻️ इनका अभ्यास करें
review-nothing-known = अभी दोहराने को कुछ नहीं है। आप जो अभ्यास करेंगे, वह भूलने से ठीक पहले यहाँ फिर आएगा।
review-due = 🧠 <b>आज दोहराने योग्य: { $count }</b>
    ये वे तथ्य हैं जो अब भूलने की कगार पर हैं। अभी कुछ मिनट दें, तो हफ़्तों याद रहेंगे।
review-none-due = 🧠 <b>आज कुछ भी दोहराना बाकी नहीं।</b> जो पढ़ा है, अभी ताज़ा है।
review-ahead = <b>आने वाले दिन</b>
review-exam = योजना ऐसी है कि { $day } की परीक्षा से पहले हर तथ्य एक बार फिर आए।
review-start = ▶️ दोहराव शुरू करें
mistakes-none = कोई गलती बाकी नहीं। सही उत्तर देते ही प्रश्न इस सूची से हट जाता है।
mistakes-count = ♻️ <b>बाकी गलतियाँ: { $count }</b>
    सही उत्तर देने तक प्रश्न यहीं रहता है।
mistakes-start = ▶️ इनका अभ्यास करें
mistakes-read = 📖 व्याख्याएँ पढ़ें
bookmarks-none = अभी कोई प्रश्न सहेजा नहीं गया। उत्तर के बाद 🔖 दबाने से प्रश्न यहाँ रहता है।
bookmarks-count = 🔖 <b>सहेजे गए प्रश्न: { $count }</b>
bookmarks-start = ▶️ इनका अभ्यास करें
command-explain = पिछला उत्तर ग़लत क्यों हुआ
explain-none = समझाने को कुछ नहीं है: कोई ग़लती नहीं है, या उस प्रश्न का उत्तर अभी नहीं दिया गया है।
explain-chosen = आपने { $option } चुना:
explain-unwritten = इस प्रश्न की व्याख्या अभी नहीं लिखी गई है। सही विकल्प की अपने चुने विकल्प से तुलना करें; कुछ ग़लत लगे तो प्रश्न की रिपोर्ट करें।
