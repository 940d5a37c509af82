"""The page in a real browser, with no network: what a reader sees and does."""

import base64

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kg.models import Article, Entity, Extraction

PAYLOADS = (
    "<script>window.hit=1</script>", "</script><script>window.hit=1</script>", "<!--<script>window.hit=1",
    "<img src=x onerror=window.hit=1>", '"><svg onload=window.hit=1>', "' onmouseover='window.hit=1", "href",
    "<a href='javascript:window.hit=1'>x</a>", "javascript:window.hit=1", "{{7*7}}${7*7}", "\u2028window.hit=1\u2029",
    "\\u003cscript\\u003e", "&lt;script&gt;", "`${window.hit=1}`", "</style><style>*{display:none}", "\u202eevil",
)  # fmt: skip


def text(driver, selector):
    return driver.find_element(By.CSS_SELECTOR, selector).text


def on_stage(driver, script, *arguments):
    """Click the point of the drawing that a script returns."""
    x, y = driver.execute_script(script, *arguments)
    stage = driver.find_element(By.ID, "graph")
    size = stage.size
    ActionChains(driver).move_to_element_with_offset(
        stage, round(x - size["width"] / 2), round(y - size["height"] / 2)
    ).click().perform()


def click_entity(driver, label):
    on_stage(
        driver,
        "const e = explorer.entities.find(e => e.label === arguments[0]);"
        "const p = explorer.network.canvasToDOM(explorer.network.getPosition(e.index)); return [p.x, p.y]",
        label,
    )


def click_line(driver, *labels):
    on_stage(
        driver,
        "const wanted = [...arguments].sort().join();"
        "const ends = b => [b.a, b.b].map(n => explorer.entities[n].label).sort().join();"
        "const b = explorer.bundles().find(b => ends(b) === wanted);"
        "const p = explorer.network.canvasToDOM(explorer.pointOn(b, 0.3)); return [p.x, p.y]",
        *labels,
    )


def press(driver, *keys):
    ActionChains(driver).send_keys(*keys).perform()


def shown(driver):
    return set(driver.execute_script("return explorer.shown().map(n => explorer.entities[n].label)"))


def facet(driver, name, value):
    return driver.find_element(By.CSS_SELECTOR, f'[data-facet="{name}"] [data-value="{value}"] input')


def test_a_line_shows_its_claims_with_the_words_marked(open_page, extractions):
    driver = open_page(extractions)
    click_line(driver, "United States", "Japan")
    assert text(driver, "#panel h3") == "United States → stationed in → Japan"
    assert text(driver, "mark.subject") == "Washington"
    assert text(driver, "mark.cue") == "stationed"
    assert text(driver, "blockquote").startswith("Washington has bases in Japan")
    details = text(driver, "#panel dl")
    assert "about 50,000 troops" in details
    assert "the author" in details
    assert "17 November 2022" in details
    assert "70 %" in details
    assert driver.find_element(By.CSS_SELECTOR, "#panel dl a").get_attribute("href") == "https://news.example/pledge"


def test_an_entity_shows_all_its_claims_and_esc_closes_them(open_page, extractions):
    driver = open_page(extractions)
    click_entity(driver, "United States")
    assert text(driver, "#panel h2") == "United States"
    assert len(driver.find_elements(By.CSS_SELECTOR, ".claim")) == 3
    assert "entity=United_States" in driver.current_url
    press(driver, Keys.ESCAPE)
    assert not driver.find_element(By.ID, "panel").is_displayed()
    assert "#" not in driver.current_url


def test_lines_tell_a_denial_and_a_plan_in_another_voice(open_page, extractions):
    driver = open_page(extractions)
    found = driver.execute_script(
        "return explorer.bundles().map(b => [[b.a, b.b].map(n => explorer.entities[n].label),"
        "[b.look, b.status, b.reported, b.words]])"
    )
    looks = {frozenset(ends): look for ends, look in found}
    assert looks[frozenset({"United States", "Taiwan"})][0] == "denied"
    assert looks[frozenset({"United States", "Taiwan"})][3] == "not: has diplomatic relations with"
    assert looks[frozenset({"South Korea", "THAAD"})][:3] == ["open", "planned", True]
    assert looks[frozenset({"United States", "Japan"})][:3] == ["held", "held", False]


def test_filters_hide_show_count_and_reset(open_page, extractions):
    driver = open_page(extractions)
    assert "Taiwan" in shown(driver)
    facet(driver, "status", "denied").click()
    assert "Taiwan" not in shown(driver)
    assert text(driver, "#total").startswith("3 of 4 claims")
    assert text(driver, '[data-facet="predicate"] [data-value="hasDiplomaticRelationsWith"] .count') == "0"
    driver.find_element(By.ID, "reset").click()
    assert "Taiwan" in shown(driver)
    facet(driver, "claimant", "-").click()
    assert shown(driver) == {"South Korea", "THAAD"}
    facet(driver, "claimant", "Joe_Biden").click()
    assert text(driver, "#empty h2") == "No claim passes the filters"
    driver.find_element(By.CSS_SELECTOR, "#empty button").click()
    facet(driver, "family", "State").click()
    assert shown(driver) == set()
    assert "no-family=State" in driver.current_url


