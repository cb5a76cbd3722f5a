"""Another set to judge the program by: other people, places, kinds of document and spellings than those that it was written with.

Four parts, `fresh`, `kept`, `last` and `shut`, each looked at only after it had been measured, and then used to put right what it showed. Of the
fifth, `sealed`, only the figures were looked at. Whoever looks at it writes a sixth, measures that first, and puts the figure into weaknesses.md.
"""
import people
import spellings

POOLS = {
    "WORD_FIRST": "Verity Prudence Felicity Clementine Marigold Sage Coral Bonnie Misty Sunny Rowan Laurel Jasmine Scarlett Ebony Honour Charity Blossom Clover Bliss Angel Dove Sandy Myrtle Fern Bryony Cherry Ginny".split(),
    "OTHER_FIRST": "Wanjiru Ifeoma Zsófia Ewelina Nadia Chantelle Parveen Harpreet Xiuying Temitope Esperanza Oksana Ludmila Sadia Keziah Angharad Aoife Maureen Lynne Bernadette Philippa Victoria Margaret Caroline Theresa Abimbola Deepika Mihaela Leila Shabana Rhiannon Jacqueline".split(),
    "CHILD": "Bodhi Arlo Ottilie Ezra Inaaya Hubert Kyrie Nevaeh Ronnie Albie Maisie Zuzanna Ibrahim Tiana Elowen Reuben Safiya Bobby-Joe Lola-Rae Kian Emilia Chidi Ffion Logan".split(),
    "MEN": "Gavin Terrence Ahmed Marek Desmond Keith Neil Trevor Kieran Jermaine Ashley Bradley Leon Stuart Clive Frank Guy Miles Rich Bob Nick Chuck Zoltan Emeka".split(),
    "WORD_LAST": "Rose Heath Moor Ford Pool Shore Lake Green Black Sharp Swift Crane Drake Wolf Hunter Porter Mason Carter Turner Piper Archer Fowler Baker Butler Chance Wise Noble Best Small Bright".split(),
    "OTHER_LAST": "Wojciechowska Babatunde Gallagher O'Shaughnessy MacGillivray Castellanos Birtwistle Ollerenshaw Shufflebottom Nkemelu Petrović Vasiliauskas Rahimi Sivakumar Tavares Blenkinsop Haythornthwaite Cholmondeley Iqbal-Hussain Sutcliffe Threlfall Uddin Kaczmarek Dhillon Quartermain Zubairi D'Souza van-Rooyen Fitzwilliam Eze".split(),
    "NICK": {"Victoria": ["Vicky", "Tori"], "Margaret": ["Maggie", "Peggy"], "Philippa": ["Pip"], "Theresa": ["Tess"], "Caroline": ["Caz"], "Jacqueline": ["Jackie"], "Bernadette": ["Bernie"], "Felicity": ["Flick"], "Ibrahim": ["Ibz"], "Reuben": ["Roo"], "Temitope": ["Temi"], "Parveen": ["Pav"]},
    "MIDDLE": "Joyce Frances Mary Ellen Hannah Adaeze Noor Jean Irena Pearl Beatrice Sian Kate".split(),
    "STREETS": ["Cinderhill", "Bridle", "Tithe Barn", "Saxon", "Rookery", "Hawthorn", "Smithy", "Victoria", "St Oswald's", "Coppice", "Lower Mead", "Weavers", "Cross Keys", "Ferndale", "Nightingale", "Packhorse", "Sycamore", "Chantry", "Waterside", "Tenter", "Abbots Ley", "Grange", "Fairmile", "Beacon Hill", "Gilbertson", "Orwell"],
    "KIND": {"Road": ["Rd", "rd.", "Rd."], "Street": ["St", "St.", "str."], "Mews": ["Mws", "Mews"], "Rise": ["Rise"], "Hill": ["Hl", "Hill"], "Parade": ["Pde"], "Row": ["Row"], "Square": ["Sq", "Sq."], "Lane": ["Ln", "La."], "Crescent": ["Cres.", "Cr"], "Gardens": ["Gdns.", "Gdn"], "Avenue": ["Ave", "Av."], "Close": ["Cl", "Clse"], "Green": ["Grn"], "Fold": ["Fold"]},
    "AREA": "Cold Ash|Barnside|Mount Pleasant|Skelby|The Maltings|Hagg Wood|Priors Marsh|Upper Tarn".split("|"),
    "TOWN": "Harrowgate Mills|Tadbury|Stonewick|Penhaven|Loxley Bridge|Wexcombe".split("|"),
    "PREFIX": "SA CF EX TQ BN CT IP ST WN M".split(),
    "SCHOOL": ["Hawkshead Junior and Infant School", "Our Lady of Lourdes Primary", "Brambles Day Nursery", "King Edward's Grammar School", "Tadbury Free School", "Lowther Road Primary Academy", "St Wilfrid's C of E Primary School", "Greenbank Special School"],
    "GP": ["Wexcombe Family Practice", "The Old Vicarage Surgery", "Drs Malik and Stone", "Penhaven Medical Group", "Arrow Lane Surgery", "Stonewick Walk-in Centre"],
    "WORK": ["Barlow's Bakery", "Tadbury Leisure Centre", "QuickPick Warehouse", "Whiteleaf Dental Care", "Northern Spindle Ltd", "Harrow and Pike Estate Agents", "Sunrise Nursing Home"],
    "REFUGE": ["Magnolia House", "Phoenix Women's Refuge", "The Sanctuary at Loxley", "Willow Tree Project", "New Dawn Refuge"],
    "STAFF": "Gillian Fothergill|Emeka Nwosu|Yasmin Qureshi|Trudy Halliwell|Conor Brennan|Sian Pugh|Rajesh Iyer|Louise Hartigan|Kwabena Boateng|Hilary Dunstan".split("|"),
    "SEALED_THIRD": "Thaddeus Oyelowo|Peninah Wafula|Gretchen Ulyatt|Mordecai Finkelstein|Ayesha Rahmani|Bartholomew Speight|Nkosana Dube|Winifred Garstang|Ludwik Sroka|Hortensia Vega|Iorwerth Beynon|Shu-Fen Lau|Clementina Bianchi|Olamide Sowande|Edda Lindqvist|Farouk Mansoor".split("|"),
    "SHUT_THIRD": "Ebenezer Quaye|Lorelei Binstead|Hirwa Mugisha|Maud Entwhistle|Sanjit Bhattal|Ottoline Crake|Piet Verhoeven|Zsuzsa Farkas|Comfort Asante|Dilwyn Probert|Noreen Scattergood|Yevhen Bondar|Rasheeda Malik|Aled Puw|Cosima Rudd|Guo Wei".split("|"),
    "THIRD": "Norma Trubshaw|Abdirahman Yusuf|Wendy Oakshott|Fabio Marchetti|Li Na Zhang|Ravinder Sohal|Stan Murgatroyd|Ines Carvalho|Doreen Hepplewhite|Krzysztof Baran|Adaora Obi|Mavis Tunnicliffe|Javier Ruiz|Cassie Wrigglesworth|Ifan Morgan|Tess Applegarth".split("|"),
}
ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
MORE_RELATIONS = ["her manager", "ex-partner's mum", "next-door neighbour", "a family friend", "the babysitter", "her cousin", "flatmate", "foster carer", "my nan", "her ex-husband's sister", "mate", "key holder"]


