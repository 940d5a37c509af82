"""Sentence → claims, one line a construction; negatives stand among the positives. Loads the model once."""

from collections.abc import Iterator

import pytest

from kg.build import Extractor
from kg.models import Article, Claim

PLAIN = ("positive", "actual", None)


def read(extractor: Extractor, text: str) -> Iterator[tuple[str, str, str, str, str, str | None]]:
    (extraction,) = extractor.extract([Article("a", text, date="2022-11-17")])
    for c in extraction.claims:
        yield key(c)


def key(c: Claim) -> tuple[str, str, str, str, str, str | None]:
    ends = (c.subject.label, c.object.label if hasattr(c.object, "label") else c.object.value)
    one, other = sorted(ends) if c.symmetric else ends
    return one, c.predicate, other, c.polarity, c.modality, c.attribution.label if c.attribution else None


FOUND = [
    # voice
    ("Russia attacked Ukraine.", ("Russia", "attacks", "Ukraine", *PLAIN)),
    ("Ukraine was attacked by Russia.", ("Russia", "attacks", "Ukraine", *PLAIN)),
    ("Ukraine, attacked by Russia, appealed for help.", ("Russia", "attacks", "Ukraine", *PLAIN)),
    ("Iran, which supplied drones to Russia, denounced the sanctions.", ("Iran", "suppliesArmsTo", "Russia", *PLAIN)),
    ("The drones that Iran supplied to Russia hit Kyiv.", ("Iran", "suppliesArmsTo", "Russia", *PLAIN)),
    # metonymy and forces
    ("Washington condemned Beijing.", ("United States", "condemns", "China", *PLAIN)),
    ("Israeli forces struck Hezbollah.", ("Israel", "attacks", "Hezbollah", *PLAIN)),
    # bands and bodies
    ("Uganda sent arms to Rwandan rebels.", ("Uganda", "suppliesArmsTo", "Rwandan rebels", *PLAIN)),
    ("Sudanese rebels shelled the regional capital Juba.", ("Sudanese rebels", "attacks", "Juba", *PLAIN)),
    ("The Turkish foreign ministry met Greece.", ("Turkish Ministry of Foreign Affairs", "partOf", "Turkey", *PLAIN)),
    ("Ukraine, whose air force bombed Belgorod, slept.", ("Ukrainian Air Force", "attacks", "Belgorod", *PLAIN)),
    ("The al-Qaeda network attacked France.", ("al-Qaeda", "attacks", "France", *PLAIN)),
    ("The police in Guinea attacked Liberia.", ("Guinea", "attacks", "Liberia", *PLAIN)),
    ("Rebels in the Ivory Coast attacked Abidjan.", ("Rebels in Ivory Coast", "attacks", "Abidjan", *PLAIN)),
    ("Russia rejected an appeal from France.", ("Russia", "rejects", "France", *PLAIN)),
    ("Iran refused to respond to a demand from France.", ("Iran", "rejects", "France", *PLAIN)),
    ("Iran repeated its threat to attack Israel.", ("Iran", "threatens", "Israel", *PLAIN)),
    ("Iran threatened further action against Iraq.", ("Iran", "threatens", "Iraq", *PLAIN)),
    (
        "Blinken met the Amir of Kuwait Sheikh Nawaf Al-Ahmad Al-Jaber Al-Sabah.",
        ("Nawaf Al-Ahmad Al-Jaber Al-Sabah", "leaderOf", "Kuwait", *PLAIN),
    ),
    (
        "Kuwait slept, and Defence Minister General Ali Haddad spoke.",
        ("Ali Haddad", "officialOf", "Kuwait", *PLAIN),
    ),
    ("The Ortega-Murillo regime attacked Honduras.", ("Nicaragua", "attacks", "Honduras", *PLAIN)),
    ("The Lukashenka regime attacked Poland.", ("Belarus", "attacks", "Poland", *PLAIN)),
    # two states in one word
    ("U.S.-China talks resumed in Geneva.", ("China", "negotiatesWith", "United States", *PLAIN)),
    ("A Franco-German summit opened.", ("France", "metWith", "Germany", *PLAIN)),
    ("The U.S.-ROK alliance is strong.", ("South Korea", "alliedWith", "United States", *PLAIN)),
    ("Jon Huntsman serves as Vice Chair of Gazprom.", ("Jon Huntsman", "officialOf", "Gazprom", *PLAIN)),
    (
        "Lisa Peterson is the acting assistant secretary of the Bureau of Democracy, Human Rights, and Labor.",
        ("Lisa Peterson", "officialOf", "Bureau of Democracy, Human Rights, and Labor", *PLAIN),
    ),
    # light verbs, nominalisation
    ("France imposed sanctions on Mali.", ("France", "sanctions", "Mali", *PLAIN)),
    ("The French sanctions against Mali hurt traders.", ("France", "sanctions", "Mali", *PLAIN)),
    ("Kenya carried out air strikes against Al-Shabaab.", ("Kenya", "attacks", "Al-Shabaab", *PLAIN)),
    ("Talks between India and Pakistan resumed.", ("India", "negotiatesWith", "Pakistan", *PLAIN)),
    # symmetric and groups
    ("India and Japan met in Tokyo.", ("India", "metWith", "Japan", *PLAIN)),
    (
        "The United States has no diplomatic relations with Iran.",
        ("Iran", "hasDiplomaticRelationsWith", "United States", "negative", "actual", None),
    ),
    # control and status
    ("Poland agreed to send tanks to Ukraine.", ("Poland", "suppliesArmsTo", "Ukraine", "positive", "planned", None)),
    ("Poland may send tanks to Ukraine.", ("Poland", "suppliesArmsTo", "Ukraine", "positive", "possible", None)),
    ("Poland did not send tanks to Ukraine.", ("Poland", "suppliesArmsTo", "Ukraine", "negative", "actual", None)),
    ("Poland refused to send tanks to Ukraine.", ("Poland", "suppliesArmsTo", "Ukraine", "negative", "actual", None)),
    ("Serbia will never recognise Kosovo.", ("Serbia", "recognizes", "Kosovo", "negative", "planned", None)),
    # attribution
    (
        "Ukraine said that Russia had shelled Kherson.",
        ("Russia", "attacks", "Kherson", "positive", "actual", "Ukraine"),
    ),
    (
        "According to Israel, Iran supplies weapons to Hezbollah.",
        ("Iran", "suppliesArmsTo", "Hezbollah", "positive", "actual", "Israel"),
    ),
    ("Rwanda denied that it supports M23.", ("Rwanda", "supports", "M23", "negative", "actual", "Rwanda")),
    # control: the one who is urged is the one who should act, the one who promises is the one who will
    (
        "The United Nations urged Russia to withdraw from Crimea.",
        ("Russia", "withdrawsFrom", "Crimea", "positive", "demanded", None),
    ),
    (
        "France promised Mali to withdraw from Niger.",
        ("France", "withdrawsFrom", "Niger", "positive", "planned", None),
    ),
    # each other, under, threatened acts, places of a kind, offices towards a third
    ("Indian and Pakistani troops shelled each other.", ("Pakistan", "attacks", "India", *PLAIN)),
    ("Liberia, under a United Nations arms embargo, protested.", ("United Nations", "sanctions", "Liberia", *PLAIN)),
    ("Iran threatened to cut off electricity to Iraq.", ("Iran", "threatens", "Iraq", *PLAIN)),
    ("Chad has held the town of Faya-Largeau since 1987.", ("Chad", "controls", "Faya-Largeau", *PLAIN)),
    (
        "Peruvian Ambassador to the United States Ana Ruiz Soto resigned.",
        ("Ana Ruiz Soto", "officialOf", "Peru", *PLAIN),
    ),
    (
        "The arms embargo by the United Nations on Liberia hurt traders.",
        ("United Nations", "sanctions", "Liberia", *PLAIN),
    ),
    ("The Houthis in Yemen fell silent.", ("Houthis", "locatedIn", "Yemen", *PLAIN)),
    ("India provided dozens of tanks to Chad.", ("India", "suppliesArmsTo", "Chad", *PLAIN)),
    (
        "Tony Blair met Shinzo Abe. Talks between the two and Vladimir Putin failed.",
        ("Shinzo Abe", "negotiatesWith", "Vladimir Putin", *PLAIN),
    ),
    # demands by modal, negated arguments and abilities, counted events, clauses of nouns
    ("Russia said that Sudan must return the helicopter.", ("Russia", "demandsOf", "Sudan", *PLAIN)),
    (
        "Washington has had no diplomatic relations with Taipei.",
        ("Taiwan", "hasDiplomaticRelationsWith", "United States", "negative", "actual", None),
    ),
    (
        "THAAD does not have the range to cover Seoul, a city of ten million people.",
        ("THAAD", "covers", "Seoul", "negative", "actual", None),
    ),
    ("France and Egypt held ten days of war games.", ("Egypt", "exercisesWith", "France", *PLAIN)),
    (
        "The US accusation that Beijing plans an invasion of Taiwan was repeated.",
        ("China", "invades", "Taiwan", "positive", "planned", "United States"),
    ),
    ("Rwanda rejected a Ugandan accusation that it trained rebels.", ("Uganda", "accuses", "Rwanda", *PLAIN)),
    ("Poland not only sent tanks to Ukraine.", ("Poland", "suppliesArmsTo", "Ukraine", *PLAIN)),
    (
        "A newspaper story saying that China has a naval base in Cambodia was widely read.",
        ("China", "hasBaseIn", "Cambodia", "positive", "actual", "newspaper story"),
    ),
    ("A THAAD battery is located on Guam in the Pacific.", ("THAAD", "locatedIn", "Guam", *PLAIN)),
    # places and owners that stand beside a name; offices without an owner
    ("The convoy left Naha, in Okinawa.", ("Naha", "partOf", "Okinawa Prefecture", *PLAIN)),
    ("Two US X-band radars arrived.", ("United States", "operates", "X-band radar", *PLAIN)),
    ("Prime Minister Fumio Kishida spoke.", ("Fumio Kishida", "leaderOf", "Japan", *PLAIN)),
    ("President Danny Faure of Seychelles spoke.", ("Danny Faure", "leaderOf", "Seychelles", *PLAIN)),
    # offices, parts, forces abroad
    ("Japanese Prime Minister Fumio Kishida arrived.", ("Fumio Kishida", "leaderOf", "Japan", *PLAIN)),
    (
        "The United States has stationed 28,500 troops in South Korea.",
        ("United States", "stationedIn", "South Korea", *PLAIN),
    ),
    ("Turkey bought S-400 missiles from Russia.", ("Russia", "suppliesArmsTo", "Turkey", *PLAIN)),
    ("Chinese President Xi Jinping visited Saudi Arabia.", ("Xi Jinping", "visited", "Saudi Arabia", *PLAIN)),
    ("Finland joined NATO.", ("Finland", "memberOf", "NATO", *PLAIN)),
    ("Uganda withdrew its troops from Somalia.", ("Uganda", "withdrawsFrom", "Somalia", *PLAIN)),
    # those that a plural is said to include; who acts along with a subject
    ("Several countries, including France and Germany, condemned Russia.", ("Germany", "condemns", "Russia", *PLAIN)),
    ("Hamas works with groups such as Hezbollah.", ("Hamas", "cooperatesWith", "Hezbollah", *PLAIN)),
    ("Kuwait belongs to several bodies, including NATO.", ("Kuwait", "memberOf", "NATO", *PLAIN)),
    ("Iran, together with Russia, condemned Israel.", ("Russia", "condemns", "Israel", *PLAIN)),
    ("France, alongside Britain, bombed Syria.", ("United Kingdom", "attacks", "Syria", *PLAIN)),
    (
        "Senators visited Taiwan, after visits to Taiwan by others, including that by Shinzo Abe.",
        ("Shinzo Abe", "visited", "Taiwan", *PLAIN),
    ),
    # through a name's apposition; whose act a noun is
    ("They fought over Aleppo, a city that Syria holds.", ("Syria", "controls", "Aleppo", *PLAIN)),
    ("Hamas, the group that attacked Israel, is small.", ("Hamas", "attacks", "Israel", *PLAIN)),
    ("Guam is an island that Chad claims.", ("Chad", "claimsTerritory", "Guam", *PLAIN)),
    ("China praised the mediation of Oman.", ("China", "supports", "Oman", *PLAIN)),
    ("Peru opposed the plan of Chile to build a dam.", ("Peru", "opposes", "Chile", *PLAIN)),
    # names: numbered units, bodies that every state has, what only opens a sentence, two persons
    (
        "The 201st Motor Rifle Division attacked Niger.",
        ("201st Motor Rifle Division", "attacks", "Niger", *PLAIN),
    ),
    (
        "Kenya's National Police Service attacked al-Shabaab.",
        ("Kenyan National Police Service", "attacks", "Al-Shabaab", *PLAIN),
    ),
    (
        "NAIROBI, 18 November 2023 —\n\nThe National Police Service condemned Chad.",
        ("Kenyan National Police Service", "condemns", "Chad", *PLAIN),
    ),
    ("The Emirates condemned Chad.", ("United Arab Emirates", "condemns", "Chad", *PLAIN)),
    # missions, bases, forces and weapons by what their nouns say
    (
        "Protesters stormed the Swedish embassy in Baghdad.",
        ("Embassy of Sweden in Baghdad", "locatedIn", "Baghdad", *PLAIN),
    ),
    (
        "The Consulate of Chad in Rome was closed.",
        ("Chad", "operates", "Consulate of Chad in Rome", *PLAIN),
    ),
    ("Duqm is home to a British base.", ("United Kingdom", "hasBaseIn", "Duqm", *PLAIN)),
    ("MINUSMA, the UN mission in Mali, lost two men.", ("MINUSMA", "stationedIn", "Mali", *PLAIN)),
    ("Iran's arsenal includes the Fateh-110 missile.", ("Iran", "operates", "Fateh-110", *PLAIN)),
    ("The Patriot batteries in Poland were tested.", ("Patriot", "stationedIn", "Poland", *PLAIN)),
    ("North Korea conducted a series of missile tests.", ("North Korea", "testsWeapon", "missile", *PLAIN)),
    (
        "Peru goaded North Korea into conducting missile tests.",
        ("North Korea", "testsWeapon", "missile", *PLAIN),
    ),
    (
        "Peru provided Taiwan billions of dollars' worth of arms.",
        ("Peru", "suppliesArmsTo", "Taiwan", *PLAIN),
    ),
    ("Turkey and Egypt mended their ties.", ("Egypt", "cooperatesWith", "Turkey", *PLAIN)),
]

