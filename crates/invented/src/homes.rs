//! Towns, streets, houses, telephones: none of them real.

/// A place where people live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Home {
    pub(crate) flat: Option<u32>,
    pub(crate) house: u32,
    pub(crate) street: String,
    pub(crate) town: String,
    pub(crate) postcode: String,
    pub(crate) landline: String,
}

const TOWNS: [&str; 24] = [
    "Marram",
    "Ellerdale",
    "Castle Bourne",
    "Norchester",
    "Penwick",
    "Thornby",
    "Salterhead",
    "Great Oakley Moor",
    "Ravensea",
    "Bellingford",
    "Coldharbour",
    "Dunmere",
    "Eastholt",
    "Fenny Drayford",
    "Garsbridge",
    "Hexworth",
    "Ingleby Cross",
    "Kettlesham",
    "Longmarsh",
    "Mickleham",
    "Overstone",
    "Quarrington",
    "Stokeley",
    "Upper Windale",
];
const STREETS: [&str; 60] = [
    "Abbey",
    "Acacia",
    "Albion",
    "Ash",
    "Baker",
    "Beech",
    "Bishop",
    "Bramble",
    "Bridge",
    "Brook",
    "Canal",
    "Cedar",
    "Chapel",
    "Cherry Tree",
    "Church",
    "Clarence",
    "Coronation",
    "Cromwell",
    "Dean",
    "Derby",
    "Elm",
    "Farm",
    "Forge",
    "George",
    "Gladstone",
    "Glebe",
    "Gordon",
    "Granby",
    "Grange",
    "Hazel",
    "High",
    "Hill",
    "Holly",
    "Ivy",
    "Jubilee",
    "King",
    "Kingsway",
    "Lime",
    "Manor",
    "Market",
    "Mill",
    "Moss",
    "Newton",
    "Oak",
    "Orchard",
    "Park",
    "Priory",
    "Queen",
    "Rectory",
    "St James",
    "St Mary's",
    "School",
    "Spring",
    "Station",
    "Sycamore",
    "Tower",
    "Union",
    "Vicarage",
    "Well",
    "York",
];
pub(crate) const KINDS: [(&str, &str); 12] = [
    ("Road", "Rd"),
    ("Street", "St"),
    ("Avenue", "Ave"),
    ("Lane", "Ln"),
    ("Drive", "Dr"),
    ("Close", "Cl"),
    ("Court", "Ct"),
    ("Crescent", "Cres"),
    ("Gardens", "Gdns"),
    ("Place", "Pl"),
    ("Terrace", "Terr"),
    ("Grove", "Gr"),
];

impl Home {
    /// A house among those that so many people live in.
    pub(crate) fn any(people: usize, dice: &mut fastrand::Rng) -> Self {
        let streets = (people / 90).clamp(12, 40_000);
        Self::in_street(dice.usize(..streets), dice)
    }

    fn in_street(street: usize, dice: &mut fastrand::Rng) -> Self {
        let mut of_street = fastrand::Rng::with_seed(street as u64 ^ 0x5711_33aa);
        let town = of_street.usize(..TOWNS.len());
        let name = STREETS[of_street.usize(..STREETS.len())];
        let kind = KINDS[of_street.usize(..KINDS.len())].0;
        let blocks = of_street.f64() < 0.15;
        let house = dice.u32(1..=140);
        let out = town * 3 + of_street.usize(..3);
        let letters = b"ABDEFGHJLNPQRSTUWXYZ";
        let mut of_code = fastrand::Rng::with_seed((street as u64) << 8 | u64::from(house / 30));
        let letter = |dice: &mut fastrand::Rng| char::from(letters[dice.usize(..letters.len())]);
        let postcode = format!(
            "Z{}{} {}{}{}",
            letter(&mut fastrand::Rng::with_seed(town as u64)),
            out + 1,
            of_code.u32(0..10),
            letter(&mut of_code),
            letter(&mut of_code)
        );
        let landline = format!("01{:03}{:06}", 400 + town, dice.u32(100_000..999_999));
        let flat = (blocks || dice.f64() < 0.04).then(|| dice.u32(1..=24));
        Self { flat, house, street: format!("{name} {kind}"), town: TOWNS[town].to_owned(), postcode, landline }
    }
}

/// A mobile number of a range that is kept for drama, made longer so that a million people have their own.
pub(crate) fn mobile(dice: &mut fastrand::Rng) -> String {
    format!("07{:09}", dice.u32(0..1_000_000_000))
}
