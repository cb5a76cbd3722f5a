"""A seventh set to judge the program by, with people, places, kinds of document and spellings of its own again.

It was written after what got through of [locked.py] had been put right, and only its figures were looked at. Whoever looks at what got through of it
writes an eighth.
"""
import people
import spellings

POOLS = {
    "WORD_FIRST": "Beauty Bounty Candy Chance Clementine Diamond Easter Fortune Garnet Glory Haven Indigo Jewel Journey Justice Lavender Lyric Magnolia Mercy Merry Misty Nova Ocean Peace Pepper Princess Promise Queen Season Stormy Sunshine Tansy True Unity Zest".split(),
    "OTHER_FIRST": "Adaeze Bogna Catarina Deborah Elspeth Frideswide Ghazala Heledd Ivanka Jadwiga Kirsty Ludmiła Magdalena Nimco Olena Preeti Quiana Rosemarie Sukhjit Tatiana Urszula Vimala Wambui Xanthe Yordanka Zuleikha Muriel Gwendolen Christabel Marguerite Bethan Soraya".split(),
    "CHILD": "Ambrose Beau Cleo Dex Emrys Fatou Gabriel Hope Iona Jude Kwabena Lyra Malachi Nia Orla Phoenix Quinn Rory Solomon Taliesin Una Vivaan Willow Xavi Yara Zainab-Noor".split(),
    "MEN": "Alun Brendan Cedric Dominic Errol Fergal Gordon Howard Ishmael Jerome Kirk Leroy Marvin Nigel Owen Pierce Ralph Sergei Terry Viktor Wesley Zane Guy Miles Chip Ford".split(),
    "WORD_LAST": "Able Bacon Barber Bean Berry Birch Boar Bridges Bull Butcher Cannon Chambers Coffin Cotton Crisp Darling Eagle Farmer Flood Flowers Gardener Garland Grave Hands Hardy Heron Kitchen Leaf Major Meadows Monk Partridge Pitt Potter Sellers Shepherd Sparks Steel Summers Thorn Waite Waters".split(),
    "OTHER_LAST": "Asquith-Lowe Brocklebank Czarnecki Dlamini Eccleshall Finkelstein Golightly Halonen Idowu Jankowska Khatun Lukasiewicz MacAllan Ndiaye O'Driscoll Pietrzak Qadri Rigby-Jones Sowerbutts Twistleton Unsworth Vanderbilt Wrigglesworth Ximenez Ystwyth Zawadzka Bairstow Crowther Delacroix Featherstonhaugh St-John Ap-Rhys".split(),
    "NICK": {"Deborah": ["Debs"], "Magdalena": ["Magda"], "Christabel": ["Chrissie"], "Gwendolen": ["Gwen"], "Marguerite": ["Margot"], "Rosemarie": ["Romy"], "Catarina": ["Cat"], "Elspeth": ["Elsie"], "Gabriel": ["Gabe"], "Solomon": ["Sol"], "Malachi": ["Mal"], "Tatiana": ["Tati"], "Princess": ["Prin"], "Clementine": ["Clemmie"]},
    "MIDDLE": "Agnes Blodwen Chinwe Doris Edith Fay Gita Helen Iman Judith".split(),
    "STREETS": ["Apple Tree", "Bishops Wood", "Carding Mill", "Deansgate", "Elderberry", "Fuller's", "Granary", "Heathfield", "Isinglass", "Jackdaw", "King Alfred's", "Lime Kiln", "Marl Pit", "Newcomen", "Oldacre", "Parson's Nose", "Raglan", "Saddler", "Temperance", "Upper Brook", "Vauxhall", "Wharfedale", "St Anne's", "Yarrow", "Ash Tree", "Cotton Exchange", "Hope"],
    "KIND": {"Road": ["Rd", "Rd."], "Street": ["St", "Str."], "Terrace": ["Terr.", "Tce"], "Vale": ["Vl"], "Gate": ["Gte"], "Brow": ["Brw"], "Mount": ["Mt", "Mt."], "Approach": ["App."], "Lane": ["La", "Ln"], "Heights": ["Hts"], "Gardens": ["Gdns", "Gds"], "Avenue": ["Ave.", "Avn"], "Close": ["Cls", "Cl"], "Drive": ["Dr", "Dve"], "Square": ["Sq."], "Court": ["Ct."]},
    "AREA": "Cragside|Duckpool|Easterly|Fallow Park|Gipton Wood|Haverthwaite|Inkerman|Jericho".split("|"),
    "TOWN": "Averham Bay|Kingsferry|Middlethorpe|Netherport|Rowanbridge|Castle Sorrel".split("|"),
    "PREFIX": "AL BB CB DL E FK G HU KT LA MK N OX".split(),
    "SCHOOL": ["Netherport Community College", "St Gregory the Great Primary School", "Fallow Park Infants", "The Orchard Special School", "Kingsferry Girls' Grammar", "Duckpool Village School", "Rainbow Corner Nursery", "Sacred Heart Catholic Academy"],
    "GP": ["Inkerman Road Surgery", "Kingsferry Family Doctors", "Drs Whittle and Osman", "The Quayside Practice", "Rowanbridge Health Centre", "Jericho Medical Practice"],
    "WORK": ["Bean's Greengrocers", "Netherport Packaging", "Castle Sorrel Hotel", "BrightSpark Electricals", "Crowther and Pitt Solicitors", "The Crab Pot", "Middlethorpe Garden Nursery"],
    "REFUGE": ["Birch Grove House", "Athena Refuge", "The Moorings Project", "Netherport Women's Centre", "Hope Cottage"],
    "STAFF": "Alastair Meredith|Bisi Adekunle|Caitlin Rourke|Devinder Gill|Eunice Tranter|Franklin Obuya|Greta Solberg|Howell Prosser|Imelda Hirst|Jonty Wainwright".split("|"),
    "THIRD": "Aneurin Beddoes|Blessing Okoro|Crispin Thackray|Danuta Mazur|Ezekiel Longbottom|Florence Bickerstaff|Goran Petrov|Harriet Oldroyd|Ignatius Roper|Jemima Puddephat|Kalpana Nair|Lancelot Greaves|Mirela Ionescu|Nathaniel Cobb|Orsolya Kovacs|Phyllis Quarmby".split("|"),
}
RELATIONS = ["her manager at work", "step-sister", "the man next door", "nana", "bridesmaid", "his ex", "team leader", "the caretaker", "her running partner", "mother-in-law", "carer", "guarantor"]


