"""Invented people, places and numbers for the redaction benchmark. Nobody here is real; telephone numbers, postcodes and the rest are drawn."""
import random
import string

WORD_FIRST = "Grace Rose Hope Faith Joy May June April Summer Autumn Amber Ruby Pearl Jade Violet Lily Daisy Poppy Ivy Holly Heather Iris Olive Dawn Eve Robin Penny Ginger Melody Honey Skye Destiny Harmony Crystal Star Willow Hazel Rosemary Mercy Patience Constance".split()
OTHER_FIRST = "Priya Natalie Stacey Chioma Agnieszka Fatima Bronwen Siobhán Zoë Kelly Donna Leanne Rukhsana Gurpreet Mei Oluwaseun Blessing Kasia Svetlana Maryam Shanice Cerys Niamh Debbie Tracey Joanne Michelle Samantha Katherine Elizabeth Rebecca Jennifer Yetunde Anjali Roxana Halima".split()
CHILD = "Riley Oscar Zara Yusuf Isla Maja Alfie Tyler Ellie-Mae Poppy Mason Jayden Amelia Kofi Aaliyah Jakub Eesa Lacey-Mae Freddie Harper Noor Teddy Ayaan Connie Finley Mohammed".split()
MEN = "Liam Imran Paul Shane Kwame Dean Lee Wayne Carl Mark Will Darren Craig Tariq Piotr Gareth Rob Grant Jason Scott Ryan Stephen Anthony Curtis Dwayne".split()
WORD_LAST = "Hill Fox Waters Field Marsh Young Park Wood Lane Bishop King Cook Mills Stone Rivers Banks Brook Snow Winter Long Short Price Cross Bond Page Day Gold Cole Church Bell Pike Frost Love Power Rule Case".split()
OTHER_LAST = "Nowicki Tattersall Haverley Hargreaves Vickerstaff Lonsdale Okonkwo Chaudhry Brzezinski Entwistle Penhallow Ravensworth Whitlock Fairhurst Bartram Yardley Crabtree O'Rourke McAllister Smith-Jones Adeyemi Kowalczyk Begum Ramsbottom Ogunleye Thistlethwaite Featherstone Llewellyn Villanueva Mukherjee Abdi-Warsame Szymańska Greenhalgh Oyelaran Pemberton Swindlehurst Akhtar-Malik Duckworth".split()
NICK = {"Katherine": ["Kat", "Kath"], "Elizabeth": ["Lizzie", "Betty"], "Rebecca": ["Becky", "Bex"], "Samantha": ["Sam", "Sammie"], "Jennifer": ["Jen", "Jenny"], "Heather": ["Hev"], "Natalie": ["Nat"], "Priya": ["Pri"], "Grace": ["Gracie"], "Mohammed": ["Mo"], "Alfie": ["Alf"], "Oscar": ["Ozzy"], "Zara": ["Zaz"], "Agnieszka": ["Aga"], "Joanne": ["Jo"]}
MIDDLE = "Marie Jane Ruth Louise Anne Claire Nicole Ngozi Bibi Kaur Rose May Elizabeth Dorota Leigh".split()
STREETS = ["Wychwood", "Spinney", "Larkhill", "Old Mill", "Thornfield", "Ingleby", "Netherfield", "Harewell", "Peverell", "Sandwell", "Lodge Hill", "Moss Carr", "Hollin Bank", "Rawdon", "Quarry", "Foxglove", "St Mary's", "Bracken", "Upper Fold", "Tanner", "Beckside", "Eskdale", "Mill Dam", "Pinfold", "Ashworth", "Dovecote", "Kestrel", "Long Meadow", "Wheatfield", "Amberley", "Gorse", "Priestley"]
KIND = {"Road": ["Rd", "rd", "Rd."], "Street": ["St", "St.", "Str"], "Avenue": ["Ave", "Av", "Ave."], "Lane": ["Ln", "Ln.", "La"], "Close": ["Cl", "Clo", "Cl."], "Drive": ["Dr", "Dr.", "Drv"], "Grove": ["Gr", "Gro"], "Crescent": ["Cres", "Cresc"], "Court": ["Ct", "Crt"], "Place": ["Pl"], "Terrace": ["Terr", "Ter", "Tce"], "Gardens": ["Gdns"], "Walk": ["Wlk", "Wk"], "Way": ["Wy"], "View": ["Vw"]}
AREA = "Kirkholme|Nether Cross|Canalside|Highroyd|Eastmoor|Larch Vale|Whinney Bank|Saltergate|Newfield Green|Beacon Park".split("|")
TOWN = "Averton|Brackley Mills|Calderbridge|Dunsworth|Elmscar|Marram|Fenholme|Ashby Cross".split("|")
PREFIX = "HX LS BD DE DN OL WF HD YO NG SK PR".split()
SCHOOL = ["St Bede's Catholic Primary School", "Ravenscar Community Primary School", "Thornbury Grange Nursery", "Beckfoot Lane Infant School", "Holy Trinity CE Junior School", "Oakmere High School", "Windle Brook Academy", "St Chad's RC Primary School", "Little Acorns Nursery", "Northcote Park Junior School"]
GP = ["Canal Street Health Centre", "Priory Lodge Surgery", "Moorside Medical Practice", "Dr Patel and Partners", "Riverbank Medical Centre", "The Laurels Surgery", "Kingsway Health Centre", "Sherwood House Practice"]
WORK = ["Calder Valley Logistics", "Brightwater Care Home", "Hexton Mills Call Centre", "Spindle Bakery", "Fairway Cleaning Services", "Marlow and Finch Solicitors", "Tollgate Garden Centre", "Pennine Laundry Company"]
REFUGE = ["The Haven at Millbrook", "Juniper House", "Rosebank Refuge", "Lighthouse Women's Aid", "Orchard House", "Safe Harbour Project"]
STAFF = "Olu Martins|Helen Braithwaite|Morag Sinclair|Beth Rowntree|Rachel Trueman|Farah Siddique|Martin Osei|Sunita Rao|Dawn Ashcroft|Peter Lund|Ioana Popescu|Callum Reid".split("|")
THIRD = "Derek Mostyn|Joan Swithenbank|Pauline Crosswell|Terry Blenkin|Shabnam Yaqoob|Iqra Haleem|Colin Grimshawe|Mabel Ottaway|Viktor Hrabal|Denise Larkspur|Hamid Nazari|Sheila Clegg|Bill Tasker|Precious Moyo|Gwen Pritchard|Tomasz Zielinski".split("|")