def name(r, p, harsh):
    f, s, t = p["first"], p["surname"], p.get("title")
    options = [("upper_comma", f"{s.upper()}, {f.upper()}"), ("bracket_nick", f"{f} ({p['known_as'][0]}) {s}") if p.get("known_as") else ("plain", f"{f} {s}")]
    if t:
        options += [("title_dot", f"{t}. {s}"), ("title_both", f"{t} {f} {s}"), ("surname_title", f"{s} ({t})")]
    if harsh:
        options += [("surname_first_caps_run", f"{s.upper()} {f}"), ("lower_last_first", f"{s.lower()}, {f.lower()}"), ("camel", f"{f}{s}"), ("tab", f"{f}\t{s}"), ("bold", f"**{f} {s}**"), ("html", f"{f}&nbsp;{s}"), ("underscore_lower", f"{f.lower()}_{s.lower()}"), ("dotted", f"{f.lower()}.{s.lower()}"), ("slip", spellings.slip(r, f"{f} {s}")), ("slip_last", f"{f} {spellings.slip(r, s)}"), ("fancy", "".join(chr(0x1D400 + ord(c) - 65) if "A" <= c <= "Z" else chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in f"{f} {s}"))]
    return r.choice(options)


def dob(r, iso, harsh):
    y, m, d = (int(x) for x in iso.split("-"))
    mon = spellings.MONTHS[m - 1]
    options = [("mon_dot", f"{d} {mon[:3]}. {y}"), ("mon_hyphen_short", f"{d}-{mon[:3]}-{y % 100:02}"), ("of", f"the {d}{spellings.suffix(d)} of {mon} {y}")]
    if harsh:
        options += [("roman", f"{d}.{ROMAN[m - 1]}.{y}"), ("glued", f"{d:02}{mon[:3].upper()}{y}"), ("pipe", f"{d:02}|{m:02}|{y}"), ("iso_slash", f"{y}/{m}/{d}"), ("spaced_dots", f"{d} . {m} . {y}"), ("underscores", f"{d:02}_{m:02}_{y}"), ("month_year_word", f"{spellings.ordinal(d)} {mon} {spellings.year(y)}"), ("iso_plain", f"{y}{m:02}{d:02}")]
    return r.choice(options)


