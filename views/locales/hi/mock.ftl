mock-which-exam = <b>मॉक टेस्ट</b>
    कौन-सी परीक्षा?
mock-head = 📝 <b>मॉक टेस्ट: { $exam }</b>
mock-running = ⏳ <b>आपका मॉक टेस्ट चल रहा है: { $left } शेष।</b>
    घड़ी रुकती नहीं है। जमा करने तक बाकी सब प्रतीक्षा में रहेगा।
mock-resume = ▶️ प्रश्नपत्र पर लौटें
mock-missing = { $name }: { $total } में से { $missing } प्रश्न अभी प्रश्न-भंडार में नहीं हैं।
mock-parts-only = इसलिए अभी प्रश्नपत्र के भाग उपलब्ध हैं, हर भाग के लिए परीक्षा के अनुपात में समय।
mock-nothing-yet = इस प्रश्नपत्र का कोई भाग अभी नहीं बन सकता। किसी दूसरी परीक्षा में देखें।
mock-whole = 📝 { $name }: { $questions } प्रश्न, { $minutes } मिनट
mock-part = { $name }: { $questions } प्रश्न, { $minutes } मिनट
mock-taken = 📊 { $day }: { $percent }%
mock-other-exam = दूसरी परीक्षा
mock-intro =
    📝 <b>{ $exam }: { $name }</b>
    { $questions } प्रश्न · { $minutes } मिनट · { $marks } अंक
mock-rule-right = ✅ सही: +{ $marks }
mock-rule-wrong = ❌ गलत: { $marks }
mock-rule-e = E “अनुत्तरित प्रश्न”: { $marks }
mock-rule-blank = खाली छोड़ा: { $marks }
mock-rule-disqualified = ⚠️ { $count } से अधिक खाली छोड़ने पर अयोग्य। जहाँ उत्तर न देना हो, E चुनें।
mock-rule-clock = ⏳ बटन दबाते ही घड़ी शुरू होगी और किसी भी कारण से नहीं रुकेगी। समय पूरा होते ही उत्तर अपने आप जमा हो जाएँगे।
mock-begin = ▶️ घड़ी शुरू करें
mock-question-head = <b>{ $position }/{ $total }</b> · { $section } · ⏳ { $left }
mock-not-attempted = अनुत्तरित प्रश्न
mock-next = आगे ▶️
mock-to-end = अंत में जाएँ 🏁
mock-mark = 🚩 चिह्न लगाएँ
mock-unmark = 🚩 चिह्न हटाएँ
mock-clear = ✖️ उत्तर हटाएँ
mock-palette =
    📋 <b>पूरा प्रश्नपत्र एक नज़र में</b> · ⏳ { $left }
    ● उत्तर दिया · E अनुत्तरित · ○ खाली · केवल संख्या: अभी नहीं देखा · 🚩 चिह्नित
mock-back = ↩️ वापस
mock-hand-in = 🏁 जमा करें
mock-ask-hand-in = 🏁 <b>प्रश्नपत्र जमा करें?</b> { $left } शेष।
mock-count-answered = उत्तर दिए: { $count }
mock-count-e = E “अनुत्तरित प्रश्न”: { $count }
mock-count-blank = खाली: { $count }
mock-count-marked = 🚩 फिर देखने के लिए: { $count }
mock-would-disqualify = ⚠️ <b>{ $blank } प्रश्न खाली हैं; अधिकतम { $most } छोड़े जा सकते हैं।</b> ऐसे जमा करने पर प्रश्नपत्र अयोग्य होगा। जहाँ उत्तर न देना हो, E चुनें।
mock-hand-in-sure = 🏁 अभी जमा करें
mock-result-head = 🏁 <b>{ $exam }: { $name }</b>
mock-timed-out = ⏳ समय पूरा हुआ; उत्तर जैसे थे, वैसे ही जमा हो गए।
mock-disqualified = ⛔ <b>अयोग्य:</b> { $blank } प्रश्न खाली; अधिकतम { $most } छोड़े जा सकते हैं। नीचे के अंक केवल जानकारी के लिए हैं।
mock-score = <b>{ $maximum } में से { $marks } अंक</b> ({ $percent }%)
mock-counts = सही: { $right } · गलत: { $wrong }
mock-time = समय: { $allowed } में से { $used }
mock-sections = <b>भागवार</b> (अंक, समय)
mock-section-line = • { $name }: { $marks } / { $maximum } · { $time }
mock-place = इस प्रश्नपत्र पर { $takers } में से रैंक { $rank }, पर्सेंटाइल { $percentile }।
mock-place-few = { $missing } और लोगों के यह प्रश्नपत्र देने पर रैंक और पर्सेंटाइल दिखेंगे।
mock-gambles = 🎲 { $count ->
        [1] एक उत्तर में सही होने की संभावना आधे से कम थी: उससे { $won } अंक मिले और { $lost } कटे।
       *[other] { $count } उत्तरों में सही होने की संभावना आधे से कम थी: उनसे { $won } अंक मिले और { $lost } कटे।
    }
mock-advice-unknown = आपके अनुमान लाभ देते हैं या नहीं, यह अभी पता नहीं: /settings में “भरोसा पूछें” चालू करके अभ्यास करें। { $needed }% सही होने पर अनुमान लाभ देता है।
mock-advice-attempt = जब आप “अनुमान” कहते हैं, { $guesses } में से { $right } सही होते हैं; { $needed }% पर लाभ शुरू होता है। इसलिए उत्तर दें।
mock-advice-leave = जब आप “अनुमान” कहते हैं, { $guesses } में से केवल { $right } सही होते हैं; { $needed }% पर लाभ शुरू होता है। छोड़ना बेहतर है।
mock-advice-even = जब आप “अनुमान” कहते हैं, { $guesses } में से { $right } सही होते हैं; { $needed }% पर लाभ शुरू होता है। आपके लिए अभी कोई स्पष्ट अंतर नहीं।
mock-dropped = { $count ->
        [1] इस प्रश्नपत्र का एक प्रश्न वापस लिया गया है; वह किसी के लिए नहीं गिना जाता।
       *[other] इस प्रश्नपत्र के { $count } प्रश्न वापस लिए गए हैं; वे किसी के लिए नहीं गिने जाते।
    }
mock-solutions = 🔍 हल देखें
mock-card = 📤 परिणाम कार्ड
mock-another = 📝 और मॉक टेस्ट
mock-card-head = 📝 <b>{ $exam }: { $name }</b>
mock-card-foot = अभ्यास के साथ तैयारी
mock-solution-head = 🔍 { $count } में से { $index } · प्रश्न { $position }
mock-you-chose = आपका उत्तर { $chosen } · { $time }
mock-you-left = आपने इसे खाली छोड़ा · { $time }
mock-solution-none = यहाँ कुछ नहीं है।
mock-filter-all = सभी
mock-filter-wrong = गलत
mock-filter-left = छोड़े गए
mock-filter-marked = 🚩 चिह्नित
mock-filter-right = सही
mock-to-result = ↩️ परिणाम
