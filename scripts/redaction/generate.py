#!/usr/bin/env python3
"""Makes invented cases and documents with the truth about them.

    generate.py OUT_DIR [--seed 1] [--cases 40] [--harsh 0.5] [--family seen|unseen|all|fresh|kept|last|shut|sealed|locked|barred|walled]

Writes cases.jsonl, docs.jsonl and truth.jsonl: spans of class P (protected), U (others, nobody told the program about them), I (indirect
descriptions) and K (must stay). `--family unseen` makes documents of the kinds that were not looked at while the program was written; `fresh`,
`kept`, `last`, `shut` and `sealed` also have other people, places and spellings ([fresh.py]), and `locked`, `barred` and `walled` others
again ([locked.py], [barred.py], [walled.py]).
"""
import argparse
import json
import os
import random
import re

import barred
import fresh
import locked
import people
import spellings
import walled

RELATION = ["neighbour", "Neighbour", "her mother", "friend", "Grandmother", "her sister", "the landlord", "family friend", "aunt", "Witness 1:", "next of kin", "childminder"]
OFFICIAL = ["Officer", "Social Worker", "PC", "Housing Officer", "IDVA", "Health Visitor", "Team Manager"]
REF = [lambda r: f"CR{people.digits(r, 7)}", lambda r: f"{people.digits(r, 2)}/{people.digits(r, 6)}/{r.randint(20, 25)}", lambda r: f"HSG-202{r.randint(0, 5)}-{people.digits(r, 5)}", lambda r: people.digits(r, 10), lambda r: f"R{people.digits(r, 7)}", lambda r: f"WO {people.digits(r, 5)}/{r.randint(1, 9)}", lambda r: f"{r.choice('ABCDEF')}{r.choice('ABCDEF')}{people.digits(r, 2)}/{people.digits(r, 4)}", lambda r: f"T-{people.digits(r, 6)}", lambda r: f"INC{people.digits(r, 8)}", lambda r: f"{people.digits(r, 3)}/{people.digits(r, 4)}"]
HOME = ["the corner house", "the end terrace", "the only bungalow in the road", "the last cottage before the bend", "the flat above the {shop}", "the pebble-dashed house", "the semi", "the first house on the left", "the ground floor flat", "a white cottage", "the big detached house", "the tall thin house"]
DETAIL = [" with the {colour} door", " with the {colour} gate", " with the broken fence", " with solar panels on the roof", " with the monkey puzzle tree", ""]
NEAR = ["opposite the {spot}", "behind the {spot}", "next to the {spot}", "just past the {spot}", "across from the {spot}", "backing onto the {spot}", "two doors down from the {spot}", "near the {spot}"]
SPOT = "allotments|football ground|chip shop|Methodist chapel|mosque|bus depot|war memorial|primary school|canal bridge|library|petrol station|Co-op|vet's".split("|")
COLOUR = "red|green|lilac|pale blue|yellow|black|orange".split("|")
SHOP = "bakery|bookmaker's|launderette|chip shop|nail bar".split("|")
ORDINARY = {
    "grace": ["A grace period of fourteen days applies.", "The payment fell within the grace period.", "They left with good grace."],
    "rose": ["Costs rose again last year.", "The rent rose by four per cent.", "He rose from his chair and left.", "A rose bush had been cut down."],
    "hope": ["We hope to write again soon.", "There is some hope of a place.", "I hope this helps."],
    "faith": ["The panel acted in good faith.", "Faith groups were consulted."], "joy": ["It was a joy to watch."],
    "may": ["You may appeal within 21 days.", "The panel met in May 2024.", "It may be that nobody was told."],
    "june": ["The scheme opens in June.", "By June the works were done."], "april": ["Rents change each April.", "It was agreed in April 2023."],
    "summer": ["The next review is in the summer term.", "The summer holidays begin soon."], "autumn": ["Half term falls in autumn."],
    "amber": ["The rating moved from red to amber.", "The lights were at amber.", "An amber warning was issued."],
    "ruby": ["They celebrated a ruby wedding."], "pearl": ["A pearl earring was found."], "jade": ["The walls were painted jade green."], "violet": ["Ultra violet marking was offered."],
    "lily": ["A lily stood on the desk."], "daisy": ["The girl wore a daisy chain."], "poppy": ["Each wore a poppy."], "ivy": ["The wall was covered in ivy."], "holly": ["The hedge is mostly holly."],
    "heather": ["The moor was covered in heather."], "iris": ["The scan showed damage to the iris."], "olive": ["She cooked with olive oil."], "dawn": ["He was arrested at dawn."], "eve": ["On Christmas Eve the office is shut."],
    "robin": ["A robin had nested in the porch."], "penny": ["Every penny counts."], "honey": ["A jar of honey was broken."], "willow": ["The willow tree must be felled."], "hazel": ["She has hazel eyes."],
    "mercy": ["The appeal asks for mercy."], "patience": ["Thank you for your patience."], "star": ["The hotel has one star."], "crystal": ["It was crystal clear to all."], "melody": ["The phone played a melody."], "harmony": ["They lived in harmony."],
    "destiny": ["It was not destiny."], "ginger": ["The man had ginger hair."], "constance": ["Lake Constance is far from here."], "rosemary": ["The garden has rosemary in it."],
    "hill": ["The bus stops at the top of the hill.", "They walked up hill for a mile."], "fox": ["A fox got into the bins."], "waters": ["The flood waters went down."], "field": ["Please fill in every field on the form.", "The field behind is council land."],
    "marsh": ["The marsh floods each winter."], "young": ["The group is for young parents.", "A young man answered."], "park": ["You may park one vehicle.", "The park shuts at dusk."], "wood": ["The door is made of wood."], "lane": ["The lane is not lit."],
    "bishop": ["The bishop opened the hall."], "king": ["The pub sign shows a king."], "cook": ["She likes to cook.", "The cook was absent."], "mills": ["The old mills are flats now."], "stone": ["A stone was thrown."], "rivers": ["Both rivers burst their banks."],
    "banks": ["The banks were closed.", "Both rivers burst their banks."], "brook": ["The brook runs behind."], "snow": ["The snow stayed for a week."], "winter": ["The hostel opens in winter."], "long": ["How long will it take?"], "short": ["It was a short visit."],
    "price": ["The price went up.", "At any price."], "cross": ["Do not cross the road here.", "Mark the box with a cross."], "bond": ["A bond of £500 was paid."], "page": ["See page 3.", "It was on the last page."], "day": ["The day was dry."], "gold": ["A gold ring was missing."], "cole": [], "church": ["The church hall was booked."],
    "bell": ["The bell did not work."], "pike": ["A pike was caught."], "frost": ["There was frost on the car."], "love": ["We would love to help."], "power": ["The power was cut off."], "rule": ["The rule applies to all."], "case": ["The case was closed.", "In any case we will write."],
    "mark": ["Please mark the box with a cross."], "will": ["We will write again.", "She made a will."], "rob": ["They planned to rob a shop."], "grant": ["The court may grant an order.", "A grant was paid."], "dean": ["The dean of the college replied."], "lee": [], "scott": [], "paul": [], "carl": [],
}