NOT_FOUND = [
    # what must never be read into a sentence: (text, subject, predicate, object)
    ("The UN mission in Mali, MINUSMA, lost two men.", "United Nations", "stationedIn", "Mali"),
    ("The UN Secretary-General condemned Chad.", "General", "condemns", "Chad"),
    ("Russia launched missiles at Kyiv.", "Russia", "testsWeapon", "missile"),
    ("Protesters stormed the Swedish embassy in Baghdad.", "Sweden", "locatedIn", "Baghdad"),
    ("The treaty is the hinge of the pact that Chad signed.", "Chad", "signed", "treaty"),
    ("They flew to Kant, an American base.", "Kant", "partOf", "United States"),
    ("Ukraine was attacked by Russia.", "Ukraine", "attacks", "Russia"),
    ("Sudanese rebels shelled Juba.", "Sudan", "attacks", "Juba"),
    ("Uganda granted asylum to 18 Rwandan rebels.", "Uganda", "supports", "Rwanda"),
    ("Germany supports Ukraine against Russia.", "Germany", "supports", "Russia"),
    ("Talks with a Lebanese-American journalist resumed.", "Lebanon", "negotiatesWith", "United States"),
    (
        "The United States works with the US Treasury Department.",
        "United States",
        "cooperatesWith",
        "United States Department of the Treasury",
    ),
    (
        "Sung Kim met Japanese Ministry of Foreign Affairs Director General Funakoshi Takehiro.",
        "Sung Kim",
        "metWith",
        "Japanese Ministry of Foreign Affairs",
    ),
    ("Iran refused to condemn Russia's invasion of Ukraine.", "Iran", "rejects", "Russia"),
    (
        "He met Under Secretary for Political Affairs Victoria Nuland.",
        "Victoria Nuland",
        "officialOf",
        "Political Affairs",
    ),
    ("They met in Washington, D.C. Secretary Blinken spoke.", "Antony Blinken", "officialOf", "Washington, D.C."),
    ("Jon Huntsman serves as Vice Chair of Gazprom.", "Jon Huntsman", "leaderOf", "Gazprom"),
    ("We at Amnesty International are partners of NATO.", "United States", "cooperatesWith", "NATO"),
    ("Chad submitted a proposal to Niger.", "Chad", "yieldsTo", "Niger"),
    ("American troops in Guinea attacked Liberia.", "Guinea", "attacks", "Liberia"),
    ("Prime Minister Kalin Stoyanov flew to Turkey.", "Kalin Stoyanov", "leaderOf", "Turkey"),
    ("The talks between India and Pakistan were about Kashmir.", "India", "attacks", "Pakistan"),
    ("Chad's troops entered the town of Bangui.", "Chad", "locatedIn", "Bangui"),
    ("We, the ministers of Peru, Chad and Kenya, underline our support for the IAEA.", "Peru", "supports", "Chad"),
    ("NATO called on Russia to withdraw its troops from Georgia.", "NATO", "withdrawsFrom", "Georgia"),
    ("NATO called on Russia to withdraw its troops from Georgia.", "Russia", "withdrawsFrom", "NATO"),
    ("Antony Blinken thanked his friend Shinzo Abe.", "Antony Blinken", "alliedWith", "Shinzo Abe"),
    ("A summit took place in Geneva.", "Switzerland", "metWith", "Geneva"),
    ("Spain beat Italy in the final.", "Spain", "attacks", "Italy"),
    ("The United Nations urged Russia to withdraw from Crimea.", "United Nations", "withdrawsFrom", "Crimea"),
    ("France promised Mali to withdraw from Niger.", "Mali", "withdrawsFrom", "Niger"),
    ("They reached the Bosnian town of Goražde.", "Bosnia and Herzegovina", "locatedIn", "Goražde"),
    ("India, Japan, Kenya, Chad and Peru met.", "India", "metWith", "Japan"),
    ("China and Japan oppose any attempts to change the border.", "China", "opposes", "Japan"),
]

