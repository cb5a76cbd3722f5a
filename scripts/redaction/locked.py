"""A sixth set to judge the program by: again other people, places, strangers, kinds of document, and spellings of its own beside those of the others.

It was written before anything was put right for it, and only its figures were looked at. Whoever looks at what got through of it writes a seventh.
"""
import people
import spellings

POOLS = {
    "WORD_FIRST": "Temperance Sienna Raven Winter Echo Sapphire Trinity Serenity Dusty Rainbow River Storm Paris Sierra Brook Opal Coral Marina Lark Linnet Comfort Precious Gift Pansy Primrose Petal Sky Bunny Patsy Goldie Sunday Ember".split(),
    "OTHER_FIRST": "Nkechi Adwoa Beata Dragana Emilija Fionnuala Gwenllian Hafsa Ilona Jolanta Kateryna Lakshmi Manjit Nasreen Oyinkan Pilar Ramona Sinéad Thandiwe Ursula Valentina Wioletta Yasmina Zainab Geraldine Rosalind Marianne Pauline Dorothy Annabel Lucinda Meera".split(),
    "CHILD": "Caspian Delilah Zephyr Anaya Otis Matilda Idris Blossom Rafferty Seren Kaiden Amaya Lennox Tobi Aleksander Rosie-Mae Jaxon Hallie Musa Pippa Theodore Wren Dafydd Sofia-Grace".split(),
    "MEN": "Barry Gethin Hassan Igor Jared Kelvin Lloyd Mitchell Norman Olly Perry Quentin Rhys Simon Tobias Vince Warren Dale Clay Cliff Basil Ray Art Chase".split(),
    "WORD_LAST": "Ash Bird Bush Castle Cloud Dale Flint Forest Glass Hawk Holly Hook Ives Jewel Knight Lamb Moon Nail North Oaks Pepper Quick Reed Salt Savage Stamp Temple Vale Ward West Wren Plant Comb".split(),
    "OTHER_LAST": "Abernethy Bielecki Chukwuma Drinkwater Eltringham Fotheringham Gnanasekaran Higginbotham Iwaszkiewicz Jaworski Kirkbride Lubomirski McCorquodale O'Halloran Papadopoulou Quaye Rasmussen Szczepaniak Tchaikovska Umeh Venkatesan Wolstenholme Yeboah-Mensah Zielonka Bhattacharya D'Arcy Fitzgibbon Gore-Booth Hetherington Ismailova St-Clair".split(),
    "NICK": {"Geraldine": ["Gerry"], "Rosalind": ["Roz"], "Dorothy": ["Dot", "Dolly"], "Annabel": ["Bel"], "Lucinda": ["Lucy", "Cindy"], "Fionnuala": ["Nuala"], "Kateryna": ["Katya"], "Thandiwe": ["Thandi"], "Theodore": ["Theo"], "Matilda": ["Tilly"], "Aleksander": ["Alek"], "Rafferty": ["Raff"], "Temperance": ["Tempe"], "Valentina": ["Val"]},
    "MIDDLE": "Alice Ngozi Jo Maud Halina Sarah Bea Devi Lynn Olwen Ivy Faye".split(),
    "STREETS": ["Almshouse", "Bobbin Mill", "Copperfield", "Dyehouse", "Eagle Brow", "Friars Gate", "Gibbet Hill", "Hobart", "Ironmonger", "Jubilee", "Kiln", "Lapwing", "Mount Pleasant", "Nun's Cross", "Old Forge", "Paradise", "Quaker", "Ropewalk", "St Cuthbert's", "Tithebarn", "Underwood", "Viaduct", "Whitsun", "Yew Tree", "Zetland", "Three Ridings", "Charter", "Salters Wood"],
    "KIND": {"Road": ["Rd", "rd", "Rd."], "Street": ["St", "St."], "Wharf": ["Whf"], "Quay": ["Qy"], "Hill": ["Hl"], "Passage": ["Pass."], "Yard": ["Yd", "Yd."], "Croft": ["Crft"], "Lane": ["Ln", "Ln."], "Crescent": ["Cres", "Cresc."], "Gardens": ["Gdns"], "Avenue": ["Av", "Ave."], "Close": ["Cl.", "Cl"], "Drive": ["Dr", "Drive."], "Bank": ["Bk"]},
    "AREA": "Staithes End|Copley|Fairhope|Thackley Moor|Old Basin|Brindle|Mossgate|Wynd Hill".split("|"),
    "TOWN": "Kelderwick|Port Annis|Hanbeck|Ellsworth|Saint Wray|Thornaby Vale".split("|"),
    "PREFIX": "BL CA DH FY GL HR L ME NR PL S WR".split(),
    "SCHOOL": ["Ropewalk Nursery and Infant School", "The Blessed Sacrament RC Primary", "Kelderwick Grammar", "St Aidan's Church of England Academy", "Hanbeck Vale Montessori", "Fairhope Junior School", "Sir Thomas Flint High School", "Little Otters Pre-School"],
    "GP": ["Old Basin Surgery", "The Bridge Practice", "Drs Okafor, Lund and Pye", "Port Annis Health Hub", "Charter House Medical Centre", "St Cuthbert's Surgery"],
    "WORK": ["Fennimore's Fish Bar", "Port Annis Ferries", "Kestrel Couriers", "SpeedyClean Laundry", "Vale and Ward Accountants", "Saint Wray Hospice", "Hanbeck Farm Shop", "The Copper Kettle"],
    "REFUGE": ["Elm Tree House", "Freya's Place", "The Lantern Project", "Hanbeck Women's Refuge", "New Leaf House"],
    "STAFF": "Adele Winterbottom|Chidinma Eze|Bryn Maddocks|Uzma Sheikh|Fraser Kilbride|Naomi Pilling|Andrzej Wrona|Judith Ambler|Samir Haddad|Tamsin Roebuck".split("|"),
    "THIRD": "Archibald Twemlow|Busisiwe Ncube|Cordelia Frith|Dimitar Stoyanov|Elsie Micklethwaite|Fergus Tolland|Grazyna Wilk|Hyacinth Bouquet|Isidore Penrose|Jamila Sesay|Konrad Bauer|Leticia Andrade|Muriel Sidebottom|Nuru Kimani|Oonagh Tierney|Percival Ambrose".split("|"),
}
RELATIONS = ["line manager", "her stepdad", "the lodger", "grandad", "her best friend", "half-sister", "a colleague", "warden", "school friend", "her landlady", "auntie", "godfather"]


