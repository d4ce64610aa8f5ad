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
