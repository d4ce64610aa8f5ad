quiz-setup =
    🎯 <b>लाइव क्विज़</b>
    { $topic } · { $count } प्रश्न · हर प्रश्न { $seconds } सेकंड
    सब लोग पोल में उत्तर दें; जो मेरे साथ अभ्यास करते हैं, उनके उत्तर उनके अपने रिकॉर्ड में भी जुड़ेंगे।
quiz-mixed = मिश्रित
quiz-start = ▶️ शुरू करें
quiz-choose-topic = विषय-बिंदु
quiz-choose-count = प्रश्न
quiz-choose-seconds = सेकंड
quiz-how-many = कितने प्रश्न?
quiz-how-long = हर प्रश्न के लिए कितने सेकंड?
quiz-which-topic = कौन-सा विषय-बिंदु?
quiz-unknown-topic = “{ $topic }” नाम का विषय-बिंदु नहीं मिला। केवल /quiz भेजकर चुनें।
quiz-countdown =
    🎯 <b>पाँच सेकंड में लाइव क्विज़</b>
    { $count } प्रश्न, हर प्रश्न { $seconds } सेकंड। हर प्रश्न के बाद अंक-तालिका यहीं दिखेगी।
quiz-board = 🎯 <b>{ $count } में से { $asked } प्रश्नों के बाद</b>
quiz-board-over = 🏁 <b>सभी { $count } प्रश्नों के बाद</b>
quiz-nobody = अभी किसी ने उत्तर नहीं दिया।
quiz-line = { $rank } { $name } · { $right } सही · { $seconds } सेकंड
quiz-and-more = … और { $count }
quiz-final = 🏁 <b>अंतिम तालिका</b> (कुल { $count } प्रतिभागी)
quiz-column-name = नाम
quiz-column-right = सही
quiz-column-seconds = सेकंड
quiz-only-in-groups = लाइव क्विज़ समूह में होता है: मुझे वहाँ जोड़ें, फिर समूह के शिक्षक या एडमिन /quiz भेजें।
quiz-none-running = यहाँ कोई क्विज़ नहीं चल रहा।
error-quiz-running = यहाँ एक क्विज़ पहले से चल रहा है। /stop से उसे समाप्त करें।
error-quiz-too-fast = टेलीग्राम एक समूह में प्रति मिनट लगभग बीस संदेश जाने देता है, और हर प्रश्न को दो चाहिए। इसलिए हर प्रश्न के लिए कम से कम { $seconds } सेकंड।
error-not-a-quizmaster = यह केवल इस समूह के शिक्षक या चैट के एडमिन कर सकते हैं।
chart-quiz-title = अंतिम तालिका: सबसे आगे { $name }
chart-quiz-subtitle = { $questions } में से सही, कोष्ठक में सेकंड · कुल { $count } प्रतिभागी
chart-quiz-value = { $right } ({ $seconds } से.)
chart-more-people = और { $count }
