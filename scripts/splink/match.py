#!/usr/bin/env python3
"""Links or dedupes with Splink on DuckDB, tuned by hand, for the benchmark of our own matching: match.py FOLDER PAIRS.csv [apart]

FOLDER holds records.csv, or register.csv and feed.csv, with our columns. What is tuned: normalised columns, term frequencies for names, levels for
nicknames by initial, swapped names, one joint level for the place, twelve blocking rules, training that leaves out keys which relatives share. With `apart`, for lists without households whose
addresses are full of slips (Febrl's), house, street, town and postcode are compared each on its own.
"""
import os
import resource
import sys

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

CLEAN = r"""
select record_id as unique_id,
  nullif(regexp_replace(lower(strip_accents(first_name)), '[^a-z]', '', 'g'), '') as first_name,
  nullif(regexp_replace(lower(strip_accents(surname)), '[^a-z]', '', 'g'), '') as surname,
  nullif(regexp_replace(lower(strip_accents(split_part(middle_names, ' ', 1))), '[^a-z]', '', 'g'), '') as middle,
  nullif(upper(left(sex, 1)), '') as sex,
  try_cast(nullif(dob, '') as date) as dob,
  nullif(regexp_extract(address, '(\d+)[a-zA-Z]?\s+\D*$', 1), '') as house,
  nullif(left(regexp_replace(lower(regexp_extract(address, '\d+[a-zA-Z]?\s+(\D+)$', 1)), '[^a-z]', '', 'g'), 7), '') as street,
  nullif(regexp_replace(lower(regexp_replace(address, '^[^ ]* ', '')), '[^a-z]', '', 'g'), '') as way,
  nullif(regexp_replace(lower(town), '[^a-z]', '', 'g'), '') as town,
  nullif(regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g'), '') as postcode,
  nullif(right(regexp_replace(phone, '[^0-9]', '', 'g'), 9), '') as phone,
  nullif(lower(email), '') as email,
  nullif(left(regexp_replace(upper(nino), '[^A-Z0-9]', '', 'g'), 8), '') as nino,
  nullif(regexp_replace(lower(strip_accents(aliases)), '[^a-z ;]', '', 'g'), '') as aliases
from read_csv(?, all_varchar = true, header = true, nullstr = '')
"""


def cleaned(connection, path):
    text = CLEAN
    for column in "first_name surname middle_names sex dob address town postcode phone email nino aliases".split():
        text = text.replace(f"({column}", f"(coalesce({column}, '')")
    return connection.execute(text, [path]).df()


FIRST = cl.CustomComparison(
    output_column_name="first_name",
    comparison_levels=[
        cll.NullLevel("first_name"),
        cll.ExactMatchLevel("first_name").configure(tf_adjustment_column="first_name"),
        cll.CustomLevel("first_name_l = surname_r and first_name_r = surname_l", label_for_charts="swapped"),
        cll.JaroWinklerLevel("first_name", 0.92),
        cll.CustomLevel("first_name_l = middle_r or middle_l = first_name_r", label_for_charts="further name"),
        cll.CustomLevel("(length(first_name_l) = 1 or length(first_name_r) = 1) and left(first_name_l, 1) = left(first_name_r, 1)", label_for_charts="initial"),
        cll.CustomLevel("left(first_name_l, 3) = left(first_name_r, 3)", label_for_charts="short form"),
        cll.ElseLevel(),
    ],
)
SURNAME = cl.CustomComparison(
    output_column_name="surname",
    comparison_levels=[
        cll.NullLevel("surname"),
        cll.ExactMatchLevel("surname").configure(tf_adjustment_column="surname"),
        cll.JaroWinklerLevel("surname", 0.92),
        cll.CustomLevel("contains(surname_l, surname_r) or contains(surname_r, surname_l)", label_for_charts="part"),
        cll.CustomLevel("contains(coalesce(aliases_l, ''), surname_r) or contains(coalesce(aliases_r, ''), surname_l)", label_for_charts="alias"),
        cll.ElseLevel(),
    ],
)
DOB = cl.CustomComparison(
    output_column_name="dob",
    comparison_levels=[
        cll.NullLevel("dob"),
        cll.ExactMatchLevel("dob").configure(tf_adjustment_column="dob"),
        cll.CustomLevel("year(dob_l) = year(dob_r) and month(dob_l) = day(dob_r) and day(dob_l) = month(dob_r)", label_for_charts="swapped"),
        cll.CustomLevel("damerau_levenshtein(strftime(dob_l, '%Y%m%d'), strftime(dob_r, '%Y%m%d')) <= 1", label_for_charts="one digit"),
        cll.CustomLevel("year(dob_l) = year(dob_r) and (strftime(dob_l, '%m%d') = '0101' or strftime(dob_r, '%m%d') = '0101')", label_for_charts="default"),
        cll.CustomLevel("abs(year(dob_l) - year(dob_r)) <= 10", label_for_charts="ten years"),
        cll.ElseLevel(),
    ],
)
PLACE = cl.CustomComparison(
    output_column_name="place",
    comparison_levels=[
        cll.CustomLevel("postcode_l is null and town_l is null or postcode_r is null and town_r is null", label_for_charts="null").configure(is_null_level=True),
        cll.CustomLevel("house_l = house_r and (postcode_l = postcode_r or street_l = street_r and town_l = town_r)", label_for_charts="house"),
        cll.CustomLevel("postcode_l = postcode_r", label_for_charts="postcode"),
        cll.CustomLevel("town_l = town_r", label_for_charts="town"),
        cll.ElseLevel(),
    ],
)


