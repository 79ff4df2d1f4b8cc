"""The judging in SQL for the engines that speak it: AND and OR are Kleene's, NULL is unknown.

Sets are asked once per distinct word. Where only verdicts are wanted, zones are asked only of
incidents that no other question has settled.
"""

import sql

_HIGH = "(accuracy_m / 110500.0)"
_WIDE = f"({_HIGH} / cos(radians(abs(lat1) + 0.6)))"
#: A box in degrees that holds a piece of border and all within its accuracy.
BLURRED = (
    f"ST_MakeEnvelope(least(lon1, lon2) - {_WIDE}, least(lat1, lat2) - {_HIGH},"
    f" greatest(lon1, lon2) + {_WIDE}, greatest(lat1, lat2) + {_HIGH})"
)


def judged(keep, rules, split, moment, areas):
    """The last query: a row per incident, a nullable boolean per reading, and if asked per answer.

    `split` is the engine's text for the parts of a `;` list, `moment` makes its literal of a time,
    `areas` is the table of zones, whole or cut, that suits it best.
    """
    sets, terms = rules["sets"], rules["terms"]
    keep("hits", _per_list("object", "things", sets["o"], _together, split))
    keep("doers", _per_list("perpetrators", "actors", sets["w"], _one_of_them, split))
    asked = {f"{_name(t)}.{q}": a for t in terms for q, a in _questions(t, moment)}
    settled = {f"t{n}": _all_of(asked, term) for n, term in enumerate(terms)}
    keep(
        "asked",
        f"""SELECT id, incident, lon, lat, radius_m, {_columns(settled)}
                   {"".join(f', "{answer}"' for answer in asked if rules["whole"])}
            FROM (SELECT row_number() OVER () AS id, incident, lon, lat, radius_m, {_columns(asked)}
                  FROM incidents LEFT JOIN hits USING (object) LEFT JOIN doers USING (perpetrators)
                  LEFT JOIN acts USING (act) LEFT JOIN exceptions USING (incident)) AS answers""",
    )
    keep("sides", sql.zones(keep, _places(keep, rules), areas, BLURRED, "accuracy_m"))
    numbers = range(rules["zones"])
    sides = ", ".join(f"max(CASE WHEN zone = {n} THEN answer END) AS z{n}" for n in numbers)
    keep("placed", f"SELECT incident AS id, {sides} FROM sides GROUP BY incident")
    wheres = {f"{_name(t)}.where": _where(t["zone"]) for t in terms if t["zone"] is not None}
    shown = [*asked, *wheres] if rules["whole"] else []
    return f"""SELECT incident, {"".join(f'"{answer}", ' for answer in shown)}
                      {_columns(_readings(terms))}
               FROM (SELECT *, {_columns(wheres)}
                     FROM asked LEFT JOIN placed USING (id)) AS whole"""


def _name(term):
    return f"{term['reading']}.{term['term']}"


def _columns(expressions):
    return ", ".join(f'{text} AS "{name}"' for name, text in expressions.items())


def _per_list(column, table, sets, joined, split):
    """The answers of each set to every distinct `;` list of a column."""
    answers = ", ".join(f"{joined(name)} AS {name}" for name in sets)
    return f"""SELECT {column}, {answers} FROM (
                   SELECT words AS {column}, {split} AS word
                   FROM (SELECT DISTINCT {column} AS words FROM incidents) AS lists) AS parts
               JOIN (SELECT {column} AS word, {", ".join(sets)} FROM {table}) AS known USING (word)
               GROUP BY {column}"""


def _together(answer):
    return f"CASE WHEN bool_or({answer}) THEN TRUE WHEN count({answer}) = count(*) THEN FALSE END"


def _one_of_them(answer):
    same = f"count({answer}) = count(*) AND bool_and({answer}) = bool_or({answer})"
    return f"CASE WHEN {same} THEN bool_or({answer}) END"


def _questions(term, moment):
    """Each question that is not answered yes for every incident, but where."""
    yield "who", term["who"]
    yield "act", term["act"]
    if term["object"]:
        yield "object", term["object"]
    when, *standing = (_window(window, moment) for window in term["windows"])
    yield "when", when
    yield "standing", " AND ".join(standing)
    if term["amount"]:
        short = "CASE WHEN amount_unit = '{unit}' THEN amount < {at_least} END"
        yield "amount", f"(NOT {term['amount']['act']} OR {short.format(**term['amount'])})"
    if term["exceptions"]:
        yield "exception", " AND ".join(_unexcused(term, each) for each in term["exceptions"])


def _all_of(asked, term):
    return " AND ".join(f'"{name}"' for name in asked if name.startswith(f"{_name(term)}."))


def _window(window, moment):
    inside, outside = (_held(window[side], moment) for side in ("inside", "outside"))
    return f"(CASE WHEN {inside} THEN TRUE WHEN {outside} THEN FALSE END)"


def _held(intervals, moment):
    """In one of the intervals; an instant on its end is past it, a bracket may end there."""
    bounds = [
        [f"moment_start_utc >= {moment(first)}"] * bool(first)
        + [f"moment_end_utc <= {moment(last)}"] * bool(last)
        + [f"coalesce(moment_start_utc < {moment(last)}, TRUE)"] * bool(last)
        for first, last in intervals
    ]
    return " OR ".join(f"({' AND '.join(each)})" for each in bounds) or "FALSE"


def _unexcused(term, exception):
    named = {"reading": term["reading"], "term": term["term"], "exception": exception["id"]}
    decided = " AND ".join(f"{column} = '{word}'" for column, word in named.items())
    could = f"({exception['act']} AND {exception['who']})"
    return (
        f"(CASE WHEN {decided} AND applies THEN FALSE"
        f" WHEN {decided} AND NOT applies OR NOT {could} THEN TRUE END)"
    )


def _places(keep, rules):
    """The table of places to ask the zones about."""
    open_ = [
        f"t{n} IS NOT FALSE" for n, t in enumerate(rules["terms"]) if isinstance(t["zone"], int)
    ]
    needed = "TRUE" if rules["whole"] else " OR ".join(open_)
    keep(
        "places",
        f"""SELECT id, lon, lat, radius_m FROM asked
            WHERE lon IS NOT NULL AND radius_m IS NOT NULL AND ({needed})""",
    )
    return "places"


def _where(zone):
    if not isinstance(zone, int):
        return "CAST(NULL AS BOOLEAN)"
    unknown = f"lon IS NULL OR radius_m IS NULL OR z{zone} = 0"
    return f"CASE WHEN {unknown} THEN NULL ELSE coalesce(z{zone} = 1, FALSE) END"


def _readings(terms):
    """For each reading the *or* of its terms, each with its zone."""
    verdicts = {}
    for number, term in enumerate(terms):
        answer = f"t{number}" if term["zone"] is None else f't{number} AND "{_name(term)}.where"'
        verdicts.setdefault(term["reading"], []).append(f"({answer})")
    return {reading: " OR ".join(answers) for reading, answers in verdicts.items()}
