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
    # what people want of others is seldom what they look for
    "get", "gets", "got", "getting", "go", "goes", "going", "gone", "went", "want", "wants", "wanted", "make", "makes",
    "made", "making", "let", "put", "take", "takes", "took", "give", "gives", "gave", "given", "try", "tried", "tries",
    "order", "come", "came", "anyone", "anybody", "someone", "somebody", "any", "some", "about", "there", "have",
    "has", "had", "been", "being", "us", "me", "my", "am", "tell", "done", "doing", "actually", "exactly",
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

# What Chinese words are in English, with strokes between words that may each stand there. The pages are in English:
# what a question in Chinese asks for is looked for in both.
CHINESE_TO_ENGLISH = {
    # who
    "佳士": "Jasic", "工人": "workers", "工友": "workers", "员工": "employees / workers", "职工": "employees",
    "学生": "students", "大学生": "students", "毕业生": "graduates", "校友": "alumni", "老师": "teacher",
    "师生": "teachers students", "教授": "professor", "学者": "scholars", "大学": "university",
    "高校": "university", "学校": "university", "校园": "campus", "北大": "Peking University",
    "人大": "Renmin University", "南大": "Nanjing University", "马会": "Marxist society", "社团": "society",
    "社会工作者": "social workers", "社工": "social workers", "编辑": "editors", "记者": "journalist / reporter",
    "律师": "lawyer", "警察": "police", "警方": "police", "公安": "police", "派出所": "police station",
    "看守所": "detention centre / custody", "保安": "guards", "国安": "state security",
    "国家安全": "state security", "检察院": "procuratorate", "法院": "court", "官员": "official",
    "干部": "officials cadres / cadres", "家长": "parents", "父母": "parents", "家属": "family / wife",
    "家人": "family", "妻子": "wife", "丈夫": "husband", "公司": "company", "企业": "company / enterprise",
    "老板": "company management", "管理层": "management", "工厂": "factory / plant", "工会": "union",
    "总工会": "union federation", "全总": "All-China Federation of Trade Unions", "声援团": "support group",
    "声援者": "supporters", "支持者": "supporters", "团体": "groups", "组织": "organisation / organise",
    "机构": "organisation / centre", "劳工": "labour", "媒体": "media", "官媒": "state media", "报纸": "newspaper",
    "网站": "website / site", "官方": "official / state", "国家": "state", "政府": "government",
    "当局": "authorities", "中央": "Party Centre", "共产党": "Party", "外国": "foreign / abroad",
    "外国人": "outsiders / abroad", "外人": "outside", "外界": "outside / abroad", "西方": "Western",
    "境外": "foreign", "海外": "abroad", "国际": "international", "联合国": "United Nations",
    "人权": "human rights", "香港": "Hong Kong", "南非": "South Africa", "矿工": "miners", "毛派": "Maoist",
    "毛左": "Maoist", "老左派": "old Maoists / Utopia", "老毛派": "old Maoists / Utopia", "毛主义": "Maoism",
    "毛泽东": "Mao", "毛主席": "Mao", "习近平": "Xi Jinping", "总书记": "Xi Jinping", "左派": "left",
    "左翼": "left", "红卫兵": "Red Guards", "歌手": "songwriter", "老人": "elderly", "老年": "elderly",
    "老干部": "cadres / veterans", "女工": "woman worker", "领导人": "leaders", "发起人": "organisers",
    "组织者": "organisers",
    # what happened
    "事件": "struggle / events", "运动": "movement / struggle", "斗争": "struggle", "组建": "found / form",
    "建会": "union", "成立": "founded / form", "申请": "apply", "签名": "signatures / signed",
    "签字": "signatures / signed", "联名": "joint signatures", "盖章": "stamp", "公章": "stamp", "批准": "approved",
    "加入": "join", "罢工": "strike", "抗议": "protest", "维权": "rights", "抗争": "protest / struggle",
    "上访": "petition", "请愿": "petition", "投诉": "complaint / complain", "举报": "complaint",
    "仲裁": "arbitration", "复工": "return work", "上班": "work", "回厂": "return work", "领导": "led / leader",
    "带领": "led", "支持": "support", "声援": "support", "帮助": "help", "参加": "take part / join",
    "参与": "take part / join", "集会": "rally", "游行": "march", "演讲": "speech", "写信": "write letter / letter",
    "公开信": "open letter", "声明": "statement", "通报": "notice", "通知": "notice / told", "报道": "report",
    "报告": "report", "视频": "video", "录像": "recording / video", "录音": "recording / audio", "名单": "list",
    "被捕": "arrested", "逮捕": "arrested / arrest", "拘留": "detained / detention", "抓捕": "detained / arrested",
    "被抓": "detained / arrested / taken", "抓走": "taken / detained", "抓人": "detained / taken", "带走": "taken",
    "抓": "detained / arrested / taken", "关押": "held / custody", "拘押": "held / custody", "扣押": "held",
    "坐牢": "prison / sentenced", "监狱": "prison", "入狱": "prison / sentenced", "羁押": "custody",
    "软禁": "house arrest", "清场": "raid / clear", "突袭": "raid", "搜查": "search", "抄家": "search",
    "失踪": "missing / disappear", "失联": "missing", "下落": "missing", "绑架": "taken / abduction",
    "释放": "released / free", "获释": "released / free", "放人": "release", "放出来": "released",
    "出狱": "released", "自由": "free / freedom", "取保": "bail", "判刑": "sentenced", "刑期": "sentence",
    "判": "sentenced / verdict", "判决": "verdict / sentenced", "宣判": "verdict", "审判": "trial", "受审": "trial",
    "开庭": "hearing / trial", "起诉": "prosecuted", "罪名": "offence / charge", "认罪": "confession",
    "自白": "testimony", "口供": "confession", "虐待": "treatment / beaten", "对待": "treatment",
    "待遇": "treatment", "酷刑": "torture", "殴打": "beaten", "打人": "beaten", "被打": "beaten / hit",
    "挨打": "beaten / hit", "打": "hit / beaten", "暴力": "violence / beaten", "镇压": "repression / crackdown",
    "打压": "crackdown / repression", "恐吓": "threat", "开除": "dismissed", "解雇": "dismissed",
    "辞退": "dismissed", "退学": "studies / expelled", "休学": "leave", "跟踪": "followed / watch",
    "监视": "surveillance / watch", "监控": "surveillance / watch", "调查": "investigated / inquiry",
    "传唤": "summoned / question", "审问": "question", "罚款": "fines", "加班": "overtime", "调休": "rest days",
    "休息日": "rest days", "工资": "wage", "公积金": "housing provident fund", "黑名单": "blacklist",
    "规定": "rules", "制度": "rules / system", "资金": "money", "资助": "funding / money", "钱": "money",
    "出钱": "funding / money", "指控": "accusation", "诽谤": "slander", "否认": "denies", "澄清": "denies",
    "去世": "dies", "死亡": "dies / deaths", "死": "dies / deaths", "饿死": "deaths", "枪杀": "shooting",
    "开枪": "shooting", "失业": "laid-off", "下岗": "laid-off / rust belt", "改组": "restructured / new committee",
    "注销": "struck off", "解散": "dissolve / struck off", "关闭": "closes / dissolve", "注册": "registration",
    "停止": "end / suspends", "暂停": "suspends", "合作": "programmes / partnership", "抵制": "boycott / refuse",
    "寻找": "search", "会见": "see / visits", "拒绝": "refuse", "回应": "answer / response",
    "反应": "reply / response", "修改": "amended", "生产": "make / produces", "产品": "products / make",
    # what is thought of it
    "马克思主义": "Marxism", "文革": "Cultural Revolution", "文化大革命": "Cultural Revolution",
    "巴黎公社": "Paris Commune", "民主": "democracy", "民主墙": "Democracy Wall", "独立": "independent",
    "独立工会": "independent union", "自治": "autonomous", "自发": "self-organisation",
    "自我组织": "self-organisation", "反讽": "irony", "讽刺": "satire / irony", "忠诚": "loyal",
    "效忠": "loyal / obeisance", "奉承": "flattery / obeisance", "拍马屁": "obeisance / flattery",
    "谄媚": "obeisance", "官僚": "bureaucracy", "官僚主义": "bureaucracy", "法律": "law", "合法": "lawful",
    "违法": "lawful / unlawful", "非法": "unlawful / illegal", "依法": "lawful", "权利": "rights",
    "结社": "association", "团结": "unity", "沉默": "silence", "批评": "criticism / criticise", "批判": "criticism",
    "资格": "judge outside", "评判": "judge", "辩论": "debate", "争论": "debate", "讨论": "discussion",
    "观点": "position", "立场": "position", "看法": "position", "有用": "useful / help", "意义": "memory",
    "记忆": "memory", "教训": "lessons", "未来": "forecast", "预测": "forecast", "行动": "action",
    "危险": "dangerous", "领袖": "leader", "个人崇拜": "charisma", "魅力": "charisma", "技术": "technology",
    "外部势力": "foreign forces", "境外势力": "foreign forces", "尘肺": "silicosis", "尘肺病": "silicosis",
    "先例": "precedent", "历史": "earlier", "结果": "outcome", "下场": "outcome", "时间线": "timeline",
    "数字": "numbers", "人数": "number of people", "证据": "evidence", "来源": "sources", "真相": "what happened",
    "引用": "cite", "转载": "copy", "下载": "data / download", "数据": "data", "改错": "mistake correct",
    "错误": "mistake / correct", "纠正": "correct", "安全": "safety", "人名": "people named",
    "编写": "contributing", "罪": "offence", "法条": "law articles",
}  # fmt: skip
# How many: an English title writes the number as a word.
CHINESE_NUMBERS = {
    "一": "one", "二": "two", "两": "two", "三": "three", "四": "four", "五": "five", "六": "six", "七": "seven",
    "八": "eight", "九": "nine", "十": "ten", "十五": "fifteen", "十九": "nineteen",
}  # fmt: skip
CHINESE_TO_ENGLISH |= {
    number + measure: word for number, word in CHINESE_NUMBERS.items() for measure in ("名", "个", "位")
}
# What a question in Chinese asks with and what binds its words, which tells no passage from another.
CHINESE_STOPWORDS = (
    "为什么 为何 因为什么 因为 怎么样 怎样 怎么 如何 多少 多久 多少年 几年 什么时候 何时 "
    "什么 什么样 哪里 哪儿 哪些 哪个 哪几个 哪家 哪年 谁 是谁 有谁 是不是 有没有 会不会 "
    "能不能 可不可以 可以 是否 后来 当时 现在 最后 目前 情况 发生 意思 请问 关于 所以 这个 "
    "那个 这些 那些 他们 她们 我们 你们 人们 这样 那样 还有 以及 没有 已经 可能 应该 起来 "
    "出来 进行 对于 怎么看 怎么说 说了 做了 做过 干了 给了 受到 遭到 认为 觉得 说法 到底 "
    "究竟 一共 总共 第一次 第一 最后一次 今天 那天 去了 他 她 它 我 你 的 了 吗 呢 吧 "
    "啊 是 有 在 到 去 来 对 和 与 跟 从 给 向 把 被 将 就 都 也 还 又 很 不 没 "
    "会 能 要 想 让 做 干 说 讲 叫 个 名 位 次 年 月 日 号 里 上 下 中 人 这 那 "
    "几 哪 何 于 之 等 过 着 得 地 为 以 而 或"
)

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
