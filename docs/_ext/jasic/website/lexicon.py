"""What the search knows of English and Chinese: which words say nothing, which are alike, how names were once spelt.

Tables only, for words.py and its twin words.js. To make the search find one word by another, add it to SYNONYMS; to
make it understand a Chinese word, add it to CHINESE_TO_ENGLISH.
"""

# Words that tell no passage from another: those of questions and of reports, beside the list that Sphinx has.
STOPWORDS = frozenset({
    "also", "become", "became", "did", "do", "does", "happen", "happened", "many", "mean", "much", "really",
    "say", "says", "said", "think", "thought", "wrote", "among", "can", "ever", "just", "less", "like", "may",
    "might", "must", "neither", "never", "now", "often", "one", "others", "per", "rather", "see", "still",
    "though", "thus", "upon", "whether", "whose", "within", "without", "yet",
    *"的了吗是被有没谁什么怎为何哪里多少几在和与",
})  # fmt: skip

# American and British forms fall together. Both sides are folded alike, so a rule may overdo it.
SPELLINGS = {
    "([a-z]{2})our": "$1or",
    "([a-z]{3})iz": "$1is",
    "alyz": "alys",
    "([a-z]{3})tre(s?)$": "$1ter$2",
    "(def|off|lic|pret)ence": "$1ense",
    "([aeiou][^aeiou]+e)ll(ed|ing|er|ers)$": "$1l$2",
    "^programme": "program",
    "dgement": "dgment",
    "practise": "practice",
    "scept": "skept",
    "^enquir": "inquir",
    "^criticisms?$": "critic",
    "([a-z]{3})isms?$": "$1ist",  # Maoism is what a Maoist has; Sphinx's stems keep them apart
}
# ’s at the end of a word says nothing; any other apostrophe, as in Xi'an or Chiu-p'ing, is passed over.
APOSTROPHES = [("['’‘ʼ`]s(?![0-9a-z])", ""), ("['’‘ʼ`]", "")]

# Words that a reader may use for one another; a passage with another of the group counts, but for less.
SYNONYMS = [
    "canton guangzhou",
    "peking beijing",
    "criticise critic critique critical",
    "democracy democrat democratic",
    "bureaucracy bureaucrat bureaucratic",
    "analysis analyse analyst",
    "heresy heretic heretical",
    "defend defence defender",
    "beat beaten hit struck assault",
    "employee workforce staff personnel",
    "jail prison imprison sentence",
    "arrest detain detention custody seize taken",
    "missing disappear vanish",
    "dismiss fire sack",
    "release free freed bail",
    "legal lawful law",
    "leader leadership led lead",
    "protest rally demonstration march",
    "trial court verdict",
    "appeal petition",
    "movement struggle campaign",
    "satire irony ironic",
    "loyal loyalty loyalist obeisance",
    "autonomy independence self-organisation autonomous independent",
    "company factory plant firm employer",
    "regulation rule fine",
    "foreign abroad overseas",
    "figure number count",
    "contradiction conflicting dispute disagree differ",
    "harm hurt damage",
    "reuse copy reproduce licence",
    "video film recording",
    "blog website site",
    "founding establish found set",
    "attorney lawyer",
    "policeman policemen officer police",
    "journalist reporter editor",
    "club society",
    "labourer worker",
    "storm raid clearance",
    "regime state government authorities",
    "prisoner detainee custody",
    "mistreatment treatment torture abuse",
    "spreadsheet data download csv",
    "error mistake correct",
    "striker strike",
    "family parents relatives",
    "classmate student",
    "fake sham",
    "rich wealth",
    "agitator outsider",
    "censor censorship instruction deleted",
]

# The pages are in English: what a question in Chinese asks for is also looked for in English.
CHINESE_TO_ENGLISH = {
    "为什么": "why", "怎么": "how", "如何": "how", "多少": "how many", "什么是": "what is", "是什么": "what is",
    "谁": "who", "哪里": "where", "何时": "when", "什么时候": "when", "什么": "what", "佳士": "Jasic",
    "工人": "workers", "工友": "workers", "学生": "students", "大学": "university", "高校": "university",
    "领导": "led", "支持": "support", "声援": "support", "工会": "union", "独立": "independent", "组建": "found",
    "建会": "union", "罢工": "strike", "抗议": "protest", "维权": "rights", "权利": "rights",
    "公开信": "open letter", "请愿": "petition", "联名": "signatures", "声明": "statement", "被捕": "arrested",
    "逮捕": "arrest", "拘留": "detention", "抓捕": "detained", "清场": "raid", "失踪": "missing",
    "释放": "released", "判刑": "sentenced", "刑期": "sentence", "审判": "trial", "律师": "lawyer",
    "警察": "police", "警方": "police", "派出所": "police station", "认罪": "confession", "视频": "video",
    "暴力": "violence", "镇压": "repression", "开除": "dismissed", "解雇": "dismissed", "罚款": "fines",
    "加班": "overtime", "公司": "company", "工厂": "factory", "官方": "official", "国家": "state",
    "政府": "government", "媒体": "media", "报道": "report", "外国": "foreign", "境外": "foreign", "资金": "money",
    "马克思主义": "Marxism", "马会": "Marxist society", "社团": "society", "毛派": "Maoist", "毛主义": "Maoism",
    "毛泽东": "Mao", "习近平": "Xi Jinping", "左派": "left", "左翼": "left", "文革": "Cultural Revolution",
    "反讽": "irony", "讽刺": "irony", "忠诚": "loyal", "官僚": "bureaucracy", "自由": "freedom", "法律": "law",
    "合法": "lawful", "时间线": "timeline", "数字": "numbers", "结果": "outcome", "教训": "lessons",
    "尘肺": "silicosis", "香港": "Hong Kong", "国际": "international", "合作": "support", "批评": "criticism",
    "辩论": "debate", "争论": "debate",
}  # fmt: skip

# How Wade and Giles wrote the parts of a pinyin syllable, where they wrote them otherwise, and whole syllables.
# English books used their system until about 1980: Chiang Ch'ing is Jiang Qing. Apostrophes are often left out.
WADE_GILES_INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch",
    "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j", "m": "m", "f": "f", "n": "n", "l": "l", "h": "h", "s": "s",
    "w": "w", "y": "y", "": "",
}  # fmt: skip
WADE_GILES_FINALS = {
    "a": "a", "ai": "ai", "an": "an", "ang": "ang", "ao": "ao", "e": "e", "ei": "ei", "en": "en", "eng": "eng",
    "er": "erh", "i": "i", "ia": "ia", "ian": "ien", "iang": "iang", "iao": "iao", "ie": "ieh", "in": "in",
    "ing": "ing", "iong": "iung", "iu": "iu", "o": "o", "ong": "ung", "ou": "ou", "u": "u", "ua": "ua", "uai": "uai",
    "uan": "uan", "uang": "uang", "ue": "ueh", "ui": "ui", "un": "un", "uo": "o",
}  # fmt: skip
WADE_GILES_SYLLABLES = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu", "yi": "i",
    "ye": "yeh", "yan": "yen", "you": "yu", "ge": "ko", "ke": "ko", "he": "ho", "gui": "kuei",
    "kui": "kuei", "duo": "to", "tuo": "to", "luo": "lo", "nuo": "no", "zuo": "tso", "cuo": "tso", "suo": "so",
    "zhuo": "cho", "chuo": "cho", "ruo": "jo",
}  # fmt: skip
