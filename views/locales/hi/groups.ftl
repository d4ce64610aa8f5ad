group-none =
    <b>समूह</b>
    अभी कोई समूह नहीं है। बनाने के लिए /group के साथ नाम भेजें, जैसे: /group RAS प्रातः बैच
group-list = <b>आपके समूह</b>
group-owned = { $title } ({ $members } विद्यार्थी)
group-joined = { $title }: { $shares ->
    [yes] परिणाम साझा
   *[no] परिणाम साझा नहीं
 }
group-made =
    ✅ <b>{ $title }</b> तैयार है।
    विद्यार्थी इस लिंक पर स्वयं टैप करके जुड़ते हैं:
    { $link }
    टेलीग्राम समूह में आदेश चलाने के लिए मुझे वहाँ जोड़ें और वहीं /group भेजें।
group-card =
    <b>{ $title }</b> · { $key }
    { $members } विद्यार्थी · शिक्षक: { $teachers }
    निमंत्रण: { $link }
    कोड: <code>{ $code }</code>
group-notice =
    <b>{ $title } से जुड़ें?</b>
    विद्यार्थियों की सूची में शिक्षक को आपका नाम या उपनाम दिखेगा। परिणाम आपके ही रहते हैं: वे तभी दिखते हैं जब आप साझा करना चालू करें, और इसे कभी भी बंद कर सकते हैं। समूह को दिए गए काम में केवल यह संख्या दिखती है कि कितनों ने किया; आपका नाम और अंक तभी दिखते हैं जब आप साझा करें।
group-join = जुड़ें
group-decline = अभी नहीं
group-declined = ठीक है, कुछ नहीं बदला।
group-seat =
    <b>{ $title }</b> में आपका स्थान है।
    शिक्षक के साथ परिणाम साझा: <b>{ $shares ->
        [yes] हाँ
       *[no] नहीं
    }</b>
group-share = 👁 परिणाम साझा करें
group-hide = 🙈 साझा करना बंद करें
group-leave = समूह छोड़ें
group-left = { $title } समूह छोड़ दिया गया।
group-link-ask = यह चैट कौन-सा समूह है?
group-link-none = पहले निजी चैट में समूह बनाएँ: /group के साथ नाम भेजें।
group-linked = यह चैट अब <b>{ $title }</b> है।
group-linked-already = यह चैट <b>{ $title }</b> है, { $members } विद्यार्थी।
group-code-ask = शिक्षक का दिया कोड भेजें, जैसे: /join AbC1dEf2GhI3
