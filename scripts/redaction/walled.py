"""An eighth set to judge the program by, with people, places, kinds of document and spellings of its own again.

It was written after what got through of [locked.py] and [barred.py] had been put right, and only its figures were looked at. Whoever looks at what got
through of it writes a ninth.
"""
import people
import spellings

POOLS = {
    "WORD_FIRST": "Acacia Aurora Blue Breeze Cedar Charm Cricket Cypress Dream Fable Flora Gale Goldie Heaven Infinity Jet Jubilee Lotus Maple Meadow Mercy Noble Oriel Paisley Pixie Plum Rain Reverie Saffron Savannah Shell Silver Song Tulip Velvet Wisteria Hope Joy Dawn May".split(),
    "OTHER_FIRST": "Abeni Brygida Cosima Danuta Ekaterina Folasade Gudrun Hodan Imogen Jelena Khadija Lowri Mwajuma Nirmala Orlaith Paulina Quratulain Rosanna Simran Teodora Unathi Veronika Waleria Yewande Zofia Bronagh Celeste Delphine Esme Harriet".split(),
    "CHILD": "Alfredo Bilal Casey Darcey Eoin Flynn Gwilym Hafiz Immy Jonah Keira Luca Mabli Nathaniel Ottis Pearl Rex Sunny Toby Umar Vinnie Winter Yusra Zak Olive-Rose".split(),
    "MEN": "Adebayo Brett Colm Damian Edgar Fraser Graham Hamza Ivor Jake Kofi Lewis Murray Ned Orson Pete Reg Sidney Tim Victor Wilf Jack Art Dale Heath Rod".split(),
    "WORD_LAST": "Apple Bannister Bell Bliss Block Branch Brewer Bridge Brown Candy Carpenter Cliff Coal Cooper Dance Dyer Fairweather Fish Gates Hammer Hart Hazel Iron Keen Lemon March Nightingale Orchard Peach Pond Pound Rich Rock Sheriff Silk Spring Street Tanner Trout Weaver Wheeler".split(),
    "OTHER_LAST": "Ackroyd Bhandari Capstick Dabrowski Egerton-Vane Fazackerley Gbadamosi Heptonstall Ibarra Jagiello Kyriakou Leadbetter Mbeki Naismith O'Flaherty Pakenham Quigley Razaq Satterthwaite Tunstall Ulanov Van-Dyke Winstanley Xiao Yilmaz Zubkov Bottomley Clutterbuck Dewhurst McTavish Szewczyk".split(),
    "NICK": {"Rosanna": ["Roz"], "Harriet": ["Hattie"], "Ekaterina": ["Katya"], "Imogen": ["Immy"], "Nathaniel": ["Nat"], "Jonah": ["Joe"], "Folasade": ["Sade"], "Savannah": ["Savvy"], "Veronika": ["Nika"], "Aurora": ["Rory"]},
    "MIDDLE": "Ada Bertha Cath Dee Ewa Flo Gina Hope Ivy Jan".split(),
    "STREETS": ["Alder", "Bank Top", "Chequers", "Drovers", "Exmoor", "Fern Bank", "Garrison", "Hop Pole", "Inglewood", "Jessamine", "Knowle", "Lych Gate", "Mafeking", "Nettle", "Oxley", "Plough", "Quince", "Rosemount", "Shearwater", "Turnpike", "Uplands", "Verity", "Windmill", "St Hilda's", "Cooper's", "Long Acre", "King William"],
    "KIND": {"Road": ["Rd", "Rd."], "Street": ["St", "St."], "Avenue": ["Ave", "Av"], "Lane": ["Ln", "La"], "Close": ["Cl", "Clo."], "Drive": ["Dr", "Dr."], "Gardens": ["Gdns", "Gdns."], "Rise": ["Rise"], "View": ["Vw"], "Place": ["Pl"], "Grove": ["Gr", "Gv"], "Walk": ["Wlk"], "Meadow": ["Mdw"], "Park": ["Pk"], "Court": ["Crt", "Ct"]},
    "AREA": "Ashgrove|Blackmoor|Copthorne|Dingle|Edgeside|Foundry|Greave|Holt".split("|"),
    "TOWN": "Ambleford|Burnwick|Cawthorpe|Dalebridge|Eskmouth|Great Sallow".split("|"),
    "PREFIX": "BA BR CM DT EN GU HA IG KY LD ME NN PE".split(),
    "SCHOOL": ["Burnwick High School", "St Hilda's Primary School", "The Meadows Academy", "Cawthorpe Infant and Nursery School", "Eskmouth College", "Holy Rood Junior School", "Dingle Lane Pre-school", "Copthorne Park School"],
    "GP": ["Foundry Lane Surgery", "Eskmouth Medical Centre", "The Limes Practice", "Drs Hale and Moss", "Burnwick Health Centre", "Greave House Surgery"],
    "WORK": ["Dalebridge Pottery", "Capstick and Sons", "The Tulip Tea Room", "Eskmouth Fisheries", "Sallow Garden Supplies", "NorthStar Couriers", "Ambleford Library Cafe"],
    "REFUGE": ["Larch House", "Eskmouth Women's Refuge", "The Bridge Project", "Marigold Place", "Haven House"],
    "STAFF": "Anthea Bowers|Ben Castle|Chloe Danvers|Dipak Shah|Esther Boadu|Finlay Grieve|Gaynor Hopkin|Henrik Olsen|Ivy Marsden|Joel Kinsella".split("|"),
    "THIRD": "Alma Dobbs|Bernard Kersey|Carys Penlington|Dorota Sikora|Edmund Farrow|Fatoumata Diallo|Gilbert Hush|Hanna Virtanen|Ike Obasi|Josie Ramsay|Karim Belhadj|Lottie Spink|Mostafa Karimi|Netta Goodwill|Osric Vane|Prudence Okeke".split("|"),
}
RELATIONS = ["neighbour opposite", "her aunty", "grandparent", "work friend", "her twin sister", "previous landlord", "football coach", "taxi driver", "church friend", "his mother", "ex-husband's brother", "support volunteer"]