STATUS = [
    ("Chad called off its attack on Niger.", ("Chad", "attacks", "Niger"), "negative actual"),
    ("It is false that Chad attacked Niger.", ("Chad", "attacks", "Niger"), "negative actual"),
    ("Chad's raid on Niger was called off.", ("Chad", "attacks", "Niger"), "negative actual"),
    ("Instead of attacking Niger, Chad met Niger.", ("Chad", "attacks", "Niger"), "negative actual"),
    ("Chad met Mali rather than attack Niger.", ("Chad", "attacks", "Niger"), "negative actual"),
    ("Chad, rather than Mali, attacked Niger.", ("Mali", "attacks", "Niger"), "negative actual"),
    ("Chad, rather than Mali, attacked Niger.", ("Chad", "attacks", "Niger"), "positive actual"),
    ("In Honolulu, Wendy Sherman will meet Chad.", ("Wendy Sherman", "metWith", "Chad"), "positive planned"),
    ("They have medium confidence that Chad helped Niger.", ("Chad", "aids", "Niger"), "positive possible"),
    ("Chad wants to station Patriot batteries in Poland.", ("Patriot", "stationedIn", "Poland"), "positive planned"),
    # what is set for later, denied through its arguments, over, or there already: (text, claim)
    ("Israel pulled out of Lebanon, though not out of Ghajar.", ("Israel", "withdrawsFrom", "Ghajar"),
     "negative actual"),
    ("Israel pulled out of Lebanon, though not out of Ghajar.", ("Israel", "withdrawsFrom", "Lebanon"),
     "positive actual"),
    ("Not Iran but Israel attacked Syria.", ("Iran", "attacks", "Syria"), "negative actual"),
    ("Not Iran but Israel attacked Syria.", ("Israel", "attacks", "Syria"), "positive actual"),
    ("During his visit to Israel, Antony Blinken will praise the army.", ("Antony Blinken", "visited", "Israel"),
     "positive planned"),
    ("During his visit to Israel, Antony Blinken praised the army.", ("Antony Blinken", "visited", "Israel"),
     "positive actual"),
    ("The report determined that Turkey supported Chad.", ("Turkey", "supports", "Chad"), "positive actual"),
    ("I spoke on Antony Blinken's upcoming trip to Israel.", ("Antony Blinken", "visited", "Israel"),
     "positive planned"),
    ("Potential US sanctions against India worry Chad.", ("United States", "sanctions", "India"), "positive possible"),
    ("A foiled Iranian attack on Iraq worried Chad.", ("Iran", "attacks", "Iraq"), "negative actual"),
    ("The failed talks between Iran and Israel hurt Oman.", ("Iran", "negotiatesWith", "Israel"), "positive actual"),
    ("The suspended French aid to Mali is missed.", ("France", "aids", "Mali"), "negative actual"),
    ("Japan is to hand over six patrol boats to Vietnam.", ("Japan", "suppliesArmsTo", "Vietnam"), "positive planned"),
    ("Four bombers are to be stationed in Guam by Japan.", ("Japan", "stationedIn", "Guam"), "positive planned"),
    ("Antony Blinken flies to Paris on Friday.", ("Antony Blinken", "visited", "Paris"), "positive planned"),
    ("Antony Blinken flew to Paris on Monday.", ("Antony Blinken", "visited", "Paris"), "positive actual"),
    ("Neither India nor Chad has joined NATO.", ("India", "memberOf", "NATO"), "negative actual"),
    ("Peru has recognised neither Abkhazia nor Kosovo.", ("Peru", "recognizes", "Kosovo"), "negative actual"),
    ("Niger no longer hosts French troops.", ("France", "stationedIn", "Niger"), "negative actual"),
    ("Chad has yet to recognise Kosovo.", ("Chad", "recognizes", "Kosovo"), "negative actual"),
    ("Peru, which is not a member of NATO and refuses to impose sanctions on Moscow, bought drones.",
     ("Peru", "sanctions", "Russia"), "negative actual"),
    ("The European Union lifted the sanctions on Mali.", ("European Union", "sanctions", "Mali"), "negative actual"),
    ("The European Union decided to lift the sanctions on Mali.", ("European Union", "sanctions", "Mali"),
     "positive actual"),
    ("The European Union agreed to ease its sanctions on Mali.", ("European Union", "sanctions", "Mali"),
     "positive actual"),
    ("The talks between India and Pakistan collapsed.", ("India", "negotiatesWith", "Pakistan"), "positive actual"),
    ("Peru will not join NATO, although it belongs to the United Nations.", ("Peru", "memberOf", "United Nations"),
     "positive actual"),
    ("India said that it would sell tanks to Vietnam.", ("India", "suppliesArmsTo", "Vietnam"), "positive planned"),
    ("The improvement of trade talks between Peru and Chad is a goal of Japan.", ("Peru", "negotiatesWith", "Chad"),
     "positive planned"),
    ("Paris agreed to the stationing of British missiles in Kenya.", ("France", "stationedIn", "Kenya"),
     "positive planned"),
    ("Shinzo Abe came to office in Japan in 2012.", ("Shinzo Abe", "leaderOf", "Japan"), "positive actual"),
    ("Naftali Bennett is poised to be the next prime minister of Israel.", ("Naftali Bennett", "leaderOf", "Israel"),
     "positive planned"),
    ("NATO called on Russia to withdraw its troops from Georgia.", ("Russia", "withdrawsFrom", "Georgia"),
     "positive demanded"),
    ("Russian troops entered Georgia in 2008 and are still stationed there.", ("Russia", "stationedIn", "Georgia"),
     "positive actual"),
    ("Should Russia attack Estonia, Poland will send tanks to Estonia.", ("Poland", "suppliesArmsTo", "Estonia"),
     "positive possible"),
]  # fmt: skip

