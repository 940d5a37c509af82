import random
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pyoxigraph as ox
import pytest
from graphs import EXTRACTIONS, FIRST, SECOND

from kg.errors import GraphError
from kg.graph.extractions import dataset_to_extractions
from kg.graph.files import write_graph
from kg.graph.open import Reopened, open_graph
from kg.graph.quads import extractions_to_dataset, iter_quads
from kg.graph.query import run_named, run_query
from kg.graph.store import ArticleStore, is_store
from kg.models import Article, Extraction


@pytest.fixture
def kept(tmp_path):
    """A store that holds both articles."""
    path = tmp_path / "kg.db"
    with ArticleStore(path) as store:
        assert [store.put(extraction) for extraction in EXTRACTIONS] == [False, False]
    return path


def quads(path):
    return {str(quad) for quad in open_graph(path).store._inner}


def expected(*extractions):
    return {str(quad) for extraction in extractions for quad in iter_quads(extraction)}


def test_a_store_holds_what_a_file_would(kept, tmp_path):
    assert is_store(kept)
    assert quads(kept) == expected(*EXTRACTIONS)
    assert dataset_to_extractions(open_graph(kept)) == dataset_to_extractions(extractions_to_dataset(EXTRACTIONS))
    for n, path in enumerate((kept, kept)):
        write_graph(open_graph(path), tmp_path / f"{n}.trig")
    assert (tmp_path / "0.trig").read_bytes() == (tmp_path / "1.trig").read_bytes()
    assert quads(tmp_path / "0.trig") == quads(kept)


@pytest.mark.parametrize(
    ("article", "held"),
    [
        (FIRST, True),
        (replace(FIRST, text=FIRST.text + " "), False),
        (replace(FIRST, date="2022-11-18"), False),
        (replace(FIRST, title=None), False),
        (replace(FIRST, author="Someone"), False),
        (replace(FIRST, id="third"), False),
    ],
)
def test_an_article_is_known_by_its_text_and_metadata(kept, article, held):
    with ArticleStore(kept) as store:
        assert store.holds(article) is held


def test_an_article_that_gave_nothing_is_known_too(tmp_path):
    article = Article("dull", "Nothing happens.")
    with ArticleStore(tmp_path / "kg.db") as store:
        store.put(Extraction(article))
        assert store.holds(article)


def test_a_changed_article_is_replaced_and_the_others_stay(kept):
    changed = Extraction(replace(FIRST, text=FIRST.text + "\nMore.\\u0022 \"}} <x> 'y'"), (), EXTRACTIONS[0].claims[:1])
    with ArticleStore(kept) as store:
        assert store.put(changed) is True
        assert store.holds(changed.article)
        assert not store.holds(FIRST)
    assert quads(kept) == expected(changed, EXTRACTIONS[1])


@pytest.mark.parametrize("name", ["first", "https://kg.example/article/first", FIRST.title, FIRST.url])
def test_forgetting_removes_exactly_one_article(kept, name):
    with ArticleStore(kept) as store:
        assert store.forget(name) == "https://kg.example/article/first"
    assert quads(kept) == expected(EXTRACTIONS[1])


@pytest.mark.parametrize("name", ["fir", "", "https://kg.example/article/fourth", "x> } ; DROP ALL ; INSERT DATA { <y"])
def test_what_is_not_there_cannot_be_forgotten(kept, name):
    with ArticleStore(kept) as store, pytest.raises(GraphError, match="holds no article"):
        store.forget(name)
    assert quads(kept) == expected(*EXTRACTIONS)


def test_a_title_that_two_articles_have_is_asked_back(kept):
    twin = replace(EXTRACTIONS[1], article=replace(SECOND, id="twin", title=FIRST.title))
    with ArticleStore(kept) as store:
        store.put(twin)
        with pytest.raises(GraphError, match=r"several.*first.*twin"):
            store.forget(FIRST.title)


def test_the_order_of_articles_does_not_matter(kept, tmp_path):
    with ArticleStore(tmp_path / "other.db") as store:
        for extraction in (*reversed(EXTRACTIONS), EXTRACTIONS[0]):
            store.put(extraction)
    assert quads(tmp_path / "other.db") == quads(kept)


def test_the_second_writer_is_refused_and_readers_are_not(kept):
    with ArticleStore(kept) as store:
        with pytest.raises(GraphError, match="being written to by another kg"):
            ArticleStore(kept)
        code = f"from kg.graph.store import ArticleStore; ArticleStore({str(kept)!r})"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert "being written to by another kg" in done.stderr
        assert quads(kept) == expected(*EXTRACTIONS)
        store.forget("second")
    with ArticleStore(kept):
        assert quads(kept) == expected(EXTRACTIONS[0])