def name(r, p, harsh):
    f, s, t = p["first"], p["surname"], p.get("title")
    options = [("given_surname_caps", f"{f} {s.upper()}"), ("initial_tight", f"{f[0]}.{s}"), ("surname_comma_initial", f"{s}, {f[0]}")]
    if t:
        options += [("title_caps", f"{t} {s.upper()}"), ("title_lower", f"{t.lower()} {s.lower()}")]
    if harsh:
        options += [("pipes", f"{f}|{s}"), ("underline", f"_{f} {s}_"), ("stop_between", f"{f}.{s}"), ("tilde", f"{f} ~ {s}"), ("slip", spellings.slip(r, f"{f} {s}")), ("slip_first", spellings.slip(r, f)), ("misread", spellings.misread(r, f"{f} {s}")), ("broken", spellings.broken(r, f"{f} {s}")), ("bare_break", f"{f[:len(f) // 2]}\n{f[len(f) // 2:]} {s}"), ("joined_lower", f"{f}{s}".lower()), ("spaced_wide", "  ".join(f.upper())), ("colon", f"{s}: {f}"), ("quote_surname", f"{f} '{s}'"), ("surname_caps_initial", f"{s.upper()} {f[0]}."), ("tags", f"<b>{f}</b> {s}")]
    return r.choice(options)


def dob(r, iso, harsh):
    y, m, d = (int(x) for x in iso.split("-"))
    mon = spellings.MONTHS[m - 1]
    th = spellings.suffix(d)
    options = [("hyphen_spaces", f"{d} - {m} - {y}"), ("mon_upper", f"{d:02} {mon[:3].upper()} {y}"), ("long_comma", f"{mon} {d}{th}, {y}")]
    if harsh:
        options += [("day_mon_tight", f"{d}{mon[:3]}{y % 100:02}"), ("dots_mon", f"{d}.{mon[:3]}.{y}"), ("slash_short_year", f"{d:02}/{m:02}/{y % 100:02}"), ("the_of_lower", f"the {d}{th} of {mon.lower()} {y}"), ("apostrophe_mon", f"{mon[:3]} {d} '{y % 100:02}"), ("iso_dots", f"{y}.{m:02}.{d:02}"), ("words_short", f"{spellings.ordinal(d)} {mon[:3]} {y}"), ("line", f"{d} {mon[:3]}\n{y}"), ("misread", f"{d:02}/{m:02}/{y}".replace("1", "l"))]
    return r.choice(options)


def phone(r, n, harsh):
    a = 5 if n[1] == "7" else 4
    area, rest = n[:a], n[a:]
    options = [("space_dash", f"{area} {rest[:3]}-{rest[3:]}"), ("plus_tight", f"+44{n[1:5]} {n[5:]}"), ("colon", f"{area} {rest};")]
    if harsh:
        options += [("dots_spaced", f"{area} . {rest}"), ("quads", f"{n[:3]}-{n[3:7]}-{n[7:]}"), ("aloud_caps", spellings.aloud(r, n).upper()), ("aloud_lines", spellings.aloud(r, area).replace(",", "") + "\n" + spellings.aloud(r, rest).replace(",", "")), ("tail_words", f"{n[:-3]} " + " ".join(spellings.ONES[int(c)] if c != "0" else "oh" for c in n[-3:])), ("brackets_tight", f"({area}){rest}"), ("s_for_five", n.replace("5", "S", 1)), ("zero_bracket", f"(0){n[1:]}"), ("em_dash", f"{area}—{rest[:3]}—{rest[3:]}")]
    return r.choice(options)


def email(r, e, harsh):
    local, host = e.split("@")
    options = [("square", f"[{e}]"), ("md", f"[{e}](mailto:{e})")]
    if harsh:
        options += [("at_upper", f"{local} AT {host}"), ("dot_spaces", e.replace(".", ". ")), ("at_curly", e.replace("@", "{at}")), ("break_host", f"{local}@{host.split('.')[0]}\n.{'.'.join(host.split('.')[1:])}"), ("caps", e.upper()), ("dot_word_host", local + "@" + host.replace(".", " dot "))]
    return r.choice(options)


