"""Which published activities are mine action, which pillars they serve, and which words say so.

Source: OECD DAC purpose codes 15250 (removal of land mines and explosive remnants of war) and 15240
(reintegration and small arms control: kept only where its words speak of mines or remnants too).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

SURE_SECTORS = frozenset({"15250"})

# Cheap stems, in lower case: every word below holds one of them (a test tries), so that a text without any
# cannot match; looking for them costs next to nothing.
STEMS = (
    "mine", "mina", "mína", "minin", "demin", "zmin", "minr", "tuminsk", "tivminsk", "mijn", "miin", "anti-p", "antip", "uxo", "erw", "eod", "eore", "map/muse",
    "explosi", "esplosi", "munition", "munici", "muniç", "munizion", "rmunitie", "ammun", "ordnance", "ordig", "bomb", "blindg", "kampfmittel",
    "klas", "klynge", "kluster", "onontploft", "räjäht", "rajahtam", "мин", "мін", "боепри", "бомб", "неразорв", "вибухо", "взрыво",
    "ألغام", "الغام", "عنقود", "مخلفات", "ماین", "ລະເບີດ", "bom m", "mayın", "មីន", "地雷", "集束", "未爆",
    "halo", "mag int", "unmas", "gichd", "apopo", "armac", "icbl", "itf ",
)  # fmt: skip

_W = r"(?<![^\W_])"
_E = r"(?![^\W_])"
# Words that speak of mines laid or munitions left, in the languages of donors and affected States.
WORDS: tuple[str, ...] = (
    # English
    r"mine[- ]?action", r"de-?min(?:ing|e|ed|er|ers)", r"land-?mines?", r"land mines?", r"anti-?personnel mines?",
    r"anti-?vehicle mines?", r"mine ?fields?", r"mine[- ]?(?:clearance|risk|awareness|affected|victims?|survivors?|free|detection|detectors?|dogs?)", r"eod",
    r"mines? and (?:erw|uxo|unexploded|explosive|other)", r"clearance of (?:land)?mines?", r"uxos?", r"erw(?! (?:steel |ms |line )*pip)",
    r"unexploded (?:ordnance|bombs?|munitions?)", r"explosive (?:remnants?|ordnance|hazards?)",
    r"cluster (?:munitions?|bombs?)", r"sub-?munitions?", r"eore", r"bomblets?", r"victims? of mines?",
    r"improvised explosive devices?", r"mine[- ](?:contaminated|contamination|injured|injur(?:y|ies)|accidents?|ban|incidents?)",
    r"(?:contaminated|contamination) (?:by|with|from) (?:land)?mines?", r"mines?/(?:uxo|erw)", r"weapons? contamination",
    # French
    r"d[ée]minage", r"action (?:anti-?mines|contre les mines)", r"lutte (?:anti-?mines|contre les mines)",
    r"mines? (?:anti-?personnel|terrestres?|antichars?)", r"(?:armes|munitions|bombes) [àa] sous-?munitions?",
    r"sous-?munitions?", r"restes explosifs", r"engins (?:explosifs|non explos[ée]s)", r"victimes? (?:de|des) mines?", r"bombes? [àa] fragmentation", r"anti-?mines?",
    # Spanish
    r"desminado", r"minas? (?:anti-?personas?|antipersonales|antipersonal|terrestres?)", r"acci[óo]n (?:contra|integral contra) (?:las )?minas",
    r"municiones? (?:en )?(?:de )?racimo", r"municiones? sin explotar", r"restos explosivos", r"artefactos explosivos", r"map/muse",
    r"v[íi]ctimas de minas", r"acci[óo]n antiminas", r"educaci[óo]n en (?:el )?riesgo de minas",
    # Portuguese
    r"desminagem", r"minas? (?:antipessoais|antipessoal|terrestres)", r"a[çc][ãa]o contra as? minas?", r"muni[çc][õo]es de fragmenta[çc][ãa]o",
    # German
    r"minenr[äa]um\w*", r"(?:humanit[äa]res? )?minenr\w+", r"landminen?", r"antipersonenminen?", r"streumunition\w*", r"kampfmittel\w*",
    r"minenopfer\w*", r"blindg[äa]nger\w*", r"minenaktion\w*", r"explosive kriegsreste",
    # Dutch
    r"ontmijn\w+", r"landmijnen?", r"mijnen ?ruim\w+", r"mijnopruiming", r"clustermunitie", r"onontplofte",
    # Swedish, Norwegian, Danish, Finnish
    r"minr[öo]jning\w*", r"minerydning\w*", r"landmin(?:or|er|erne)", r"minrydning\w*", r"klasev[åa]pen", r"klusterbomber", r"klyngebomber",
    r"klusterammunition", r"klyngeammunisjon", r"klyngevåben", r"mineaksjon", r"minerydd\w+", r"mineryd\w+", r"miina(?:n|toiminta|raivaus|nraivaus)\w*", r"maamiin\w+", r"r[äa]j[äa]ht[äa]m[äa]tt\w+",
    # Italian
    r"sminamento", r"mine antiuomo", r"munizioni a grappolo", r"ordigni inesplosi", r"bombe a grappolo", r"azione contro le mine",
    # Russian, Ukrainian
    r"разминир\w+", r"противоминн\w+", r"противопехотн\w+", r"кассетн\w+ (?:боеприпас\w+|бомб\w+)", r"неразорвавш\w+", r"розмінуван\w+", r"протимінн\w+",
    r"вибухонебезпечн\w+", r"взрывоопасн\w+",
    # Bosnian, Croatian, Serbian
    r"deminiranj\w+", r"razminiranj\w+", r"protuminsk\w+", r"protivminsk\w+", r"kasetn\w+ (?:municij\w+|bomb\w+)",
    # Turkish, Vietnamese
    r"mayın (?:temizl\w+|eylem\w*)", r"bom mìn",
)  # fmt: skip
# Scripts that do not part words by spaces, or join articles to them.
UNBOUND = (
    r"ألغام",
    r"الغام",
    r"ذخائر عنقودية",
    r"الذخائر العنقودية",
    r"مخلفات الحرب",
    r"ລະເບີດ",
    r"地雷",
    r"集束弹药",
    r"未爆",
    "ماین ?پاکی",
    "គ្រាប់មីន",
)
_WORDS = re.compile(f"{_W}(?:{'|'.join(WORDS)}){_E}|{'|'.join(UNBOUND)}", re.IGNORECASE)

# Bodies that do nothing else; others (DRC, DCA, HI, NPA) do much besides, so that their name alone says nothing.
BODIES = re.compile(
    rf"{_W}(?:the halo trust|halo trust|halo usa|mines advisory group|unmas|un mine action service|"
    rf"united nations mine action service|gichd|geneva international cent(?:re|er) for humanitarian demining|"
    rf"swiss foundation for mine action|danish demining group|mine ?tech|apopo|itf enhancing human security|"
    rf"uxo lao|mag international|landmine survivors|icbl|cluster munition coalition|armac){_E}",
    re.IGNORECASE,
)
REFS = frozenset({"gb-chc-1001813", "gb-chc-1083008", "gb-coh-4016409", "xm-dac-21061", "gb-coh-02388535"})

PILLAR_WORDS: dict[str, re.Pattern[str]] = {
    "survey_clearance": re.compile(
        rf"{_W}(?:clear\w*|survey\w*|demin\w*|de-min\w*|d[ée]minage|desmin\w+|removal|eod|disposal|land release|"
        rf"minenr\w+|ontmijn\w+|разминир\w+|minr[öo]j\w+|minerydning|minrydning|ruim\w+|battle area){_E}",
        re.IGNORECASE,
    ),
    "risk_education": re.compile(
        rf"{_W}(?:risk[- ]?education|mre|eore|mine[- ]?awareness|awareness|risk[- ]?reduction|sensibilisation|"
        rf"[ée]ducation (?:aux|au) risques?|educaci[óo]n en el riesgo|sensibilizaci[óo]n){_E}",
        re.IGNORECASE,
    ),
    "victim_assistance": re.compile(
        rf"{_W}(?:victim\w*|survivors?|rehabilitat\w+|prosthe\w+|prosth[ée]\w+|orthop\w+|disabilit\w+|"
        rf"handicap\w*|psycho-?social\w*|v[íi]ctimas?|amputee\w*){_E}",
        re.IGNORECASE,
    ),
    "stockpile_destruction": re.compile(
        rf"{_W}(?:stockpiles?|stockpiled|demilitari[sz]ation|destruction of (?:stock|ammunition|munitions?)\w*){_E}",
        re.IGNORECASE,
    ),
    "implementation_reporting": re.compile(
        rf"{_W}(?:capacity|legislation|universali[sz]ation|ratification|advocacy|information management|imsma|"
        rf"standards|coordination|national strategy|policy|treaty|convention){_E}",
        re.IGNORECASE,
    ),
}


# How far a word reaches to either side of its stem, at most.
REACH = 60


def may_be_mine_action(text: str) -> bool:
    """Return whether a text holds any stem at all: the cheap question before the exact one."""
    lower = text.lower()
    return any(stem in lower for stem in STEMS)


def reason_for(*, sectors: frozenset[str], text: str, organisations: str, refs: frozenset[str]) -> str:
    """Return why an activity is mine action ("sector 15250", the word, the body), or an empty text."""
    sure = sectors & SURE_SECTORS
    if sure:
        return f"sector {min(sure)}"
    near = _near_stems(text)
    if found := _WORDS.search(near):
        return f"“{found[0]}”"
    if refs & REFS:
        return f"organisation {min(refs & REFS)}"
    if found := BODIES.search(near):
        return f"organisation {found[0]}"
    if may_be_mine_action(organisations) and (
        found := BODIES.search(organisations) or _WORDS.search(organisations)
    ):
        return f"organisation {found[0]}"
    return ""


def _near_stems(text: str) -> str:
    """Return the neighbourhoods of all stems in a text, whole words, in lower case: all that can match."""
    lower, parts = text.lower(), []
    spans = sorted((at, at + len(stem)) for stem in STEMS for at in _places(lower, stem))
    done = 0
    for first, last in spans:
        if last + REACH > done:
            start = max(done, lower.rfind(" ", 0, max(0, first - REACH)) + 1)
            done = lower.find(" ", last + REACH)
            done = len(lower) if done < 0 else done
            parts.append(lower[start:done])
    return " ¦ ".join(parts)


def _places(text: str, stem: str) -> Iterator[int]:
    at = text.find(stem)
    while at >= 0:
        yield at
        at = text.find(stem, at + len(stem))


@lru_cache(maxsize=4096)
def pillars_of(text: str) -> tuple[str, ...]:
    """Return the pillars of assistance that a title and description speak of, in their usual order.

    Mine action that names none of them is taken for survey and clearance, its main work.
    """
    found = tuple(pillar for pillar, words in PILLAR_WORDS.items() if words.search(text))
    return found or ("survey_clearance",)


ACTIVITY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"{_W}(?:{words}){_E}", re.IGNORECASE))
    for kind, words in (
        ("nts", r"non-?technical survey|nts|enqu[êe]te non technique"),
        ("ts", r"(?<!non-)(?<!non )technical survey"),
        ("clearance", r"clear\w*|demin\w*|de-min\w*|d[ée]minage|desmin\w+|land release|removal|разминир\w+"),
        ("bac", r"battle area clearance|bac"),
        ("eod_spot", r"eod|explosive ordnance disposal|spot tasks?"),
        ("marking_fencing", r"marking|fencing"),
        ("eore_interpersonal", r"risk[- ]?education|mre|eore|mine[- ]?awareness"),
        ("va_rehabilitation", r"rehabilitat\w+|prosthe\w+|orthop\w+"),
        ("va_psychosocial", r"psycho-?social\w*"),
        ("va_economic_inclusion", r"livelihoods?|economic inclusion|income"),
        ("stockpile_physical_destruction", r"stockpiles?|demilitari[sz]ation"),
        ("im_system", r"information management|imsma"),
        ("training", r"training|capacity"),
    )
)


def activity_types_of(text: str) -> tuple[str, ...]:
    """Return the kinds of work that a text names outright."""
    return tuple(kind for kind, words in ACTIVITY_WORDS if words.search(text))