CLAIMANTS = [
    # somebody's word all the same; the author's own beside it; speakers of a transcript
    ("Iran condemned the alleged Israeli attack on Syria.", ("Israel", "attacks", "Syria"), "unnamed source"),
    ("Iran condemned the Israeli attack on Syria.", ("Israel", "attacks", "Syria"), None),
    ("The commission examines claims that Iran attacked Iraq.", ("Iran", "attacks", "Iraq"), "unnamed source"),
    ("A villager said that Iran had attacked Iraq.", ("Iran", "attacks", "Iraq"), "unnamed source"),
    ("Sudan, he added, would send troops to Chad.", ("Sudan", "deploysTo", "Chad"), "unnamed source"),
    (
        "Chad has massed tanks at Zalambessa, aid workers who drove through the town at the weekend said.",
        ("Chad", "deploysTo", "Zalambessa"),
        "unnamed source",
    ),
    ("A joint statement said that Peru condemned Chad.", ("Peru", "condemns", "Chad"), None),
    (
        'Shinzo Abe told reporters: "The Russian defence ministry is late, as it always is on these days."',
        ("Russian Ministry of Defence", "partOf", "Russia"),
        "Shinzo Abe",
    ),
    ("Sudan blamed Chad for attacking Darfur.", ("Chad", "attacks", "Darfur"), "Sudan"),
    ("Sudan accused Chad of arming M23.", ("Chad", "suppliesArmsTo", "M23"), "Sudan"),
    ("By its own account, Iran attacked Iraq.", ("Iran", "attacks", "Iraq"), "Iran"),
    ("Kenya said that Iran, which attacked Iraq in 1980, was isolated.", ("Iran", "attacks", "Iraq"), None),
    ("Kenya said that Iran attacked Iraq in 1980.", ("Iran", "attacks", "Iraq"), "Kenya"),
    ("Tony Blair: Good morning.\nShinzo Abe: Iran attacked Iraq.", ("Iran", "attacks", "Iraq"), "Shinzo Abe"),
    (
        "Sudan will not yield, Shinzo Abe said on Friday, hours after Iran attacked Iraq.",
        ("Iran", "attacks", "Iraq"),
        None,
    ),
    (
        '"We knew it all along," Shinzo Abe said. "Iran attacked Iraq with missiles before the talks had begun."',
        ("Iran", "attacks", "Iraq"),
        "Shinzo Abe",
    ),
    ("Shinzo Abe insists that Iran attacked Iraq.", ("Iran", "attacks", "Iraq"), "Shinzo Abe"),
    ("Tony Blair, Shinzo Abe\nNote: Iran attacked Iraq.", ("Iran", "attacks", "Iraq"), None),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=lambda v: v if isinstance(v, str) else "")