def name(r, p, harsh):
    f, s, t = p["first"], p["surname"], p.get("title")
    options = [("comma_caps", f"{s.upper()}, {f[0]}"), ("full_colon", f"{f} {s}"), ("brackets_surname", f"{f} ({s})"), ("initials_full", f"{f[0]}.{s[0]}. {s}")]
    if t:
        options += [("title_full", f"{t} {f} {s}"), ("title_initials", f"{t} {f[0]}{(p.get('middle') or 'X')[0]} {s}")]
    if harsh:
        options += [("arrow", f"{s} > {f}"), ("dash", f"{s} - {f}"), ("plus_spaced", f"{f} + {s}"), ("no_vowel", f"{f} {s[0]}" + "".join(c for c in s[1:] if c not in "aeiou")), ("half", f"{f} {s[:max(4, len(s) // 2)]}."), ("initial_slash", f"{s}/{f[0]}"), ("two_slips", spellings.slip(r, f) + " " + spellings.slip(r, s)), ("slip", spellings.slip(r, f"{f} {s}")), ("misread", spellings.misread(r, f"{f} {s}")), ("broken", spellings.broken(r, f"{f} {s}")), ("lower_comma", f"{s.lower()},{f.lower()}"), ("joined_upper", f"{f}{s}".upper()), ("spaced_dots", ". ".join(f.upper()) + "."), ("over_lines_indent", f"{f}\n   {s}"), ("first_initial_lower", f"{f.lower()} {s[0].lower()}")]
    return r.choice(options)


def dob(r, iso, harsh):
    y, m, d = (int(x) for x in iso.split("-"))
    mon = spellings.MONTHS[m - 1]
    th = spellings.suffix(d)
    options = [("weekday", f"Monday {d} {mon} {y}"), ("dots_spaced", f"{d:02}. {m:02}. {y}"), ("mon_comma", f"{d} {mon}, {y}")]
    if harsh:
        options += [("us_dash", f"{m:02}-{d:02}-{y}"), ("short_month", f"{d}{th} {mon[:3]} {y}"), ("bracket_year", f"{d} {mon} ({y})"), ("no_zero_dash", f"{d}-{m}-{y % 100:02}"), ("mon_slash", f"{mon[:3]}/{d}/{y}"), ("in_the_year", f"{d} {mon} in {y}"), ("hyphen_long", f"{d}-{mon}-{y}"), ("backslash", f"{d:02}\\{m:02}\\{y}")]
    return r.choice(options)


def phone(r, n, harsh):
    a = 5 if n[1] == "7" else 4
    area, rest = n[:a], n[a:]
    options = [("plus44_brackets", f"+44 ({area[1:]}) {rest}"), ("mob", f"{n} (mob)"), ("threes", f"{n[:5]} {n[5:8]} {n[8:]}")]
    if harsh:
        options += [("pipes", f"{area}|{rest}"), ("equals", f"tel={n}"), ("aloud_plus", "plus four four " + " ".join(spellings.ONES[int(c)] if c != "0" else "zero" for c in n[1:])), ("aloud_dots", "... ".join([spellings.aloud(r, area).replace(",", ""), spellings.aloud(r, rest).replace(",", "")])), ("ones", n.replace("1", "I").replace("0", "o")), ("tilde", f"{area} ~ {rest}"), ("quoted_half", f"{area} '{rest}'"), ("line_pairs", f"{n[:3]} {n[3:5]} {n[5:7]}\n{n[7:9]} {n[9:]}")]
    return r.choice(options)