def test_the_address_brings_the_view_back(open_page, extractions):
    driver = open_page(extractions)
    facet(driver, "predicate", "operates").click()
    click_entity(driver, "Taiwan")
    driver.refresh()
    assert "THAAD" not in shown(driver)
    assert text(driver, "#panel h2") == "Taiwan"


def test_search_takes_an_alias_from_the_keyboard(open_page, extractions):
    driver = open_page(extractions)
    press(driver, "/")
    press(driver, "rok")
    assert text(driver, "#found [aria-selected=true]").startswith("South Korea")
    press(driver, Keys.ENTER)
    assert text(driver, "#panel h2") == "South Korea"
    driver.find_element(By.ID, "search").send_keys(Keys.ESCAPE)
    assert driver.find_element(By.ID, "search").get_attribute("value") == ""
    driver.find_element(By.ID, "search").send_keys("zzz")
    assert text(driver, "#found") == "Nothing by that name"


def test_every_claim_is_reachable_without_the_drawing(open_page, extractions):
    driver = open_page(extractions)
    driver.find_element(By.ID, "list").send_keys(Keys.ENTER)
    assert len(driver.find_elements(By.CSS_SELECTOR, ".claim")) == 4
    quiet = driver.find_elements(By.CSS_SELECTOR, "button:not([aria-label]), input:not([aria-label])")
    nameless = [e for e in quiet if not e.get_property("textContent") and not e.get_property("labels")]
    assert nameless == []


def test_the_picture_is_a_png_with_something_on_it(open_page, extractions):
    driver = open_page(extractions)
    address = driver.execute_async_script(
        "const done = arguments[0]; HTMLAnchorElement.prototype.click = function () {"
        "const r = new FileReader(); r.onload = () => done(this.download + ' ' + r.result);"
        "r.readAsDataURL(window.lastBlob); };"
        "const make = URL.createObjectURL; URL.createObjectURL = b => { window.lastBlob = b; return make(b) };"
        "document.getElementById('png').click()"
    )
    name, data = address.split(" ")
    assert name == "graph.png"
    assert base64.b64decode(data.split(",")[1])[:4] == b"\x89PNG"
    assert len(data) > 20_000


def test_hostile_text_is_text_everywhere(open_page, hostile):
    extractions = [e for bad in PAYLOADS for e in hostile(bad)]
    driver = open_page(extractions, title=PAYLOADS[1])
    assert text(driver, "h1") == PAYLOADS[1]
    wanted = "script, style, img, iframe, svg *:not(path), [onload], [onerror], [onmouseover]"
    tags = f"return document.querySelectorAll('{wanted}').length"
    before = driver.execute_script(tags)
    driver.find_element(By.ID, "list").click()
    for box in driver.find_elements(By.CSS_SELECTOR, "#found li, #filters .only")[:6]:
        driver.execute_script("arguments[0].click()", box)
    driver.execute_script("document.getElementById('reset').click()")
    for n in range(0, 2 * len(PAYLOADS), 3):
        driver.execute_script("location.hash = 'entity=' + encodeURIComponent(explorer.entities[arguments[0]].id)", n)
    driver.find_element(By.ID, "search").send_keys("script")
    driver.find_element(By.ID, "list").click()
    assert len(driver.find_elements(By.CSS_SELECTOR, ".claim")) == len(PAYLOADS)
    assert driver.execute_script(tags) == before
    assert driver.execute_script("return window.hit") is None
    links = {a.get_attribute("href") for a in driver.find_elements(By.TAG_NAME, "a")}
    assert all(link.startswith(("https://", "http://")) for link in links)
    quotes = driver.execute_script("return [...document.querySelectorAll('mark.cue')].map(m => m.textContent)")
    assert set(quotes) == {"strikes"}


def test_without_claims_the_page_says_so(open_page):
    driver = open_page([Extraction(Article("empty", "Nothing happened."))])
    assert text(driver, "#empty h2") == "No claims yet"
    assert not driver.find_element(By.ID, "filters").is_displayed()


def test_the_seed_is_readable_at_first_sight(open_page, seed_extraction):
    driver = open_page([seed_extraction], title="Seed")
    kinds = driver.execute_script("return explorer.labels().map(l => l.kind)")
    assert kinds.count("node") == len(shown(driver)) > 15
    assert kinds.count("line") >= 0.75 * driver.execute_script("return explorer.bundles().length")
    boxes = driver.execute_script("return explorer.labels().map(l => l.box)")
    for n, a in enumerate(boxes):
        for b in boxes[:n]:
            apart = (
                a["x"] + a["w"] <= b["x"]
                or b["x"] + b["w"] <= a["x"]
                or a["y"] + a["h"] <= b["y"]
                or b["y"] + b["h"] <= a["y"]
            )
            assert apart


def test_a_large_graph_starts_with_what_is_most_spoken_of_and_search_reaches_the_rest(open_page, extractions):
    (whole,) = extractions
    first = whole.claims[0]
    many = tuple(
        type(first)(f"c{n}", Entity(f"E{n}", f"Person {n:03}", "Person"), "officialOf", first.subject, first.evidence)
        for n in range(400)
    )
    driver = open_page([Extraction(whole.article, (), many)])
    assert len(shown(driver)) == 120
    assert "120 entities most spoken of, out of 401" in text(driver, "#notice")
    press(driver, "/", "Person 399", Keys.ENTER)
    assert "Person 399" in shown(driver)
    assert text(driver, "#panel h2") == "Person 399"