def phone(r, n, harsh):
    a = 5 if n[1] == "7" else 4
    area, rest = n[:a], n[a:]
    options = [("en_dash", f"{area} – {rest}"), ("intl_brackets", f"(+44) {n[1:]}"), ("tel", f"t:{n}"), ("quad", f"{n[:4]} {n[4:7]} {n[7:]}")]
    if harsh:
        options += [("stars", f"{area}*{rest[:3]}*{rest[3:]}"), ("commas", ", ".join(n)), ("said_hyphens", "-".join(spellings.ONES[int(c)] if c != "0" else "zero" for c in n)), ("ideographic", f"{area}\u2009{rest[:3]}\u2009{rest[3:]}"), ("wide", "".join(chr(0xFF10 + int(c)) for c in n)), ("colon", f"{area}:{rest}"), ("broken_end", f"{n[:8]}\n{n[8:]}"), ("oh_oh", n.replace("00", "OO")), ("plus_slash", f"+44/{n[1:5]}/{n[5:]}")]
    return r.choice(options)


def email(r, e, harsh):
    local, host = e.split("@")
    options = [("quoted", f'"{e}"'), ("semicolon", f"{e};"), ("bracketed", f"({e})")]
    if harsh:
        options += [("at_dot_caps", f"{local} AT {host.replace('.', ' DOT ')}"), ("curly", e.replace("@", "{at}").replace(".", "{dot}")), ("linebreak_dot", e.replace(".", ".\n", 1)), ("url_encoded", e.replace("@", "%40")), ("space_after", e.replace("@", "@ ")), ("star", e.replace("@", " @ ").replace(".", " . ")), ("misspelt", local + "@" + host.replace("gmail.com", "gmial.com").replace("hotmail", "hotmial"))]
    return r.choice(options)


def address(r, a, harsh):
    flat, no, nm, kind = spellings.street(a["line"])
    short = r.choice(people.KIND[kind])
    pc = a["postcode"]
    options = [("town_first", f"{a['town']}, {no} {nm} {kind}"), ("lines", f"{a['line']}\n{a['area']}\n{a['town']}\n{pc}"), ("hash", f"#{no} {nm} {short}"), ("number_at_end", f"{nm} {kind}, number {no}"), ("slash_line", f"{no} {nm} {kind} / {pc}")]
    if harsh:
        options += [("tight", f"{no},{nm.replace(' ', '')} {short}"), ("lower_run", f"{no} {nm} {short} {a['town']} {pc}".lower()), ("slip", spellings.slip(r, f"{no} {nm} {kind}")), ("mixed", f"{nm} {short} (no {no})"), ("underscores", f"{no}_{nm}_{kind}_{pc}".replace(" ", "_")), ("html", f"{no}&nbsp;{nm} {kind}"), ("upper_short", f"{no} {nm} {short}".upper()), ("hyphen_no", f"{no}-{nm} {kind}"), ("broken", spellings.broken(r, f"{no} {nm} {kind}"))]
    return r.choice(options)