class Writer:
    """A document with the truth about it, as it is written."""

    def __init__(self, r, case, harsh):
        self.r, self.case, self.harsh = r, case, harsh
        self.text, self.spans = "", []
        self.adult, self.children = case["protected"][0], case["protected"][1:]
        self.man, self.office = case["recipient"], case["organisation"]
        self.third = [{"name": n, "phone": people.mobile(r), "address": people.address(r), "dob": people.dob(r, True), "nhs": people.nhs(r), "email": n.lower().replace(" ", ".") + "@" + r.choice(["gmail.com", "hotmail.co.uk", "outlook.com"])} for n in r.sample(people.THIRD, 2)]

    def hard(self):
        return self.r.random() < self.harsh

    def put(self, text, cls=None, field="", variant=""):
        if cls:
            self.spans.append({"start": len(self.text), "end": len(self.text) + len(text), "cls": cls, "field": field, "variant": variant})
        self.text += text

    def protected(self, field, made):
        self.put(made[1], "P", field, made[0])

    def slot(self, name):
        r, a = self.r, self.adult
        hard = self.hard()
        s = spellings
        if name == "name":
            self.protected("name", s.name(r, a, hard))
        elif name == "first":
            low = r.random() < .15
            self.protected("name", ("first_lower", a["first"].lower()) if low else ("first", a["first"]))
        elif name in ("child", "school", "child_dob", "child_nhs"):
            if not self.children:
                if name == "school":
                    return self.slot("workplace")
                return self.slot({"child": "name", "child_dob": "dob", "child_nhs": "nhs"}[name])
            c = r.choice(self.children)
            made = {"child": lambda: s.name(r, c, hard), "school": lambda: s.place(r, c["school"], hard), "child_dob": lambda: s.dob(r, c["dob"], hard), "child_nhs": lambda: s.nhs(r, c["nhs"], hard)}[name]()
            self.protected({"child": "child_name", "child_nhs": "nhs"}.get(name, name), made)
        elif name == "filename":
            (variant, text), parts = s.filename(r, a, hard)
            at = len(self.text)
            self.put(text)
            low = text.lower()
            for part in sorted(set(parts), key=len, reverse=True):
                found = low.find(part.lower())
                if found >= 0:
                    self.spans.append({"start": at + found, "end": at + found + len(part), "cls": "P", "field": "filename", "variant": variant})
        elif name in ("dob", "nino", "nhs"):
            value = a[name]
            self.protected(name, getattr(s, name)(r, value, hard))
        elif name in ("phone", "email", "address", "car", "handle", "bank"):
            key = {"phone": "phones", "email": "emails", "address": "addresses", "car": "vehicles", "handle": "handles", "bank": "bank"}[name]
            self.protected({"car": "vehicle"}.get(name, name), getattr(s, name)(r, r.choice(a[key]), hard))
        elif name == "postcode":
            self.protected("postcode", s.postcode(r, a["addresses"][0]["postcode"], hard))
        elif name in ("gp", "workplace", "refuge"):
            self.protected(name, s.place(r, a[name], hard))
        elif name == "birthday":
            _, m, d = (int(x) for x in a["dob"].split("-"))
            self.protected("dob", ("no_year", f"{d}{s.suffix(d)} {s.MONTHS[m - 1]}"))
        elif name.startswith("r_"):
            m = self.man
            made = {"r_name": lambda: r.choice([("full", f"{m['first']} {m['surname']}"), ("first", m["first"]), ("title", f"Mr {m['surname']}"), ("upper", f"{m['surname'].upper()}, {m['first']}"), ("initial", f"{m['first'][0]}. {m['surname']}")]), "r_dob": lambda: s.dob(r, m["dob"], hard), "r_phone": lambda: s.phone(r, m["phones"][0], hard), "r_email": lambda: s.email(r, m["emails"][0], False), "r_address": lambda: s.address(r, m["addresses"][0], hard), "r_car": lambda: s.car(r, m["vehicles"][0], False), "r_postcode": lambda: s.postcode(r, m["addresses"][0]["postcode"], False)}[name]()
            if name == "r_address" and made[0] == "adr_street_only":
                made = ("line", m["addresses"][0]["line"])
            self.put(made[1], "K", "keep_recipient", name + "_" + made[0])
        elif name == "officer":
            self.put(r.choice(self.office["staff"]), "K", "keep_official", "officer")
        elif name == "office_phone":
            self.put(s.phone(r, self.office["phones"][0], False)[1], "K", "keep_official", "office_phone")
        elif name == "office_email":
            self.put(r.choice(["housing", "duty.desk", "marac", self.office["staff"][0].lower().replace(" ", ".")]) + "@" + self.office["domain"], "K", "keep_official", "office_email")
        elif name == "office_address":
            o = self.office["office"]
            self.put(f"{o['line']}, {o['town']} {o['postcode']}", "K", "keep_official", "office_address")
        elif name == "council":
            self.put(self.office["name"], "K", "keep_official", "council_name")
        elif name == "date":
            y, m, d = r.randint(2021, 2025), r.randint(1, 12), r.randint(1, 28)
            self.put(s.dob(r, f"{y}-{m:02}-{d:02}", hard)[1], "K", "keep_lookalike", "event_date")
        elif name == "ref":
            self.put(r.choice(REF)(r), "K", "keep_lookalike", "reference")
        elif name == "time":
            self.put(f"{r.randint(0, 23):02}:{r.randint(0, 59):02}")
        elif name == "money":
            self.put(f"£{r.randint(1, 4)},{people.digits(r, 3)}.{people.digits(r, 2)}")
        elif name == "relation":
            self.put(r.choice(RELATION))
        elif name == "indirect":
            text = r.choice(HOME) + r.choice(DETAIL) + " " + r.choice(NEAR)
            self.put(text.format(shop=r.choice(SHOP), colour=r.choice(COLOUR), spot=r.choice(SPOT)), "I", "indirect", "indirect")
        elif name == "word":
            words = [w for p in self.case["protected"] for w in (p["first"].lower(), p["surname"].lower()) if ORDINARY.get(w)]
            if words:
                word = r.choice(words)
                text = r.choice(ORDINARY[word])
                at = len(self.text)
                self.put(text)
                found = re.search(rf"\b{word}\b", text, re.I)
                self.spans.append({"start": at + found.start(), "end": at + found.end(), "cls": "K", "field": "keep_lookalike", "variant": "ordinary_word"})
        elif name.startswith("t_"):
            t = self.third[0 if r.random() < .7 else 1]
            made = {"t_name": ("third_name", t["name"]), "t_phone": s.phone(r, t["phone"], hard and False), "t_email": ("third_email", t["email"]), "t_address": ("third_address", t["address"]["line"] if r.random() < .5 else f"{t['address']['line']}, {t['address']['town']} {t['address']['postcode']}"), "t_dob": s.dob(r, t["dob"], False), "t_nhs": s.nhs(r, t["nhs"], False)}[name]
            self.put(made[1], "U", "third_" + name[2:], made[0])
        else:
            raise KeyError(name)

    def write(self, template):
        for at, piece in enumerate(re.split(r"\{(\w+)\}", template)):
            if at % 2:
                self.slot(piece)
            else:
                self.put(piece)


