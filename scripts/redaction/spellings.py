"""How people write what is protected: every function takes chance and a value and gives (name of the spelling, text)."""
from people import KIND, NICK, plain

MONTHS = "January February March April May June July August September October November December".split()
ONES = "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINAL = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
SPELL = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu".split()))


def number(n):
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (("-" if n % 2 else " ") + ONES[n % 10] if n % 10 else "")
    return f"{ONES[n // 100]} hundred" + (f" and {number(n % 100)}" if n % 100 else "")


def ordinal(n):
    if n <= 20:
        return ORDINAL[n]
    return "thirtieth" if n == 30 else f"{TENS[n // 10]}-{ORDINAL[n % 10]}"


def year(y):
    if y >= 2010:
        return f"twenty {number(y % 100)}"
    if y >= 2000:
        return "two thousand" + (f" and {number(y % 100)}" if y % 100 else "")
    return f"nineteen {number(y % 100)}" if y % 100 else "nineteen hundred"


def suffix(n):
    return "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def spaced(text, by=" "):
    return "   ".join(by.join(word) for word in text.split())


def broken(r, text):
    """A hyphen at the end of a line, within the longest word."""
    word = max(text.replace("-", " ").replace("'", " ").split(), key=len)
    if len(word) < 5:
        return text
    at = text.index(word) + r.randint(2, len(word) - 2)
    return text[:at] + "-\n" + text[at:]


