"""Words that a coach must not use, and how words are told apart in two scripts."""

import re
import unicodedata
from collections.abc import Iterable


def normal(text: str) -> str:
    """As texts are compared: one form for each letter with its signs."""
    return unicodedata.normalize("NFKC", text)


def word_set(text: str) -> frozenset[str]:
    return frozenset(normal(text).split())


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Latin patterns as whole words from their beginning, Devanagari ones anywhere."""
    alone = (rf"(?<![^\W\d_]){one}(?![^\W\d_])" if one.isascii() else one for one in patterns)
    return re.compile(normal("|".join(alone)), re.IGNORECASE)


_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS_EN = word_set(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen hundred thousand lakh crore million billion half double "
    "twice thrice triple quarter dozen couple twofold threefold tenfold doubled halved third "
    "thirds fifth quarters halves doubling halving pair hundreds thousands dozens fortnight fortnights "
    "biweekly decade decades quadruple quadrupled quintuple thrice ninth eighth tenth"
) | frozenset(_TENS)
#: What makes an ordinal, a fraction, a multiple or a rough number of a number word.
_ENDINGS_EN = ("th", "ths", "ieth", "ieths", "fold", "ish", "some", "odd", "s")
_ENDINGS_HI = tuple(unicodedata.normalize("NFKC", "वाँ वां वीं वें गुना गुनी गुने ओं ों").split())
NUMBER_WORDS_HI = word_set(
    "शून्य दो तीन चार पाँच पांच छह छः छ सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह पन्द्रह सोलह सत्रह अठारह "
    "उन्नीस बीस इक्कीस बाईस बाइस तेईस तेइस चौबीस पच्चीस छब्बीस सत्ताईस सत्ताइस अट्ठाईस अठाईस उनतीस तीस इकतीस "
    "बत्तीस तैंतीस तेंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चवालीस "
    "चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन तिरेपन चौवन पचपन छप्पन सत्तावन "
    "अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ तिरेसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर "
    "चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी "
    "अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे पंचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे सौ "
    "सैकड़ा सैकड़ों हज़ार हजार हज़ारों हजारों लाख करोड़ आधा आधी आधे डेढ़ ढाई सवा पौन पौने साढ़े दुगुना दुगुनी "
    "दुगुने दोगुना दोगुनी दोगुने दुगना दुगनी दुगने तिगुना तिगुनी चौगुना चौगुनी चौथाई तिहाई दर्जन गुना गुनी गुने "
    "तीसरा तीसरी तीसरे चौथा चौथी चौथे छठा छठी छठे दर्जनों पखवाड़ा पखवाड़े दशक"
)
_NUMBER_WORDS = NUMBER_WORDS_EN | NUMBER_WORDS_HI
_ENDINGS = (*_ENDINGS_EN, *_ENDINGS_HI)
_SCORE = re.compile(r"\ba score of (?=\w)", re.IGNORECASE)
_ROMAN = re.compile(r"(?<![\w/])(?=[IVXL]{2,}\b)(?:X[LX]{0,2}|XX)?(?:IX|IV|V?I{0,3})\b")
#: "One" is a number only before something counted.
_COUNTED_EN = word_set(
    "question questions answer hour minute second day week month mark point percent hundred thousand "
    "lakh more year mock test"
)
_COUNTED_HI = word_set(
    "घंटा घंटे घण्टा घण्टे मिनट सेकंड सेकेंड सप्ताह हफ़्ता हफ़्ते हफ्ता हफ्ते महीना महीने माह अंक प्रतिशत फ़ीसदी फीसदी "
    "वर्ष साल प्रश्न उत्तर"
)
MONTHS = word_set(
    "january february march april june july august september october november december जनवरी फ़रवरी "
    "फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर दिसम्बर"
)
#: Promises, health, reproach, shame, fear, comparison with persons, and the familiar "you".
_UNSAFE = (
    r"guarant\w*", r"definitely", r"certainly", r"for sure", r"no doubt", r"surely", r"100", r"will pass",
    r"will (?:clear|crack|succeed|make it|reach|be selected)", r"are going to (?:pass|clear)",
    r"cannot fail", r"can't fail", r"sure to", r"bound to", r"all[- ]night", r"night[- ]long",
    r"less sleep", r"sleep less", r"without sleep", r"skip (?:your )?(?:sleep|meal|lunch|dinner|food|break)",
    r"stay up", r"wake up at", r"meals?", r"medicine", r"medicat\w*", r"pills?", r"caffein\w*", r"coffee", r"doctor",
    r"depress\w*", r"anxiety", r"adhd", r"diagnos\w*", r"therap\w*", r"stupid", r"lazy", r"dumb", r"idiot",
    r"shame", r"asham\w*", r"hopeless", r"worthless", r"useless", r"fail(?:ure|ed|ing)?", r"disappoint", r"pathetic",
    r"parents", r"your family", r"give up", r"last chance", r"suicid", r"die", r"kill", r"cheat",
    r"leak(?:ed)? paper", r"paid", r"buy", r"subscribe", r"coupon", r"telegram channel", r"whatsapp",
    r"(?:is|are|be|being) (?:\w+ )?(?:certain|assured|confirmed|secured?)", r"(?:seat|post|job|success|rank|selection|result) is yours", r"promis\w*", r"assur\w*",
    r"no way", r"never fail", r"energy drinks?", r"tablets?", r"awake", r"midnight", r"all through the night", r"through the night",
    r"(?:cut|reduc|skip|los|less|without|forgo|trad|sacrific|shorten|steal|give up|miss)\w*(?:\W+\w+){0,3}\W+(?:sleep|rest)",
    r"(?:avoid|drop|leave|ignor|stop|don't|do not|cut|forget|quit)\w*(?:\W+\w+){0,4}\W+(?:friends?|family|people|relatives)",
    r"(?:stop|leave|miss|skip|quit|drop|bunk|not)\w*(?:\W+\w+){0,3}\W+(?:school|college|class|classes|job)",
    r"not (?:\w+ )?(?:clever|smart|intelligent|capable|bright|able|sharp|good) enough", r"no talent", r"talentless", r"incapable",
    r"too (?:slow|weak|old|dull|late) to", r"not (?:made|cut out|born) for", r"never (?:pass|manage|make it|learn)",
    r"cop(?:y|ying|ied)(?:\W+\w+){0,2}\W+answers?", r"leak\w*", r"upi", r"channel", r"pay(?! attention)", r"your friends",
    r"other students", r"everyone else", r"classmates", r"topper", r"girls?", r"boys?", r"caste", r"religion",
    r"गारंटी", r"गारण्टी", r"निश्चित(?: रूप से| ही)", r"पक्का", r"ज़रूर (?:पास|सफल|चयन)", r"जरूर (?:पास|सफल|चयन)",
    r"अवश्य (?:पास|सफल|चयन)", r"पास हो जाए", r"चयन (?:तय|पक्का|होगा)", r"सफल (?:होंगे|होंगी|हो ही)", r"रात भर", r"रातभर",
    r"नींद (?:कम|छोड़|त्याग)", r"कम (?:नींद|सो)", r"बिना सो", r"भोजन", r"खाना (?:छोड़|मत|न )", r"दवा", r"दवाई", r"डॉक्टर",
    r"कॉफ़ी", r"कॉफी", r"अवसाद", r"डिप्रेशन", r"मूर्ख", r"आलसी", r"बेवकूफ", r"शर्म", r"निकम्म", r"नाकाम", r"असफल", r"फेल",
    r"निराश किया", r"माता[- ]पिता", r"परिवार", r"हार मान", r"आख़िरी मौक", r"आखिरी मौक", r"आत्महत्या", r"मर जा", r"नकल",
    r"(?:सफलता|चयन|परिणाम|जीत|सीट)[^।]{0,25}(?:निश्चित|तय|पक्क|वादा|रहेगी|रहेगा|आपक[ीा])", r"वादा",
    r"गोली", r"टैबलेट", r"एनर्जी", r"चाय", r"जाग(?:कर|ते|ना|ें|िए|ो)", r"(?:आधी|देर) रात", r"नाक कट", r"घरवाल", r"घर वाल",
    r"म[ंन]्?दबुद्धि", r"मन्दबुद्धि", r"बुद्धू", r"नालायक", r"अयोग्य", r"गधा", r"कमअक़?्?ल", r"बस की बात नहीं",
    r"(?:मित्र|दोस्त|साथि|सहेल)[^।]{0,25}(?:बंद|बन्द|दूर|छोड़|तोड़)", r"दूरी बना",
    r"(?:विद्यालय|स्कूल|कॉलेज|कक्षा|नौकरी)[^।]{0,20}(?:छोड़|बंद|बन्द|न जाएँ|मत)", r"लीक", r"चैनल", r"यूट्यूब", r"टेलीग्राम",
    r"व्हाट्सऐप", r"वॉट्सऐप", r"वाट्सएप", r"(?:फ़ोन|फोन|कॉल) कर", r"समूह से जुड़",
    r"पर्चा", r"ख़रीद", r"खरीद", r"व्हाट्सएप", r"बाकी (?:छात्र|सब|विद्यार्थी)", r"दूसरे (?:छात्र|विद्यार्थी)", r"टॉपर", r"लड़क",
    r"जाति", r"धर्म",
)  # fmt: skip
UNSAFE = _any_of(_UNSAFE)
_PRAISE = (
    r"brilliant", r"genius", r"amazing", r"perfect", r"outstanding", r"excellent", r"fantastic", r"incredible",
    r"awesome", r"superb", r"extraordinary", r"the best", r"wonderful", r"flawless", r"master(?:ed|ful)",
    r"unbeatable", r"great job", r"शानदार", r"अद्भुत", r"लाजवाब", r"बेमिसाल", r"सर्वश्रेष्ठ", r"प्रतिभाशाली", r"कमाल",
    r"ज़बरदस्त", r"जबरदस्त", r"उत्कृष्ट", r"बेहतरीन", r"अतुलनीय", r"परफेक्ट",
    r"जीनियस", r"अपराजेय", r"अद्वितीय", r"त्रुटिहीन", r"अतुल्य", r"सर्वोत्तम", r"चमत्कार", r"बेजोड़", r"आप जैसा",
)  # fmt: skip
PRAISE = _any_of(_PRAISE)
#: What a strength and a weakness are called, and words that say that one is to become the other.
STRENGTH = re.compile(
    normal(
        r"\bstrong|\bstrength|\bbest\b|\bshines?\b|\bcarries you|\bgood at\b|मज़बूत|मजबूत|ताक़त|ताकत|सहारा है|सबसे अच्छ"
    ),
    re.IGNORECASE,
)
WEAKNESS = re.compile(
    normal(
        r"\bweak|\bworst\b|\bpoor\b|\bcosts? (?:you )?(?:most|marks)|\bneeds? (?:the )?most\b|कमज़ोर|कमजोर|सबसे (?:अधिक|ज़्यादा) मेहनत|अंक (?:जाते|कटते)"
    ),
    re.IGNORECASE,
)
BECOMES = re.compile(
    normal(r"\bbecom|\bturn|\bmake|\bbuild|\binto\b|\bnot\b|बन|नहीं"), re.IGNORECASE
)
#: Matters of these exams by the names that teachers use, beside those of the syllabus.
_TAUGHT = (
    r"(?:simple|compound) interest", r"fundamental (?:rights?|duties)", r"directive principles", r"constitution\w*",
    r"parliament\w*", r"trigonometry", r"algebra\w*", r"geometry", r"mensuration", r"calculus", r"percentages",
    r"photosynthesis", r"physics", r"chemistry", r"biology", r"newton\w*", r"mughals?", r"maurya\w*", r"guptas?",
    r"rajputs?", r"sultanate", r"harappa\w*", r"vedic", r"grammar", r"sandhi", r"samas", r"panchayat\w*", r"minerals",
    r"rivers", r"syllogisms?", r"blood relations", r"coding", r"pedagogy", r"piaget", r"vygotsky", r"computers?",
    r"(?:साधारण|चक्रवृद्धि) ब्याज", r"मौलिक अधिकार", r"मूल अधिकार", r"मूल कर्तव्य", r"नीति निदेशक", r"संविधान",
    r"संसद", r"त्रिकोणमिति", r"बीजगणित", r"ज्यामिति", r"क्षेत्रमिति", r"प्रकाश संश्लेषण", r"भौतिकी", r"भौतिक विज्ञान",
    r"रसायन", r"जीव विज्ञान", r"मुग़ल", r"मुगल", r"मौर्य", r"राजपूत", r"सल्तनत", r"हड़प्पा", r"वैदिक", r"व्याकरण",
    r"संधि", r"समास", r"पंचायती", r"खनिज", r"नदियाँ", r"नदियों", r"रक्त संबंध", r"पियाजे", r"वाइगोत्स्की",
    r"कम्प्यूटर", r"कंप्यूटर",
)  # fmt: skip
TAUGHT = _any_of(_TAUGHT)
FAMILIAR = word_set("तुम तुम्हें तुम्हारा तुम्हारी तुम्हारे तुमने तू तेरा तेरी तेरे तुझे करो पढ़ो देखो")
LINK = re.compile(
    r"https?:|www\.|t\.me|telegram\.me|@\w|\.(?:com|co|in|org|net|io|ly|me|info|xyz|app|dev|shop)(?!\w)"
    r"|\bdot (?:com|co|in|org|net|me)\b|\b(?:mail|write to|message|call|join) (?:me|us|our|my)\b|<[^>]*>|\[[^\]]*\]\(|`",
    re.IGNORECASE,
)
#: What she may write when it is not about questions any more; answered by people's words only.
_DISTRESS = (
    r"suicid", r"kill myself", r"end my life", r"want to die", r"don'?t want to live", r"hurt myself",
    r"self[- ]?harm", r"no reason to live", r"आत्महत्या", r"मर जाना", r"मरना चाह", r"जीना नहीं", r"जान दे", r"ख़ुदकुशी",
    r"खुदकुशी", r"खुद को नुकसान", r"जीने का मन नहीं", r"mar jana", r"marna chaht", r"jeena nahi", r"jina nahi", r"khudkushi",
    r"aatmahatya", r"atmahatya",
)  # fmt: skip
DISTRESS = re.compile(normal("|".join(_DISTRESS)), re.IGNORECASE)


def is_distress(text: str) -> bool:
    """Whether a text may come from somebody in danger: rather once too often."""
    return DISTRESS.search(unicodedata.normalize("NFKC", text)) is not None


def words_of(text: str) -> list[str]:
    """Runs of letters and their signs, in small letters."""
    found, current = [], ""
    for character in text:
        if unicodedata.category(character)[0] in "LM" or character in "\u200c\u200d":
            current += character
        elif current:
            found.append(current.casefold())
            current = ""
    return [*found, current.casefold()] if current else found


def number_words(text: str) -> list[str]:
    """The words of a text that say a number, in either language."""
    words = words_of(text)
    found = [one for one in words if _says_number(one)]
    for before, after, then in zip(words, words[1:], [*words[2:], ""], strict=False):
        is_counted = (before == "one" and after in _COUNTED_EN) or (
            # "In one question" is "a question" in Hindi.
            before in {"एक", "ek"} and after in _COUNTED_HI and then not in {"में", "पर"}
        )
        if is_counted:
            found.append(before)
    return found + [match[0] for form in (_ROMAN, _SCORE) for match in form.finditer(text)]


def _says_number(word: str) -> bool:
    if word in _NUMBER_WORDS:
        return True
    return any(
        word.endswith(end)
        and (
            word.removesuffix(end) in _NUMBER_WORDS
            or (end.startswith("ie") and f"{word.removesuffix(end)}y" in NUMBER_WORDS_EN)
        )
        for end in _ENDINGS
    )


def devanagari_share(words: Iterable[str]) -> float:
    """Share of the letters that are Devanagari, 0–1; 1 where there are none."""
    letters = [c for word in words for c in word if unicodedata.category(c)[0] == "L"]
    if not letters:
        return 1.0
    return sum("\u0900" <= c <= "\u097f" for c in letters) / len(letters)
