import assess_sql
import entry
from codes import flat
from duck import keep, opened
from rules import rules_of

WORDS = "unnest(string_split(words, ';'))"


def moment(at):
    return f"TIMESTAMPTZ '{at}+00'"


def run(world):
    tables = ("incidents", "exceptions", "actors", "acts", "things", "areas", "pieces")
    db = opened(world, *tables)
    query = assess_sql.judged(keep, rules_of(world), WORDS, moment, "areas")
    return db.sql(query).to_arrow_table()


entry.main(run, flat)
