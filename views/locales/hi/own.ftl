own-button = ✍️ अपने प्रश्न
own-none =
    <b>{ $title }: अपने प्रश्न</b>
    अभी कोई नहीं। यहाँ लिखे प्रश्न केवल इसी समूह के काम में पूछे जाते हैं।
own-head =
    <b>{ $title }: { $count ->
        [one] आपका 1 प्रश्न
       *[other] आपके { $count } प्रश्न
    }</b>
    ये केवल इसी समूह के काम में पूछे जाते हैं; सही उत्तरों का प्रतिशत हर प्रश्न के आगे है।
own-line = { $percent } % · { $stem }
own-new = ➕ नया प्रश्न
own-file = 📎 फ़ाइल से
own-set = 📌 काम दें
own-back = ⬅️ वापस
own-cancel = ✖️ रद्द करें
own-card = <b>{ $title }</b> · { $topic }
own-change = ✏️ शब्द बदलें
own-out = 🗑 हटाएँ
own-out-ask = <b>यह प्रश्न हटाएँ?</b> आगे नहीं पूछा जाएगा; दिए गए उत्तर बने रहेंगे।
own-out-yes = 🗑 हटाएँ
own-ask =
    <b>{ $title } के लिए प्रश्न</b>
    एक ही संदेश में भेजें: पहले प्रश्न, फिर हर विकल्प अलग पंक्ति में। सही विकल्प के पीछे * लगाएँ। “व्याख्या:” और “संकेत:” भी जोड़ सकते हैं। जैसे:
own-example =
    माही नदी पर कौन-सा बाँध है?
    (अ) बीसलपुर
    (ब) माही बजाज सागर *
    (स) जवाई
    (द) राणा प्रताप सागर
    व्याख्या: यह बाँसवाड़ा के पास है।
own-ask-change = <b>प्रश्न फिर से भेजें।</b> पहले के उत्तर बने रहते हैं; सही विकल्प बदले तो वे फिर से जाँचे जाते हैं। अभी ऐसा है:
own-ask-topic = <b>यह किस विषय-बिंदु का है?</b> नाम वैसे ही भेजें जैसे /practice में है।
own-near-topics = <b>इस नाम का कोई विषय-बिंदु नहीं मिला।</b> क्या इनमें से कोई है? या दूसरा नाम भेजें।
own-topic = विषय-बिंदु: <b>{ $topic }</b>
own-hint = 💡 { $hint }
own-save = ✅ सहेजें
own-other-topic = 🏷 दूसरा विषय-बिंदु
own-saved = ✅ सहेज लिया गया।
own-ask-file = { $title } के लिए <b>प्रश्नों की फ़ाइल भेजें</b>: CSV, XLSX, GIFT, Aiken, Moodle XML या Anki, अधिकतम 5 MB। पहले दिखेगा कि उसमें क्या है।
error-too-many-questions = एक समूह में अधिकतम { $count } अपने प्रश्न रखे जाते हैं।
reason-twin = यह प्रश्न कक्षा में पहले से है
reason-no-mark = कोई विकल्प सही चिह्नित नहीं है: उसके पीछे * लगाएँ
class-list-button = 📋 कक्षा-सूची
class-list-head =
    <b>{ $title }: कक्षा-सूची</b>
    { $count ->
        [0] सूची ख़ाली है। अपनी सूची फ़ाइल में भेजें; सूची के हर विद्यार्थी को अपना लिंक मिलेगा।
       *[other] { $count } में से { $seated } जुड़ चुके हैं।
    }
class-list-line = { $roll }{ $name }: { $state ->
    [gone] समूह छोड़ा
   *[free] अभी नहीं जुड़े
 }
class-list-seated = { $roll }{ $name }: यहाँ { $shown } नाम से
class-list-more = … और { $count }, फ़ाइल में देखें
class-list-added = ✅ { $count ->
    [0] कोई नया नाम नहीं।
    [one] 1 नाम जुड़ा।
   *[other] { $count } नाम जुड़े।
 }
class-list-file = 📎 फ़ाइल से नाम जोड़ें
class-list-csv = 📄 सबके लिंक सहित सूची
class-list-drop = 🗑 जो नहीं जुड़े, उन्हें हटाएँ
class-list-drop-ask = <b>{ $title } की सूची से { $count } नाम हटाएँ?</b> फिर उनके लिंक काम नहीं करेंगे।
class-list-drop-yes = 🗑 { $count } हटाएँ
class-list-back = ⬅️ वापस
class-list-ask =
    <b>{ $title } की कक्षा-सूची</b> CSV फ़ाइल में भेजें, अधिकतम 1 MB: एक कॉलम “नाम”, चाहें तो “रोल नंबर”। Excel में “CSV UTF-8” चुनकर सहेजें।
    केवल वे नाम भेजें जिन्हें देने का आपको अधिकार है। जो 90 दिन में नहीं जुड़ते, उनके नाम हटा दिए जाते हैं।
class-list-caption = { $title } की कक्षा-सूची, सबके अपने लिंक सहित। एक लिंक एक ही व्यक्ति के लिए है।
class-list-file-expected = कृपया सूची CSV फ़ाइल में भेजें।
group-back = ⬅️ समूह
error-bad-roster = यह सूची पढ़ी नहीं जा सकी: { $reason }
reason-list-empty = फ़ाइल ख़ाली है
reason-list-no-name = किसी कॉलम का शीर्षक “नाम” नहीं है
reason-list-no-names = किसी कॉलम में नाम नहीं हैं
reason-list-long = { $count } से अधिक नाम हैं; फ़ाइल बाँट दें
reason-list-large = फ़ाइल { $size } KiB से बड़ी है
assign-kind-own = अपने प्रश्न