def digits(r, n):
    return "".join(r.choice("0123456789") for _ in range(n))


def mobile(r):
    return "07" + r.choice("3456789") + digits(r, 8)


def landline(r):
    area = r.choice(["0113", "0114", "0115", "0121", "0151", "0161", "01274", "01422", "01632", "020"])
    return area + digits(r, 11 - len(area))


def postcode(r):
    inner = "ABDEFGHJLNPQRSTUWXYZ"
    return f"{r.choice(PREFIX)}{r.randint(1, 29)} {r.randint(1, 9)}{r.choice(inner)}{r.choice(inner)}"


def address(r):
    line = f"{r.randint(1, 160)} {r.choice(STREETS)} {r.choice(list(KIND))}"
    if r.random() < .3:
        line = f"Flat {r.randint(1, 14)}, {line}"
    return {"line": line, "area": r.choice(AREA), "town": r.choice(TOWN), "postcode": postcode(r)}


def nhs(r):
    while True:
        nine = digits(r, 9)
        check = 11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1))) % 11
        if check != 10:
            return nine + str(check % 11)


def nino(r):
    return r.choice("ABCEGHJKLMNPRSTWXYZ") + r.choice("ABCEGHJKLMNPRSTWXYZ") + digits(r, 6) + r.choice("ABCD")


def plate(r):
    letters = "ABCDEFGHJKLMNOPRSTUVWXYZ"
    return r.choice(letters) + r.choice(letters) + r.choice(["02", "08", "12", "13", "15", "17", "19", "21", "23", "24", "58", "62", "65", "68", "70", "73"]) + "".join(r.choice(letters) for _ in range(3))


def dob(r, old):
    year = r.randint(1950, 2004) if old else r.randint(2008, 2023)
    return f"{year}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"


def plain(text):
    table = str.maketrans("áëńé", "aene")
    return text.translate(table).lower().replace("'", "").replace("-", "").replace(" ", "")


def person(r, role, surname=None, old=True, first=None):
    first = first or r.choice(r.choice([WORD_FIRST, OTHER_FIRST]) if old else CHILD)
    surname = surname or r.choice(r.choice([WORD_LAST, OTHER_LAST, OTHER_LAST]))
    p = {"role": role, "first": first, "surname": surname, "dob": dob(r, old), "nhs": nhs(r)}
    p["known_as"] = NICK.get(first, [])[:1]
    if old:
        p["title"] = r.choice(["Ms", "Mrs", "Miss"])
        p["middle"] = r.choice(MIDDLE)
        p["former_surnames"] = [r.choice(OTHER_LAST)] if r.random() < .5 else []
        p["phones"] = [mobile(r), landline(r)]
        p["emails"] = [f"{plain(first)}{r.choice(['.', '_', ''])}{plain(surname)}{r.randint(1, 99)}@{r.choice(['gmail.com', 'yahoo.co.uk', 'hotmail.co.uk', 'outlook.com', 'icloud.com'])}"]
        p["addresses"] = [address(r)]
        p["nino"] = nino(r)
        p["vehicles"] = [plate(r)]
        p["handles"] = [f"{plain(first)[:4]}_{plain(surname)[:5]}{r.randint(1, 99)}"]
        p["gp"], p["workplace"], p["refuge"] = r.choice(GP), r.choice(WORK), r.choice(REFUGE)
        p["bank"] = [f"{digits(r, 6)} {digits(r, 8)}"]
    else:
        p["school"] = r.choice(SCHOOL)
    return p


def case(r, name):
    adult = person(r, "protected adult")
    man = {"title": "Mr", "first": r.choice(MEN), "surname": r.choice(WORD_LAST + OTHER_LAST), "dob": dob(r, True), "phones": [mobile(r)], "addresses": [address(r)], "vehicles": [plate(r)], "nino": nino(r)}
    if r.random() < .3:
        man["surname"] = adult["surname"]
    man["emails"] = [f"{plain(man['first'])}.{plain(man['surname'])}@{r.choice(['icloud.com', 'live.co.uk', 'gmail.com'])}"]
    children, used = [], set()
    for _ in range(r.randint(0, 3)):
        child = person(r, "protected child", r.choice([adult["surname"], man["surname"]]), False)
        if child["first"] not in used:
            used.add(child["first"])
            children.append(child)
    town = r.choice(TOWN)
    domain = town.split()[0].lower() + ".gov.uk"
    organisation = {"name": f"{town} {r.choice(['Borough Council', 'City Council', 'Metropolitan Borough Council'])}", "phones": [landline(r), f"0300 {digits(r, 3)} {digits(r, 4)}"], "domain": domain, "office": address(r), "staff": r.sample(STAFF, 5)}
    return {"case_id": name, "protected": [adult] + children, "recipient": man, "organisation": organisation}


def letters(text):
    return [c for c in text if c in string.ascii_letters]
