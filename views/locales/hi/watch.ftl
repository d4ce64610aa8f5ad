atrisk-head = 📞 <b>{ $title }</b>: आज किनसे बात करें
atrisk-silent = <b>{ $name }</b>: { $amount } दिन से अभ्यास नहीं; सामान्यतः { $basis ->
    [1] रोज़
   *[other] हर { $basis } दिन में
 }
atrisk-falling = <b>{ $name }</b>: पिछले { $basis } उत्तरों में अपेक्षा से { $amount } अंक कम
atrisk-never_began = <b>{ $name }</b>: { $era ->
    [long] छह महीनों से कोई उत्तर नहीं
   *[new] जुड़े { $amount } दिन हुए, अभी तक कोई उत्तर नहीं
 }
atrisk-nobody = परिणाम साझा करने वालों में आज कोई ऐसा नहीं है।
atrisk-note = केवल परिणाम साझा करने वाले सदस्य देखे जाते हैं।
atrisk-in-private = 📞 आपको निजी चैट में भेज दिया गया है।
odd-head = पूछने योग्य बातें, निर्णय नहीं
odd-hurried = <b>{ $name }</b>: दो सेकंड से कम में दिए { $of } पहले उत्तरों में { $count } सही रहे
odd-same_mistakes = <b>{ $name }</b> और <b>{ $other }</b>: दोनों से छूटे { $of } प्रश्नों में { $count } बार ग़लत विकल्प भी एक ही रहा
odd-note = केवल संयोग से ऐसा सौ में एक कक्षा में दिखता है। कारण कोई परिचित पुस्तक या साझा नोट भी हो सकता है: सहजता से पूछें।
weak-head = 🧩 <b>{ $title }</b>: कक्षा को इन विषय-बिंदुओं की ज़रूरत, { $days } दिन
weak-note = अगला कदम: इनमें से किसी पर /quiz।
hardest-head = 🪨 <b>{ $title }</b>: सबसे कठिन प्रश्न, { $days } दिन
hardest-line = { $answers } उत्तरों में { $percent } % सही; सही उत्तर { $right } ·
watch-nothing = परिणाम साझा करने वालों के उत्तर अभी पर्याप्त नहीं हैं।
member-head = 👤 <b>{ $name }</b>, पिछले 30 दिन
member-few = 30 दिनों में { $answers } उत्तर: आँकड़ों के लिए कम हैं।
export-caption = 📄 { $title }, पिछले 30 दिन। केवल परिणाम साझा करने वाले सदस्य।
error-unknown-member = आपसे परिणाम साझा करने वालों में इस नाम का कोई नहीं है। मिलते-जुलते: { $names }