@pytest.mark.parametrize("make", ["file", "full folder"])
def test_what_is_no_store_is_not_written_into(tmp_path, make):
    path = tmp_path / "notes"
    if make == "file":
        path.write_text("mine")
    else:
        path.mkdir()
        (path / "mine.txt").write_text("mine")
    with pytest.raises(GraphError, match="is no store"):
        ArticleStore(path)
    with pytest.raises(GraphError):
        open_graph(path)
    assert [p.name for p in path.iterdir()] == ["mine.txt"] if path.is_dir() else path.read_text() == "mine"


def test_a_damaged_store_is_told_in_one_line(kept):
    (kept / "CURRENT").write_text("nonsense")
    for opens in (ArticleStore, open_graph):
        with pytest.raises(GraphError, match=r"damaged store.*or build it anew") as caught:
            opens(kept)
        assert "\n" not in str(caught.value)


def test_questions_to_a_store_are_those_to_a_file(kept):
    file = extractions_to_dataset(EXTRACTIONS)
    query = "SELECT ?s ?p ?o { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } ORDER BY ?c"
    assert run_query(open_graph(kept), query) == run_query(file, query)
    assert run_named(open_graph(kept), "forces-abroad") == run_named(file, "forces-abroad")


def test_a_reader_sees_what_was_written_since(kept):
    reader = Reopened(kept)
    before = len(reader.store())
    assert reader.store() is reader.store()
    with ArticleStore(kept) as store:
        store.forget("first")
    assert len(reader.store()) == len(expected(EXTRACTIONS[1])) < before


WRITER = """
import sys
sys.path.insert(0, {folder!r})
from graphs import EXTRACTIONS
from dataclasses import replace
from kg.graph.store import ArticleStore
from kg.models import Extraction
with ArticleStore({path!r}) as store:
    print("open", flush=True)
    for n in range({count}):
        for one in EXTRACTIONS:
            article = replace(one.article, id=f"{{one.article.id}}{{n}}")
            if not store.holds(article):
                store.put(replace(one, article=article))
"""


def test_a_killed_build_leaves_whole_articles_and_ends_equal(tmp_path):
    path, count, chance = tmp_path / "kg.db", 120, random.Random(5)
    code = WRITER.format(folder=str(__file__).rpartition("/")[0], path=str(path), count=count)
    all_of_it = {
        f"{one.article.id}{n}": {
            str(q) for q in iter_quads(replace(one, article=replace(one.article, id=f"{one.article.id}{n}")))
        }
        for n in range(count)
        for one in EXTRACTIONS
    }
    sizes = []
    for _ in range(10):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as build:
            assert build.stdout is not None
            assert build.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0, 0.1))
            build.send_signal(signal.SIGKILL)
        found = quads(path)
        articles = [name for name, its in all_of_it.items() if its <= found]
        assert found == set().union(*(all_of_it[name] for name in articles))
        sizes.append(len(articles))
    assert sizes == sorted(sizes)
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    assert quads(path) == set().union(*all_of_it.values())


def test_what_a_killed_build_left_in_the_log_is_there_with_what_follows(tmp_path):
    path = tmp_path / "kg.db"
    code = WRITER.format(folder=str(__file__).rpartition("/")[0], path=str(path), count=2)
    ended = subprocess.run([sys.executable, "-c", code + "    import os; os.kill(os.getpid(), 9)"], check=False)
    assert ended.returncode == -signal.SIGKILL
    found, all_of_it = quads(path), {str(quad) for quad in open_graph(path, inferred=True).store._inner}
    assert len(found) > len(expected(*EXTRACTIONS))
    assert found < all_of_it


@pytest.mark.parametrize("where", ["http:", "http://", "ftp://h/kg.db", "ftp:/h/kg.db", "sparql:"])
def test_an_address_that_is_none_is_no_folder(where):
    for opens in (ArticleStore, open_graph):
        with pytest.raises(GraphError, match="is no address of a SPARQL server"):
            opens(where)


def test_the_folder_of_a_store_must_be_there(tmp_path):
    with pytest.raises(GraphError, match="lies in a folder that is not there"):
        ArticleStore(tmp_path / "deep" / "kg.db")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_at_the_end_is_told(kept):
    class Full:
        def flush(self) -> None:
            raise OSError("No space left on device")

    store = ArticleStore(kept)
    store._local = Full()
    with pytest.raises(GraphError, match=r"cannot be written to \(No space left on device\); the articles in it"):
        store.close()


def test_a_file_is_loaded_as_it_is(kept, tmp_path):
    line = "<http://h/a> <http://h/b> <http://h/c> <http://h/g> ."
    (tmp_path / "more.nq").write_text(line + "\n")
    with ArticleStore(kept) as store:
        store.load(tmp_path / "more.nq", ox.RdfFormat.N_QUADS)
    assert quads(kept) == expected(*EXTRACTIONS) | {line.removesuffix(" .")}