def name(r, p, harsh):
    f, s, t = p["first"], p["surname"], p.get("title")
    options = [("comma_initial", f"{s}, {f[0]}."), ("tight_initial", f"{f[0]}.{s}")]
    if p.get("known_as"):
        options.append(("quoted_nick", f'{f} "{p["known_as"][0]}" {s}'))
    if t:
        options += [("name_title", f"{s} {f} ({t})"), ("title_initial_dot", f"{t} {f[0]}. {s}"), ("title_dot_first", f"{t}. {f}")]
    if harsh:
        options += [("caps_lock", f"{f[0].lower()}{f[1:].upper()} {s[0].lower()}{s[1:].upper()}"), ("apart_mixed", "-".join(f)), ("dots_apart", ".".join(f.upper())), ("slash", f"{s}/{f}"), ("numbered", f"{f}{s}84"), ("query", f"{f}+{s}"), ("zero_width", f"{f[:1]}\u200b{f[1:]} {s}"), ("hyphen_joined", f"{f.upper()}-{s.upper()}"), ("twice", f"{f} {f} {s}"), ("slip", spellings.slip(r, f"{f} {s}")), ("misread", spellings.misread(r, f"{f} {s}")), ("broken", spellings.broken(r, f"{f} {s}")), ("star_middle", f"{f} * {s}"), ("lower_initial", f"{f[0].lower()} {s.lower()}"), ("last_initial_dot", f"{s} {f[0]}.")]
    return r.choice(options)


