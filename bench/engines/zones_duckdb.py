import entry
import sql
from duck import keep, opened


def run(world):
    db = opened(world, "incidents", "zones", "pieces")
    return db.sql(sql.zones(keep)).to_arrow_table()


entry.main(run)
