"""An article that tries to break out of every format: formulas, quotes, markup, line ends, addresses that run."""

from kg.models import Article, Claim, Entity, Evidence, Extraction, Literal, Quantity, Span, Time

TEXT = (
    '=HYPERLINK("http://evil.example","x"),\r\n\'\'\'"""\\ } <script>alert(1)</script> \u2028 {"a": ;-- @evil\u202e'
    " ]]> ${jndi:ldap://x} |cmd' /C calc'!A0\tend"
)
EVIL = Entity("=1+1", '=HYPERLINK("http://evil.example","x")', "Person", "Q1", ("+1;x", "-2\n3", '"; DROP'))
WORSE = Entity("@SUM(A1)\r\n", "-2+3\r\n</script>\u2028\"'", "State", None, ('"""', "} <urn:x> {"))
HARBOUR = Entity("> . <x> <y", '} """ @prefix : <x> .', "Facility", None, (), (-33.5, 0.0))
ARTICLE = Article(
    "-evil/../\u2028id", TEXT, title='=cmd|"\r\n', date="yesterday", url="javascript:alert(1)", author="@evil",
    publisher="+evil",
)  # fmt: skip
_WHERE = Evidence(ARTICLE.id, 0, 60, TEXT[:60])
CLAIMS = (
    Claim("h1", EVIL, "leaderOf", WORSE, _WHERE, role="=ROLE()\r", origin="=rule", confidence=0.0),
    Claim(
        "h2", WORSE, "attacks", EVIL, _WHERE, category="ASSAULT", polarity="negative", attribution=EVIL,
        time=Time("=TODAY()", "soon", "2022-02"), place=HARBOUR, cue=Span(0, 1, "="),
        quantity=Quantity(1e21, "=units\n", True),
    ),
    Claim("h3", EVIL, "visited", Literal("=3\n", "string"), _WHERE, category="CONSULT", modality="demanded"),
    Claim("h4", WORSE, "hasBaseIn", HARBOUR, _WHERE),
)  # fmt: skip
HOSTILE = Extraction(ARTICLE, (), CLAIMS)
