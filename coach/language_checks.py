"""Whether a text is in her language, in its letters, and speaks to her as आप, whoever she is."""

import re
import unicodedata

from coach import words
from coach.bounds import PLACEHOLDER, Bounds

LEAST_HINDI, MOST_HINDI_IN_ENGLISH = 0.6, 0.05
#: From so many words on, an English sentence has one of the little words below.
LEAST_ENGLISH_SENTENCE = 6
ALWAYS_LATIN = words.word_set(
    "ras reet cet rpsc rssb pdf ok mock test set monday tuesday wednesday thursday friday "
    "saturday sunday hindi english rajasthan india i"
)
#: Without one of these a longer sentence is in another language that uses the same letters.
_LITTLE_ENGLISH = words.word_set(
    "a an the this that these those you your it its they them their what which who when where why how "
    "is are was be has have do does can will would may not no if so and or but than then as of to in on "
    "at for from with without before after by into about up out over now more most again only every "
    "each some any all both while until once keep read practise practice review start begin answer "
    "answers question questions marks work day days time look learn need needs"
)
_ROMAN_HINDI = words.word_set(
    "aap aapka aapki aapke aapko hai hain ho raha rahi rahe karo karein kare karna karte karke roz thoda "
    "thodi aur ka ki ke ko se mein mai nahi nahin bahut accha acha achha badhiya mehnat padho padhein "
    "padhai lage raho dohrayen dohrao milegi milega safalta zaroor jaise aise bas kal sirf yeh woh"
)
#: The address that fits everybody has no ending of the speaker's or her gender: करें, किया, होगा.
_GENDERED = re.compile(
    words.normal(
        r"(?:^|\s)आप\s(?:[^,।;!?]*\s)?(?:\S+(?:ते|ती|ता)|रहे|रही|रहा|गए|गये|गई|गयी|गया|सके|सकी|चुके|चुकी|पाए|पाई)"
        r"\s*(?:हैं|है|हो|रहें|थे|थीं|थी|था)?\s*$"
        r"|(?:^|\s)आप\s(?:[^,।;!?]*\s)?\S+(?:ेंगे|ेंगी|एँगे|एँगी|ओगे|ओगी)\s*$"
    )
)
_CLAUSE_END = re.compile(r"[,।;!?:]|\s(?:कि|और|पर|तो|जो|जब|जहाँ|लेकिन)\s")


def language_faults(text: str, bounds: Bounds) -> list[str]:
    """What is not in her language; topics' names are masked in `text`."""
    plain = re.sub(r"/[a-z]+", " ", PLACEHOLDER.sub(" ", text))
    found = _letter_faults(text)
    own = [one for one in words.words_of(plain) if one not in ALWAYS_LATIN]
    share = words.devanagari_share(own)
    if bounds.language == "hi":
        if share < LEAST_HINDI:
            found.append("the text is not in Hindi")
        if any(_GENDERED.search(clause.strip()) for clause in _CLAUSE_END.split(text)):
            found.append("verbs with आप are without gender: करें, किया, होगा")
    elif (own and share > MOST_HINDI_IN_ENGLISH) or not _sounds_english(plain):
        found.append("the text is not in English")
    return found


def _letter_faults(text: str) -> list[str]:
    """Letters of other scripts look like ours, and unseen characters cut words that are looked for."""
    for place, character in enumerate(text):
        kind = unicodedata.category(character)
        is_ours = character.isascii() or "\u0900" <= character <= "\u097f" or character in "·⟦⟧"
        if kind[0] in "LM" and not is_ours:
            return [f"the letter {character!r} is neither Latin nor Devanagari"]
        if kind[0] == "C" and not (character == "\n" or _joins(text, place)):
            return [f"the character {character!r} is not seen"]
    return []


def _joins(text: str, place: int) -> bool:
    """Whether the character is a joiner behind a Devanagari sign, where Hindi needs it."""
    return text[place] in "\u200c\u200d" and text[place - 1 : place] == "\u094d"


def _sounds_english(plain: str) -> bool:
    for sentence in re.split(r"[.!?;:\n]+", plain):
        own = [one for one in words.words_of(sentence) if one.isascii()]
        if any(one in _ROMAN_HINDI for one in own):
            return False
        if len(own) >= LEAST_ENGLISH_SENTENCE and not any(one in _LITTLE_ENGLISH for one in own):
            return False
    return True