def test_claim_is_read(extractor: Extractor, text: str, expected: tuple[str, ...]) -> None:
    assert expected in set(read(extractor, text))


@pytest.mark.parametrize(("text", "subject", "predicate", "other"), NOT_FOUND)
def test_claim_is_not_read(extractor: Extractor, text: str, subject: str, predicate: str, other: str) -> None:
    found = {(c[0], c[1], c[2]) for c in read(extractor, text)}
    assert (subject, predicate, other) not in found


@pytest.mark.parametrize(
    "text",
    [
        "Poland agreed to send tanks to Ukraine.",
        "Poland could send tanks to Ukraine.",
        "Poland has not sent tanks to Ukraine.",
        "Officials said Poland had sent tanks to Ukraine.",
        "If Poland sends tanks to Ukraine, Russia will respond.",
        "Did Poland send tanks to Ukraine?",
        "Poland reportedly sent tanks to Ukraine.",
    ],
)
def test_nothing_leaks_into_fact(extractor: Extractor, text: str) -> None:
    leaked = [c for c in read(extractor, text) if c[:3] == ("Poland", "suppliesArmsTo", "Ukraine") and c[3:] == PLAIN]
    assert leaked == []


@pytest.mark.parametrize(("text", "claim", "status"), STATUS, ids=lambda v: v if isinstance(v, str) else "")
def test_status_is_read(extractor: Extractor, text: str, claim: tuple[str, str, str], status: str) -> None:
    ends = tuple(sorted((claim[0], claim[2])))
    found = [c for c in read(extractor, text) if c[1] == claim[1] and tuple(sorted((c[0], c[2]))) == ends]
    assert {f"{c[3]} {c[4]}" for c in found} == {status}


@pytest.mark.parametrize(("text", "claim", "claimant"), CLAIMANTS, ids=lambda v: v if isinstance(v, str) else "")
def test_claimant_is_read(extractor: Extractor, text: str, claim: tuple[str, str, str], claimant: str | None) -> None:
    assert {c[5] for c in read(extractor, text) if c[:3] == claim} == {claimant}


def test_two_readings_of_the_same_words_are_one_claim(extractor: Extractor) -> None:
    (extraction,) = extractor.extract([Article("a", "Should Vladimir Putin remain the leader of Russia?")])
    assert [claim.predicate for claim in extraction.claims] == ["leaderOf"]