def slip(r, text):
    """One slip of the pen in the longest word."""
    word = max(text.split(), key=len)
    if len(word) < 5:
        return text
    at = r.randint(1, len(word) - 2)
    kind = r.choice("lost twice swapped changed".split())
    new = {"lost": word[:at] + word[at + 1:], "twice": word[:at] + word[at] + word[at:], "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2:], "changed": word[:at] + r.choice("aeioutrnsl") + word[at + 1:]}[kind]
    return text.replace(word, new, 1)


def misread(r, text):
    """What a scanner makes of it."""
    pairs = [("o", "0"), ("l", "1"), ("i", "l"), ("m", "rn"), ("e", "c"), ("s", "5"), ("b", "6"), ("a", "4")]
    can = [(a, b) for a, b in pairs[:6] if a in text.lower()[1:]]
    if not can:
        return text
    a, b = r.choice(can)
    at = text.lower().index(a, 1)
    return text[:at] + b + text[at + 1:]


def name(r, p, harsh):
    f, s = p["first"], p["surname"]
    m = p.get("middle")
    t = p.get("title")
    options = [("full", f"{f} {s}"), ("upper", f"{f} {s}".upper()), ("lower", f"{f} {s}".lower()), ("last_first", f"{s}, {f}"), ("last_first_upper", f"{s.upper()}, {f}"), ("first", f), ("initial_last", f"{f[0]}. {s}"), ("initial_last_nodot", f"{f[0]} {s}"), ("double_space", f"{f}  {s}")]
    if p.get("known_as"):
        options += [("nick", p["known_as"][0]), ("nick_last", f"{p['known_as'][0]} {s}")]
    if m:
        options += [("with_middle", f"{f} {m} {s}"), ("middle_initial", f"{f} {m[0]} {s}"), ("two_initials", f"{f[0]}.{m[0]}. {s}"), ("last_first_middle", f"{s}, {f} {m}")]
    if t:
        options += [("title_last", f"{t} {s}"), ("title_initial", f"{t} {f[0]} {s}"), ("title_upper", f"{t.upper()} {s.upper()}")]
    for former in p.get("former_surnames", []):
        options += [("maiden", f"{f} {former}"), ("nee", f"{f} {s} (née {former})"), ("formerly", f"{f} {s} (formerly {former})")]
    if harsh:
        initials = [("initials_dots", f"{f[0]}.{s[0]}."), ("initials", f"{f[0]}{s[0]}"), ("initials_space", f"{f[0]} {s[0]}")]
        if m:
            initials.append(("initials_three", f"{f[0]}{m[0]}{s[0]}"))
        options = options[:] + 2 * [("spaced", spaced(f"{f} {s}")), ("spaced_upper", spaced(f"{f} {s}".upper())), ("spaced_first", " ".join(f.upper())), ("broken", broken(r, f"{f} {s}")), ("broken_first", broken(r, f)), ("slip", slip(r, f"{f} {s}")), ("slip_first", slip(r, f)), ("misread", misread(r, f"{f} {s}")), ("over_lines", f"{f}\n{s}"), ("last_space_first", f"{s} {f}"), ("last_initial", f"{s} {f[0]}"), ("nbsp", f"{f}\u00a0{s}"), ("soft", f"{f[:2]}\u00ad{f[2:]} {s}"), ("hyphens", "-".join(f.upper())), r.choice(initials)]
    return r.choice(options)


def filename(r, p, harsh):
    f, s = plain(p["first"]).capitalize(), plain(p["surname"]).capitalize()
    kind = r.choice([("fn_snake", f"CIN_plan_{f}_{s}_v2.docx"), ("fn_dash", f"{s.lower()}-{f.lower()}-statement.pdf"), ("fn_space", f"Letter to {f} {s}.pdf"), ("fn_initial", f"{s}_{f[0]}_rehousing.pdf")] + ([("fn_camel", f"{f}{s}Statement.pdf"), ("fn_joined", f"{f.lower()}{s.lower()}.jpg"), ("fn_initial_joined", f"{f[0].lower()}{s.lower()}_plan.doc"), ("fn_url", f"https://files.example.gov.uk/cases/{s.lower()}/{f.lower()}/photo1.png"), ("fn_percent", f"{f}%20{s}%20risk.docx"), ("fn_plus", f"{s}+{f}+MARAC.xlsx")] if harsh else []))
    return kind, (f, s)


def dob(r, iso, harsh):
    y, m, d = (int(x) for x in iso.split("-"))
    mon = MONTHS[m - 1]
    options = [("dmy_slash", f"{d:02}/{m:02}/{y}"), ("dmy_short", f"{d}/{m}/{y % 100:02}"), ("dmy_dots", f"{d:02}.{m:02}.{y}"), ("dmy_dash", f"{d:02}-{m:02}-{y}"), ("iso", iso), ("long", f"{d} {mon} {y}"), ("mon", f"{d:02}-{mon[:3]}-{y}"), ("mon_short", f"{d} {mon[:3]} {y % 100:02}"), ("ordinal", f"{d}{suffix(d)} {mon} {y}"), ("us", f"{mon} {d}, {y}")]
    if harsh:
        options = options[:3] + [("words", f"{ordinal(d)} of {mon} {year(y)}"), ("words_the", f"the {ordinal(d)} {mon} {year(y)}"), ("words_month_first", f"{mon} the {ordinal(d)}, {year(y)}"), ("words_lower", f"{ordinal(d)} {mon.lower()} {year(y)}"), ("six", f"{d:02}{m:02}{y % 100:02}"), ("eight", f"{d:02}{m:02}{y}"), ("us_slash", f"{m:02}/{d:02}/{y}"), ("ordinal_of", f"{d}{suffix(d)} of {mon}, {y}"), ("spaces", f"{d:02} {m:02} {y}"), ("apostrophe", f"{d} {mon} '{y % 100:02}"), ("letter_o", f"{d:02}/{m:02}/{y}".replace("0", "O")), ("slash_spaces", f"{d} / {m} / {y}"), ("broken", f"{d} {mon}\n{y}"), ("upper", f"{d} {mon[:3].upper()} {y}"), ("ymd_slash", f"{y}/{m:02}/{d:02}"), ("us_short", f"{mon[:3]} {d} {y}")]
    return r.choice(options)


def aloud(r, number_):
    words, at = [], 0
    while at < len(number_):
        d = number_[at]
        word = r.choice(["oh", "zero", "nought"]) if d == "0" else ONES[int(d)]
        if at + 1 < len(number_) and number_[at + 1] == d and r.random() < .7:
            words.append(f"double {word}")
            at += 2
        else:
            words.append(word)
            at += 1
    sep = r.choice([" ", " ", ", "])
    if sep == ", ":
        return ", ".join(" ".join(words[i:i + 4]) for i in range(0, len(words), 4))
    return " ".join(words)


def phone(r, n, harsh):
    a = 5 if n[1] == "7" else 4
    area, rest = n[:a], n[a:]
    options = [("plain", n), ("space2", f"{area} {rest}"), ("space3", f"{area} {rest[:3]} {rest[3:]}"), ("dash", f"{area}-{rest[:3]}-{rest[3:]}"), ("dots", f"{area}.{rest[:3]}.{rest[3:]}"), ("brackets", f"({area}) {rest[:3]} {rest[3:]}"), ("plus44", f"+44{n[1:]}"), ("plus44_space", f"+44 {area[1:]} {rest}"), ("plus44_zero", f"+44 (0){area[1:]} {rest}"), ("p0044", f"0044 {area[1:]} {rest}"), ("pairs", f"{n[:3]} {n[3:7]} {n[7:]}")]
    if harsh:
        options = options[:4] + [("aloud", aloud(r, n)), ("aloud2", aloud(r, n).capitalize()), ("letter_o", f"{area} {rest}".replace("0", "O")), ("letter_o_small", n.replace("0", "o")), ("no_zero", f"{area[1:]} {rest}"), ("no_zero_plain", n[1:]), ("singles", " ".join(n)), ("twos", " ".join(n[i:i + 2] for i in range(0, 11, 2))), ("over_lines", f"{area}\n{rest}"), ("broken", f"{area} {rest[:3]}-\n{rest[3:]}"), ("slash", f"{area}/{rest}"), ("tel_uri", f"tel:+44{n[1:]}"), ("ell", f"{area} {rest}".replace("1", "l")), ("underscored", f"{area}_{rest}"), ("half_aloud", f"{area} {aloud(r, rest)}")]
    return r.choice(options)


def email(r, e, harsh):
    local, host = e.split("@")
    options = [("em_plain", e), ("em_upper", e.upper()), ("em_cap", e.capitalize()), ("em_mailto", f"mailto:{e}"), ("em_angle", f"<{e}>")]
    if harsh:
        say = e.replace(".", " dot ").replace("_", " underscore ").replace("@", " at ")
        options = options[:2] + [("said", say), ("square", e.replace("@", "[at]").replace(".", "[dot]")), ("round", e.replace("@", " (at) ").replace(".", " (dot) ")), ("at_word", e.replace("@", " at ")), ("spaces", e.replace("@", " @ ")), ("broken", f"{local}@\n{host}"), ("broken2", f"{local[:4]}-\n{local[4:]}@{host}"), ("local", local), ("dots_spaced", e.replace(".", " . ").replace("@", " @ ")), ("comma", e.replace(".", ",", 1))]
    return r.choice(options[:-1] if harsh else options)


def street(line):
    flat = ""
    if line.startswith("Flat"):
        flat, line = line.split(", ", 1)
    no, rest = line.split(" ", 1)
    words = rest.split(" ")
    return flat, no, " ".join(words[:-1]), words[-1]


def address(r, a, harsh):
    flat, no, nm, kind = street(a["line"])
    pc, area, town = a["postcode"], a["area"], a["town"]
    short = r.choice(KIND[kind])
    full = f"{a['line']}, {area}, {town}, {pc}"
    options = [("adr_line", full), ("adr_upper", f"{a['line']}, {area}".upper()), ("adr_lower", f"{a['line']}, {town}".lower()), ("adr_abbr", f"{no} {nm} {short}"), ("adr_abbr_pc", f"{no} {nm} {short} {pc.replace(' ', '')}"), ("adr_no", f"No. {no} {nm} {kind}"), ("adr_number_street", f"{no} {nm} {kind}"), ("adr_street_only", f"{nm} {kind}"), ("adr_comma", f"{no}, {nm} {kind}, {area}"), ("adr_block", full.replace(", ", "\n"))]
    if harsh:
        options = options[:3] + [("words", f"{number(int(no))} {nm} {kind}"), ("words_cap", f"{number(int(no)).capitalize()} {nm} {short}"), ("broken", broken(r, f"{no} {nm} {kind}")), ("broken_street", broken(r, f"{nm} {kind}")), ("slip", slip(r, f"{no} {nm} {kind}")), ("no_kind", f"{no} {nm}"), ("over_lines", f"{no} {nm}\n{kind}"), ("spaced", spaced(f"{no} {nm} {kind}")), ("url", f"https://maps.example.com/?q={no}+{nm.replace(' ', '+')}+{kind}"), ("file", f"{no}_{nm.replace(' ', '_')}_{kind}"), ("street_abbr", f"{nm} {short}"), ("bracket", f"{nm} {kind} ({no})"), ("misread", misread(r, f"{no} {nm} {kind}")), ("town_pc", f"{no} {nm} {short}, {town} {pc.lower()}"), ("no_spaces", f"{no}{nm.replace(' ', '')}{kind}")][:-1]
        if flat:
            options += [("flat_slash", f"{flat.split()[1]}/{no} {nm} {kind}"), ("flat_lower", f"flat {flat.split()[1]} {no} {nm} {short}"), ("apartment", f"Apt {flat.split()[1]}, {no} {nm} {kind}")]
    return r.choice(options)


def postcode(r, pc, harsh):
    out, inn = pc.split()
    options = [("pc_plain", pc), ("pc_nospace", out + inn), ("pc_lower", pc.lower()), ("pc_lower_nospace", (out + inn).lower()), ("pc_two_spaces", f"{out}  {inn}")]
    if harsh:
        options = options[:2] + [("hyphen", f"{out}-{inn}"), ("spaced", " ".join(out + inn)), ("outward", out), ("over_lines", f"{out}\n{inn}"), ("dots", f"{out}.{inn}"), ("sector", f"{out} {inn[0]}"), ("letter_o", pc.replace("0", "O").replace("1", "I"))]
    return r.choice(options)


def nino(r, n, harsh):
    options = [("ni_plain", n), ("ni_pairs", f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:8]} {n[8]}"), ("ni_lower", n.lower()), ("ni_dash", f"{n[:2]}-{n[2:4]}-{n[4:6]}-{n[6:8]}-{n[8]}")]
    if harsh:
        options += [("spaced", " ".join(n)), ("letter_o", n[:2] + n[2:8].replace("0", "O") + n[8]), ("no_suffix", n[:8]), ("over_lines", f"{n[:2]} {n[2:4]} {n[4:6]}\n{n[6:8]} {n[8]}"), ("dots", f"{n[:2]}.{n[2:8]}.{n[8]}")]
    return r.choice(options)


def nhs(r, n, harsh):
    options = [("nhs_plain", n), ("nhs_spaced", f"{n[:3]} {n[3:6]} {n[6:]}"), ("nhs_dash", f"{n[:3]}-{n[3:6]}-{n[6:]}")]
    if harsh:
        options += [("dots", f"{n[:3]}.{n[3:6]}.{n[6:]}"), ("aloud", aloud(r, n)), ("letter_o", n.replace("0", "O")), ("singles", " ".join(n)), ("over_lines", f"{n[:3]} {n[3:6]}\n{n[6:]}"), ("fours", f"{n[:4]} {n[4:8]} {n[8:]}")]
    return r.choice(options)


def car(r, p, harsh):
    options = [("car_space", f"{p[:4]} {p[4:]}"), ("car_plain", p), ("car_lower", f"{p[:4]} {p[4:]}".lower()), ("car_lower_plain", p.lower())]
    if harsh:
        options += [("partial_first", p[:4]), ("partial_last", p[4:]), ("hyphen", f"{p[:4]}-{p[4:]}"), ("spaced", " ".join(p)), ("letter_o", p.replace("0", "O")), ("spelled", " ".join(SPELL.get(c) or ONES[int(c)] for c in p)), ("stars", f"{p[:4]} ***"), ("dots", f"{p[:2]}.{p[2:4]}.{p[4:]}")]
    return r.choice(options)


def handle(r, h, harsh):
    options = [("so_plain", h), ("so_at", f"@{h}"), ("so_url", f"instagram.com/{h}"), ("so_tiktok", f"https://www.tiktok.com/@{h}")]
    if harsh:
        options += [("upper", h.upper()), ("said", h.replace("_", " underscore ")), ("dot", h.replace("_", ".")), ("space", h.replace("_", " ")), ("dash", h.replace("_", "-")), ("at_space", f"@ {h}")]
    return r.choice(options)


def place(r, o, harsh):
    words = o.split()
    small = {"the", "at", "of", "and"}
    options = [("org_full", o), ("org_upper", o.upper()), ("org_noapos", o.replace("'", ""))]
    generic = {"school", "surgery", "practice", "centre", "home", "company", "services", "nursery", "refuge", "project", "academy"}
    if words[-1].lower() in generic and len(words) > 2:
        options.append(("org_short", " ".join(words[:-1])))
    if harsh:
        shorter = {"School": "Sch", "Primary": "Prim", "Community": "Comm", "Catholic": "Cath", "Surgery": "Surg", "Medical": "Med", "Practice": "Prac", "Centre": "Ctr", "Health": "Hlth", "Street": "St", "Academy": "Acad"}
        acronym = "".join(w[0] for w in words if w.lower() not in small)
        options = options[:2] + [("org_lower", o.lower()), ("broken", broken(r, o)), ("slip", slip(r, o)), ("over_lines", o.replace(" ", "\n", 1)), ("abbreviated", " ".join(shorter.get(w, w) for w in words)), ("hyphens", o.replace(" ", "-")), ("file", o.replace(" ", "_")), ("misread", misread(r, o))]
        if len(acronym) > 2:
            options += [("acronym", acronym), ("acronym_dots", ".".join(acronym) + ".")]
    return r.choice(options)


def bank(r, b, harsh):
    s, a = b.split()
    pairs = lambda n: " ".join(n[i:i + 2] for i in range(0, len(n), 2))
    options = [("bk_plain", b), ("bk_dash", f"{s[:2]}-{s[2:4]}-{s[4:]} {a}"), ("bk_account", a)]
    if harsh:
        options += [("pairs", pairs(s + a)), ("pairs_account", pairs(a)), ("slash", f"{s[:2]}-{s[2:4]}-{s[4:]} / {a}"), ("fours", f"{s} {a[:4]} {a[4:]}"), ("sort", f"{s[:2]}-{s[2:4]}-{s[4:]}"), ("over_lines", f"{s[:2]}-{s[2:4]}-{s[4:]}\n{a}"), ("joined", s + a)]
    return r.choice(options)
