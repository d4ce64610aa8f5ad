settings-head = <b>सेटिंग</b>
    सब कुछ ऐसे भी ठीक चलता है; जो चाहें बदल लें।
settings-back = ⬅️ सभी सेटिंग
setting-exam = परीक्षा
setting-exam_on = परीक्षा की तिथि
setting-category = वर्ग (केवल उत्तीर्णांक के लिए)
setting-study_minutes = सप्ताह में पढ़ाई का समय
setting-digest_hour = दैनिक सार
setting-quiet = शांत समय
setting-timezone = समय क्षेत्र
setting-theme = चित्र
setting-text_only = चित्र की जगह शब्द
setting-alias = दूसरों को दिखने वाला नाम
setting-note-listed = आपका नाम या उपनाम, पिछले 30 दिनों का औसत और टेस्टों की संख्या उन सबको दिखती है जो इस बॉट से यही परीक्षा तैयार करते हैं और /rankings exam पूछते हैं। इसे यहाँ कभी भी वापस ले सकते हैं।
setting-listed = परीक्षा की सूची में मेरा नाम
setting-usage_statistics = बॉट सुधारने के लिए उपयोग के आँकड़े
setting-language = भाषा
setting-none = तय नहीं
setting-send-text = या संदेश में लिखकर भेजें, जैसे { $example }।
setting-changed = हो गया।
value-on = चालू
value-off = बंद
value-light = हल्के
value-dark = गहरे
value-hour = { $hour }:00 बजे
value-quiet = { $from }:00 से { $to }:00 तक
value-quiet-none = कोई नहीं
value-minutes = { $minutes } मिनट
value-free = अवकाश
value-alias-off = मेरा पहला नाम
value-language-en = English
value-language-hi = हिन्दी
weekday-0 = सोम
weekday-1 = मंगल
weekday-2 = बुध
weekday-3 = गुरु
weekday-4 = शुक्र
weekday-5 = शनि
weekday-6 = रवि
category-general = सामान्य
category-obc = अन्य पिछड़ा वर्ग (OBC)
category-mbc = अति पिछड़ा वर्ग (MBC)
category-ews = आर्थिक कमज़ोर वर्ग (EWS)
category-sc = अनुसूचित जाति (SC)
category-st = अनुसूचित जनजाति (ST)
category-st_non_tsp = ST (गैर-TSP)
category-st_tsp = ST (TSP)
category-sc_st_tsp = SC/ST (TSP)
category-sahariya = सहरिया
category-widow_or_divorcee = विधवा या परित्यक्ता
category-ex_serviceman = भूतपूर्व सैनिक
category-person_with_disability = दिव्यांग
forget-ask =
    <b>सब कुछ हटाएँ?</b>
    आपके उत्तर, प्रगति, सेटिंग और समूहों में आपका स्थान तुरंत और सदा के लिए मिटा दिए जाएँगे। आपके बनाए समूह बिना स्वामी के रहेंगे।
forget-yes = हाँ, सब कुछ हटाएँ
forget-no = नहीं, रहने दें
forget-done = आपके बारे में सब कुछ मिटा दिया गया है। जब चाहें, /start से नई शुरुआत करें।
forget-kept = कुछ नहीं बदला।
setting-daily_goal = रोज़ के प्रश्न
setting-confidence = भरोसा पूछें
setting-calm = लक्ष्य और क्रम छिपाएँ
setting-digest_every = दैनिक सार कितनी बार
setting-alerts = सूचनाएँ और उपलब्धियाँ
setting-paused_until = इस तिथि तक कुछ न भेजें
value-every = { $days ->
    [1] हर दिन
    [7] सप्ताह में एक बार
   *[other] हर { $days } दिन में
 }
setting-language_model = भाषा-मॉडल से मार्गदर्शन
setting-note-language_model =
    आपकी हाँ होने पर /coach और /plan के शब्द एक भाषा-मॉडल लिखता है, जो अमेरिकी कंपनी Anthropic का है।

    उसे बताया जाता है: काम क्या है, आपकी परीक्षा के कमज़ोर या मज़बूत विषय-बिंदु, और “शुद्धता: मध्यम, परीक्षा: निकट” जैसी श्रेणियाँ। उसे कभी नहीं बताया जाता: आपका नाम, संख्या, उत्तर, तिथियाँ, या आपका लिखा कुछ भी। पाठ की संख्याएँ यहीं, इसी सर्वर पर जोड़ी जाती हैं।

    यह शुरू में बंद है, 18 से कम आयु के लिए नहीं है, और हर पाठ बताता है कि किसने लिखा। आपकी ना तुरंत लागू होती है।
