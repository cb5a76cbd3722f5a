//! The lists, by what their words do.

use super::Class;

/// Each set of words with what they are.
pub const LISTS: &[(Class, &str)] = &[
    (
        Class::MONTH,
        "january february march april may june july august september october november december \
         jan feb mar apr jun jul aug sep sept oct nov dec",
    ),
    (
        Class::NUMBER,
        "nought zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
         eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand fourty ninty",
    ),
    (
        Class::ORDINAL,
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth \
         sixteenth seventeenth eighteenth nineteenth twentieth thirtieth st nd rd th",
    ),
    (Class::TITLE, "mr mrs ms miss mx dr prof sir lady rev madam mister mstr"),
    (Class::FEMALE, "mrs ms miss lady madam she her hers mother mum mam mummy daughter sister girl woman wife aunt"),
    (Class::MALE, "mr mister sir he him his father dad daddy son brother boy man husband uncle"),
    (
        Class::ROAD,
        "road rd street st str avenue ave av lane ln drive dr drv close cl clo court ct crt cts crescent cres cresc gardens gdns gdn \
         garden grove gr gro grv place pl square sq terrace terr ter tce way wy hill hl park pk mews mws row walk wlk wk green grn \
         parade pde rise view vw yard yd wharf quay mount mt vale drove bank fold croft gate brow side path highway approach meadow \
         meadows heights estate est broadway passage psge whf crft",
    ),
    (Class::DWELLING, "flat flt apartment apt unit room studio maisonette bedsit"),
    (Class::BORN, "born dob birth birthday birthdate bday bday d0b aged"),
    (
        Class::PHONE,
        "phone telephone tel mobile mob mobi moblie number numbers ring rings rang call calls called calling text texts texted dial \
         contact contacts fax landline cell whatsapp ph tele whatsapped sms telephones telephoned phoned contactable reach",
    ),
    (
        Class::RELATION,
        "neighbour neighbours neighbor mother mum mam mums father dad stepmother stepfather stepmum stepdad grandmother \
         grandfather gran nan nana nanna grandma grandad granddad friend friends sister brother aunt auntie uncle cousin niece nephew \
         landlord landlady witness kin carer childminder godmother godfather sibling colleague employer lodger housemate \
         flatmate informant complainant relative guardian babysitter boyfriend girlfriend fiance fiancee caller bystander \
         passerby householder occupier resident parent inlaw homeowner guarantor referee buddy mate \
         stepsister stepbrother grandson granddaughter keyholder chaperone acquaintance visitor",
    ),
    (
        Class::OFFICIAL,
        "pc dc ds di dci ps dr sgt sergeant inspector constable detective officer officers worker chair chairperson minutes coordinator \
         idva isva nurse doctor gp teacher head headteacher solicitor barrister judge recorder councillor cllr magistrate manager \
         adviser advisor advocate lead midwife psychologist registrar consultant caseworker social team safeguarding housing \
         probation surveyor clerk signed investigator author custodian practitioner therapist counsellor receptionist \
         pcso wpc superintendent director commissioner usher cafcass counsel paramedic psychiatrist senco dsl lado fitter engineer \
         operative contractor electrician plumber assessor caretaker",
    ),
    (
        Class::DOES,
        "is was has had said says told tells asked asks rang rings called calls came comes went goes lives lived works worked attended \
         attends reported reports wants wanted will would can could should does did do feels felt left leaves took takes stated states \
         confirmed confirms disclosed discloses moved moves stayed stays agreed agrees thinks thought knows knew gave gives got gets \
         explained explains described describes returned returns met meets spoke speaks texted texts emailed emails phoned phones \
         walked walks drove drives looked looks seemed seems appeared appears became becomes cried cries woke wakes answered answers \
         uses used keeps kept may might must needs needed likes liked hopes hoped whose who also then just still never always now \
         picked collected present missed presented showed shows started starts stopped refused refuses accepted accepts declined \
         declines fled visited hid hides slept sleeps drew wrote writes sat wore wears believes believed fears feared \
         cannot ran thanked apologised requested requests received receives \
         denied denies admitted consented consents remains remained arrived arrives signed signs engaged engages suffers suffered \
         shared mentioned mentions pushed hit alleged alleges again yesterday today since because and or if when so but \
         settled enjoys enjoyed struggles struggled been be being were are am have having not alone herself himself \
         travelled travels parked parks registered turned stood held reads read bought sold owns owned paid pays prefers preferred \
         plans planned tried tries saying living staying working hiding sleeping crying asking opened opens closed",
    ),
    (
        Class::DONE_TO,
        "called me met told asked rang saw seen spoke spoken speak speaking with visited contacted contact texted emailed phoned ring call \
         tell ask meet thanked invited helped help support supported supporting hit pushed threatened threaten followed knows know knew \
         where client victim vic applicant name named dear hi hello regarding re about from to by for mother mum daughter \
         son child pupil patient tenant sister miss wife partner girlfriend ex baby and likes loves loved love hurt harmed harm collect \
         collected collects collecting kill find finding found approach approached warn warned remind reminded message messaged \
         when if because whether said says while since resident complainant survivor mrs ms mr supports accompanied between \
         harassed harass escorted interviewed assaulted protect assessed advised advise informed inform updated \
         mummy saying hiya hey thanks thank user against witness",
    ),
    (
        Class::DETERMINER,
        "the a an this that these those every each no any some our your my their its his her another which what such \
         all both either neither more most many much few several full half own other same whole",
    ),
    (
        Class::PREPOSITION,
        "in on at of for about re regarding than from to into onto over under by with without between among through across along around above below upon \
         within during before after until towards near against off out up down per via like as",
    ),
    (Class::PRONOUN, "i you he she it we they him her us them me myself herself himself yourself anyone someone nobody who"),
    (Class::SPOKEN, "oh o nought naught nil zero one two three four five six seven eight nine double treble triple dbl trebl"),
    (
        Class::HOUSE,
        "house houses home flat flats bungalow terrace terraced cottage cottages property building block maisonette semi \
         townhouse barn farm farmhouse caravan houseboat boat chalet lodge apartment bedsit studio shop \
         place villa tower end bakery salon cafe nursery takeaway chippy pub office factory warehouse \
         yard roundabout school playgroup pharmacy chemist launderette hairdressers hairdresser supermarket",
    ),
    (
        Class::WHERE,
        "opposite behind beside above below next near nearest facing overlooking backing adjoining past beyond corner end \
         outside across alongside adjacent between over under before after round around top bottom middle back",
    ),
    (
        Class::MARK,
        "only last first corner end painted pebble pebbledashed dashed coloured blue green red yellow pink purple lilac \
         white black grey orange brown cream turquoise pale bright boarded double tallest smallest biggest \
         thatched whitewashed stone brick rendered cladding porch gate garage window windows \
         frames door doors drive panels solar tree trees puzzle left right tall thin narrow big little small old derelict new modern gable chimney conservatory fence hedge balcony railings shutters garden driveway flagpole statue willow steps",
    ),
    (Class::HEALTH, "nhs"),
    (
        Class::VEHICLE,
        "car van vehicle reg registration vrm vrn index plate plates motor drives driving driven numberplate motorbike corsa \
         fiesta golf astra polo clio focus",
    ),
    (Class::ENDING, "ending ends end last finishing finishes beginning starting begins starts partial part final first digits"),
    (
        Class::LIVES,
        "address lives living lived resides residing live stays staying stayed home addr property moved accommodation tenancy \
         of at near postcode",
    ),
    (Class::MAIL, "email mail mailto emails emailed"),
    (Class::NAMED, "name named called names surname forename aka alias"),
    (Class::DOMAIN, "com co uk org net gov nhs info io police"),
    (
        Class::SPELLED,
        "alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet kilo lima mike november oscar papa quebec romeo sierra \
         tango uniform victor whiskey whisky xray yankee zulu",
    ),
    (
        Class::COLUMN,
        "ref reference id no number name person client full first last surname forename tenant case date dob role address addr email mail phone \
         tel job client patient pupil applicant resident entry item event when what agency ward site block contractor tel mobile type record row uprn nhs nino ni postcode title relation relationship witness contact household names member",
    ),
    (Class::GIVEN, super::givens::GIVEN),
    (
        Class::ACRONYM,
        "gp nhs dob da dv ni ms mr dr pc ps dc ds di re cc ok id am pm tv uk eu usa it hr hq ltd ref tel mob fao asap tbc tbd aob nfa \
         cps ccg cin cp cpp eha ehcp dsl lado mash marac mappa idva isva dash vawg iva ihv hv sw swt fsw cse csc asc asb \
         dwp uc esa pip hb lha hmo hmcts cafcass csa fgm hbv cctv vrm anpr pnc pnd wpc pcso dci atv vip bst gmt mp \
         po box pdf doc jpg csv xls url http https www faq gdpr dpa foi sar sars dpo cv vm tc \
         mot dvla hmrc bbc itv aa rac icu er bmi ecg mri gcse pta senco wo no of on or to up us we by as an at be do in is \
         and the for was not are but had has her his she him you all any can may one two out who why how new now old off per see \
         official sensitive case victim address child children mobile officer date minutes chair re fw fwd so if my go me he oh",
    ),
];