def dob(r, iso, harsh):
    y, m, d = (int(x) for x in iso.split("-"))
    mon = spellings.MONTHS[m - 1]
    th = spellings.suffix(d)
    options = [("slash_mon", f"{d:02}/{mon[:3]}/{y}"), ("us_ordinal", f"{mon} {d}{th} {y}"), ("dots_short", f"{d}.{m}.{y % 100:02}")]
    if harsh:
        options += [("day_of", f"the {d}{th} day of {mon} {y}"), ("year_first", f"{y} {mon} {d}"), ("wide_dash", f"{d:02} – {m:02} – {y}"), ("no_blank", f"{d}{th}{mon}{y}"), ("month_mixed", f"{d} {mon.upper()} {y % 100:02}"), ("words_digits", f"{spellings.ordinal(d)} of {mon} {y}"), ("comma", f"{d},{m},{y}"), ("mon_lower", f"{d} {mon[:3].lower()} {y % 100:02}")]
    return r.choice(options)


def phone(r, n, harsh):
    a = 5 if n[1] == "7" else 4
    area, rest = n[:a], n[a:]
    options = [("plus_dash", f"+44-{area[1:]}-{rest}"), ("square", f"[{area}] {rest}"), ("fours", f"{n[:4]} {n[4:8]} {n[8:]}")]
    if harsh:
        words = " ".join(spellings.ONES[int(c)] if c != "0" else "oh" for c in rest[:3])
        options += [("mixed", f"{area} {words} {rest[3:]}"), ("tight_dash", f"{area}–{rest}"), ("letters", n.replace("0", "O").replace("1", "I")), ("line_mid", f"{area} {rest[:3]}\n{rest[3:]}"), ("bold", f"**{area}** {rest}"), ("plus44_dots", f"+44.{area[1:]}.{rest[:3]}.{rest[3:]}"), ("treble", spellings.aloud(r, n).replace("double", "dbl")), ("semicolon", f"{area};{rest}")]
    return r.choice(options)


def email(r, e, harsh):
    local, host = e.split("@")
    options = [("named", f"<{e}>"), ("dot_end", f"{e}.")]
    if harsh:
        options += [("a_round", e.replace("@", "(a)")), ("at_angle", e.replace("@", "<at>").replace(".", "<dot>")), ("upper_at", f"{local.upper()} @ {host.upper()}"), ("local_said", local.replace(".", " dot ").replace("_", " underscore ")), ("host_said", f"{local} at {host.split('.')[0]}"), ("line_end", f"{local}\n@{host}")]
    return r.choice(options)


def address(r, a, harsh):
    flat, no, nm, kind = spellings.street(a["line"])
    short = r.choice(people.KIND[kind])
    options = [("no_area", f"No {no} {nm} {kind}, {a['area']}"), ("street_no", f"{nm} {kind} No.{no}"), ("road_then", f"{no} {nm} {short} in {a['town']}")]
    if harsh:
        options += [("tight", f"{no}{nm} {kind}"), ("dashes", f"{no}-{nm}-{kind}".replace(" ", "-").upper()), ("in_words", f"{spellings.number(int(no))} {nm.lower()} {short.lower()}"), ("two_words", f"{no} {nm[:len(nm) // 2]} {nm[len(nm) // 2:]} {kind}"), ("newline_no", f"{no}\n{nm} {kind}"), ("misread", spellings.misread(r, f"{no} {nm} {kind}")), ("slip", spellings.slip(r, f"{no} {nm} {kind}")), ("broken", spellings.broken(r, f"{nm} {kind}")), ("at", f"{nm} {kind} at {no}"), ("area_only", f"{nm} {short}, {a['area']}")]
    return r.choice(options)


