"""A small dataset, written by hand: two articles that disagree."""

from kg.models import Article, Claim, Entity, Evidence, Extraction, Literal, Quantity, Span, Time

US = Entity("United_States", "United States", "State", "Q30", ("US", "Washington"), (38.9, -77.04))
JAPAN = Entity("Japan", "Japan", "State", "Q17", ("Tokyo",))
CHINA = Entity("China", "China", "State", "Q148", ("Beijing",))
KISHIDA = Entity("Fumio_Kishida", "Fumio Kishida", "Person")
AGENCY = Entity("Kyodo", "Kyodo", "MediaOrganization")
FIRST = Article(
    "first",
    "The US has about 50,000 troops stationed in Japan. Kishida, the Japanese prime minister, met Beijing's envoy.\n"
    "Kyodo said, citing Washington, that China could attack Japan.",
    title="Troops <script>alert(1)</script>",
    date="2022-11-17",
    url="javascript:alert(1)",
    publisher="The Paper",
)
SECOND = Article("second", "China denied that it met Japan on Sunday in Japan. Japan counts 3 visits.", date="2022")


def span(article: Article, text: str) -> Span:
    start = article.text.index(text)
    return Span(start, start + len(text), text)


def evidence(article: Article, text: str) -> Evidence:
    where = span(article, text)
    return Evidence(article.id, where.start, where.end, where.text)


CLAIMS = (
    Claim(
        "c1", US, "stationedIn", JAPAN, evidence(FIRST, "The US has about 50,000 troops stationed in Japan"),
        quantity=Quantity(50000, "troops", True), subject_mention=span(FIRST, "US"), cue=span(FIRST, "stationed"),
        object_mention=span(FIRST, "Japan"), confidence=0.85, origin="rule:cues.csv:1",
    ),
    Claim(
        "c2", KISHIDA, "leaderOf", JAPAN, evidence(FIRST, "Kishida, the Japanese prime minister"),
        role="Prime Minister", confidence=0.9,
    ),
    Claim(
        "c3", KISHIDA, "metWith", CHINA, evidence(FIRST, "Kishida, the Japanese prime minister, met Beijing's envoy"),
        category="CONSULT", symmetric=True, cue=span(FIRST, "met"),
    ),
    Claim(
        "c4", CHINA, "attacks", JAPAN, evidence(FIRST, "China could attack Japan"), category="ASSAULT",
        modality="possible", attribution=US, attribution_chain=(AGENCY, KISHIDA), cue=span(FIRST, "attack"),
    ),
)  # fmt: skip
DENIALS = (
    Claim(
        "d1", CHINA, "metWith", KISHIDA, evidence(SECOND, "China denied that it met Japan"), category="CONSULT",
        symmetric=True, polarity="negative", attribution=CHINA, time=Time("on Sunday", "2022-11-13", "2022-11-13"),
        place=JAPAN,
    ),
    Claim("d2", JAPAN, "visited", Literal("3", "integer"), evidence(SECOND, "Japan counts 3 visits")),
)  # fmt: skip
EXTRACTIONS = (Extraction(FIRST, (), CLAIMS), Extraction(SECOND, (), DENIALS))