def email(r, e, harsh):
    local, host = e.split("@")
    options = [("slash", f"{e}/"), ("comma_after", f"{e},")]
    if harsh:
        options += [("at_caps_brackets", e.replace("@", " [AT] ")), ("dot_words", local.replace(".", " dot ").replace("_", " underscore ") + "@" + host), ("spaced_local", " ".join(local) + "@" + host), ("entity", e.replace("@", "&#64;")), ("no_dot", local + "@" + host.replace(".", "", 1)), ("nospam", local + "@nospam." + host)]
    return r.choice(options)


def address(r, a, harsh):
    flat, no, nm, kind = spellings.street(a["line"])
    short = r.choice(people.KIND[kind])
    options = [("house_no", f"house {no}, {nm} {kind}"), ("no_dot", f"no. {no} {nm} {short}"), ("on", f"number {no} on {nm} {kind}")]
    if harsh:
        options += [("short_pc", f"{no} {nm} {short} {a['postcode'].split()[0]}"), ("no_kind_town", f"{no} {nm}, {a['town']}"), ("kind_caps", f"{no} {nm.lower()} {kind.upper()}"), ("words_hyphen", f"{spellings.number(int(no)).replace(' ', '-')} {nm} {kind}"), ("slip", spellings.slip(r, f"{no} {nm} {kind}")), ("misread", spellings.misread(r, f"{no} {nm} {kind}")), ("broken", spellings.broken(r, f"{no} {nm} {kind}")), ("joined_kind", f"{no} {nm}{kind.lower()}"), ("semi", f"{no}; {nm}; {kind}"), ("street_comma_no", f"{nm} {short}, {no}")]
    return r.choice(options)


def postcode(r, pc, harsh):
    out, inn = pc.split()
    options = [("square", f"[{pc}]"), ("semi", f"{pc};")]
    if harsh:
        options += [("lower_spaced", " ".join((out + inn).lower())), ("three", f"{out} {inn[0]} {inn[1:]}"), ("zero", (out + inn).replace("0", "o").lower()), ("plus", f"{out}+{inn}"), ("pipe", f"{out}|{inn}")]
    return r.choice(options)


def place(r, o, harsh):
    words = o.split()
    options = [("quoted", f'"{o}"'), ("the_lower", f"the {o.lower()}")]
    if harsh:
        options += [("slip", spellings.slip(r, o)), ("misread", spellings.misread(r, o)), ("first_words", " ".join(words[:max(2, len(words) - 1)])), ("dashes", o.replace(" ", "-").lower()), ("double", o.replace(" ", "  ")), ("over_lines", o.replace(" ", "\n")), ("broken", spellings.broken(r, o))]
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


BARRED = {
    "visit": ["HOME VISIT {date} {time}, {officer}\n", "{name} opened the door. {first} was tired but well. ", "{child} was playing; {child} goes to {school}. ", "The family came from {address} in the spring. ", "She would like calls on {phone}, not before ten. ", "While I was there {t_name} came by, whose number is {t_phone}. ", "{t_name} lives at {t_address} and helps with the washing. ", "{r_name} has been seen at {workplace}. ", "{word} ", "She calls it {indirect}. ", "Registered with {gp}, NHS {nhs}. ", "Next visit {date}, ref {ref}.\n"],
    "log": ["log {ref} opened {date}\n", "caller={name} dob={dob} tel={phone}\n", "addr={address} pc={postcode}\n", "kids={child} ({child_dob}) at {school}\n", "susp={r_name} veh={r_car} tel={r_phone}\n", "wit={t_name} tel={t_phone} addr={t_address}\n", "own veh={car} acct={handle} mail={email}\n", "rem: {word}\n", "rem: {first} hiding in {indirect}\n", "closed by {officer} {time}\n"],
    "plan": ["SAFETY PLAN for {name}\nMade with {officer} on {date}\n\n", "- Keep {phone} charged. Code word with {t_name} ({t_phone}).\n", "- Bag with {t_name} at {t_address}; second key at {workplace}.\n", "- If {r_name} comes: leave by the back, go to {refuge}.\n", "- Tell {school} that only {t_name} collects {child}.\n", "- New e-mail {email}; old one closed. Do not post as {handle}.\n", "- Money: {bank}. NI {nino}.\n", "- {word}\n", "- Park {car} round the corner; he knows {indirect}.\n", "- The doctor is {gp}.\n", "- Home is still {address}, {postcode}.\n"],
    "complaint": ["Dear Sir or Madam,\n\nI am {name}, born {dob}, and I complain about {council}.\n\n", "On {date} you sent a letter meant for me to {r_name} at {r_address}. It had {address} in it. ", "My daughter {child} had to leave {school}. ", "I have had to change my number to {phone}. ", "My friend {t_name} ({t_address}) saw the letter, and so did {t_name}, born {t_dob}. ", "{officer} said sorry on {office_phone}. ", "{word} ", "I lost my work at {workplace}. ", "He now waits by {indirect}. ", "Answer me at {email} only. ", "\n\nYours,\n{first}\n"],
}
