import assess_sql
import entry
from codes import flat
from rules import rules_of
from sedona import keep, opened

WORDS = "unnest(string_to_array(words, ';'))"


def moment(at):
    return f"TIMESTAMP '{at}Z'"


def run(world):
    tables = ("incidents", "exceptions", "actors", "acts", "things", "zones", "pieces")
    db = opened(world, *tables)
    query = assess_sql.judged(keep, rules_of(world), WORDS, moment, "zones")
    return db.sql(query).to_arrow_table()


entry.main(run, flat)
