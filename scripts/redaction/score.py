"""Counts what still can be read and what was taken out for nothing.

A protected value leaks when more than half of the letters and digits of one of its words can still be read; words that tell nobody anything (a
kind of street, a provider, a town, a title) are not counted. A description counts as suggested when half of it is inside a span. What must stay
is hit when half of it is.
"""
import json
import re
from collections import Counter

COMMON = set(
    "no number num flat apt apartment the of and at dot in on a mr mrs ms miss dr born née nee formerly www com co uk org gov https http mailto tel "
    "instagram tiktok facebook road rd street st str avenue ave av lane ln la close cl clo drive dr drv grove gr gro crescent cres cresc court ct crt "
    "place pl terrace terr ter tce gardens gdns walk wlk wk way wy view vw gmail hotmail outlook yahoo icloud live underscore averton brackley mills "
    "calderbridge dunsworth elmscar marram fenholme ashby cross maps example q files harrowgate tadbury stonewick penhaven loxley bridge wexcombe mews mws "
    "rise parade pde row square sq fold green grn clse nbsp snapchat insta vrm nhs t kelderwick port annis hanbeck ellsworth saint wray thornaby vale wharf whf "
    "quay qy hill hl passage pass yard yd croft crft bank bk averham bay kingsferry middlethorpe netherport rowanbridge castle "
    "sorrel vale vl gate gte brow brw mount approach app heights hts gds avn cls dve house number plus mob monday 64 b ambleford burnwick "
    "cawthorpe dalebridge eskmouth great sallow gv mdw meadow harrowmere stannick wexby tolverton llanfair du city council".split()
)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def score(folder, spans, only=None):
    """Figures for one set of spans, by the folder of the truth, for all documents or for some; and what leaked."""
    texts = {doc["doc_id"]: doc["text"] for doc in lines(f"{folder}/docs.jsonl")}
    count, leaked, survivors = Counter(), Counter(), []
    documents, leaky = 0, 0
    for truth in lines(f"{folder}/truth.jsonl"):
        if only is not None and truth["doc_id"] not in only:
            continue
        text = texts[truth["doc_id"]]
        hidden = bytearray(len(text))
        for start, end in spans.get(truth["doc_id"], []):
            hidden[start:end] = b"\1" * (end - start)
        open_here = False
        for span in truth["spans"]:
            start, end, cls = span["start"], span["end"], span["cls"]
            shown = [hidden[at] for at in range(start, end) if text[at].isalnum()]
            covered = sum(shown) / max(1, len(shown))
            if cls == "K":
                kind = "words" if span["variant"] == "ordinary_word" else "decoys"
                for each in {kind, "decoys"}:
                    count[each] += 1
                    leaked[each] += covered >= 0.5
                continue
            if cls == "I":
                count["indirect"] += 1
                leaked["indirect"] += covered < 0.5
                continue
            words = list(re.finditer(r"[^\W_]+", text[start:end]))
            telling = [word for word in words if word.group().lower() not in COMMON] or words
            bad = any(sum(hidden[start + word.start() : start + word.end()]) * 2 < len(word.group()) for word in telling)
            key = "values" if cls == "P" else "strangers"
            count[key] += 1
            leaked[key] += bad
            if bad and cls == "P":
                open_here = True
                survivors.append((span["field"], span["variant"], text[start:end]))
        documents += 1
        leaky += open_here
    rate = {key: leaked[key] / count[key] for key in count}
    return {"documents": documents, "values": count["values"], "leak": rate.get("values"), "documents_with_a_leak": leaky / max(1, documents), "strangers": rate.get("strangers"), "indirect_recall": 1 - rate.get("indirect", 0), "decoys": rate.get("decoys"), "words": rate.get("words")}, survivors