def address(r, a, harsh):
    flat, no, nm, kind = spellings.street(a["line"])
    short = r.choice(people.KIND[kind])
    options = [("no_comma_area", f"{no} {nm} {kind} {a['area']}"), ("street_hash", f"{nm} {kind} #{no}"), ("upper", f"{no} {nm} {kind}".upper())]
    if harsh:
        options += [("street_dash_no", f"{nm} {short} - {no}"), ("slip", spellings.slip(r, f"{no} {nm} {kind}")), ("misread", spellings.misread(r, f"{no} {nm} {kind}")), ("broken", spellings.broken(r, f"{no} {nm} {kind}")), ("bare_break", f"{no} {nm}\n{kind}"), ("lower_short", f"{no} {nm.lower()} {short.lower()}"), ("underscore", f"{no}_{nm.replace(' ', '_')}_{short}"), ("pipe", f"{no}|{nm} {kind}|{a['area']}"), ("words", f"{spellings.number(int(no))} {nm} {short}"), ("no_space", f"{no}{nm.replace(' ', '')}{kind}"), ("double", f"{no}  {nm}  {kind}")]
    return r.choice(options)


def postcode(r, pc, harsh):
    out, inn = pc.split()
    options = [("angle", f"<{pc}>"), ("lower", pc.lower())]
    if harsh:
        options += [("dot_space", f"{out}. {inn}"), ("tab", f"{out}\t{inn}"), ("letters_o", pc.replace("0", "O")), ("lower_tight", (out + inn).lower()), ("em", f"{out} — {inn}")]
    return r.choice(options)


def place(r, o, harsh):
    options = [("quotes", f"'{o}'"), ("lower", o.lower())]
    if harsh:
        options += [("slip", spellings.slip(r, o)), ("misread", spellings.misread(r, o)), ("broken", spellings.broken(r, o)), ("no_blank", o.replace(" ", "")), ("upper", o.upper()), ("line", o.replace(" ", "\n", 2)), ("html", o.replace(" ", "&nbsp;"))]
    return r.choice(options)


NEW = {"name": name, "dob": dob, "phone": phone, "email": email, "address": address, "postcode": postcode, "place": place}


def use(relations):
    """Puts these pools in place, and these spellings beside the others, in two cases of five."""
    for pool, words in POOLS.items():
        setattr(people, pool, words)
    spellings.KIND = people.KIND
    for what, new in NEW.items():
        old = getattr(spellings, what)
        setattr(spellings, what, lambda r, value, harsh, old=old, new=new: (new if r.random() < .4 else old)(r, value, harsh))
    relations[:] = RELATIONS


WALLED = {
    "strategy": ["STRATEGY DISCUSSION {date} {time}\nPresent: {officer}, {officer}\n\n", "{officer} set out why the meeting was called: {name} rang at night from {phone} and said that {r_name} had forced the door of {address}. ", "{child} saw it. {child} (born {child_dob}) was checked at {gp}. ", "{first} does not want the police to ring {workplace}. ", "{school} will watch the gate. ", "{t_name}, who lives at {t_address}, heard it and can be rung on {t_phone}. ", "{word} ", "The family sleeps at {refuge} tonight. ", "It was said that they had been seen near {indirect}. ", "Log {ref}. Papers as {filename}.\n"],
    "pnotes": ["S: {first} says she slept badly; partner {r_name} phoned {time} from {r_phone}\n", "O: seen with {child}, settled. DOB checked {dob}, NHS {nhs}\n", "A: at risk at {address}. {word}\n", "P: {first} to move to {refuge}; {t_name} ({t_phone}) to bring clothes\n", "P: tell {school}; ring {phone}; no letters to {postcode}\n", "P: write to {email}, cc {office_email}\n", "S: {name} denies that {handle} is hers\n", "O: car {car} outside; says {indirect}\n", "seen by {officer} {date}\n"],
    "transfer": ["CASE TRANSFER FORM\nfrom {council} to another body, {date}, {ref}\n", "Who: {name}, {dob}, NI {nino}\n", "Where from: {address}\n", "Reach her: {phone} / {email}\n", "Never: {r_name}, {r_dob}, {r_address}\n", "Children: {child}, {child_dob}, {school}\n", "Also knows: {t_name}, {t_address}, {t_phone}, {t_email}\n", "Money: {bank}; works: {workplace}; vehicle: {car}\n", "Other: {word}\n", "Other: {first} is afraid of {indirect}\n", "Sent by {officer}, {office_phone}\n"],
    "letter2": ["{name}\n{address}\n\n{date}\n\nDear {first},\n\n", "Thank you for telling me about {r_name}. ", "I have asked {school} to look out for {child}. ", "If you cannot speak, text from {phone} with the word we agreed. ", "{t_name} has agreed to be called on {t_phone}; her address is {t_address}. ", "{word} ", "I will not write to {workplace}. ", "You described {indirect} to me, and I will not put it in the file. ", "Please send {filename} to {office_email}. ", "\n\nWith kind regards,\n{officer}\n"],
}
