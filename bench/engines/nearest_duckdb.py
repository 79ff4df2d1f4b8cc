import entry
import sql
from duck import keep, opened


def run(world):
    db = opened(world, "incidents", "sites")
    return db.sql(sql.nearest(keep, "arg_min(site, square)")).to_arrow_table()


entry.main(run)
