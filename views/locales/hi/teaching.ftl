group-assign = 📝 काम दें
group-qr-button = 🔳 QR कोड
group-renew = 🔁 नया निमंत्रण
group-invite-teacher = 👥 शिक्षक जोड़ें
group-transfer = 👑 { $name } को स्वामी बनाएँ
group-dismiss = ✖️ { $name }
group-archive = 🗄 समूह बंद करें
group-qr =
    🔳 <b>{ $title }</b>
    विद्यार्थी यहाँ कैमरा दिखाएँ, या टैप करें: { $link }
group-teacher-link =
    👥 इस लिंक से जो पहले आए, वह <b>{ $title }</b> का शिक्षक बनेगा और वही देखेगा जो आप देखते हैं:
    { $link }
group-teacher-gone = ✅ { $title } के शिक्षक बदल गए।
group-teaches-now = 👥 अब आप <b>{ $title }</b> में शिक्षक हैं। /rankings, /atrisk, /assign और बाकी आदेश इसके लिए चलेंगे।
group-archive-ask = 🗄 <b>{ $title }</b> को बंद करें? फिर कोई नहीं जुड़ सकेगा, कुछ नहीं भेजा जाएगा, और इसकी चैट मुक्त हो जाएगी। विद्यार्थियों का किया हुआ उन्हीं का रहेगा।
group-archive-no = नहीं, रहने दें
group-archive-yes = हाँ, बंद करें
group-archived = 🗄 { $title } बंद कर दिया गया।
assign-head =
    📝 <b>आपके समूहों के लिए काम</b>
    सबको एक-से प्रश्न मिलते हैं; समय पूरा होते ही परिणाम आते हैं।
assign-new = ➕ { $title }
assign-what = 📝 <b>{ $title }</b>: किसका अभ्यास हो? कक्षा के सबसे कमज़ोर विषय-बिंदु पहले हैं।
assign-kind-topic = एक विषय-बिंदु
assign-kind-weak = ⭐ सबसे कमज़ोर विषय-बिंदु, साथ में
assign-kind-mixed = 🎲 सबका मिश्रण
assign-kind-paper = मॉक टेस्ट
assign-paper = 📋 मॉक टेस्ट: { $name }
assign-preview =
    📝 <b>{ $title }</b>: { $what }
    { $count } प्रश्न, { $until } तक
    { $members } सदस्यों को { $opens ->
        [later] { $moment } को
       *[now] अभी
    } मिलेगा, और न करने पर अंत से तीन घंटे पहले याद दिलाया जाएगा। { $late ->
        [yes] समय के बाद का काम “देर से” लिखा जाएगा।
       *[no] समय के बाद कोई आरम्भ नहीं कर सकेगा।
    }
assign-days = { $days ->
    [0] आज
   *[other] { $days } दिन
 }
assign-opens = { $days ->
    [0] अभी से
    [1] कल से
   *[other] { $days } दिन बाद
 }
assign-late-on = ⏰ देर से काम: मान्य
assign-late-off = ⏰ देर से काम: अमान्य
assign-go = ✅ काम दें
assign-back = ⬅️ कुछ और
assign-made = ✅ दे दिया गया। { $members } सदस्यों को बताया जा रहा है, उनके शांत समय के बाहर।
assign-board = 📝 { $what } · { $title }
assign-progress = { $members } में से { $done } ने कर लिया, { $begun } कर रहे हैं। { $state ->
    [waiting] { $opens } को खुलेगा, { $until } को बंद होगा।
    [closed] समय पूरा हुआ: { $until }।
   *[open] { $until } तक खुला है।
 }
assign-average = औसतन { $percent } % सही।
assign-late = देर से
assign-unshared = { $count } और ने किया है, पर परिणाम साझा नहीं किए।
assign-refresh = 🔄 कितना हुआ?
assign-cancel = ✖️ वापस लें
assign-cancelled = ✖️ { $title } से वापस ले लिया गया। जिन्होंने किया, उनका किया हुआ उन्हीं का रहेगा।
assign-over = 🏁 समय पूरा हुआ: परिणाम।
assign-notice =
    📝 <b>{ $title }</b>: { $what }
    { $count } प्रश्न, { $until } तक।
assign-reminder =
    ⏰ <b>{ $title }</b>: { $what } अभी बाकी है
    { $count } प्रश्न, { $until } तक।
assign-start = ▶️ शुरू करें
assign-own-result = 🏁 <b>{ $title }</b>, { $what }: { $count } में से { $right } सही।
assign-own-place = { $of } में स्थान { $place }; औसत { $percent } %।
announce-which = 📣 किस समूह के लिए?
announce-ask = 📣 एक संदेश में लिखें कि <b>{ $title }</b> क्या पढ़े। पहले आपको दिखेगा; अभी कुछ नहीं भेजा जाएगा।
announce-preview = 📣 <b>{ $title }</b>, { $count } सदस्य। वे इसे ऐसे पढ़ेंगे:
announce-now = 📣 अभी भेजें
announce-morning = 🌅 कल सुबह
announce-cancel = ✖️ न भेजें
announce-planned = ✅ <b>{ $title }</b> के { $count } सदस्यों को: { $when }, उनके शांत समय के बाहर।
announce-cancelled = ✖️ नहीं भेजा गया। जिन्हें मिल चुका है, उनके पास रहेगा।
announce-told = 📣 <b>{ $title }</b> · { $teacher }
brief-head = 🗓 <b>आपके समूह, इस सप्ताह</b>
brief-active = साझा करने वाले { $sharing } में से { $active } सक्रिय रहे, { $answers } उत्तर।
brief-percent = { $percent } % सही।
brief-same = पिछले सप्ताह जैसा ही।
brief-up = पिछले सप्ताह से { $points } अंक अधिक।
brief-down = पिछले सप्ताह से { $points } अंक कम।
brief-call = 📞 बात करें:
brief-weak = 🧩 30 दिनों में कमज़ोर:
brief-hardest = 🪨 सबसे कठिन प्रश्न:
brief-drill = 📝 काम दें: { $topic }
brief-note = केवल परिणाम साझा करने वाले सदस्य गिने गए हैं।
report-caption = 📄 { $title }, पिछले 7 दिन। केवल परिणाम साझा करने वाले सदस्य।
error-assignment-gone = यह काम वापस ले लिया गया है, या ऐसे समूह का है जिसमें आपका स्थान नहीं है।
error-assignment-closed = इस काम का समय पूरा हो चुका है।
error-too-much-work = एक समूह के लिए इतना पर्याप्त है: एक साथ { $count }।
error-announcement-gone = ऐसी कोई घोषणा नहीं है।
assign-to-do = 📝 { $what } · { $title }