SEEN = {
    "letter": ["{council}\n{office_address}\nTel {office_phone}  {office_email}\n\n{name}\n{address}\n\nOur ref: {ref}\n{date}\n\nDear {name},\n", "We have your details as: born {dob}, telephone {phone}, e-mail {email}, NI {nino}. ", "We will not tell {r_name} that you have moved to {address}. ", "{word} ", "Your rent account shows {money} in arrears at {date}; payments from {bank} were credited. ", "Please ring {officer} on {office_phone} about {ref}. ", "We have told {school} that {child} (born {child_dob}) may be late. ", "A place is held at {refuge}. Bring {filename} with you. ", "Your permit for {car} was posted on {date}. ", "Your {relation} {t_name} of {t_address} wrote to us on {date}. ", "\n\nHer birthday is on {birthday}, please send nothing before. ", "{r_name} of {r_address} (born {r_dob}) was written to separately at {r_email}. "],
    "notes": ["CASE NOTES {ref}\nClient {name} {dob}\nworker {officer}\n", "{date} {time} TC to client on {phone}, no reply.\n", "{date} {time} Met {name} at {gp}, seen by {officer}. Next {date}.\n", "{date} {time} client rang from {t_phone} (friend {t_name}'s phone). At {address} with kids. OK.\n", "{date} {time} Text in: 'its {first} he has found out about {refuge} pls ring'\n", "{date} {time} T/c from {r_name} on {r_phone}, abusive, wants to know where {first} is.\n", "{date} {time} Email to {email} with safety plan. {word}\n", "{date} {time} H/V to {address}. Saw {child}. All well.\n", "{date} {time} client changed car to {car}, given to police ref {ref}.\n", "{date} {time} Neighbour says she lives in {indirect}.\n", "{date} {time} DWP rang, NI {nino}, payment {money} to {bank}.\n", "{date} {time} {r_name} seen in {r_car} outside {workplace}.\n", "{date} {time} Her account {handle} was followed by him.\n", "{date} {time} {name} said {child} is unwell. {relation} {t_name} will collect, {t_phone}.\n"],
    "table": ["ref,name,dob,phone,email,address,postcode,role,notes\n", '{ref},"{name}",{dob},{phone},{email},"{address}",{postcode},tenant,DA flag\n', '{ref},{t_name},{t_dob},{t_phone},{t_email},"{t_address}",,neighbour,\n', '{ref},{r_name},{r_dob},{r_phone},{r_email},"{r_address}",{r_postcode},associated,do not share\n', '{ref},{officer},,{office_phone},{office_email},"{office_address}",,officer,\n', '{ref},{child},{child_dob},,,"{address}",{postcode},household,{school}\n'],
    "minutes": ["MARAC MINUTES\nMeeting of {date}, {council}\nChair: {officer}    Minutes: {officer}\n\nVictim: {name}  DOB: {dob}\nAddress: {address}\nSafe number: {phone}\nPerpetrator: {r_name}  DOB: {r_dob}\nAddress: {r_address}\nChildren: {child} ({child_dob})\n", "IDVA: {officer} has spoken with {name} four times. Safe email {email}. ", "Health: vic at {gp}, NHS {nhs}. Attended A&E on {date}. ", "Education: {child} at {school}. {officer} to ring {name} on {phone}. ", "Adult social care: vic's mother {t_name} (dob {t_dob}) of {t_address} has received threats. Tel {t_phone}. ", "Probation: {r_name} on licence until {date}. Vehicle {r_car}. Contact {r_phone}. ", "Housing: {word} Vic hopes for {indirect}. ", "Vic uses {handle}. Screenshots in {filename}. ", "Neighbour {t_name}, {t_address}, willing to make a statement. ", "Vic's car is {car}, photographed at {workplace}. ", "Custody record {ref}. "],
    "form": ["REFERRAL FORM\nReference: {ref}\nDate of referral: {date}\nReferred by: {officer}, {council}\n", "Full name: {name}\nDate of birth: {dob}\nNational Insurance number: {nino}\nNHS number: {nhs}\n", "Address: {address}\nPostcode: {postcode}\n", "Telephone: {phone}\nE-mail: {email}\n", "GP: {gp}\nEmployer: {workplace}\n", "Vehicle: {car}\nSocial media: {handle}\n", "Child: {child}, {child_dob}, {school}\n", "Other party: {r_name}, {r_dob}, {r_address}, {r_phone}\n", "Emergency contact: {t_name}, {t_phone}, {t_address}\n", "Bank: {bank}\n", "Documents: {filename}\n", "Comments: {word} She is staying in {indirect}.\n"],
}
UNSEEN = {
    "transcript": ["CALL TRANSCRIPT {ref} {date}\nOPERATOR: {officer}\n", "CALLER: My name is {name}. I was born on {dob}.\n", "OPERATOR: And a number for you? CALLER: Yes, it's {phone}. You can mail me at {email} too.\n", "CALLER: I'm at {address}. The postcode is {postcode}.\n", "CALLER: He is called {r_name}, he drives {r_car} and his number is {r_phone}.\n", "CALLER: My friend {t_name} is with me, you can get her on {t_phone}, she lives at {t_address}.\n", "CALLER: My little one {child} goes to {school}, and I work at {workplace}.\n", "CALLER: It's {indirect}, you can't miss it.\n", "OPERATOR: {word} I will log that under {ref}.\n", "CALLER: My car is {car}. On Instagram I am {handle}.\n", "OPERATOR: So that is {first}, and your doctor is {gp}, NHS number {nhs}?\n"],
    "handover": ["NIGHT HANDOVER {date} / {officer} to {officer}\n", "Rm 3 - {name} + {child}. Arr from {address}. Mob {phone}.\n", "- perp {r_name} (dob {r_dob}) rang {time} asking for {first}; do not confirm. His no. {r_phone}\n", "- post for {name} c/o {refuge}, {postcode}\n", "- {child} bday {birthday} (mum's), cake ordered\n", "- school run: {school}, taxi booked, no {car} in car park\n", "- meds from {gp}; NHS {nhs}\n", "- visitor {t_name} ({t_phone}), sister, not allowed past the door\n", "- wages from {workplace} into {bank}, letter {filename}\n", "- {word}\n", "- maintenance {ref} raised with {council} {office_phone}\n", "- old lady at {t_address} saw him, says he knows {indirect}\n"],
    "order": ["IN THE FAMILY COURT    No. {ref}\nBEFORE District Judge on {date}\n\nBETWEEN\n{name}   Applicant\nand\n{r_name}   Respondent\n\n", "1. The Respondent, {r_name} (born {r_dob}) of {r_address}, must not go within 100 metres of {address}.\n", "2. The Respondent must not go to {workplace} or {school}.\n", "3. The Respondent must not contact {name} on {phone}, by e-mail at {email} or through {handle}.\n", "4. The child {child}, born {child_dob}, lives with the Applicant.\n", "5. {t_name}, a friend of the Applicant, of {t_address} (born {t_dob}), may hand the child over.\n", "6. {word}\n", "7. The Applicant's vehicle {car} is not to be interfered with.\n", "8. The statement of {officer} exhibits {filename}. The Applicant described {indirect} as her home.\n", "9. Costs of {money} are reserved to {date}. The Applicant's NI number is {nino}.\n"],
}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("out")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--cases", type=int, default=40)
    ap.add_argument("--harsh", type=float, default=.5)
    ap.add_argument("--family", choices=["seen", "unseen", "all", "fresh", "kept", "last", "shut", "sealed", "locked", "barred", "walled"], default="seen")
    a = ap.parse_args()
    r = random.Random(a.seed)
    families = {"seen": SEEN, "unseen": UNSEEN, "all": {**SEEN, **UNSEEN}, "fresh": fresh.FRESH, "kept": fresh.KEPT, "last": fresh.LAST, "shut": fresh.SHUT, "sealed": fresh.SEALED, "locked": locked.LOCKED, "barred": barred.BARRED, "walled": walled.WALLED}[a.family]
    if a.family in ("fresh", "kept", "last", "shut", "sealed"):
        fresh.use(RELATION, a.family)
    elif a.family == "locked":
        fresh.use(RELATION, a.family)
        locked.use(RELATION)
    elif a.family == "barred":
        fresh.use(RELATION, a.family)
        barred.use(RELATION)
    elif a.family == "walled":
        fresh.use(RELATION, a.family)
        walled.use(RELATION)
    os.makedirs(a.out, exist_ok=True)
    files = {n: open(os.path.join(a.out, n + ".jsonl"), "w", encoding="utf-8") for n in ("cases", "docs", "truth")}
    for number in range(a.cases):
        case = people.case(r, f"G{number:04}")
        files["cases"].write(json.dumps(case, ensure_ascii=False) + "\n")
        for kind, pieces in families.items():
            w = Writer(r, case, a.harsh)
            w.write(pieces[0])
            rest = pieces[1:] * (1 if kind != "table" else 2)
            r.shuffle(rest)
            for piece in rest[:max(6, len(rest) - 2)]:
                w.write(piece)
            name = f"{case['case_id']}-{kind}"
            files["docs"].write(json.dumps({"doc_id": name, "case_id": case["case_id"], "type": kind, "text": w.text}, ensure_ascii=False) + "\n")
            files["truth"].write(json.dumps({"doc_id": name, "spans": sorted(w.spans, key=lambda s: s["start"])}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