def postcode(r, pc, harsh):
    out, inn = pc.split()
    options = [("brackets", f"({pc})"), ("plain", pc)]
    if harsh:
        options += [("outward_lower", out.lower()), ("underscore", f"{out}_{inn}"), ("slash", f"{out}/{inn}"), ("comma", f"{out}, {inn}"), ("said", " ".join(spellings.SPELL.get(c) or spellings.ONES[int(c)] for c in out + inn))]
    return r.choice(options)


def car(r, p, harsh):
    options = [("quoted", f"'{p[:4]} {p[4:]}'"), ("colon", f"VRM:{p}")]
    if harsh:
        options += [("split", f"{p[:2]} {p[2:4]} {p[4:]}"), ("slash", f"{p[:4]}/{p[4:]}"), ("lower_spaced", " ".join(p.lower())), ("said", " ".join(spellings.SPELL.get(c) or spellings.ONES[int(c)] for c in p).lower())]
    return r.choice(options)


def nhs(r, n, harsh):
    options = [("nhs_dots", f"{n[:3]}.{n[3:6]}.{n[6:]}"), ("nhs_colon", f"NHS:{n}")]
    if harsh:
        options += [("nhs_slash", f"{n[:3]}/{n[3:6]}/{n[6:]}"), ("nhs_pairs", " ".join(n[i:i + 2] for i in range(0, 10, 2)))]
    return r.choice(options)


def handle(r, h, harsh):
    options = [("fb", f"facebook.com/{h}"), ("snap", f"snapchat: {h}")]
    if harsh:
        options += [("no_mark", h.replace("_", "")), ("hash", f"#{h}"), ("insta_space", f"insta {h}"), ("upper_first", h.capitalize())]
    return r.choice(options)


def place(r, o, harsh):
    words = o.split()
    options = [("the", f"the {o}"), ("possessive", f"{o}'s"), ("comma_town", f"{o}, {r.choice(people.TOWN)}")]
    if harsh:
        options += [("own_word", " ".join(words[:2])), ("slip", spellings.slip(r, o)), ("upper_broken", spellings.broken(r, o.upper())), ("html", o.replace(" ", "&nbsp;")), ("underscore_lower", o.lower().replace(" ", "_")), ("plus", o.replace(" ", "+"))]
    return r.choice(options)


NEW = {"name": name, "dob": dob, "phone": phone, "email": email, "address": address, "postcode": postcode, "car": car, "nhs": nhs, "handle": handle, "place": place}


def use(relations, family):
    """Puts these pools and spellings in place of the usual ones; half of the spellings stay as they were."""
    strangers = {"shut": "SHUT_THIRD", "sealed": "SEALED_THIRD"}.get(family, "THIRD")
    POOLS["THIRD"] = POOLS[strangers]
    for pool, words in POOLS.items():
        setattr(people, pool, words)
    spellings.KIND = people.KIND
    for what, new in NEW.items():
        old = getattr(spellings, what)
        setattr(spellings, what, lambda r, value, harsh, old=old, new=new: (new if r.random() < .5 else old)(r, value, harsh))
    relations[:] = MORE_RELATIONS