def exact_or_near(column):
    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[cll.NullLevel(column), cll.ExactMatchLevel(column), cll.DamerauLevenshteinLevel(column, 1), cll.ElseLevel()],
    )


def text(column, *near):
    levels = [cll.NullLevel(column), cll.ExactMatchLevel(column).configure(tf_adjustment_column=column)]
    return cl.CustomComparison(output_column_name=column, comparison_levels=levels + list(near) + [cll.ElseLevel()])


APART = [
    text("house", cll.DamerauLevenshteinLevel("house", 1)),
    text("way", cll.JaroWinklerLevel("way", 0.92), cll.JaroWinklerLevel("way", 0.8)),
    text("town", cll.JaroWinklerLevel("town", 0.92), cll.JaroWinklerLevel("town", 0.8)),
    text("postcode", cll.DamerauLevenshteinLevel("postcode", 1), cll.DamerauLevenshteinLevel("postcode", 2)),
]


def main(folder, out, apart):
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    api = DuckDBAPI(connection)
    link = os.path.exists(os.path.join(folder, "register.csv"))
    names = ["register", "feed"] if link else ["records"]
    frames = [cleaned(connection, os.path.join(folder, name + ".csv")) for name in names]
    tables = [api.register(frame, dataset_display_name=name) for frame, name in zip(frames, names)]
    rules = [
        block_on("dob"),
        block_on("phone"),
        block_on("email"),
        block_on("nino"),
        block_on("house", "postcode"),
        block_on("surname", "postcode"),
        block_on("first_name", "postcode"),
        block_on("first_name", "surname", "year(dob)"),
        block_on("first_name", "surname", "town"),
        block_on("first_name", "strftime(dob, '%m%d')", "town"),
        block_on("surname", "strftime(dob, '%m%d')"),
        "l.first_name = r.surname and l.surname = r.first_name",
    ]
    if apart:
        rules += [block_on("way"), block_on("surname", "town"), block_on("first_name", "house"), block_on("surname", "house")]
    # A column that nobody fills teaches nothing and is left out.
    filled = [c for c in ("sex", "phone", "email", "nino") if any(frame[c].notna().any() for frame in frames)]
    comparisons = [FIRST, SURNAME, DOB] + (APART if apart else [PLACE]) + [cl.ExactMatch(c) if c == "sex" else exact_or_near(c) for c in filled]
    settings = SettingsCreator(
        link_type="link_only" if link else "dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=rules,
        max_iterations=10,
    )
    linker = Linker(tables if link else tables[0], settings, log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("first_name", "surname", "dob"), block_on("nino"), block_on("email", "dob")], recall=0.7
    )
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    keys = [block_on("dob", "first_name"), block_on("first_name", "surname")]
    keys += [block_on("email", "first_name")] if "email" in filled else []
    keys += [block_on("phone", "dob")] if "phone" in filled else []
    for key in keys:
        try:
            training.estimate_parameters_using_expectation_maximisation(key)
        except Exception as error:  # a key that no two records share teaches nothing
            print(f"not trained on {key}: {error}", file=sys.stderr)
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    relation = pairs.as_duckdbpyrelation()
    relation.select("unique_id_l as id_a, unique_id_r as id_b, match_probability as score").write_csv(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "apart" in sys.argv[3:])
    print("kilobytes", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
