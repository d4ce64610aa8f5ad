review-head = <b>ये प्रश्न आपकी प्रतीक्षा में हैं</b>
review-empty = <b>अभी कुछ भी लंबित नहीं है।</b>
review-how =
    /questions #ID से कोई भी प्रश्न खुलता है।
    प्रश्न जोड़ने के लिए फ़ाइल भेजें (CSV, XLSX, GIFT, Aiken, Moodle XML, Anki, Open Trivia DB); पहले दिखाया जाएगा कि उससे क्या होगा।
review-open-reported = ⚑ शिकायत वाले: { $count }
review-open-flagged = 📊 संदिग्ध आँकड़े: { $count }
review-open-waiting = 📥 आयातित, देखने हैं: { $count }
review-question = <b>#{ $question }</b> · संस्करण { $version }
review-reports = ⚑ <b>खुली शिकायतें: { $count }</b>
review-report-line = • { $reason }: { $note }
review-correcting = 🔁 पहले के उत्तर दोबारा जाँचे जा रहे हैं।
review-withdrawn = 🚫 वापस लिया गया: अब न पूछा जाता है, न किसी के लिए गिना जाता है।
review-back = ⬅️ सभी सूचियाँ
review-cancel = ⬅️ रहने दें
review-accept = ✅ प्रश्न-बैंक में लें
review-refuse = 🚫 न लें
review-decline = 👍 प्रश्न जैसा है, सही है
review-new-key = 🔑 सही उत्तर कोई और विकल्प है
review-both = ➕ एक और विकल्प भी सही है
review-drop = 🚫 प्रश्न वापस लें
review-edit = ✏️ शब्द बदलें
review-key-ask = <b>सही उत्तर कौन-सा विकल्प है?</b> पहले के सभी उत्तर दोबारा जाँचे जाएँगे; जिनका परिणाम बदलेगा, उन्हें एक बार बताया जाएगा।
review-both-ask = <b>और कौन-सा विकल्प सही है?</b> पहले के सभी उत्तर दोबारा जाँचे जाएँगे; जिनका परिणाम बदलेगा, उन्हें एक बार बताया जाएगा।
review-drop-ask = <b>#{ $question } वापस लें?</b> यह आगे नहीं पूछा जाएगा और किसी के लिए नहीं गिना जाएगा, पहले के उत्तर भी नहीं। इसे पलटा नहीं जा सकता।
review-drop-sure = 🚫 हाँ, वापस लें
review-edit-ask = <b>क्या बदलना है?</b> पहले के उत्तर वैसे ही रहेंगे; शिकायत करने वालों को बताया जाएगा।
review-edit-words = <b>नए शब्द भेजें</b>: { $field } ({ $language })। अभी यह लिखा है:
review-field-stem = प्रश्न
review-field-explanation = व्याख्या
review-done = ✅ हो गया।
review-not-done = कुछ नहीं बदला गया।
upload-account =
    <b>{ $file }</b>: { $rows } प्रश्न
    { $added } जुड़ेंगे, { $updated } बदलेंगे; { $duplicate } पहले से हैं; { $rejected } नहीं लिए जा सकते।
    अभी कुछ भी सहेजा नहीं गया है।
upload-bad-row = • पंक्ति { $line }, { $column }: “{ $value }” – { $reason }
upload-more-rows = … और { $count } अन्य
upload-store = ✅ सहेजें
upload-skip = ✅ जो ठीक हैं, उन्हें सहेजें
upload-cancel = ⬅️ कुछ न सहेजें
upload-stored = ✅ <b>{ $file }</b>: { $added } जुड़े, { $updated } बदले, { $duplicate } पहले से थे, { $rejected } छोड़े गए।
upload-cancelled = कुछ नहीं सहेजा गया।
upload-gone = वह फ़ाइल अब नहीं मिल रही। कृपया एक बार फिर भेजें।
upload-too-large = चैट के लिए फ़ाइल बहुत बड़ी है (अधिकतम { $megabytes } MB)। उसे बाँट लें, या `abhyas questions import` से आयात करें।
error-not-an-admin = यह केवल बॉट के संचालक कर सकते हैं।
error-question-gone = ऐसा कोई प्रश्न नहीं है।
error-bad-edit = प्रश्न ऐसे नहीं लिखा जा सकता: { $reason }
error-bad-file = यह फ़ाइल पढ़ी नहीं जा सकी। { $reason }
command-questions = प्रश्न: शिकायतें और फ़ाइलें