FRESH = {
    "concern": ["SAFEGUARDING CONCERN (school)\nPupil: {child}  DoB {child_dob}\nClass teacher {officer}. Logged {date} {time}\n", "{child} told the class that mum and he sleep at {refuge} now. ", "Mum, {name}, rang from {phone} and was upset. ", "Spoke to {t_name}, {child}'s gran, who picks up on Fridays ({t_phone}). ", "Mum's car {car} was followed from {school} by {r_name}. ", "Mum now lives at {address}. Do not tell {r_name}. ", "{word} ", "Collected by {t_name} of {t_address}. ", "Form kept as {filename}. ", "The family are in {indirect}, says {child}. ", "Passed to {officer}, ref {ref}.\n"],
    "doctor": ["{gp}\n{date}\n\nRe: {name}, {dob}, NHS {nhs}\n{address}\n\nDear colleague,\n", "Thank you for seeing {name}, who works at {workplace}. ", "She can be rung on {phone} or mailed at {email}. ", "Her husband {r_name} (DOB {r_dob}) is also our patient. ", "Her sister {t_name}, d.o.b. {t_dob}, NHS {t_nhs}, attends with her. ", "{word} ", "Child {child}, NHS {child_nhs}, is at {school}. ", "Her NI number {nino} was asked for on {date}. ", "Please quote {ref}. ", "She was brought in by {t_name}, tel {t_phone}. ", "Yours, {officer}\n"],
    "thread": ["From: {office_email}\nTo: {email}\nCc: {t_email}\nDate: {date} {time}\nSubject: {filename}\n\n", "Hi {first},\n", "> On {date} {name} wrote:\n> my new number is {phone} and I am at {address}\n", "> {t_name} said she would write too, she's on {t_phone}\n", "I have told {officer} about {ref}. ", "Please do not reply to {r_email}, that is {r_name}. ", "{word}\n", "> he found me on {handle} and at {workplace}\n", "The rent goes from {bank}. ", "Postcode for the van: {postcode}. ", "> we are in {indirect}\n", "Regards\n{officer}\n{council}\n{office_phone}\n"],
    "statement": ["WITNESS STATEMENT\nStatement of: {t_name}\nDate of birth: {t_dob}\nOccupation: retired\n\n", "I live at {t_address} and have known {name} for six years. ", "I saw {r_name} get out of {r_car} and shout for {first}. ", "I rang {name} on {phone} at {time}. ", "She drives {car}. Her boy {child} goes to {school}. ", "She was born on {dob}, the same day as my own. ", "{word} ", "She told me that she lives in {indirect}. ", "My number is {t_phone} and my e-mail is {t_email}. ", "I gave this to {officer} under {ref} on {date}. "],
}
KEPT = {
    "chat": ["[{date}, {time}] {officer}: Hi {first}, are you ok?\n", "[{date}, {time}] {name}: we r at {address} now dont tell him\n", "[{date}, {time}] {name}: this is my new num {phone}\n", "[{date}, {time}] {t_name}: its {t_name} im with her, my num {t_phone}\n", "[{date}, {time}] {officer}: {word}\n", "[{date}, {time}] {name}: he was outside {workplace} in {r_car}\n", "[{date}, {time}] {name}: {child} starts at {school} monday\n", "[{date}, {time}] {name}: pls mail {email} or {handle}\n", "[{date}, {time}] {name}: we are in {indirect}\n", "[{date}, {time}] {officer}: who is {r_name}? his number is {r_phone}\n", "[{date}, {time}] {officer}: log {ref}\n"],
    "chronology": ["Date | What happened | Who\n", "{date} | {name} (b. {dob}) moved from {address} to {refuge} | {officer}\n", "{date} | Referral {ref} by {gp}; NHS {nhs} | {officer}\n", "{date} | {r_name} rang {council} from {r_phone} | {officer}\n", "{date} | Welfare call to {phone}, no answer; mailed {email} | {officer}\n", "{date} | {t_name} (b. {t_dob}), {t_address}, saw {r_name} in {r_car} | police\n", "{date} | {child}, {child_dob}, seen at {school}; well | {officer}\n", "{date} | {word} | -\n", "{date} | Benefits in order: NI {nino}, account {bank} | {officer}\n", "{date} | Car {car} seen at {workplace} | {t_name}, {t_phone}\n", "{date} | Neighbour describes {indirect} | {officer}\n"],
    "assessment": ["CHILD AND FAMILY ASSESSMENT {ref}\nCompleted by {officer}, {date}\n\n", "{name} is a young mother who left {address} with {child} after an assault by {r_name}. ", "{child} was born on {child_dob} and attends {school}. ", "The maternal grandmother, {t_name}, was spoken to on {t_phone}; she lives at {t_address}. ", "{first} works part time at {workplace} and sees her doctor at {gp}. ", "Contact should be by {phone} or {email} only. ", "{word} ", "Mr {r_name} was born on {r_dob} and lives at {r_address}. ", "They are staying in {indirect}. ", "The vehicle {car} is in her name. ", "She posts as {handle}. ", "The maternal aunt, born {t_dob}, did not wish to take part. ", "\n\nSigned {officer}, {office_phone}\n"],
    "repairs": ["job;tenant;tel;address;postcode;reported;notes\n", "{ref};{name};{phone};{address};{postcode};{date};lock change, {word}\n", "{ref};{t_name};{t_phone};{t_address};;{date};fence\n", "{ref};{name};{phone};{address};{postcode};{date};key to {officer} only, not to {r_name}\n", "{ref};{officer};{office_phone};{office_address};;{date};test job\n", "{ref};{first};{phone};{address};;{date};{child} has asthma, see {filename}\n"],
}
LAST = {
    "voicemail": ["voicemail {date} {time} transcribed\n", "hi its {first} here {name} im ringing about the flat at {address} ", "you can get me on {phone} or my mum {t_name} on {t_phone} ", "dont ring the house because {r_name} is there ", "{child} is at {school} till three ", "i work at {workplace} so mornings are best ", "its {indirect} if you send somebody ", "my email is {email} thats all bye\n", "{word} ", "taken down by {officer}\n"],
    "supervision": ["SUPERVISION {date}\n{officer} and {officer}\n\n", "1) {name} ({dob}): safe at {refuge}; benefits paid into {bank}. ", "Neighbour at old address, {t_name}, has had {r_name} at the door twice; {t_name} can be rung on {t_phone}. ", "Old address is {address}, {postcode}. ", "{child} settling at {school}, NHS {child_nhs} passed to the nurse. ", "{word} ", "2) GP {gp} wants NHS {nhs}. ", "Her {relation} {t_name}, born {t_dob}, offers a room at {t_address}. ", "Describes the place as {indirect}. ", "Phone now {phone}, old one given to {officer}. ", "3) {r_name}, {r_dob}, bailed to {r_address}, log {ref}. "],
    "bail": ["BAIL CONDITIONS {ref}\nSuspect: {r_name} b. {r_dob}\n", "Not to contact {name} or {child} by any means, including {phone}, {email} and {handle}\n", "Not to enter {address} or within 200m of {school}\n", "Not to go to {workplace}\n", "Not to approach vehicle {car}\n", "Surety: {t_name}, {t_address}, {t_phone}\n", "To reside at {r_address}\n", "{word}\n", "Interpreter {t_name} attended\n", "OIC {officer} {office_phone}\n"],
    "signup": ["New tenancy - {name}\nTitle/First/Last/DOB/NI: {dob} {nino}\n", "Moving from: {address}\nNew postcode: {postcode}\n", "Contact {phone} // {email}\n", "Household: {child} {child_dob}\n", "Next of kin: {t_name} {t_phone} {t_email}\n", "Vehicle for permit {car}\n", "Standing order from {bank}, {money} monthly\n", "Employer: {workplace}; doctor: {gp}\n", "{word}\n", "Handled by {officer} on {date}, {ref}\n", "Do not write to {r_name} about this; scan saved as {filename}\n"],
}
SHUT = {
    "panel": ["REHOUSING PANEL {date}\nPresent: {officer} (chair), {officer}, {officer}\n\n", "Case 1. {name}, {dob}. Lives at {address} with {child} ({child_dob}). ", "Reported by {gp} that {r_name} waits in {r_car}. ", "{first} asked that we ring {phone} after four only. ", "Support letter from {t_name} (godmother), {t_address}, {t_phone}. ", "{word} ", "Agreed: move before {child} changes from {school}. ", "She fears he knows {indirect}. ", "Costs {money}, charged to {ref}. ", "Her pay from {workplace} goes to {bank}. ", "Objection by {r_name} of {r_address} noted.\n"],
    "sms": ["{phone} {date} {time} > is this the housing lady? {first} here, from {address}\n", "{office_phone} {date} {time} > Yes it is {officer}. Are you safe?\n", "{phone} {date} {time} > he has been to {school} and asked for {child}\n", "{phone} {date} {time} > {t_name} let us in, her number {t_phone}, she is at {t_address}\n", "{phone} {date} {time} > write to {email} not the old one\n", "{office_phone} {date} {time} > {word}\n", "{phone} {date} {time} > car is {car} if police need it\n", "{phone} {date} {time} > its {indirect}\n", "{office_phone} {date} {time} > ref is {ref}, ask for {officer}\n"],
    "invoice": ["INVOICE {ref}\nTo: {name}, {address}\nAccount: {bank}\nTel: {phone}\n", "Delivered to {t_name}, who signed, at {t_address}.\n", "Queries: {t_email} or {t_phone}\n", "Not delivered to {workplace} as nobody there knew {first}.\n", "Driver saw {indirect}.\n", "Paid {money} on {date} by {r_name}.\n", "Left with {t_name} next door.\n", "{word}\n", "Copy to {email}; scan {filename}.\n", "Collected in {car}.\n"],
    "triage": ["A&E TRIAGE {date} {time}\nPt {name} dob {dob} nhs {nhs}\naddr {address} {postcode}\n", "attended w/ {t_name} (aunt) tel {t_phone}\n", "hx: pushed down stairs by partner {r_name}; child {child} in house\n", "nok {t_name} dob {t_dob}\n", "gp {gp}; works {workplace}\n", "tel {phone}, ok to text, not {r_phone}\n", "{word}\n", "says lives in {indirect}\n", "school {school} informed by {officer}\n", "d/c home {time}, ref {ref}\n"],
}
SEALED = {
    "exclusion": ["{school}\n{date}\n\nDear {name},\n", "I write about {child}, born {child_dob}. On {date} {child} told {officer} that he sleeps badly. ", "You gave {t_name} as the person who may collect; please confirm {t_phone} and {t_address}. ", "We hold {address} and {phone} for you; is {email} still right? ", "Mr {r_name} rang twice from {r_phone} and was told nothing. ", "{word} ", "The educational psychologist needs {child}'s NHS number, which we have as {child_nhs}. ", "He draws {indirect} again and again. ", "Our file is {ref}. ", "Yours sincerely\n{officer}\n"],
    "dispatch": ["{time} call from {phone}: {first} says ex at door, {address}\n", "{time} unit sent, {officer}; suspect {r_name}, vehicle {r_car}\n", "{time} second caller {t_name}, no. {t_phone}, hears shouting from {t_address}\n", "{time} child {child} safe upstairs\n", "{time} caller moved to {refuge}, do not disclose\n", "{time} {word}\n", "{time} address on system shows {postcode}; described as {indirect}\n", "{time} own car {car} blocked in\n", "{time} log closed {ref}\n"],
    "legal": ["Re: {name} v {r_name}\nOur ref {ref}\n\n", "Our client {name} (DOB {dob}, NI {nino}) instructs us that she left {address} on {date}. ", "She may be written to only at {email}; her line is {phone}. ", "We enclose {filename}. ", "The statement of {t_name}, born {t_dob}, of {t_address}, is with it. ", "{word} ", "Your client, of {r_address}, has posted to {handle}. ", "He has been seen at {workplace} and by {school}. ", "Our client's bank, {bank}, shows {money} taken on {date}. ", "Her new home he calls {indirect}. ", "Counsel is {officer}.\n"],
    "rota": ["WEEK OF {date}\nRoom | Who | Contact | Notes\n", "2 | {name} | {phone} | mail to {email}; bus to {workplace}\n", "3 | {child} with mum | - | {school}, dob {child_dob}\n", "4 | empty, was {t_name} | {t_phone} | left things\n", "- | {officer} on call | {office_phone} | {word}\n", "- | visitor {t_name} | {t_phone} | lives {t_address}\n", "note | {r_name} was seen in {r_car} | - | tell police {ref}\n", "post | {first} c/o office | {postcode} | from {gp}\n"],
}
