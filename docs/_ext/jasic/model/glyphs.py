"""Letters that no font of the book has, so that the linter names them without the fonts, which have 20 MB.

A test asks the typesetter for all letters, so what is written here is what the book would say.
"""

import re
import unicodedata

from .deceptive_characters import described

# In the first two planes of Unicode: most scripts of the world, signs, emoji. What is no letter there is passed over.
_MISSING = """
2e5-2e9 370-373 376-377 37f 3cf 3e2-3ef 3f7 3fa 3fc 478-47b 480-482 484-48b 4c5-4c6 4cd-4cf 4fa-5af 5c4-5c5 5c7
5ef 606-167f 1681-1d14 1d16-1d34 1d36-1d42 1d60-1d61 1d68-1d9b 1d9d-1d9f 1da1-1da3 1da5-1db5 1db7-1dba 1dbc-1dff
2038 203f-2041 2043 2045-2046 204c-204e 2050 2052-205e 20a0-20a1 20a5-20a6 20aa 20ad-20ae 20b0 20b2-20b8
20ba-20be 20c0-20dc 20df-20f0 2104 2107-2108 210b 2110 2112 2114 2117-2118 211b 211e-211f 2123 2125 2128-2129
212c-212d 212f-2131 2133-2134 213a 213c-214e 2150-2152 2185-218b 219c-21a5 21a7 21a9-21ad 21af-21b7 21ba-21bb
21be-21bf 21c2-21c3 21c7-21ca 21da-21e5 21ea-21f4 21f6-21ff 220e 222f-2233 2238-223b 223e-2240 2242 2244 2246
224a-224b 224d-2258 225a-225f 2263 2268-2269 226c-226d 2274-2275 2278-2281 2288-2289 228c-2294 229a-229f 22a1
22a7-22ab 22ad-22b5 22b8-22be 22c0-22c4 22c6-22d9 22dc-22ed 22f0-22ff 2301 2304 2308-230f 2311 2313-2317
2319-231f 2322-2325 2328 232c-237c 237e-237f 2381-239a 23af 23b2-23bd 23cd 23cf-23d2 23d4-23d9 23dc-2422
2424-244a 25ac-25b0 25b4-25b5 25b8-25bb 25be-25bf 25c2-25c5 25c8 25cd 25d8-25e1 25e7-25ee 25f0-25ff 2604
2607-2608 260a-260d 2610-2615 2618 261a 2620-2626 2628-262e 2630-2638 2654-265f 2670-2671 267e-2694 2696-2697
2699-269f 26a1 26a8-26ab 26b0-26bc 26bf-2701 2703-2712 2715-2717 2719 271b-271c 271e-273c 273e 2741-2755
2757-2766 2768-2775 2794-27a0 27a2-27c1 27c3-27e5 27ea-2933 2936-29be 29c0-29f9 29fc-2b04 2b08-2b19 2b1b-2b94
2b97-2c5f 2c6d 2c70-2c73 2c78-2e01 2e06-2e07 2e0b-2e16 2e19-2e39 2e3c-2e5d 31bc-31bf 332c 4dc0-4dff a000-a655
a658-a71a a71e-a71f a722-a764 a766-a788 a78d-a792 a794-ab51 ab53-d7fb fa6c facf-fad1 fad5-fad7 fb05-fb17 fb1e
fb21-fb28 fb4f-fdff fe20-fe2f fe70-fefc 10000-1d105 1d108-1f0f5 1f10d-1f10f 1f16d-1f16f 1f1ad-1f1ff 1f260-1ffff
"""
# Of the planes of rare Chinese characters these few are there, and the forms that stand for a common one.
_RARE = (
    "𠂇𠂉𠃌𠅤𠘨𠙶𠳐𡎚𡐓𡗗𢦏𣗋𣲗𣲘𣸣𤇾𤈎𤣩𤧛𤨁𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦥑𦭜𦰡𧢲𧺯𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨸏𨺙𩙿𩠐𩽾𩾃𩾌𪟝𪣻𪤗𪨰"
    "𪨶𪩘𪾢𫄧𫄨𫄷𫄸𫇭𫌀𫍣𫍯𫍲𫍽𫐄𫐐𫐓𫑡𫓧𫓯𫓶𫓹𫔍𫔎𫔶𫖮𫖯𫖳𫗧𫗴𫘜𫘝𫘦𫘧𫘨𫘪𫘬𫚕𫚖𫚭𫛭𫞩𫟅𫟦𫟹𫟼𫠆𫠊𫠜𫢸𫫇𫭟𫭢𫭼𫮃𫰛𫵷"
    "𫶇𫷷𫸩𬀩𬀪𬂩𬃊𬇕𬇙𬇹𬉼𬊈𬊤𬌗𬍛𬍡𬍤𬒈𬒔𬒗𬕂𬘓𬘘𬘡𬘩𬘫𬘬𬘭𬘯𬙂𬙊𬙋𬜬𬜯𬞟𬟁𬟽𬣙𬣞𬣡𬣳𬤇𬤊𬤝𬨂𬨎𬩽𬪩𬬩𬬭𬬮𬬱𬬸𬬹𬬻𬬿"
    "𬭁𬭊𬭎𬭚𬭛𬭤𬭩𬭬𬭯𬭳𬭶𬭸𬭼𬮱𬮿𬯀𬯎𬱖𬱟𬳵𬳶𬳽𬳿𬴂𬴃𬴊𬶋𬶍𬶏𬶐𬶟𬶠𬶨𬶭𬶮𬷕𬸘𬸚𬸣𬸦𬸪𬹼𬺈𬺓𭕄"
)


def _as_class(ranges: str) -> str:
    """`2e5-2e9 37f` as the inside of a class of a regular expression."""
    return "".join(re.sub("[0-9a-f]+", lambda code: rf"\U{int(code[0], 16):08x}", ranges).split())


MISSING = re.compile(rf"[{_as_class(_MISSING)}]|(?![{_RARE}])[\U00020000-\U0002f7ff\U0002fa20-\U000323af]")
FIX = "write it in Latin or Chinese letters, or in words"


def first_missing(text: str) -> str:
    """The first character of a text that no font has, or nothing; what Unicode has not assigned is in none."""
    if found := MISSING.search(text):
        return found[0]
    return next((character for character in text if unicodedata.category(character) == "Cn"), "")


def problem(character: str) -> str:
    """What is wrong with one; `FIX` is the cure."""
    return f"no font of the book has '{character}' ({described(character)})"