def postcode(r, pc, harsh):
    out, inn = pc.split()
    options = [("stop", f"{pc}."), ("quoted", f"'{pc}'")]
    if harsh:
        options += [("apart_pairs", f"{out[:2]} {out[2:]} {inn}" if len(out) > 2 else f"{out} {inn[0]} {inn[1:]}"), ("lower_dash", f"{out.lower()}-{inn.lower()}"), ("en_dash", f"{out}–{inn}"), ("nbsp", f"{out}\u00a0{inn}"), ("star", f"{out} {inn[0]}**")]
    return r.choice(options)


def place(r, o, harsh):
    words = o.split()
    options = [("at", f"{o} in {r.choice(people.TOWN)}"), ("title", o.title())]
    if harsh:
        options += [("slip", spellings.slip(r, o)), ("misread", spellings.misread(r, o)), ("and_sign", o.replace(" and ", " & ")), ("broken", spellings.broken(r, o)), ("dotted", o.replace(" ", ".")), ("camel", "".join(word.capitalize() for word in words)), ("no_the", " ".join(word for word in words if word.lower() != "the").lower())]
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


LOCKED = {
    "diary": ["duty diary {date}\n", "{time} {first} in reception, very upset, he was waiting at {address} this morning. spare keys with {t_name}, {t_phone}\n", "{time} rang {name} back on {phone}. {word}\n", "{time} {r_name} on the line again ({r_phone}); told him nothing\n", "{time} school says {child} was not in, {school}\n", "{time} moved tonight to {refuge}, cab booked, not the {car}\n", "{time} told {officer}, ref {ref}\n", "{time} sister in law {t_name} lives {t_address}, she will keep the dog\n", "{time} says it is {indirect}\n", "{time} gp is {gp}\n"],
    "grid": ["Victim\t{name}\tBorn\t{dob}\n", "Child\t{child}\tBorn\t{child_dob}\tSchool\t{school}\n", "Home\t{address}\tCode\t{postcode}\n", "Mobile\t{phone}\tMail\t{email}\n", "Suspect\t{r_name}\tBorn\t{r_dob}\tHome\t{r_address}\n", "Witness\t{t_name}\tTel\t{t_phone}\tHome\t{t_address}\n", "NI\t{nino}\tNHS\t{nhs}\tBank\t{bank}\n", "Car\t{car}\tWork\t{workplace}\tWeb\t{handle}\n", "Note\t{word}\n", "Lead\t{officer}\tTel\t{office_phone}\tRef\t{ref}\n"],
    "report": ["Risk report for {name}, prepared by {officer} on {date}.\n\n", "Since she left {address}, {first} has had eleven calls from {r_name}. ", "On {date} he stood outside {workplace} until the police came; his car, {r_car}, was photographed. ", "{child}, who is at {school}, has been asked by other children where {first} is. ", "Her neighbour {t_name} ({t_phone}) keeps a log. ", "It was {t_name}, of {t_address}, who first rang us. ", "{word} ", "She wishes to be reached by {phone}, or failing that by {email}. ", "She has described her new home as {indirect}. ", "Money is paid to {bank}. Her National Insurance number is {nino}. ", "Her doctor ({gp}) has her as {nhs}. ", "\n\nCopied to {officer}, {office_email}; kept as {filename}.\n"],
    "forum": ["posted by {handle} on {date}\n", "hi all im {first} and i need a solicitor near {postcode}, any tips?\n", "reply: {first} take your post down he will see it. ring me {phone}\n", "reply: is that {name} from {workplace}?? its {t_name} here, mine is {t_phone}\n", "reply: my ex {r_name} does the same, {word}\n", "{child} hates the new school, {school}, she wants to go home\n", "we used to live on {address} if you remember us\n", "mods please delete, she can be found, {indirect}\n", "mail me {email} x\n"],
}
