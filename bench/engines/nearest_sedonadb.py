import entry
import sql
from sedona import keep, opened


def run(world):
    db = opened(world, "incidents", "sites")
    return db.sql(sql.nearest(keep, "first_value(site ORDER BY square, site)")).to_arrow_table()


entry.main(run)
